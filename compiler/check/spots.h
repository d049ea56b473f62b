/* Where in the outline a place of the source stands: for what is said about findings, whose places are all that is
 * known of them. Internal to check/. */
#ifndef CHECK_SPOTS_H
#define CHECK_SPOTS_H

#include "check/context.h"

/* An item, or a section up to its first item, where it begins in its file. */
struct spot {
    const struct source *source;
    uint32_t start;
    const struct node *node;
    const struct node *section; /* the one it stands in, or is */
    unsigned first_attachment;  /* number of the first attachment that is not in front of it */
    unsigned attachments;       /* how many it has */
};

struct spots {
    struct spot *at; /* by file and place */
    size_t count;
};

/* Sections that items written as data have called for have no place of their own. */
void spots_make(struct spots *spots, struct check *check);

/* The spot that the place belongs to, or NULL in front of all. */
const struct spot *spots_find(const struct spots *spots, struct span span);

/* The spot behind it in the same file, or NULL. */
const struct spot *spots_next(const struct spots *spots, const struct spot *spot);

/* The part of an item whose heading stands at the place, or NULL. */
const struct node *spots_part(const struct spot *spot, struct span heading);

/* Whether the block is text that stands in an item or a section where none may; parse has reported the first of a run.
 */
bool spots_is_loose(const struct node *block);

#endif
