/* The parts of the search after edits of which others need to know nothing. Of these meetings only what is said at them
 * is another than before, so of all products only parts of the search are. Those are made again by a thread of its own,
 * which reads them back while the meetings are set. */
#ifndef PUBLISH_EDITING_H
#define PUBLISH_EDITING_H

#include "compile/render.h"
#include "program/pool.h"

#include <pthread.h>
#include <stdatomic.h>

/* A meeting as it was and as it is now. */
struct edited {
    const struct unit *before;
    struct unit *now; /* to be known when the meeting is set */
};
typedef vec_of(struct edited) edited_list;

struct editing {
    struct renderer *renderer; /* the thread's own until it ends */
    const product_list *before;
    const edited_list *edited;
    struct str *texts;      /* for the search, of the meetings as they were; empty when they can't be read */
    struct countdown unset; /* meetings whose texts for the search have not been made yet */
    atomic_bool is_given_up;
    struct arena arena; /* of what has been changed: until editing_finish */
    product_list changed;
    bool good, fault;
    bool is_apart; /* the thread is at work */
    pthread_t thread;
};

/* `before` are the products of the last build. Must come before the meetings' outputs are made: the texts that stand
 * there are read. With one worker there is no thread. */
void editing_begin(struct editing *editing, struct renderer *renderer, const product_list *before,
                   const edited_list *edited, unsigned workers);

/* When all meetings are set: replace what has changed in a copy of that list. False when that cannot be done: with
 * `fault` after telling why, else what is published is not what was made. */
bool editing_end(struct editing *editing, product_list *products, bool *fault);

/* Or end it without that; what has been written is known to the next build. `fault` as above. */
void editing_give_up(struct editing *editing, bool *fault);

/* Free all; of one that was not begun too, when it is zeroed. */
void editing_finish(struct editing *editing);

#endif
