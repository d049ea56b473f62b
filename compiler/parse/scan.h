/* How far links and their definitions reach in a text (CommonMark 0.30, sections 4.7 and 6.3). Only lengths: what the
 * words mean, cmark says. Each function gives the offset past what it found at `at`, or SIZE_MAX when it is not there.
 */
#ifndef PARSE_SCAN_H
#define PARSE_SCAN_H

#include "base/str.h"

bool scan_is_punctuation(char byte); /* ASCII: what a backslash escapes */
bool scan_is_space(char byte);       /* space, tab, line ends, VT, FF */

size_t scan_label(struct str text, size_t at); /* `[words]` */

/* `(destination "title")`; `from` and `to` become the destination's ends. */
size_t scan_link_tail(struct str text, size_t at, size_t *from, size_t *to);

/* The link reference definitions a paragraph begins with: the offset past the last of them; `at` when there is none. */
size_t scan_definitions(struct str text, size_t at);

#endif
