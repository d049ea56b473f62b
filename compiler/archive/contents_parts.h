/* What the archive's documents are put together from. Only for contents.c and contents_*.c. */
#ifndef ARCHIVE_CONTENTS_PARTS_H
#define ARCHIVE_CONTENTS_PARTS_H

#include "archive/contents.h"

/* A node of that kind, or words, as the last child. */
struct node *contents_add(struct arena *arena, struct node *parent, enum node_kind kind);
void contents_add_text(struct arena *arena, struct node *parent, struct str text);

/* A section with its heading, likewise. */
struct node *contents_add_section(struct arena *arena, struct node *root, struct str anchor, struct str title);

/* The meetings of one body: first..end-1 of by_body, oldest first. */
struct contents_range {
    size_t first, end;
};
struct contents_range contents_range(const struct archive *archive, struct str forum);
bool contents_has_meetings(const struct archive *archive, struct str forum);
bool contents_has_page(const struct archive *archive, const struct contents_body *body);

/* How much a page of this extent lists of each body. */
struct contents_plan {
    size_t newest; /* meetings, SIZE_MAX = all */
    bool years;    /* whether the page itself leads to the years; otherwise the body's page does */
};
/* `besides` is what the page of all holds besides headings, meetings and years, in bytes. */
struct contents_plan contents_plan(const struct archive *archive, struct str forum, enum contents_extent extent,
                                   size_t besides);

struct str contents_body_page(struct arena *arena, struct str forum); /* paths from out/ */
struct str contents_year_pdf(struct arena *arena, struct str forum, int year);

/* Each body followed by those below it, at every level in alphabetical order. */
struct ordered_body {
    const struct contents_body *body;
    unsigned depth; /* 0 for one that is below none of them */
};
typedef vec_of(struct ordered_body) ordered_bodies;
ordered_bodies contents_order_bodies(struct arena *arena, const struct contents_body *bodies, size_t count);

/* The organisation as a section with a list in lists; nothing when no body is below another. */
void contents_add_organisation(struct arena *arena, struct node *root, const struct archive *archive,
                               const ordered_bodies *ordered);

/* Which body this one is below, and which are right below it, as a paragraph. */
void contents_add_relations(struct arena *arena, struct node *cover, const struct archive *archive,
                            const struct contents_body *bodies, size_t count, const struct contents_body *body);

/* The meetings that are still to come, as a section with a list and a way to the calendar; nothing when there are none.
 * Of one body when `forum` is not empty. */
void contents_add_coming(struct arena *arena, struct node *root, const struct archive *archive,
                         const struct contents_body *bodies, size_t count, struct str forum);

#endif
