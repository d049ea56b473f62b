/* Flate (RFC 1950), both ways, with every bound known before. Knows nothing of PDF. */
#ifndef PDF_COMPRESS_H
#define PDF_COMPRESS_H

#include "base/str.h"

struct compressor;
/* What one thread deflates with; never NULL. */
struct compressor *compressor_create(void);
void compressor_destroy(struct compressor *compressor);

/* The bytes deflated, in the arena. By libdeflate where the program was built with it, else by zlib, which takes more
 * than twice as long for the same size. */
struct str compress_bytes(struct compressor *compressor, struct arena *arena, struct str bytes);

/* Inflate pieces that follow each other into exactly `size` bytes. False when they are no whole zlib stream, or it
 * holds another number of bytes; never more than `size` are written. */
struct inflation;
struct inflation *inflation_begin(struct arena *arena, unsigned char *out, size_t size);
void inflation_add(struct inflation *inflation, struct str piece);
bool inflation_end(struct inflation *inflation);

#endif
