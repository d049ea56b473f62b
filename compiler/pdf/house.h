/* Glyphs that nearly every text needs. A document that uses many of them, and no others, gets the subset with all of
 * them: it is made and deflated once a writer, where subsets of just the glyphs of each document would take a sixth of
 * the time that a PDF takes. Some kilobytes are the price of it.
 *
 * The codes of these glyphs are the first of their face in every document, so that a document that needs others too, or
 * only few of these, can still get a subset of its own when its pages have been looked at. Which it gets follows from
 * the document alone, never from those before it. */
#ifndef PDF_HOUSE_H
#define PDF_HOUSE_H

#include "pdf/font_parts.h"

struct houses {
    struct arena *arena;
    struct compressor *compressor;
    vec_of(struct house *) at; /* one a face */
};

/* Give a TrueType face's new use the codes of its house. */
void house_enter(struct houses *houses, struct arena *arena, struct font_use *use);

/* What the document is to have of the face; NULL when it needs a subset of its own. */
const struct font_parts *house_parts(const struct font_use *use);

#endif
