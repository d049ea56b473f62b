/* Headings into sections, items and parts; items as data into the same nodes. */
#ifndef PARSE_SECTIONS_H
#define PARSE_SECTIONS_H

#include "parse/front.h"

/* Group the flat blocks of `flat` (as body_parse made them) into section, item and part nodes under meeting->root,
 * after the items that came as data. Reports heading-level and text-outside-item. */
void sections_build(struct meeting *meeting, struct node *flat, const item_data_list *items, struct diag_sink *sink);

#endif
