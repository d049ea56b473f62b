/* What the archive as a whole is published as: contents, data, feeds, calendars, search. Each of these is a product:
 * files that are made together, of some of what the units say. A product is made again only when that has changed, and
 * products are made in any order and by any thread. What products there are is said in
 * products_plan.c; what is in them is written in products_write.c. */
#ifndef PUBLISH_PRODUCTS_H
#define PUBLISH_PRODUCTS_H

#include "compile/render.h"

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

/* Make what the options ask for, is of this turn and has changed, and list all products of it. False after telling
 * what went wrong: products that could not be made are listed as they were, and as made of nothing. `lost` gets
 * meetings whose text for the search is not what it was made as; until they are rendered anew, what needs it cannot be
 * made. */
typedef vec_of(const struct unit *) unit_list;
bool publish_archive(const struct publication *publication, struct arena *arena, product_list *products,
                     unit_list *lost);

#endif
