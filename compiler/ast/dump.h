/* A tree or meeting as readable text, a node a line: `--emit=ast` and golden files. */
#ifndef AST_DUMP_H
#define AST_DUMP_H

#include "ast/compose.h"

void meeting_dump(struct buf *out, const struct meeting *meeting); /* front matter values, then the tree */
void node_dump(struct buf *out, const struct node *root); /* `item 1.2 "Title" #id @41:1` … two spaces a level */

#endif
