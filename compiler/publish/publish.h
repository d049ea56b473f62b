/* What the archive as a whole is published as: contents, data, feeds, calendars, search. Each of these is a product:
 * files that are made together, of some of what the units say. A product is made again only when that has changed, and
 * products are made in any order and by any thread. What products there are is said in publish.c; who writes them, in
 * publish_files.c. */
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include "compile/render.h"
#include "program/pool.h"

#include <stdatomic.h>

/* What tells of no pages of PDFs can be published while meetings are set, the rest when they are. */
enum publish_turn { PUBLISH_ALL, PUBLISH_BEFORE_PAGES, PUBLISH_WITH_PAGES };

struct publication {
    enum publish_turn turn;
    const struct archive *archive;
    struct hash settings;          /* what every product depends on besides the units */
    struct hash styles;            /* and what one does that tells of all bodies */
    const struct manifest *before; /* what was made before */
    struct renderer *renderers;    /* one a worker */
    struct arena *kept;            /* one a worker: what products list lives in */
    unsigned workers;
    bool tells;        /* what is wrong with bodies that have not met */
    bool keeps_others; /* with --only: products of other kinds stay as they were */
};

/* Make what the options ask for, is of this turn and has changed, and list all products of it.
 * False after telling what went wrong: products that could not be made are listed as they were, and as made of nothing.
 * `lost` gets meetings whose text for the search is not what it was made as; until they are rendered anew, what needs
 * it cannot be made. */
typedef vec_of(const struct unit *) unit_list;
bool publish_archive(const struct publication *publication, struct arena *arena, product_list *products,
                     unit_list *lost);

/* Of these meetings only what is said at them is another than before, so of all products only parts of the search are.
 * Those are made again by a thread of its own, which reads them back while the meetings are set. */
struct edited {
    const struct unit *before;
    struct unit *now; /* to be known when the meeting is set */
};
typedef vec_of(struct edited) edited_list;
struct editing {
    struct renderer *renderer; /* the thread's own until it ends */
    const product_list *before;
    const edited_list *edited;
    struct countdown unset; /* meetings whose texts for the search have not been made yet */
    atomic_bool is_given_up;
    struct arena arena; /* of what has been changed: until editing_finish */
    product_list changed;
    bool good, fault;
    bool is_apart; /* the thread is at work */
    pthread_t thread;
};

/* `before` are the products of the last build. With one worker there is no thread. */
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
