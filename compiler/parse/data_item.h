/* An item written as data into the nodes that a typed one becomes. */
#ifndef PARSE_DATA_ITEM_H
#define PARSE_DATA_ITEM_H

#include "parse/front.h"

/* Parts come in their fixed order. Headings in the values keep the level typed: sections.c judges them. */
struct node *data_item_build(struct arena *arena, const struct item_data *data, struct diag_sink *sink);

/* The heading of a part: its name as the program writes it, standing at `span`. */
struct node *part_heading(struct arena *arena, enum part_kind kind, struct span span);

#endif
