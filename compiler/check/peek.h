/* Reading running text byte by byte: the small questions that dates, numbers and addresses ask. Internal to check/. */
#ifndef CHECK_PEEK_H
#define CHECK_PEEK_H

#include "check/context.h"

static inline bool peek_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Read at most `most` digits at *at and step over them; false when there is none or when more follow. */
bool peek_number(struct str text, size_t *at, size_t most, long *value, size_t *digits);

/* Step over one space, no-break space or narrow no-break space. */
bool peek_spaces(struct str text, size_t *at);

/* Whether a number that ends at `at` ends there: no digit, letter, or sign with a digit or letter after it, follows. */
bool peek_number_ends(struct str text, size_t at);

/* Whether the byte before `at` makes what begins there the rest of a longer number or word. */
bool peek_joins_number(struct str text, size_t at);

/* Whether `at` lies in an address of a page or of mail: `https://x.dk/1.2.2021`, `www.…`. */
bool peek_in_address(struct str text, size_t at);

/* The word in front of *at, one space between, and step back over it; signs that cling to it are kept. Empty at the
 * start. */
struct str peek_word_before(struct str text, size_t *at);

/* The word at or after `at`, one space between. */
struct str peek_word_after(struct str text, size_t at);

#endif
