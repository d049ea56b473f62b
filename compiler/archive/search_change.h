/* A part of the search of which some meetings say something else than when it was written. All else about it is the
 * same: which meetings it has, where they are and how many items they have. So the part is read back from its own
 * files, which hold every word and where it stands, and only what those meetings say is exchanged. */
#ifndef ARCHIVE_SEARCH_CHANGE_H
#define ARCHIVE_SEARCH_CHANGE_H

#include "archive/search.h"

/* `old` are the files of the part as they stand, in the order in which search_write_part lists them; `units` the
 * meetings as they are now. Appends the files of the new part, the same as search_write_part would, and names it. False
 * when the files are not what was written, or the text of a meeting is not there. Cost: linear in the part's words. */
bool search_change_part(struct arena *arena, const search_files *old, struct unit *const *units, size_t count,
                        const struct search_source *source, struct str *name, search_files *files);

/* search_part_inputs after one of its meetings says something else. */
struct hash search_part_exchange(struct hash inputs, const struct unit *before, const struct unit *now);

#endif
