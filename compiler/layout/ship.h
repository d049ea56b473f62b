/* Inside layout/: the galley's strips onto pages, with what stands on every page. */
#ifndef LAYOUT_SHIP_H
#define LAYOUT_SHIP_H

#include "layout/setter.h"

/* Make the layout's pages, destinations and page numbers of a galley that has ended. */
void ship(struct setter *setter);

/* Running heads, folios and marks of drafts, when the number of pages is known. */
void furnish(struct setter *setter);

/* Bookmarks of sections, items and parts. */
void outline_make(struct setter *setter);

#endif
