#include "ast/node.h"

/* Whether a node of this kind may be the parent of one of that kind; the table beside enum node_kind as code. */
static bool may_hold(enum node_kind parent, enum node_kind child)
{
    bool block = child >= NODE_HEADING && child <= NODE_TABLE;
    switch (parent) {
    case NODE_DOCUMENT:
        return block || child == NODE_SECTION || child == NODE_COVER || child == NODE_CONTENTS ||
               child == NODE_ATTACHMENT_LIST;
    case NODE_SECTION:
        return block || child == NODE_ITEM || child == NODE_CONTENTS;
    case NODE_ITEM:
        return block || child == NODE_PART || child == NODE_PRESENTER || child == NODE_ABSENTEES ||
               child == NODE_CLOSURE;
    case NODE_PART:
        return block || child == NODE_ATTACHMENT_LIST;
    case NODE_COVER:
        return block || child == NODE_LETTERHEAD || child == NODE_FACTS;
    case NODE_LETTERHEAD:
        return child == NODE_PARAGRAPH;
    case NODE_FACTS:
        return child == NODE_FACT;
    case NODE_CONTENTS:
        return child == NODE_CONTENTS_ENTRY || child == NODE_HEADING;
    case NODE_CONTENTS_ENTRY:
        return node_is_inline(child) || child == NODE_CONTENTS_ENTRY;
    case NODE_ATTACHMENT_LIST:
        return child == NODE_ATTACHMENT;
    case NODE_ATTACHMENT:
        return node_is_inline(child) || block;
    case NODE_LIST:
        return child == NODE_LIST_ITEM;
    case NODE_LIST_ITEM:
    case NODE_QUOTE:
        return block;
    case NODE_TABLE:
        return child == NODE_ROW;
    case NODE_ROW:
        return child == NODE_CELL;
    case NODE_FACT:
    case NODE_PRESENTER:
    case NODE_ABSENTEES:
    case NODE_CLOSURE:
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_CELL:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_LINK:
    case NODE_IMAGE:
        return node_is_inline(child);
    case NODE_CODE_BLOCK:
    case NODE_RULE:
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_KIND_COUNT:
        return false;
    }
    return false;
}

/* Equal but for folded line ends (YAML's `>`), which are spaces, and for no-break spaces that the typographic pass put
 * in the place of spaces. */
static bool equal_words(struct str text, struct str typed)
{
    size_t at = 0;
    for (size_t i = 0; i < typed.len; i++) {
        if (typed.at[i] == ' ' && str_starts(str_from(text, at), S("\xC2\xA0")))
            at += 2;
        else if (at < text.len &&
                 (text.at[at] == typed.at[i] || (text.at[at] == ' ' && (typed.at[i] == '\n' || typed.at[i] == '\r'))))
            at++;
        else
            return false;
    }
    return at == text.len;
}

/* A text stands in its span byte for byte, or it is one piece that something else was typed for: an escape, an entity,
 * a folded line end. */
static bool text_fits(const struct node *node)
{
    struct str text = node->as.text.text;
    struct str typed = span_text(node->span);
    if (typed.len == 0 || equal_words(text, typed))
        return true;
    return typed.at[0] == '\\' || typed.at[0] == '&' || typed.at[0] == '\0' || text.len == 1;
}

static const char *fault_of(const struct node *node)
{
    if (node->span.end < node->span.start || (node->span.source && node->span.end > node->span.source->text.len))
        return "a span outside its source";

    const struct node *previous = NULL;
    bool blocks = false;
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->parent != node || child->previous != previous)
            return "a link between nodes is broken";
        if (!may_hold(node->kind, child->kind))
            return "a child of a kind that does not belong there";
        if (blocks && node_is_inline(child->kind))
            return "an inline after a block";
        /* A section of a document made by the program may have headings of level 3 over its blocks. */
        unsigned const own_level = node->kind == NODE_SECTION ? 2 : node->kind == NODE_ITEM ? 3 : 0;
        if (child->kind == NODE_HEADING && child->previous && child->as.heading.level <= own_level)
            return "a second heading";
        blocks = blocks || !node_is_inline(child->kind);
        previous = child;
    }
    if (node->last != previous)
        return "a link between nodes is broken";

    switch (node->kind) {
    case NODE_SECTION:
    case NODE_ITEM:
    case NODE_PART:
        if (!node->first || node->first->kind != NODE_HEADING)
            return "no heading comes first";
        break;
    case NODE_HEADING:
        if (node->as.heading.level < 1 || node->as.heading.level > 6)
            return "a heading's level is not 1 to 6";
        break;
    case NODE_ROW:
        if (!node->parent || node_count(node, NODE_CELL) != node->parent->as.table.columns)
            return "a row has not as many cells as its table has columns";
        break;
    case NODE_TABLE:
        if (node->as.table.columns == 0 || !node->as.table.alignments ||
            node_count(node, NODE_ROW) < node->as.table.header_rows)
            return "a table without columns or with more header rows than rows";
        break;
    case NODE_TEXT:
        if (!text_fits(node))
            return "a text that does not stand in its span";
        break;
    case NODE_DOCUMENT:
    case NODE_COVER:
    case NODE_LETTERHEAD:
    case NODE_FACTS:
    case NODE_FACT:
    case NODE_CONTENTS:
    case NODE_CONTENTS_ENTRY:
    case NODE_PRESENTER:
    case NODE_ABSENTEES:
    case NODE_CLOSURE:
    case NODE_ATTACHMENT_LIST:
    case NODE_ATTACHMENT:
    case NODE_PARAGRAPH:
    case NODE_LIST:
    case NODE_LIST_ITEM:
    case NODE_QUOTE:
    case NODE_CODE_BLOCK:
    case NODE_RULE:
    case NODE_CELL:
    case NODE_CODE:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_LINK:
    case NODE_IMAGE:
    case NODE_KIND_COUNT:
        break;
    }
    return NULL;
}

bool node_check(struct arena *arena, const struct node *root, struct str *fault)
{
    /* The walk doesn't write through its root. */
    struct node_walk walk = node_walk_begin((struct node *)(uintptr_t)root);
    while (node_walk_next(&walk)) {
        const char *found = walk.entering ? fault_of(walk.node) : NULL;
        if (!found)
            continue;
        struct position at = {0, 0};
        if (!span_is_nowhere(walk.node->span))
            at = source_position(walk.node->span.source, walk.node->span.start);
        *fault = str_format(arena, "%s: %s (line %zu, column %zu)", node_kind_name(walk.node->kind), found, at.line,
                            at.column);
        return false;
    }
    return true;
}
