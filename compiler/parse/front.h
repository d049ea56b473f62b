/* Front matter: the YAML tree into the typed meeting, and the items it may hold as data. */
#ifndef PARSE_FRONT_H
#define PARSE_FRONT_H

#include "ast/meeting.h"
#include "data/value.h"

/* An item written as data (referat-format(5), Items as data); excerpts are NULL where the key is not there. */
struct item_data {
    struct span span;   /* of its mapping, or of the opening `---` of its file: for what is missing in it */
    struct str section; /* `sektion`, or empty in places where the section is given otherwise */
    struct span section_span;
    const struct excerpt *title; /* Markdown inlines */
    struct str id, legal_basis, public_title;
    struct span id_span, legal_span;
    bool closed;
    const struct excerpt *presenter;              /* `ved` */
    struct person_list *absentees;                /* `deltog ikke`, or NULL */
    const struct excerpt *parts[PART_KIND_COUNT]; /* Markdown; NULL for a list of attachments and when not there */
    struct span part_spans[PART_KIND_COUNT];      /* of the keys */
    const struct value *attachments;              /* `bilag` as a list of mappings or strings, or NULL */
    struct node *body; /* the blocks of its own file after the front matter, in a NODE_DOCUMENT; or NULL */
    bool single;       /* the item of a meeting of one: what the body has before its first item belongs to it */
};

/* Fill the meeting from its front matter and return the items in it (`punkter:`, then the single item) in `items`. */
typedef vec_of(struct item_data) item_data_list;
void front_read_meeting(struct meeting *meeting, const struct value *front, item_data_list *items,
                        struct diag_sink *sink);

/* The front matter of an item's own file; item->span is its opening `---`. */
void front_read_item(struct arena *arena, const struct value *front, struct item_data *item, struct diag_sink *sink);

#endif
