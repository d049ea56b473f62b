/* Inside font/: kerning of pairs read from a face's own rules (OpenType 1.9, GPOS, lookup type 2). HarfBuzz is asked
 * for all else, but it goes through all rules of a face for each word, and 1,200 pairs of letters are met before a
 * document of some pages is set.
 *
 * Reads what fonts nearly always have: pairs whose first glyph is set closer or wider. It says so when rules are of any
 * other form, or when HarfBuzz's versions differ on what they mean. */
#ifndef FONT_KERNING_H
#define FONT_KERNING_H

#include "base/arena.h"
#include "late/harfbuzz.h"

#include <stdbool.h>

struct kerning;
struct kerned; /* what the rules say of one glyph */

/* Of these rules of the face's GPOS table; in the arena. NULL when one is of a form that is not read. */
struct kerning *kerning_create(struct arena *arena, hb_face_t *face, const hb_set_t *rules);
void kerning_destroy(struct kerning *kerning); /* gives the table back */

/* Look a glyph up, once for all its pairs; in the arena. */
const struct kerned *kerning_look_up(struct arena *arena, const struct kerning *kerning, unsigned glyph);

/* How much closer or wider the first of two glyphs is set, in font units. False when HarfBuzz is to be asked. */
bool kerning_of(const struct kerning *kerning, const struct kerned *first, const struct kerned *second, int *units);

#endif
