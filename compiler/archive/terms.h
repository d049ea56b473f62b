/* The words of a text as the search knows them: runs of letters and digits, folded (utf8_fold), so that case, accents,
 * `aa` and `å`, `ae` and `æ` make no difference. html/script/words.js cuts and folds what readers type in the same way;
 * endings and parts of words are its affair, since only whoever asks knows whether a word was typed to its end. */
#ifndef ARCHIVE_TERMS_H
#define ARCHIVE_TERMS_H

#include "base/str.h"

#define TERM_LONGEST 48 /* bytes; what is longer is cut between two letters */

struct terms {
    struct arena *scratch;
    struct str text;
    size_t at;
    char word[TERM_LONGEST];
};

/* Stand before the first word of a text, which is borrowed. */
struct terms terms_begin(struct arena *scratch, struct str text);

/* The next word, good until the next call; single letters are passed over. False at the end. */
bool terms_next(struct terms *terms, struct str *word);

#endif
