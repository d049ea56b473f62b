/* What compose.c is put together from. Only for compose. */
#ifndef AST_COMPOSE_PARTS_H
#define AST_COMPOSE_PARTS_H

#include "ast/compose.h"

/* A NODE_COVER of what the meeting's front matter says. */
struct node *compose_cover(struct arena *arena, const struct document *document, const struct meeting *meeting);

#endif
