/* Inside font/: shaping of plain words of Latin letters without HarfBuzz, which takes most of the time a document takes
 * when no word is known yet.
 *
 * Such a word is a row of nominal glyphs, each moved by the kerning of its pair (OpenType 1.9, GPOS, pair adjustment).
 * What each pair does is asked of HarfBuzz when it is first met. A word goes to HarfBuzz whole when it has a character
 * that is not known here, a pair that does anything but kern, or three letters in a row that ligatures are made of; so
 * do all words of a face that has rules of other kinds for these letters. */
#ifndef FONT_LATIN_H
#define FONT_LATIN_H

#include "font/shape.h"

struct latin; /* what is known of one face */

struct latin *latin_create(struct shaper *shaper, const struct font *font); /* never NULL */
void latin_destroy(struct latin *latin);

/* The word shaped, in the shaper's arena; NULL when it is one for HarfBuzz. */
const struct shaped *latin_shape(struct latin *latin, struct shaper *shaper, struct str word, unsigned features);

#endif
