/* A part of the search read back from its own files, which hold every word and where it stands. */
#ifndef ARCHIVE_SEARCH_DECODE_H
#define ARCHIVE_SEARCH_DECODE_H

#include "archive/search_files.h"

struct search_decoded {
    struct search_head head;
    search_blocks keys, postings;
    search_words words; /* in byte order; the lists of those that are not rare are left as they are written */
};

/* Read a part whose files stand in the order in which search_write_part lists them; they must live as long as what was
 * read. False when they are not what was written. Cost: linear in their size. */
bool search_decode(struct arena *arena, const search_files *files, struct search_decoded *part);

/* Read the list of a word that was left as it is written. False when that is no list. */
bool search_decode_list(struct arena *arena, struct search_word *word);

#endif
