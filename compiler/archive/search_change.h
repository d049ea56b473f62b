/* A part of the search of which some meetings say something else than when it was written. All else about it is the
 * same: which meetings it has, where they are and how many items they have. So the part is read back from its own
 * files, and only the words that stand elsewhere in those meetings than before are exchanged: lists of other words stay
 * as they are written, and so do the keys, unless a rare word is among those. */
#ifndef ARCHIVE_SEARCH_CHANGE_H
#define ARCHIVE_SEARCH_CHANGE_H

#include "archive/search.h"

/* Such a part, read back. `old` are its files as they stand, in the order in which search_write_part lists them;
 * `units` are the meetings as they were, and the source has the texts that were made of them. The files and the arena
 * must live until the part is made again. NULL when the files or texts are not what was written. Cost: linear in the
 * size of the files. */
struct search_change;
struct search_change *search_change_begin(struct arena *arena, const search_files *old, const struct unit *const *units,
                                          size_t count, const struct search_source *source);

/* Append the files of the part with what the meetings say now, the same as search_write_part would, and name it.
 * `units` are those meetings in the same order. False when the text of one is not there. */
bool search_change_end(struct search_change *change, struct arena *arena, struct unit *const *units,
                       const struct search_source *source, struct str *name, search_files *files);

/* search_part_inputs after one of its meetings says something else. */
struct hash search_part_exchange(struct hash inputs, const struct unit *before, const struct unit *now);

#endif
