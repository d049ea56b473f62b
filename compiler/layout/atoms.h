/* Inside layout/: a text as atoms, each shaped once: words, spaces, line ends. */
#ifndef LAYOUT_ATOMS_H
#define LAYOUT_ATOMS_H

#include "layout/text.h"

enum atom_kind { ATOM_WORD, ATOM_SPACE, ATOM_FIXED_SPACE, ATOM_BREAK };

struct atom {
    enum atom_kind kind;
    uint32_t start, end; /* bytes of the text */
    unsigned char level; /* of UAX #9; all of a word has one */
    const struct piece *piece;
    const struct shaped *shaped; /* NULL: a line end */
    mp width;
    int64_t at;      /* width of all before it */
    uint32_t spaces; /* how many spaces are before it */
    mp *widths;      /* up to each of its bytes, when they have been asked for */
};

typedef vec_of(struct atom) atom_list;

/* Finds the text's levels too. */
void atoms_make(struct text *text, atom_list *atoms);

/* Shape some bytes of a piece that have a level. */
const struct shaped *piece_shape(struct setter *setter, const struct piece *piece, struct str words,
                                 unsigned char level);

mp piece_width(const struct piece *piece, int64_t units);

/* Widths of a word up to a byte of the text: of what would stand before a cut there, and of what would be missing after
 * it. They differ where the cut goes through a ligature, which then counts on both sides, and between letters that join
 * (Arabic), which take the forms of an end and of a beginning there. */
struct atom_cut {
    mp before, after;
};
struct atom_cut atom_cut(const struct text *text, struct atom *atom, uint32_t byte);

#endif
