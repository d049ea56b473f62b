/* The archive linked from units alone: order, neighbours, links between meetings. Sees no parser and no layout. */
#ifndef ARCHIVE_LINK_H
#define ARCHIVE_LINK_H

#include "archive/unit.h"

/* One file of a meeting's sources. */
struct archive_source {
    struct str key; /* unit_source_key of its path, or link_meeting_key of its body and date */
    struct unit *unit;
};

struct archive {
    vec_of(struct unit *)
        units; /* newest first, then by forum in Danish order, then agenda before minutes, then by source */

    /* Made by archive_sort. */
    vec_of(struct unit *) by_body;           /* by forum, then oldest first */
    vec_of(struct archive_source) by_source; /* by key */
};

/* Put the units in order and make the indexes. Withheld units can be linked to in sources but appear nowhere: they are
 * moved out of `units`. Indexes live in the arena. */
void archive_sort(struct arena *arena, struct archive *archive);

/* Add another sorted archive to a sorted one. */
void archive_merge(struct arena *arena, struct archive *archive, const struct archive *other);

/* Whether no other meeting has the unit's body and date. */
bool archive_is_alone(const struct archive *archive, const struct unit *unit);

/* The unit of the same body and date that counts, the one published before or else the one whose source comes first;
 * NULL when that is the unit itself (duplicate-meeting). */
const struct unit *archive_duplicate_of(const struct archive *archive, const struct unit *unit);

struct neighbours {
    const struct unit *previous, *next; /* of the same body in time; NULL = none */
};
struct neighbours archive_neighbours(const struct archive *archive, const struct unit *unit);

/* The meeting one of whose files has this path or key, or NULL. */
const struct unit *archive_find(const struct archive *archive, struct str source);

/* `path#anchor`, or the path alone. */
struct str archive_href(struct arena *arena, struct str path, struct str anchor);

/* Whether archive_resolve would have nothing to report of any link of a freshly made unit. */
bool archive_leads_on(const struct archive *archive, const struct unit *unit);

/* Complete the LINK_MEETING links of a tree: paths of page and PDF, words where none were typed, anchors checked;
 * unknown-reference otherwise. A link to a meeting that is withheld because of its own errors becomes LINK_UNRESOLVED
 * without a word: the fault is told there. */
void archive_resolve(struct arena *arena, const struct archive *archive, struct node *root, struct diag_sink *sink);

#endif
