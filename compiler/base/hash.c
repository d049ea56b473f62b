#include "base/hash.h"

#include <string.h>
#include <xxhash.h>

struct hash hash_bytes(struct str bytes)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.at, bytes.len));
    struct hash hash;
    memcpy(hash.bytes, canonical.digest, sizeof hash.bytes);
    return hash;
}

struct hash hash_combine(struct hash a, struct hash b)
{
    char both[sizeof a.bytes + sizeof b.bytes];
    memcpy(both, a.bytes, sizeof a.bytes);
    memcpy(both + sizeof a.bytes, b.bytes, sizeof b.bytes);
    return hash_bytes((struct str){both, sizeof both});
}

struct hash hash_add(struct hash a, struct hash b)
{
    unsigned carry = 0;
    for (size_t i = sizeof a.bytes; i-- > 0; carry >>= 8) {
        carry += (unsigned)a.bytes[i] + b.bytes[i];
        a.bytes[i] = (unsigned char)(carry & 0xFF);
    }
    return a;
}

struct hash hash_subtract(struct hash a, struct hash b)
{
    for (size_t i = 0; i < sizeof b.bytes; i++)
        b.bytes[i] = (unsigned char)~b.bytes[i];
    struct hash one = {0};
    one.bytes[sizeof one.bytes - 1] = 1;
    return hash_add(a, hash_add(b, one));
}

bool hash_equal(struct hash a, struct hash b)
{
    return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

struct str hash_hex(struct arena *arena, struct hash hash)
{
    static const char digits[] = "0123456789abcdef";
    size_t const count = sizeof hash.bytes;
    char *text = arena_alloc(arena, 2 * count + 1);
    for (size_t i = 0; i < count; i++) {
        text[2 * i] = digits[hash.bytes[i] >> 4];
        text[2 * i + 1] = digits[hash.bytes[i] & 15];
    }
    return (struct str){text, 2 * count};
}

/* Small letters only: hash_hex writes no others. */
static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hash_read(struct str hex, struct hash *hash)
{
    if (hex.len != 2 * sizeof hash->bytes)
        return false;
    for (size_t i = 0; i < sizeof hash->bytes; i++) {
        int const high = digit_of(hex.at[2 * i]);
        int const low = digit_of(hex.at[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        hash->bytes[i] = (unsigned char)(high * 16 + low);
    }
    return true;
}
