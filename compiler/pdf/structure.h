/* The structure tree (ISO 32000-1, 14.7 and 14.8): an element for each tag of the layout, and the way back from marked
 * content and annotations to their elements. */
#ifndef PDF_STRUCTURE_H
#define PDF_STRUCTURE_H

#include "pdf/object.h"

struct structure;

/* Make an element for each tag; the tree gets its root in the catalog. */
struct structure *structure_begin(struct pdf *pdf);

/* The next piece of marked content of that page belongs to the tag: its MCID. Called in reading order. */
unsigned structure_mark(struct structure *structure, const struct tag *tag, unsigned page);

/* The annotation on that page belongs to the tag: its StructParent. */
unsigned structure_annotate(struct structure *structure, const struct tag *tag, unsigned page,
                            const struct own_object *annotation);

/* Write what is known when all pages are done. */
void structure_end(struct structure *structure);

#endif
