/* The archive's products: what there is to make, and who writes what. Only for products.c, products_*.c and editing.c.
 */
#ifndef PUBLISH_PRODUCTS_PARTS_H
#define PUBLISH_PRODUCTS_PARTS_H

#include "archive/search.h"
#include "publish/products.h"

/* Meetings first..end-1 of by_body. */
struct meeting_range {
    size_t first, end;
};

/* What all products are planned and made from. */
struct plan {
    const struct publication *publication;
    struct arena arena;
    struct contents_body *contents; /* each kind in byte order of id: bodies that have meetings, */
    const struct body **bodies;
    struct meeting_range *ranges; /* (those of each) */
    size_t count;
    size_t pages; /* those that only have a page, */
    size_t known; /* and those of which only the name is told, since they are above others */
    bool unread;  /* a file of one of them could not be read */
    enum contents_extent extent, printed_extent;
    search_parts parts; /* newest first */
};

struct task;

/* Where a task writes to. */
struct maker {
    struct renderer *renderer;
    struct arena *arena; /* what is listed lives in it */
    output_list *outputs;
    const struct unit *lost; /* the meeting whose text for the search is not what it was made as */
};

typedef bool task_writer(struct plan *plan, const struct task *task, struct maker *maker);

/* A product to be made: of the whole archive, of a body, of a body's year or of a part of the search. */
struct task {
    task_writer *write; /* NULL: it stays as it was made before */
    struct product product;
    size_t body;
    int year;
    struct search_part *part;
    const struct unit *lost;
    bool is_kept, has_failed;
};
typedef vec_of(struct task) task_list;

task_writer publish_contents, publish_body, publish_year, publish_data, publish_schema, publish_feed, publish_body_feed,
    publish_calendar, publish_body_calendar, publish_sitemap, publish_search_part;

/* Find the bodies. Faults of those that have not met are told, and their pages left as they are. */
void publish_collect_bodies(struct plan *plan);

/* A task for each product of the publication's turn. */
void publish_plan(struct plan *plan, task_list *tasks);

/* The tree of what a body is for (`om:`), or NULL. Its faults are agenda.yaml's, told when that was read. */
struct node *publish_about(struct arena *arena, const struct forum *forum);

/* The name of a part of the search that was made, from the path of its index; empty when that has none. */
struct str publish_part_name(const struct product *before);

/* search/index.js, once all parts have their names. */
bool publish_search_index(struct plan *plan, struct maker *maker);

#endif
