/* Content hashes: XXH3, 128 bits. For caches and document ids, not against an adversary. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

struct hash {
    unsigned char bytes[16]; /* canonical (big-endian) order, the same on every machine */
};

struct hash hash_bytes(struct str bytes);
struct hash hash_combine(struct hash a, struct hash b); /* another one than of `b` and `a` */

/* As numbers modulo 2^128: for hashes of many things in any order, of which one is exchanged. */
struct hash hash_add(struct hash a, struct hash b);
struct hash hash_subtract(struct hash a, struct hash b);

bool hash_equal(struct hash a, struct hash b);
struct str hash_hex(struct arena *arena, struct hash hash); /* 32 digits */
bool hash_read(struct str hex, struct hash *hash);          /* false when that is not what hash_hex writes */

#endif
