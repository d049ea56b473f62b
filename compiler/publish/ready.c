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

static void *get_ready_apart(void *context)
{
    struct ready *ready = context;
    void *heap = heap_begin_thread();
    get_ready(ready);
    pthread_mutex_lock(&ready->mutex);
    while (!ready->job && !ready->is_dismissed)
        pthread_cond_wait(&ready->told, &ready->mutex);
    pthread_mutex_unlock(&ready->mutex);
    if (ready->job)
        ready->job(ready->job_context);
    heap_end_thread(heap);
    return NULL;
}

void ready_begin(struct ready *ready, const struct options *options, const char *styles, struct warming *warming,
                 unsigned workers)
{
    *ready = (struct ready){.options = options, .styles = styles, .warming = warming};
    pthread_mutex_init(&ready->mutex, NULL);
    pthread_cond_init(&ready->told, NULL);
    ready->is_apart = workers > 1;
    if (ready->is_apart && pthread_create(&ready->thread, NULL, get_ready_apart, ready) != 0)
        ready->is_apart = false;
}

bool ready_then(struct ready *ready, void (*job)(void *context), void *context)
{
    if (!ready->is_apart)
        return false;
    pthread_mutex_lock(&ready->mutex);
    ready->job = job;
    ready->job_context = context;
    pthread_cond_signal(&ready->told);
    pthread_mutex_unlock(&ready->mutex);
    return true;
}

void ready_wait(struct ready *ready)
{
    if (!ready->is_apart)
        return;
    pthread_mutex_lock(&ready->mutex);
    ready->is_dismissed = true;
    pthread_cond_signal(&ready->told);
    pthread_mutex_unlock(&ready->mutex);
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
    pthread_mutex_destroy(&ready->mutex);
}
