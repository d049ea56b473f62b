#include "program/timings.h"

#include "base/utf8.h"
#include "program/say.h"

#include <sys/resource.h>

static uint64_t nanoseconds(struct timespec time)
{
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static struct timespec read_clock(clockid_t clock)
{
    struct timespec now = {0};
    clock_gettime(clock, &now);
    return now;
}

void timings_start(struct timings *timings)
{
    *timings = (struct timings){.start = read_clock(CLOCK_MONOTONIC)};
}

long long timings_milliseconds(void)
{
    return (long long)(nanoseconds(read_clock(CLOCK_MONOTONIC)) / 1000000);
}

struct lap lap_begin(struct timings *timings)
{
    if (!timings)
        return (struct lap){0};
    return (struct lap){timings, read_clock(CLOCK_MONOTONIC), read_clock(CLOCK_THREAD_CPUTIME_ID)};
}

void lap_end(const struct lap *lap, enum timed stage)
{
    if (!lap->timings)
        return;
    uint64_t const cpu = nanoseconds(read_clock(CLOCK_THREAD_CPUTIME_ID)) - nanoseconds(lap->cpu);
    uint64_t const wall = nanoseconds(read_clock(CLOCK_MONOTONIC)) - nanoseconds(lap->wall);
    atomic_fetch_add(&lap->timings->stages[stage].cpu, cpu);
    atomic_fetch_add(&lap->timings->stages[stage].wall, wall);
    atomic_fetch_add(&lap->timings->stages[stage].times, 1);
}

static void add_row(struct buf *table, struct str name, uint64_t wall, uint64_t cpu, uint64_t all_cpu, uint64_t times)
{
    buf_add(table, name);
    /* Names are Danish: columns are counted in characters. */
    for (size_t width = utf8_count(name); width < 14; width++)
        buf_add_byte(table, ' ');
    buf_format(table, " %10.1f ms %10.1f ms %5.1f %%", (double)wall / 1e6, (double)cpu / 1e6,
               all_cpu ? 100 * (double)cpu / (double)all_cpu : 0.0);
    if (times)
        buf_format(table, " %9llu ×", (unsigned long long)times);
    buf_add_byte(table, '\n');
}

void timings_print(struct timings *timings, enum language language)
{
    static const enum say names[TIMED_COUNT] = {
        [TIMED_SEARCH] = SAY_TIMED_SEARCH, [TIMED_FONTS] = SAY_TIMED_FONTS,     [TIMED_READ] = SAY_TIMED_READ,
        [TIMED_PARSE] = SAY_TIMED_PARSE,   [TIMED_CHECK] = SAY_TIMED_CHECK,     [TIMED_ATTACH] = SAY_TIMED_ATTACH,
        [TIMED_LINK] = SAY_TIMED_LINK,     [TIMED_COMPOSE] = SAY_TIMED_COMPOSE, [TIMED_LAYOUT] = SAY_TIMED_LAYOUT,
        [TIMED_PDF] = SAY_TIMED_PDF,       [TIMED_HTML] = SAY_TIMED_HTML,       [TIMED_INDEX] = SAY_TIMED_INDEX,
        [TIMED_WRITE] = SAY_TIMED_WRITE,   [TIMED_SYNC] = SAY_TIMED_SYNC,
    };
    uint64_t const passed = nanoseconds(read_clock(CLOCK_MONOTONIC)) - nanoseconds(timings->start);
    uint64_t const cpu = nanoseconds(read_clock(CLOCK_PROCESS_CPUTIME_ID));
    struct rusage usage = {0};
    getrusage(RUSAGE_SELF, &usage);

    struct arena scratch = {0};
    struct buf table = {0};
    buf_add(&table, say(&scratch, language, SAY_TIMED_HEAD, S(""), S("")));
    buf_add_byte(&table, '\n');
    uint64_t measured = 0;
    for (size_t i = 0; i < TIMED_COUNT; i++) {
        uint64_t const stage = atomic_load(&timings->stages[i].cpu);
        add_row(&table, say(&scratch, language, names[i], S(""), S("")), atomic_load(&timings->stages[i].wall), stage,
                cpu, atomic_load(&timings->stages[i].times));
        measured += stage;
    }
    uint64_t const other = cpu > measured ? cpu - measured : 0;
    add_row(&table, say(&scratch, language, SAY_TIMED_OTHER, S(""), S("")), 0, other, cpu, 0);
    add_row(&table, say(&scratch, language, SAY_TIMED_ALL, S(""), S("")), passed, cpu, cpu, 0);
    struct str const memory = str_format(&scratch, "%.1f", (double)usage.ru_maxrss / 1024);
    buf_add(&table, say(&scratch, language, SAY_TIMED_MEMORY, memory, S("")));
    buf_add_byte(&table, '\n');
    fwrite(table.at, 1, table.len, stderr);
    buf_finish(&table);
    arena_finish(&scratch);
}
