/* One structure element: its dictionary, its attributes and its kids (ISO 32000-1, 14.7.2 and 14.8.5). */
#ifndef PDF_ELEMENT_H
#define PDF_ELEMENT_H

#include "pdf/object.h"

enum kid_kind { KID_ELEMENT, KID_MARK, KID_OBJECT };

struct kid {
    enum kid_kind kind;
    unsigned page, mark;             /* of a mark; the page of an object */
    const struct own_object *object; /* element or annotation */
    struct kid *next;
};

struct element {
    struct own_object object;
    const void *parent; /* an object */
    const struct tag *tag;
    const struct tag *unplaced; /* the first child that is not among the kids yet */
    bool placed;                /* among its parent's kids */
    bool has_page;
    unsigned page; /* Pg: where its first own content is */
    struct kid *first, *last;
};

/* Give the element a number; `parent` is the object of its parent. It must stay where it is. */
void element_init(struct pdf *pdf, struct element *element, const struct tag *tag, const void *parent);

void element_add(struct pdf *pdf, struct element *element, struct kid kid);

/* All kids are there: write the object. */
void element_write(struct pdf *pdf, struct element *element);

#endif
