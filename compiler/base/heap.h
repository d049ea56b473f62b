/* How malloc gets its memory from the system. Most of what a short build costs the system is memory that is new to the
 * process: each page of 4 kB is a fault of a microsecond, and each time one thread gives memory back or has its heap
 * made larger, the others are interrupted or have to wait. So heaps grow by large steps, give nothing back before the
 * end, and ask for large pages (madvise(2), MADV_HUGEPAGE) where they begin: not for more than a short build needs,
 * since each is cleared whole when it is first touched, which takes 0.3 ms. All of this is hints: what a system or
 * another malloc knows nothing of changes nothing but the time. */
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

/* Of the first thread, before it allocates anything and starts others. */
void heap_begin(void);

/* What a thread does first, and, with what that returned, last. */
void *heap_begin_thread(void);
void heap_end_thread(void *begin);

#endif
