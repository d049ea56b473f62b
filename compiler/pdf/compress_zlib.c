#include "pdf/compress.h"

#include <assert.h>
#include <zlib.h>

enum { LEVEL = 4, MEMORY = 8 };

struct compressor {
    z_stream z;
};

static void *take(void *unused, unsigned count, unsigned size)
{
    (void)unused;
    return must_malloc((size_t)count * size);
}

static void give_back(void *unused, void *memory)
{
    (void)unused;
    free(memory);
}

struct compressor *compressor_create(void)
{
    struct compressor *compressor = must_malloc(sizeof *compressor);
    compressor->z = (z_stream){.zalloc = take, .zfree = give_back};
    /* The best level takes three times as long and saves four bytes in a hundred. */
    int const status = deflateInit2(&compressor->z, LEVEL, Z_DEFLATED, MAX_WBITS, MEMORY, Z_DEFAULT_STRATEGY);
    assert(status == Z_OK);
    (void)status;
    return compressor;
}

void compressor_destroy(struct compressor *compressor)
{
    if (!compressor)
        return;
    deflateEnd(&compressor->z);
    free(compressor);
}

struct str compress_bytes(struct compressor *compressor, struct arena *arena, struct str bytes)
{
    assert(bytes.len < UINT32_MAX / 2);
    z_stream *z = &compressor->z;
    deflateReset(z);
    size_t const bound = deflateBound(z, bytes.len);
    char *out = must_malloc(bound);
    z->next_in = (Bytef *)(uintptr_t)bytes.at;
    z->avail_in = (unsigned)bytes.len;
    z->next_out = (Bytef *)out;
    z->avail_out = (unsigned)bound;
    int const status = deflate(z, Z_FINISH);
    assert(status == Z_STREAM_END);
    (void)status;
    struct str const packed = str_copy(arena, (struct str){out, bound - z->avail_out});
    free(out);
    return packed;
}
