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
    bool const good = book && folder_settings(ready->options, ready->styles, &ready->settings);
    if (good)
        ready->settings = hash_combine(ready->settings, font_book_hash(book));
    ready->settings_fault = !good;
    ready->has_settings = true;
    lap_end(&lap, TIMED_SEARCH);
}

static void *get_ready_apart(void *context)
{
    void *heap = heap_begin_thread();
    get_ready(context);
    heap_end_thread(heap);
    return NULL;
}

void ready_begin(struct ready *ready, const struct options *options, const char *styles, struct warming *warming,
                 unsigned workers)
{
    *ready = (struct ready){.options = options, .styles = styles, .warming = warming};
    pthread_mutex_init(&ready->mutex, NULL);
    ready->is_apart = workers > 1;
    if (ready->is_apart && pthread_create(&ready->thread, NULL, get_ready_apart, ready) != 0)
        ready->is_apart = false;
}

static void wait_for_thread(struct ready *ready)
{
    if (ready->is_apart)
        pthread_join(ready->thread, NULL);
    ready->is_apart = false;
}

bool ready_settings(struct ready *ready, struct hash *settings)
{
    wait_for_thread(ready);
    if (!ready->has_settings)
        get_ready(ready);
    *settings = ready->settings;
    return !ready->settings_fault;
}

void ready_finish(struct ready *ready)
{
    wait_for_thread(ready);
    pthread_mutex_destroy(&ready->mutex);
}
