/* Characters that must not reach a terminal, a log or a web page as they are. */
#ifndef SOURCE_ESCAPE_H
#define SOURCE_ESCAPE_H

#include "base/str.h"

/* Control characters (C0, C1, DEL), line and paragraph separators, the marks that reorder bidirectional text, the byte
 * order mark inside a text, and what never is a character. */
bool is_control(uint32_t code_point);

/* Those, and characters that nobody sees: marks of direction, joiners, soft hyphens, empty letters. */
bool is_unseen(uint32_t code_point);

/* Append with characters that nobody sees written as U+001B, and bytes that are not UTF-8 as U+FFFD itself. */
void escape_unseen(struct buf *out, struct str text);

/* The same of control characters alone, for a text of lines; feeds and tabs stay. */
void escape_lines(struct buf *out, struct str text);

#endif
