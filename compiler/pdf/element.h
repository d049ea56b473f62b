/* One structure element: its dictionary, its attributes and its kids (ISO 32000-1, 14.7.2 and 14.8.5). */
#ifndef PDF_ELEMENT_H
#define PDF_ELEMENT_H

#include "pdf/object.h"

enum kid_kind { KID_ELEMENT, KID_MARK, KID_OBJECT };

struct kid {
    enum kid_kind kind;
    unsigned page, mark; /* of a mark; the page of an object */
    HPDF_Dict object;    /* element or annotation */
    struct kid *next;
};

struct element {
    HPDF_Dict object, parent;
    const struct tag *tag;
    const struct tag *unplaced; /* the first child that is not among the kids yet */
    bool placed;                /* among its parent's kids */
    bool has_page;
    unsigned page; /* Pg: where its first own content is */
    struct kid *first, *last;
    struct pdf *pdf;
};

/* Make the element's object. The element must stay where it is: the object keeps its address and writes its kids and
 * its page from it in the end. */
void element_init(struct pdf *pdf, struct element *element, const struct tag *tag, HPDF_Dict parent);

void element_add(struct pdf *pdf, struct element *element, struct kid kid);

#endif
