/* Jobs shared out among threads. Results must not depend on which thread takes which job. */
#ifndef DRIVER_POOL_H
#define DRIVER_POOL_H

#include <stddef.h>

/* Run job 0..count-1, each once, on up to `workers` threads, and return when all are done. `worker` is 0..workers-1 and
 * is never used by two jobs at a time. Fewer threads than asked for, when the system gives no more, is no fault. */
typedef void pool_job(void *context, unsigned worker, size_t job);
void pool_run(unsigned workers, size_t count, pool_job *run, void *context);

/* Processors this process may use; at least 1. */
unsigned pool_processors(void);

#endif
