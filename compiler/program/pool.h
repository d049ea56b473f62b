/* Jobs shared out among threads. They are begun in their order. Results must not depend on which thread takes which
 * job. */
#ifndef PROGRAM_POOL_H
#define PROGRAM_POOL_H

#include <pthread.h>
#include <stddef.h>

/* Run job 0..count-1, each once, on up to `workers` threads, and return when all are done. `worker` is 0..workers-1 and
 * is never used by two jobs at a time; job 0 is worker 0's, which is the caller. Fewer threads than asked for, when the
 * system gives no more, is no fault. */
typedef void pool_job(void *context, unsigned worker, size_t job);
void pool_run(unsigned workers, size_t count, pool_job *run, void *context);

/* Things that a job waits for, which must be done by jobs before it. */
struct countdown {
    pthread_mutex_t mutex;
    pthread_cond_t done;
    size_t left;
};
void countdown_begin(struct countdown *countdown, size_t things);
void countdown_step(struct countdown *countdown); /* one is done */
void countdown_wait(struct countdown *countdown); /* until all are */
void countdown_skip(struct countdown *countdown); /* those that are left: nobody does them */
void countdown_end(struct countdown *countdown);

/* Processors this process may use; at least 1. */
unsigned pool_processors(void);

#endif
