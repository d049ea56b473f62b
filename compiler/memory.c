/* The program's own malloc: glibc's, but that running out of memory ends the program, whoever asked. Some libraries
 * can't be told what to do then, and go on without: HarfBuzz would leave glyphs out of a font, libxml2 words out of a
 * page. */
#include "base/arena.h"

#include <stdlib.h>

/* What glibc's malloc is called besides. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
    void *at = __libc_malloc(size);
    if (!at)
        out_of_memory();
    return at;
}

void *calloc(size_t count, size_t size)
{
    void *at = __libc_calloc(count, size);
    if (!at)
        out_of_memory();
    return at;
}

void *realloc(void *old, size_t size)
{
    void *at = __libc_realloc(old, size);
    /* glibc frees what is made empty. */
    if (!at && size > 0)
        out_of_memory();
    return at;
}
