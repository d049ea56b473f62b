/* Flate (RFC 1950) unpacked, with the bound known before. */
#ifndef IMAGE_INFLATE_H
#define IMAGE_INFLATE_H

#include "base/str.h"

/* Inflate pieces that follow each other into exactly `size` bytes. The end is false when they are no whole zlib stream,
 * or it holds another number of bytes; never more than `size` are written. What was begun must be ended. */
struct inflation;
struct inflation *inflation_begin(struct arena *arena, unsigned char *out, size_t size);
void inflation_add(struct inflation *inflation, struct str piece);
bool inflation_end(struct inflation *inflation);

#endif
