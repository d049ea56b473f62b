/* What a thread that has nothing else to do can make ready while a meeting is compiled by another: fonts, and the
 * words that its pages will be set of. Guesses may be wrong: they cost time, and change no output. */
#ifndef DRIVER_WARM_H
#define DRIVER_WARM_H

#include "driver/render.h"

#include <pthread.h>
#include <stdatomic.h>

struct warming {
    struct renderer *renderer;    /* whose shaper gets the words; nobody else uses it until warming_end */
    const struct source_set *set; /* the meeting */
    pthread_t thread;
    bool started;
    atomic_bool enough;
};

/* Begin in a thread of its own; none is no fault. */
void warming_begin(struct warming *warming, struct renderer *renderer, const struct source_set *set);

/* Wait until the renderer is free: soon, however much there still would be to do. Begun or not. */
void warming_end(struct warming *warming);

#endif
