/* Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7), as deep as their length asks for. */
#ifndef PDF_TREE_H
#define PDF_TREE_H

#include "pdf/object.h"

enum tree_kind { TREE_OF_NAMES, TREE_OF_NUMBERS };

struct tree_entry {
    struct str name;    /* of a tree of names */
    unsigned number;    /* of a tree of numbers */
    const void *object; /* an object of libharu's or our own that it leads to; NULL: */
    struct str value;   /* as it is written */
};

/* The root of a tree with these entries, which are in order of their keys, each key once. */
struct own_object *tree_new(struct pdf *pdf, enum tree_kind kind, const struct tree_entry *entries, size_t count);

#endif
