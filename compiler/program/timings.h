/* Where the time of a run went, for `--timings`: by stage, over all threads. Knows stages by name only. It never
 * reaches an output. Costs a comparison a stage when nobody asked. */
#ifndef PROGRAM_TIMINGS_H
#define PROGRAM_TIMINGS_H

#include "source/diag.h"

#include <stdatomic.h>
#include <stdint.h>
#include <time.h>

enum timed {
    TIMED_SEARCH, /* sources, and what was remembered of earlier builds */
    TIMED_FONTS,  /* finding and opening them */
    TIMED_READ,   /* sources from the disk, with their hashes */
    TIMED_PARSE,
    TIMED_CHECK,
    TIMED_ATTACH, /* what is in attached files */
    TIMED_LINK,
    TIMED_COMPOSE,
    TIMED_LAYOUT, /* shaping included */
    TIMED_PDF,
    TIMED_HTML,
    TIMED_INDEX, /* data, feeds, calendars and the search's index */
    TIMED_WRITE,
    TIMED_SYNC,
    TIMED_COUNT
};

struct timings {
    struct timespec start;
    struct {
        atomic_uint_least64_t wall, cpu, times; /* ns, ns of processor time */
    } stages[TIMED_COUNT];
};

/* A stage under way in this thread. */
struct lap {
    struct timings *timings;
    struct timespec wall, cpu;
};

void timings_start(struct timings *timings);

/* With NULL nothing is measured. Stages may not lie within each other. Thread-safe. */
struct lap lap_begin(struct timings *timings);
void lap_end(const struct lap *lap, enum timed stage);

/* Of a clock that never goes back: how long something may take, or waits. */
long long timings_milliseconds(void);

/* A table on standard error. Wall time is summed over threads, so it may be more than passed. */
void timings_print(struct timings *timings, enum language language);

#endif
