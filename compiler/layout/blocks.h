/* Inside layout/: blocks into strips. */
#ifndef LAYOUT_BLOCKS_H
#define LAYOUT_BLOCKS_H

#include "layout/text.h"

/* Set the blocks of `parent` that come after its inlines, one below the other. */
void blocks_set(struct setter *setter, const struct node *parent, const struct column *column);
void block_set(struct setter *setter, const struct node *node, const struct column *column);

struct setting block_setting(const struct setter *setter, const struct column *column); /* of running text */

/* The inlines of a node as a paragraph of this manner. */
void paragraph_set(struct setter *setter, const struct node *node, const struct column *column, struct manner manner);

/* Lines as strips at x from the column's left; the page may end between them, but for widows and orphans. */
void lines_emit(struct setter *setter, const struct lines *lines, const struct column *column, mp x);

void heading_set(struct setter *setter, const struct node *node, const struct column *column);
void list_set(struct setter *setter, const struct node *node, const struct column *column);
void attachments_set(struct setter *setter, const struct node *node, const struct column *column);
void table_set(struct setter *setter, const struct node *node, const struct column *column);
void contents_set(struct setter *setter, const struct node *node, const struct column *column);
void letterhead_set(struct setter *setter, const struct node *node, const struct column *column);
void facts_set(struct setter *setter, const struct node *node, const struct column *column);

/* A column inside another, moved right; it stays wide enough to read however deep lists are nested. */
struct column column_inside(const struct setter *setter, const struct column *column, mp indent);

#endif
