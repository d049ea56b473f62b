/* Colours that stay readable: contrast as WCAG 2.2 (1.4.3) defines it, in integers so that every machine finds the
 * same. */
#ifndef STYLE_COLOUR_H
#define STYLE_COLOUR_H

#include <stdint.h>

#define COLOUR_WHITE 0xFFFFFFu

/* 0xRRGGBB; `share` of 256 parts of `b`, the rest of `a`. */
uint32_t colour_mix(uint32_t a, uint32_t b, unsigned share);

/* The same hue as bright as it gets: the largest channel at its end, the others in proportion. */
uint32_t colour_vivid(uint32_t colour);

/* Contrast in hundredths, rounded down: 100 (the same colour) to 2100 (black on white). */
unsigned colour_contrast(uint32_t a, uint32_t b);

/* The colour itself, or the nearest one on its way to `towards` that has at least this contrast (in hundredths) with
 * `background`; `towards` when none has. */
uint32_t colour_readable(uint32_t colour, uint32_t towards, uint32_t background, unsigned contrast);

#endif
