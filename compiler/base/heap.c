#include "base/heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    LARGE_PAGE = 2 << 20,
    STEP = 4 * LARGE_PAGE,
    FIRST_LARGE = 2 * LARGE_PAGE, /* in the first heap: what a short build needs */
    OTHER_LARGE = LARGE_PAGE,     /* in each other */
    OF_ITS_OWN = 2 * LARGE_PAGE,  /* what is at least as large is no part of a heap */
    LEAD = 64 << 10,              /* before the first large page */
};

/* A large page can be had where nothing has been touched, and malloc writes to where its heap begins. So there a piece
 * of small pages lies first. */

static uintptr_t next_large_page(uintptr_t at)
{
    return (at + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
}

static void hint(uintptr_t from, uintptr_t end)
{
    if (from < end)
        (void)madvise((void *)from, end - from, MADV_HUGEPAGE);
}

void heap_begin(void)
{
    mallopt(M_TOP_PAD, STEP);
    mallopt(M_TRIM_THRESHOLD, INT32_MAX);
    mallopt(M_MMAP_THRESHOLD, OF_ITS_OWN);
    uintptr_t const at = (uintptr_t)sbrk(0);
    uintptr_t const first = next_large_page(at + LEAD);
    if (sbrk((intptr_t)(first - LEAD - at)) == (void *)-1)
        return;
    void *volatile any = malloc(1); /* makes the heap */
    free(any);
    hint(first, first + FIRST_LARGE);
}

/* A heap of its own begins at a large page. */
void *heap_begin_thread(void)
{
    void *begin = malloc(LARGE_PAGE - LEAD);
    uintptr_t const first = next_large_page((uintptr_t)begin + 1);
    hint(first, first + OTHER_LARGE);
    return begin;
}

void heap_end_thread(void *begin)
{
    free(begin);
}
