/* Which program this is, to the last bit: what another one made may be out of date. */
#ifndef DRIVER_PROGRAM_H
#define DRIVER_PROGRAM_H

#include "base/hash.h"

/* The hash of the build id that the linker gave it (a hash of its code and data), or of its file when it has none. */
struct hash program_hash(void);

/* Where it lies. */
const char *program_path(struct arena *arena);

#endif
