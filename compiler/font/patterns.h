/* Inside font/: the Danish hyphenation patterns (Liang 1983), put into the program when it was built: reading them
 * would take longer than dividing all words of most documents. */
#ifndef FONT_PATTERNS_H
#define FONT_PATTERNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The automaton that knows all patterns (patterns_main.c). State 0 is the start. */
struct pattern_state {
    uint16_t first, count; /* of its edges */
    int16_t fallback;      /* the state of the longest end of what was read that begins a pattern; -1: none */
    uint16_t digits;       /* where its digits begin; 0: no pattern ends here */
};
struct pattern_edge {
    uint8_t letter;
    int16_t state;
};
extern const struct pattern_state pattern_states[];
extern const struct pattern_edge pattern_edges[];
extern const char pattern_digits[]; /* each ends in NUL: the last is after the letter that was read last */

#define PATTERNS_LONGEST 100

/* Where the patterns divide a word of small letters in Latin 1, at most PATTERNS_LONGEST: marks[i] becomes whether it
 * may be after letter i. Two letters stay at least on either side. */
void patterns_mark(const char *letters, size_t count, bool *marks);

#endif
