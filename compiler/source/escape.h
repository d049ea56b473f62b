/* Characters that must not reach a terminal, a log or a web page as they are. */
#ifndef SOURCE_ESCAPE_H
#define SOURCE_ESCAPE_H

#include "base/str.h"

/* Control characters (C0, C1, DEL), line and paragraph separators, the marks that reorder bidirectional text, and the
 * byte order mark inside a text. */
bool is_control(uint32_t code_point);

/* Append with control characters written as U+001B, and bytes that are not UTF-8 as U+FFFD itself. */
void escape_controls(struct buf *out, struct str text);

#endif
