#include "image/inflate.h"

#include <assert.h>
#include <zlib.h>

struct inflation {
    z_stream z;
    bool broken, ended;
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

struct inflation *inflation_begin(struct arena *arena, unsigned char *out, size_t size)
{
    assert(size < UINT32_MAX);
    struct inflation *inflation = arena_new(arena, struct inflation);
    inflation->z = (z_stream){.zalloc = take, .zfree = give_back, .next_out = out, .avail_out = (unsigned)size};
    inflation->broken = inflateInit(&inflation->z) != Z_OK;
    return inflation;
}

void inflation_add(struct inflation *inflation, struct str piece)
{
    if (inflation->broken || inflation->ended || piece.len == 0)
        return;
    inflation->z.next_in = (Bytef *)(uintptr_t)piece.at;
    inflation->z.avail_in = (unsigned)piece.len;
    int const status = inflate(&inflation->z, Z_NO_FLUSH);
    inflation->ended = status == Z_STREAM_END;
    if (!inflation->ended && (status != Z_OK || inflation->z.avail_in > 0))
        inflation->broken = true;
}

bool inflation_end(struct inflation *inflation)
{
    /* All of the output may have come before the check sum that ends the stream was seen. */
    bool const whole = !inflation->broken && inflation->ended && inflation->z.avail_out == 0;
    inflateEnd(&inflation->z);
    return whole;
}
