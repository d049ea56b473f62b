/* Inside font/: the joints of Danish compounds, by the index of words that was made when the program was built. */
#ifndef FONT_COMPOUND_H
#define FONT_COMPOUND_H

#include <stddef.h>
#include <stdint.h>

/* The index: see index_automaton.h for its edges. */
extern const uint32_t compound_start;
extern const uint32_t compound_edges[];

/* Where the parts of a word of Latin 1 in small letters meet, in order, `joints` having room for as many as the word
 * has letters; 0 when it is no compound or not known. Of several ways to divide it the one with the fewest and longest
 * parts. */
size_t compound_joints(const char *word, size_t length, size_t *joints);

#endif
