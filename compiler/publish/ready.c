#include "publish/ready.h"

#include "base/heap.h"
#include "kept/folder.h"
#include "late/late.h"
#include "program/timings.h"

#include <errno.h>

struct font_book *ready_fonts(struct ready *ready)
{
    pthread_mutex_lock(&ready->mutex);
    if (!ready->has_fonts) {
        struct lap const lap = lap_begin(ready->options->timings);
        ready->book = font_book_create();
        ready->why = errno;
        ready->has_fonts = true;
        lap_end(&lap, TIMED_FONTS);
    }
    pthread_mutex_unlock(&ready->mutex);
    return ready->book;
}

static void get_ready(struct ready *ready)
{
    struct font_book *book = ready_fonts(ready);
    if (ready->is_apart)
        warming_run(ready->warming, book);
    late_open_all();
    if (!ready->styles)
        return;
    struct lap const lap = lap_begin(ready->options->timings);
    bool const good = book && folder_styles(ready->options, ready->styles, &ready->styles_hash);
    if (good)
        ready->settings = hash_combine(folder_settings(ready->options), font_book_hash(book));
    ready->settings_fault = !good;
    ready->has_settings = true;
    lap_end(&lap, TIMED_SEARCH);
}

/* Wait for what is to be told, or to be dismissed. */
static bool is_told(struct ready *ready, const bool *what)
{
    pthread_mutex_lock(&ready->telling);
    while (!*what && !ready->is_dismissed)
        pthread_cond_wait(&ready->told, &ready->telling);
    bool const told = *what;
    pthread_mutex_unlock(&ready->telling);
    return told;
}

static void *get_ready_apart(void *context)
{
    struct ready *ready = context;
    void *heap = heap_begin_thread();
    ready_fonts(ready);
    if (is_told(ready, &ready->has_rest)) {
        get_ready(ready);
        if (is_told(ready, &ready->has_job))
            ready->job(ready->job_context);
    }
    heap_end_thread(heap);
    return NULL;
}

void ready_begin(struct ready *ready, const struct options *options, unsigned workers)
{
    *ready = (struct ready){.options = options};
    pthread_mutex_init(&ready->mutex, NULL);
    pthread_mutex_init(&ready->telling, NULL);
    pthread_cond_init(&ready->told, NULL);
    ready->is_apart = workers > 1;
    if (ready->is_apart && pthread_create(&ready->thread, NULL, get_ready_apart, ready) != 0)
        ready->is_apart = false;
}

static void tell(struct ready *ready, bool *what)
{
    pthread_mutex_lock(&ready->telling);
    *what = true;
    pthread_cond_signal(&ready->told);
    pthread_mutex_unlock(&ready->telling);
}

void ready_go_on(struct ready *ready, const char *styles, struct warming *warming)
{
    ready->styles = styles;
    ready->warming = warming;
    tell(ready, &ready->has_rest);
}

bool ready_then(struct ready *ready, void (*job)(void *context), void *context)
{
    if (!ready->is_apart)
        return false;
    ready->job = job;
    ready->job_context = context;
    tell(ready, &ready->has_job);
    return true;
}

void ready_wait(struct ready *ready)
{
    if (!ready->is_apart)
        return;
    tell(ready, &ready->is_dismissed);
    pthread_join(ready->thread, NULL);
    ready->is_apart = false;
}

bool ready_settings_by_job(const struct ready *ready, struct hash *settings, struct hash *styles)
{
    *settings = ready->settings;
    *styles = ready->styles_hash;
    return ready->has_settings && !ready->settings_fault;
}

bool ready_settings(struct ready *ready, struct hash *settings, struct hash *styles)
{
    ready_wait(ready);
    if (!ready->has_settings)
        get_ready(ready);
    *settings = ready->settings;
    *styles = ready->styles_hash;
    return !ready->settings_fault;
}

void ready_finish(struct ready *ready)
{
    ready_wait(ready);
    pthread_cond_destroy(&ready->told);
    pthread_mutex_destroy(&ready->telling);
    pthread_mutex_destroy(&ready->mutex);
    font_book_destroy(ready->book);
}
