/* `{#id}`, `{lukket="forvaltningslovens § 27"}` at the end of a heading or an attachment. */
#ifndef PARSE_ATTRIBUTES_H
#define PARSE_ATTRIBUTES_H

#include "ast/node.h"

struct attributes {
    struct str id;
    struct span id_span;
    bool closed;
    struct str legal_basis, public_title;
    struct span closed_span; /* of the legal basis, or of what stands in its place */
    bool broken; /* it looks as if the item was to be closed, but the form is wrong: must be reported, for it stays open
                  */
};

/* Take attributes off the end of the node's inlines; what isn't well-formed stays text. */
struct attributes attributes_take(struct arena *arena, struct node *holder);

#endif
