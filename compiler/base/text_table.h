/* A table from texts to numbers, for asking in constant time whether a text has been met and what was noted of it. */
#ifndef BASE_TEXT_TABLE_H
#define BASE_TEXT_TABLE_H

#include "base/str.h"

struct text_table {
    struct text_note *slots;
    size_t count, cap; /* cap is a power of two, or 0 */
};

/* Where the number of the text is kept: 0 when it is met for the first time. The text is not copied, and the place is
 * good until the next call. A zeroed table is empty. */
size_t *text_table_at(struct arena *arena, struct text_table *table, struct str text);

#endif
