/* A YAML scalar read a second time, from the source, so that each byte of its text knows where it stands: libyaml gives
 * the text but not the way back. YAML 1.1 (2005) chapters 9.1-9.3, as libyaml 0.2.5 reads it. */
#ifndef DATA_SCALAR_H
#define DATA_SCALAR_H

#include "source/source.h"

enum scalar_style { SCALAR_PLAIN, SCALAR_SINGLE, SCALAR_DOUBLE, SCALAR_LITERAL, SCALAR_FOLDED };

struct scalar_place {
    const struct source *source;
    struct str text; /* what libyaml read: bytes of the source from `base` on, unreadable ones replaced one for one */
    size_t base;
    size_t start, end; /* of the scalar in `text`, quotes and block indicator included */
    int parent_indent; /* column of the collection it stands in, -1 at the root: explicit indentation counts from it */
    enum scalar_style style;
};

/* The scalar's text with its place in the source. `expected` is what libyaml made of it: should the two differ, that
 * text is taken with the scalar's beginning as its only place. */
struct excerpt scalar_read(struct arena *arena, const struct scalar_place *place, struct str expected);

#endif
