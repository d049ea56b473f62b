#include "program/progress.h"

#include "base/utf8.h"
#include "program/say.h"
#include "program/timings.h"
#include "source/escape.h"

#include <sys/ioctl.h>
#include <unistd.h>

enum { FIRST = 500, BETWEEN = 100, COLUMNS = 80 };

void progress_init(struct progress *progress, enum language language)
{
    *progress = (struct progress){.shown = isatty(STDERR_FILENO), .language = language};
    if (progress->shown)
        atomic_store(&progress->next, timings_milliseconds() + FIRST);
}

void progress_begin(struct progress *progress, size_t all)
{
    if (!progress->shown)
        return;
    progress->all = all;
    atomic_store(&progress->done, 0);
    atomic_store(&progress->start, timings_milliseconds());
}

static size_t terminal_columns(void)
{
    struct winsize size = {0};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : COLUMNS;
}

/* A line that is broken could not be wiped. */
static struct str fit(struct str line, size_t columns)
{
    size_t at = 0;
    for (size_t used = 0; at < line.len;) {
        size_t next = at;
        used += (size_t)utf8_columns(utf8_next(line, &next));
        if (used >= columns)
            break;
        at = next;
    }
    return str_part(line, 0, at);
}

/* The cursor goes back to the start, so that a message of another thread begins a line. */
static void show(const struct progress *progress, size_t done, long long passed, struct str source)
{
    struct arena scratch = {0};
    struct buf clean = {0};
    escape_unseen(&clean, source);
    struct str const counted = say(&scratch, progress->language, SAY_PROGRESS, str_format(&scratch, "%zu", done),
                                   str_format(&scratch, "%zu", progress->all));
    long long const rate = (long long)done * 1000 / (passed > 0 ? passed : 1);
    struct str const line = say(&scratch, progress->language, SAY_PROGRESS_RATE,
                                str_format(&scratch, "%.*s, %lld", STR(counted), rate), buf_str(&clean));
    fprintf(stderr, "\r%.*s\033[K\r", STR(fit(line, terminal_columns())));
    buf_finish(&clean);
    arena_finish(&scratch);
}

void progress_step(struct progress *progress, struct str source)
{
    if (!progress || !progress->shown)
        return;
    size_t const done = atomic_fetch_add(&progress->done, 1) + 1;
    long long const now = timings_milliseconds();
    long long next = atomic_load(&progress->next);
    /* One thread at a time finds that it is time. */
    if (now >= next && atomic_compare_exchange_strong(&progress->next, &next, now + BETWEEN))
        show(progress, done, now - atomic_load(&progress->start), source);
}

void progress_end(struct progress *progress)
{
    if (progress->shown)
        fputs("\033[K", stderr);
}
