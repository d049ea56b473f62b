/* The words of a text as the search knows them: runs of letters and digits, folded (utf8_fold), so that case, accents, `aa` and `å`,
 * `ae` and `æ` make no difference. html/search.js cuts and folds what readers type in the same way; endings and parts of words are
 * its affair, since only whoever asks knows whether a word was typed to its end. */
#ifndef ARCHIVE_TERMS_H
#define ARCHIVE_TERMS_H

#include "base/str.h"

#define TERM_LONGEST 48 /* bytes; what is longer is cut between two letters */

struct terms {
    struct str folded;
    size_t at;
};

/* Fold a text and stand before its first word. The folded text lives in the arena. */
struct terms terms_begin(struct arena *arena, struct str text);

/* The next word, borrowed from the folded text; single letters are passed over. False at the end. */
bool terms_next(struct terms *terms, struct str *word);

#endif
