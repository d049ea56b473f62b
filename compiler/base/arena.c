#include "base/arena.h"

#include "base/vec.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 64 * 1024 };

struct arena_block {
    struct arena_block *older;
    size_t size; /* of `bytes` */
    alignas(max_align_t) unsigned char bytes[];
};

_Noreturn void out_of_memory(void)
{
    static const char message[] = "referat: fejl: der er ikke mere hukommelse (out of memory)\n";
    static atomic_flag told = ATOMIC_FLAG_INIT;
    /* Threads that run out together tell it once. */
    while (atomic_flag_test_and_set(&told))
        pause();
    /* Nothing that may ask for memory, no atexit handlers: other threads may be at work. */
    (void)!write(STDERR_FILENO, message, sizeof message - 1);
    _Exit(2);
}

void *must_malloc(size_t size)
{
    void *at = malloc(size ? size : 1);
    if (!at)
        out_of_memory();
    return at;
}

void *must_realloc(void *old, size_t size)
{
    void *at = realloc(old, size ? size : 1);
    if (!at)
        out_of_memory();
    return at;
}

static struct arena_block *block_new(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct arena_block))
        out_of_memory();
    struct arena_block *block = must_malloc(sizeof *block + size);
    block->older = NULL;
    block->size = size;
    return block;
}

static void free_blocks(struct arena_block *block)
{
    while (block) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
}

void arena_init(struct arena *arena)
{
    *arena = (struct arena){0};
}

void arena_finish(struct arena *arena)
{
    free_blocks(arena->newest);
    *arena = (struct arena){0};
}

void arena_reset(struct arena *arena)
{
    struct arena_block *kept = arena->newest;
    if (!kept)
        return;
    free_blocks(kept->older);
    kept->older = NULL;
    arena->used = 0;
}

/* Memory for `size` bytes as it is found. Most arenas are small and short-lived, so a block is not zeroed whole. */
void *arena_take(struct arena *arena, size_t size)
{
    size_t const alignment = alignof(max_align_t);
    if (size > SIZE_MAX - alignment)
        out_of_memory();
    size = (size + alignment - 1) / alignment * alignment;

    struct arena_block *newest = arena->newest;
    if (newest && size <= newest->size - arena->used) {
        void *at = newest->bytes + arena->used;
        arena->used += size;
        return at;
    }
    if (newest && size > newest->size / 4) {
        /* A block of its own behind the newest one, whose rest stays in use. */
        struct arena_block *own = block_new(size);
        own->older = newest->older;
        newest->older = own;
        return own->bytes;
    }
    size_t block_size = newest ? newest->size * 2 : FIRST_BLOCK;
    if (block_size > LARGEST_BLOCK)
        block_size = LARGEST_BLOCK;
    if (block_size < size)
        block_size = size;
    struct arena_block *block = block_new(block_size);
    block->older = newest;
    arena->newest = block;
    arena->used = size;
    return block->bytes;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(arena_take(arena, size), 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        out_of_memory();
    return arena_alloc(arena, count * size);
}

void *vec_grow(struct arena *arena, void *at, size_t *cap, size_t element)
{
    size_t const old = *cap;
    size_t const new = old ? old * 2 : 8;
    if (element && new > SIZE_MAX / element)
        out_of_memory();
    void *grown = arena_take(arena, new *element); /* elements are written before they are read */
    if (old)
        memcpy(grown, at, old * element);
    *cap = new;
    return grown;
}
