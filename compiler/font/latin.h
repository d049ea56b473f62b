/* Inside font/: shaping of plain words of Latin letters and figures without HarfBuzz, which takes most of the time a
 * document takes when no word is known yet.
 *
 * Such a word is a row of nominal glyphs, two of which may become a ligature, each moved by the kerning of its pair
 * (OpenType 1.9, GPOS, pair adjustment), which is read from the face (kerning.h). What two letters become is asked of
 * HarfBuzz when they are first met. A word goes to HarfBuzz whole when it has a character that is not known here, a
 * pair that does anything else, a ligature of three letters, or two that might share one; so do all words of a face
 * that has rules of other kinds for these letters. */
#ifndef FONT_LATIN_H
#define FONT_LATIN_H

#include "font/shape.h"

struct latin; /* what is known of one face */

struct latin *latin_create(struct shaper *shaper, const struct font *font); /* never NULL */
void latin_destroy(struct latin *latin);

/* The word shaped, in the shaper's arena; NULL when it is one for HarfBuzz. */
const struct shaped *latin_shape(struct latin *latin, struct shaper *shaper, struct str word, unsigned features);

#endif
