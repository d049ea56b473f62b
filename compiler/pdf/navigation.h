/* How a reader finds the way: named destinations, bookmarks, page labels (ISO 32000-1, 12.3 and 12.4.2). */
#ifndef PDF_NAVIGATION_H
#define PDF_NAVIGATION_H

#include "pdf/object.h"

void navigation_write(struct pdf *pdf);

#endif
