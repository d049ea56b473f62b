/* What a long run tells on a terminal while it works: how many meetings are done, how fast, and which one. Says nothing
 * in a pipe, nothing during the first half second, and leaves nothing behind. */
#ifndef PROGRAM_PROGRESS_H
#define PROGRAM_PROGRESS_H

#include "source/diag.h"

#include <stdatomic.h>
#include <stddef.h>

struct progress {
    bool shown; /* standard error is a terminal */
    enum language language;
    atomic_llong start; /* ms of the monotonic clock */
    atomic_llong next;  /* when the line is written again */
    atomic_size_t done;
    size_t all;
};

/* A run begins; whether standard error is a terminal is asked here. */
void progress_init(struct progress *progress, enum language language);

/* So many meetings are now to be gone through. The half second counts from progress_init. */
void progress_begin(struct progress *progress, size_t all);

/* One is done, that of this source. Thread-safe; NULL is nothing to tell. */
void progress_step(struct progress *progress, struct str source);

/* Wipe the line, before other words or the end. */
void progress_end(struct progress *progress);

#endif
