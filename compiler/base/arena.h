/* Memory that is given back all at once.
 *
 * An arena belongs to one job (a meeting, the archive, a layout) and one thread. What it hands out is zeroed, aligned
 * for any type, and lives until arena_finish. Nothing is freed singly. Running out of memory ends the program with exit
 * status 2 and a message: published files are only ever replaced whole, so that is safe at any point. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *newest;
    size_t used; /* bytes used of the newest block */
};

/* A zeroed struct arena is ready for use; arena_init says so in words. */
void arena_init(struct arena *arena);
void arena_finish(struct arena *arena);

/* Forget all that was allocated but keep one block for the next round. */
void arena_reset(struct arena *arena);

/* `size` zeroed bytes; never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* `size` bytes that hold anything, for what is written whole at once; never NULL. */
void *arena_take(struct arena *arena, size_t size);

/* An array of `count` zeroed elements; ends the program when the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

#define arena_new(arena, type)         ((type *)arena_alloc((arena), sizeof(type)))
#define arena_many(arena, type, count) ((type *)arena_array((arena), (count), sizeof(type)))

/* End the program with a message and status 2, as all of these do when there is no memory left. */
_Noreturn void out_of_memory(void);

/* malloc, realloc and strdup for what outlives an arena; they end the program instead of returning NULL. */
void *must_malloc(size_t size);
void *must_realloc(void *old, size_t size);

#endif
