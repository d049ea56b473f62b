/* Markdown into nodes, by cmark, which only body.c and inlines.c know. */
#ifndef PARSE_BODY_H
#define PARSE_BODY_H

#include "ast/node.h"
#include "source/diag.h"

/* Append the blocks of the text to `parent`. Positions are exact: cmark's columns are trusted only where the source
 * bytes there match. Tables are recognised. Raw HTML: raw-html, and the node is left out. Nesting over 100: too-large.
 */
void body_parse(struct arena *arena, const struct excerpt *text, struct node *parent, struct diag_sink *sink);

/* Append the inlines of a title or another one-line text to `holder`: nothing in it begins a block, line ends are
 * spaces. */
void body_parse_line(struct arena *arena, const struct excerpt *text, struct node *holder, struct diag_sink *sink);

#endif
