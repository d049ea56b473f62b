/* The inlines of a block: cmark says what they are, the text says where.
 *
 * cmark's tree of words, emphasis, links, images and code becomes nodes of ours with their places in the source, by a
 * cursor that goes through the block's text in step with it. Beside body.c the only file that knows cmark. */
#ifndef PARSE_INLINES_H
#define PARSE_INLINES_H

#include "ast/node.h"
#include "parse/raw_html.h"

#define ENTITY_SLOTS 64

struct cmark_node;

/* What the blocks of one body share while their inlines are read; zeroed but for arena and sink it is ready. */
struct inlines {
    struct arena *arena;
    struct diag_sink *sink;
    struct open_elements open;
    struct {
        struct str typed, meaning;
    } entities[ENTITY_SLOTS];
};

/* Append the inlines of the cmark block `from` to `holder`. `content` is what cmark's inline parser read, from the
 * offset `at` in its text; it must live as long as the tree. Raw HTML is reported and leaves nothing. */
void inlines_read(struct inlines *inlines, struct cmark_node *from, struct node *holder, const struct excerpt *content,
                  size_t at);

#endif
