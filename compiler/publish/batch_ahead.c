/* Meetings are compiled and made by stretches, so that a tree is used while it is there: the next stretch is compiled
 * before one is made, since a meeting's neighbours and those it links to mostly lie near it. What a meeting was made
 * with is compared with the whole archive once that is known; so guesses cost time when they are wrong, and nothing
 * else. They do not depend on which thread does what. */
#include "publish/batch_parts.h"

#include "program/halt.h"
#include "program/pool.h"
#include "program/timings.h"

enum { STRETCH = 16 }; /* jobs a worker; the trees of two stretches are in memory */

struct stretch {
    struct batch *batch;
    size_t first;
    const struct archive *so_far;
    const struct ahead *ahead;
};

static void compile_next(void *context, unsigned worker, size_t index)
{
    const struct stretch *stretch = context;
    batch_compile_job(stretch->batch, worker, stretch->first + index);
}

/* A meeting that shares its place with another, or whose links lead nowhere yet, has to wait for all others. */
static bool is_ready(const struct archive *so_far, const struct job *job)
{
    return job->compiled && job->unit && job->errors == 0 && !job->fault && !job->blocked &&
           archive_is_alone(so_far, job->unit) && archive_leads_on(so_far, job->unit);
}

static void make_next(void *context, unsigned worker, size_t index)
{
    const struct stretch *stretch = context;
    struct job *job = &stretch->batch->jobs.at[stretch->first + index];
    if (is_ready(stretch->so_far, job) && !halt_is_asked()) {
        compile_link(job->compiled, stretch->so_far, stretch->batch->context.options->timings);
        stretch->ahead->make(stretch->ahead->context, worker, job, job->compiled, stretch->so_far);
    }
    compile_free(job->compiled);
    job->compiled = NULL;
}

static void learn(const struct stretch *compiled, size_t end, struct arena *arena, struct archive *so_far)
{
    struct lap const lap = lap_begin(compiled->batch->context.options->timings);
    struct archive stretch = {0};
    for (size_t i = compiled->first; i < end; i++)
        batch_place(compiled->batch, &compiled->batch->jobs.at[i], arena, &stretch);
    archive_sort(arena, &stretch);
    archive_merge(arena, so_far, &stretch);
    lap_end(&lap, TIMED_LINK);
}

void batch_compile_ahead(struct batch *batch, const struct ahead *ahead)
{
    struct arena arena = {0};
    struct archive so_far = {0};
    size_t const length = STRETCH * (size_t)batch->workers;
    batch->most_trees = SIZE_MAX;
    for (size_t first = 0; first < batch->jobs.len; first += length) {
        size_t const rest = batch->jobs.len - first;
        struct stretch compiling = {.batch = batch, .first = first};
        pool_run(batch->workers, rest < length ? rest : length, compile_next, &compiling);
        /* The trees of the last two stretches wait for the whole archive, which is known soon. */
        if (rest <= length)
            break;
        learn(&compiling, first + length, &arena, &so_far);
        struct stretch making = {batch, first - length, &so_far, ahead};
        if (first > 0)
            pool_run(batch->workers, length, make_next, &making);
    }
    batch->most_trees = batch->jobs.len;
    arena_finish(&arena);
}
