/* The files of a part of the search, from what its words were encoded as, and their names. A file is named by a hash of
 * what it holds, so that one which says the same as before keeps its name, and nobody who has it needs it again. Only
 * for search*.c. */
#ifndef ARCHIVE_SEARCH_FILES_H
#define ARCHIVE_SEARCH_FILES_H

#include "archive/search.h"
#include "archive/search_keys.h"

/* What a part is made of besides its blocks. */
struct search_head {
    struct str year;     /* its first, four digits: the folder of its blocks */
    struct str meetings; /* the beginning of its index, up to its keys */
};

/* Append the files of a part, the index first, then keys and postings, and name the part. */
void search_add_files(struct arena *arena, const struct search_head *head, search_blocks *keys, search_blocks *postings,
                      struct str *name, search_files *files);

/* The whole index of such a part, whose blocks have names, and the name of a part with that index. */
struct str search_part_index(struct arena *arena, const struct search_head *head, const search_blocks *keys,
                             const search_blocks *postings);
struct str search_part_name(struct arena *arena, struct str year, struct str index);

/* The name of a part's nth file of keys (`k`) or postings (`p`). */
struct str search_block_name(struct arena *arena, struct str year, char kind, size_t n, struct str text);

#endif
