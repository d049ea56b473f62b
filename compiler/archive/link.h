/* The archive linked from units alone: order, neighbours, links between meetings. Sees no parser and no layout. */
#ifndef ARCHIVE_LINK_H
#define ARCHIVE_LINK_H

#include "archive/unit.h"

struct archive {
    vec_of(struct unit *) units; /* newest first, then by forum in Danish order, then agenda before minutes */
};

void archive_sort(struct archive *archive);

/* duplicate-meeting: two sources of one body, date and kind of document. */
void archive_check(const struct archive *archive, struct diag_sink *sink);

struct neighbours {
    const struct unit *previous, *next; /* of the same body in time; NULL = none */
};
struct neighbours archive_neighbours(const struct archive *archive, const struct unit *unit);

/* Complete the LINK_MEETING links of a tree: paths of page and PDF, anchors checked; unknown-reference otherwise. */
void archive_resolve(struct arena *arena, const struct archive *archive, struct node *root, struct diag_sink *sink);

#endif
