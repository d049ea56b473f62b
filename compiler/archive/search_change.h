/* A part of the search of which some meetings say something else than when it was written. All else about it is the
 * same: which meetings it has, where they are and how many items they have. So the part is read back from its own
 * files, which hold every word and where it stands, and only what those meetings say is exchanged. */
#ifndef ARCHIVE_SEARCH_CHANGE_H
#define ARCHIVE_SEARCH_CHANGE_H

#include "archive/search.h"

/* Such a part, read back and without what the meetings said. `old` are its files as they stand, in the order in which
 * search_write_part lists them; `units` are the meetings as they were. They, the files and the arena must live until
 * the part is made again. NULL when the files are not what was written. Cost: linear in the part's words. */
struct search_change;
struct search_change *search_change_begin(struct arena *arena, const search_files *old, const struct unit *const *units,
                                          size_t count);

/* Append the files of the part with what the meetings say now, the same as search_write_part would, and name it.
 * `units` are those meetings in the same order. False when the text of one is not there. */
bool search_change_end(struct search_change *change, struct arena *arena, struct unit *const *units,
                       const struct search_source *source, struct str *name, search_files *files);

/* search_part_inputs after one of its meetings says something else. */
struct hash search_part_exchange(struct hash inputs, const struct unit *before, const struct unit *now);

#endif
