/* What page.c is put together from. Only for html. */
#ifndef HTML_PAGE_PARTS_H
#define HTML_PAGE_PARTS_H

#include "html/render.h"

/* <head>: policy, title, stylesheet, what search engines and other programs read. */
void page_write_head(struct render *render);

/* The meeting as a schema.org Event with its items as parts: JSON that stands in a <script> which no browser runs. */
void page_write_event(struct buf *out, struct arena *scratch, const struct html_page *page);

#endif
