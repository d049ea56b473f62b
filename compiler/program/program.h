/* Which program this is, to the last bit, with the libraries it runs on: what others made may be out of date. */
#ifndef PROGRAM_PROGRAM_H
#define PROGRAM_PROGRAM_H

#include "base/hash.h"

/* A hash of the build ids that the linker gave the program and its libraries (hashes of their code and data), or of the
 * program's file when it has none. */
struct hash program_hash(void);

/* Where it lies. */
const char *program_path(struct arena *arena);

#endif
