/* Inside layout/: type that is set but not yet divided into pages. The galley is one long column of strips; a page may
 * end between two of them. */
#ifndef LAYOUT_GALLEY_H
#define LAYOUT_GALLEY_H

#include "layout/layout.h"

/* One line, its left end at x 0 and its top at y 0. */
struct line {
    struct run *runs;
    size_t run_count;
    struct link_area *links;
    size_t link_count;
    struct picture *picture; /* or NULL */
    mp width, height;
    mp baseline;    /* from the top */
    uint32_t order; /* reading order of the first run; the others follow */
};

/* What runs behind or beside strips: drawn as one box on each page that has some of them. */
struct decor {
    const struct decor *outer; /* or NULL */
    mp x, width;               /* from the left edge of the text */
    mp above, below; /* how far it reaches past the strips at its ends; the strips' own space makes room for it */
    uint32_t colour;
    uint32_t page; /* while pages are made: where the box stands that grows */
    size_t box;
};

/* Strips to set again at the top of a page that begins inside a table. */
struct repeat {
    size_t first, count;
    mp height;
};

/* Costs of ending a page; see pages.c for their sum. */
enum {
    BREAK_FINE = 0,
    BREAK_IN_LIST = 10,
    BREAK_IN_PARAGRAPH = 40,
    BREAK_IN_TABLE = 40,
    BREAK_WIDOW = 4000,
    BREAK_IN_ROW = 5000,
    BREAK_IN_TALL_ROW = 600,
    BREAK_KEEP = 20000,
    BREAK_NEVER = 2000000,
    BREAK_WELCOME = -1500
};

struct strip {
    mp space; /* above it; dropped at the top of a page */
    mp height;
    int32_t penalty;                                      /* of a page that begins with it */
    const struct repeat *repeat;                          /* or NULL */
    struct decor *decor;                                  /* the innermost, or NULL */
    size_t runs, boxes, pictures, links, places, numbers; /* where its own begin; they end where the next strip's do */
};

struct galley_run {
    struct run run; /* baseline from the strip's top, x from the left edge of the text */
    uint32_t order;
    enum artifact kind; /* when it has no tag */
};

/* A node that can be linked to, and the strip it begins in. */
struct place {
    const struct node *node;
    size_t strip;
};

/* A run whose text is the number of a page, known only when the pages are. */
struct number {
    size_t run;
    const struct node *target; /* a node of this document, or NULL: the page is given */
    unsigned page;
    mp right; /* where the number ends */
};

struct galley {
    struct arena *arena;
    vec_of(struct strip) strips;
    vec_of(struct galley_run) runs;
    vec_of(struct box) boxes;
    vec_of(struct picture) pictures; /* `before` is their reading order here */
    vec_of(struct link_area) links;
    vec_of(struct place) places;
    vec_of(struct number) numbers;
};

/* Begin a strip; what is added next belongs to it. */
struct strip *galley_strip(struct galley *galley, mp space, mp height, int32_t penalty);

/* Put a line into the newest strip, its top left corner at x, y. */
void galley_line(struct galley *galley, const struct line *line, mp x, mp y);

void galley_box(struct galley *galley, struct box box);

/* A sentinel, so that the last strip's things have an end. */
void galley_end(struct galley *galley);

/* For each strip but the sentinel the page it stands on, from 0, and its top on that page below the page's first strip.
 * The division of the whole document that costs least. `room` is the height for text. */
struct placement {
    uint32_t page;
    mp y;
};
struct placement *pages_divide(struct arena *arena, const struct galley *galley, mp room);

#endif
