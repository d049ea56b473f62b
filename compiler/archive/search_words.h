/* The first half of making a part of the search: in which documents each word stands. */
#ifndef ARCHIVE_SEARCH_WORDS_H
#define ARCHIVE_SEARCH_WORDS_H

#include "archive/search.h"

struct search_word {
    struct str text;
    vec_of(uint32_t) postings; /* 4 × document + weight, ascending */
    struct str written; /* of a part that was read back: the list of a word that is not rare, in place of these */
    /* While one document is read: */
    uint32_t times;
    bool in_title;
};

typedef vec_of(struct search_word) search_words;

/* The words of these meetings and their items, in byte order; false when a text is not there. */
bool search_collect(struct arena *arena, struct unit *const *units, size_t count, const struct search_source *source,
                    search_words *words);

/* The same of a single meeting. */
bool search_collect_meeting(struct arena *arena, const struct unit *unit, const struct search_source *source,
                            search_words *words);

/* Byte order of two words, for qsort and bsearch. */
int search_word_order(const void *a, const void *b);

/* Whether what is known of a word stands with its key. */
static inline bool search_word_is_rare(const struct search_word *word)
{
    return word->written.len == 0 && word->postings.len <= SEARCH_RARE;
}

#endif
