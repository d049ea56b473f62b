#include "program/pool.h"

#include "base/arena.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

struct pool {
    atomic_size_t next;
    size_t count;
    pool_job *run;
    void *context;
};

struct thread {
    struct pool *pool;
    unsigned worker;
    pthread_t id;
};

static size_t take(struct pool *pool)
{
    return atomic_fetch_add(&pool->next, 1);
}

static void work(struct pool *pool, unsigned worker, size_t first)
{
    for (size_t job = first; job < pool->count; job = take(pool))
        pool->run(pool->context, worker, job);
}

static void *thread_main(void *argument)
{
    const struct thread *thread = argument;
    work(thread->pool, thread->worker, take(thread->pool));
    return NULL;
}

void pool_run(unsigned workers, size_t count, pool_job *run, void *context)
{
    struct pool pool = {.count = count, .run = run, .context = context};
    atomic_init(&pool.next, 0);
    if (workers > count)
        workers = (unsigned)count;
    struct thread *threads = must_malloc((workers ? workers : 1) * sizeof *threads);
    unsigned started = 0;
    /* The calling thread is worker 0, and the first job is its. */
    size_t const first = take(&pool);
    for (unsigned i = 1; i < workers; i++) {
        threads[started] = (struct thread){.pool = &pool, .worker = i};
        if (pthread_create(&threads[started].id, NULL, thread_main, &threads[started]) != 0)
            break;
        started++;
    }
    work(&pool, 0, first);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i].id, NULL);
    free(threads);
}

void countdown_begin(struct countdown *countdown, size_t things)
{
    *countdown = (struct countdown){.left = things};
    pthread_mutex_init(&countdown->mutex, NULL);
    pthread_cond_init(&countdown->done, NULL);
}

void countdown_step(struct countdown *countdown)
{
    pthread_mutex_lock(&countdown->mutex);
    if (--countdown->left == 0)
        pthread_cond_broadcast(&countdown->done);
    pthread_mutex_unlock(&countdown->mutex);
}

void countdown_skip(struct countdown *countdown)
{
    pthread_mutex_lock(&countdown->mutex);
    countdown->left = 0;
    pthread_cond_broadcast(&countdown->done);
    pthread_mutex_unlock(&countdown->mutex);
}

void countdown_wait(struct countdown *countdown)
{
    pthread_mutex_lock(&countdown->mutex);
    while (countdown->left > 0)
        pthread_cond_wait(&countdown->done, &countdown->mutex);
    pthread_mutex_unlock(&countdown->mutex);
}

void countdown_end(struct countdown *countdown)
{
    pthread_cond_destroy(&countdown->done);
    pthread_mutex_destroy(&countdown->mutex);
}

unsigned pool_processors(void)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int const count = CPU_COUNT(&set);
    return count > 0 ? (unsigned)count : 1;
}
