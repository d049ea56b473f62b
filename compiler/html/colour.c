#include "html/colour.h"

#include <stdbool.h>

uint32_t colour_mix(uint32_t a, uint32_t b, unsigned share)
{
    uint32_t mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        unsigned from = (a >> shift) & 255;
        unsigned to = (b >> shift) & 255;
        mixed |= (uint32_t)((from * (256 - share) + to * share + 128) / 256) << shift;
    }
    return mixed;
}

uint32_t colour_vivid(uint32_t colour)
{
    unsigned largest = 1;
    for (int shift = 0; shift <= 16; shift += 8)
        if (((colour >> shift) & 255) > largest)
            largest = (colour >> shift) & 255;
    uint32_t vivid = 0;
    for (int shift = 0; shift <= 16; shift += 8)
        vivid |= (uint32_t)(((colour >> shift) & 255) * 255 / largest) << shift;
    return vivid;
}

/* Linear light of an sRGB channel in millionths. The transfer curve ((c + 0.055) / 1.055) ^ 2.4 as a polynomial of the
 * third degree, within 0.002 of it everywhere. */
static uint64_t linear(unsigned channel)
{
    uint64_t c = (uint64_t)channel * 1000000 / 255;
    return c * (12523 + c * (682171 + c * 305306 / 1000000) / 1000000) / 1000000;
}

/* Relative luminance in millionths. */
static uint64_t luminance(uint32_t colour)
{
    return (2126 * linear((colour >> 16) & 255) + 7152 * linear((colour >> 8) & 255) + 722 * linear(colour & 255)) /
           10000;
}

unsigned colour_contrast(uint32_t a, uint32_t b)
{
    uint64_t lighter = luminance(a) + 50000;
    uint64_t darker = luminance(b) + 50000;
    if (lighter < darker) {
        uint64_t swapped = lighter;
        lighter = darker;
        darker = swapped;
    }
    return (unsigned)(lighter * 100 / darker);
}

uint32_t colour_readable(uint32_t colour, uint32_t towards, uint32_t background, unsigned contrast)
{
    for (unsigned share = 0; share < 256; share += 4) {
        uint32_t mixed = colour_mix(colour, towards, share);
        if (colour_contrast(mixed, background) >= contrast)
            return mixed;
    }
    return towards;
}
