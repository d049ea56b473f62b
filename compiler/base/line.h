/* Values that keep to one line: how caches and units write text that may hold anything. Backslash and line ends are
 * escaped, so that reading back is exact. */
#ifndef BASE_LINE_H
#define BASE_LINE_H

#include "base/str.h"

void buf_add_escaped_line(struct buf *buf, struct str value);                /* without a line end of its own */
void buf_add_keyed_line(struct buf *buf, const char *key, struct str value); /* `key value` and the line's end */
struct str line_unescape(struct arena *arena, struct str value);             /* always a copy */
struct str line_value(struct arena *arena, struct str value); /* the value itself when nothing in it is escaped */

/* Take the next line off a text, its end left out; false when nothing is left or the last line has no end. */
bool line_next(struct str *rest, struct str *line);

#endif
