/* Flate (RFC 1950). Knows nothing of PDF. */
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

#endif
