/* Items written as data: one mapping into struct item_data. For the files of this folder. */
#ifndef PARSE_FRONT_ITEM_H
#define PARSE_FRONT_ITEM_H

#include "parse/front.h"

/* Where the mapping stands decides which keys it may have and what its title is called. */
enum item_place { ITEM_OF_LIST, ITEM_OF_FILE, ITEM_OF_MEETING };

/* Read the item's keys of a mapping; unknown ones are not looked for here. What is missing is reported at item->span,
 * unless `incomplete` says that the YAML ended early. */
void item_data_read(struct arena *arena, const struct value *map, enum item_place place, bool incomplete,
                    struct item_data *item, struct diag_sink *sink);

/* The keys an item has in a file of its own or a list, and the ones beside a meeting's. */
const struct str *item_keys(size_t *count);
const struct str *single_item_keys(size_t *count);

#endif
