/* What a thread that has nothing else to do can make ready while a meeting is compiled by another: fonts, and the
 * words that its pages will be set of. Guesses may be wrong: they cost time, and change no output. */
#ifndef PUBLISH_WARM_H
#define PUBLISH_WARM_H

#include "compile/render.h"

#include <pthread.h>
#include <stdatomic.h>

struct warming {
    struct renderer *renderer;    /* whose shaper gets the words; nobody else uses it until warming_end */
    const struct source_set *set; /* the meeting; or NULL */
    pthread_mutex_t at_work;
    atomic_bool enough;
};

void warming_init(struct warming *warming, struct renderer *renderer, const struct source_set *set);

/* Do it, until all is done or it is enough. */
void warming_run(struct warming *warming, struct font_book *book);

/* Wait until the renderer is free: soon, however much there still would be to do. Nothing is begun any more. */
void warming_end(struct warming *warming);

#endif
