/* Inside font/: Danish words divided into syllables by patterns and into the parts of compounds by a dictionary. */
#ifndef FONT_HYPHENATOR_H
#define FONT_HYPHENATOR_H

#include "font/font.h"

/* Points of one word of letters, appended in order to `points` (as many as the word has bytes); the count. */
size_t hyphenator_divide(struct str word, struct hyphen_point *points);

/* Where the parts of a compound meet in a word of letters: byte offsets in order, at most HYPHENATOR_JOINTS; the count.
 */
#define HYPHENATOR_JOINTS 50
size_t hyphenator_joints(struct str word, uint16_t *joints);

#endif
