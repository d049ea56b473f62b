/* The second half of making a part of the search: words and their postings as the texts of files. */
#ifndef ARCHIVE_SEARCH_KEYS_H
#define ARCHIVE_SEARCH_KEYS_H

#include "archive/search_words.h"

struct search_block {
    struct str name;       /* of its file, below search/; empty until search_add_files has named it */
    struct str first_key;  /* of keys */
    uint32_t first_number; /* of postings */
    struct str text;
};
typedef vec_of(struct search_block) search_blocks;

/* Words must be in byte order. What the texts look like is told in search.h. */
search_blocks search_encode_postings(struct arena *arena, const search_words *words);
search_blocks search_encode_keys(struct arena *arena, const search_words *words);

#endif
