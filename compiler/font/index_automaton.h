/* For the program that makes the index of Danish words: a sorted list of words as the smallest automaton that knows
 * them (Daciuk, Mihov, Watson & Watson 2000, Incremental construction of minimal acyclic finite-state automata). */
#ifndef FONT_INDEX_AUTOMATON_H
#define FONT_INDEX_AUTOMATON_H

#include "base/str.h"
#include "base/vec.h"

/* An edge: letter in bits 0-7; 8: last edge of its node; 9: a word that can begin a compound ends with it; 10: one that
 * can end one; 11-31: index of the first edge of the node it leads to, 0 = none. The start is the node of edge 1. */
enum { EDGE_LAST = 1 << 8, EDGE_BEGINS = 1 << 9, EDGE_ENDS = 1 << 10, EDGE_TARGET = 11 };

struct index_word {
    struct str word;
    unsigned ends; /* EDGE_BEGINS, EDGE_ENDS or both */
};

struct automaton {
    vec_of(uint32_t) edges;
    uint32_t start;
};

/* Words sorted by bytes, each once. False when there are too many for the format. */
bool automaton_make(struct arena *arena, struct automaton *automaton, const struct index_word *words, size_t count);

#endif
