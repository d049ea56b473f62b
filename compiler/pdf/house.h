/* Glyphs that nearly every text needs. A document that uses many of them, and no others, gets the subset with all of
 * them: it is made and deflated once, where subsets of just the glyphs of each document would take a sixth of
 * the time that a PDF takes. Some kilobytes are the price of it.
 *
 * The codes of these glyphs are the first of their face in every document, so that a document that needs others too, or
 * only few of these, can still get a subset of its own when its pages have been looked at. Which it gets follows from
 * the document alone, never from those before it. */
#ifndef PDF_HOUSE_H
#define PDF_HOUSE_H

#include "pdf/font_parts.h"

#include <pthread.h>

/* One for any number of writers. */
struct houses {
    pthread_mutex_t mutex; /* of all that is here; a house that is there is only read, but for its parts */
    struct arena arena;
    struct compressor *compressor;
    vec_of(struct house *) at; /* one a face */
};

void houses_init(struct houses *houses);
void houses_finish(struct houses *houses);

/* Make the house of a face with its parts, before a document needs them. */
void houses_prepare(struct houses *houses, const struct font *face);

/* Give a TrueType face's new use the codes of its house. */
void house_enter(struct houses *houses, struct arena *arena, struct font_use *use);

/* What the document is to have of the face; NULL when it needs a subset of its own. */
const struct font_parts *house_parts(const struct font_use *use);

#endif
