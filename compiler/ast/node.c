#include "ast/node.h"

#include "base/file.h"

#include <assert.h>

struct str link_meeting_key(struct arena *arena, struct str forum, struct date date)
{
    return str_format(arena, "//%.*s/%.*s", STR(forum), STR(date_iso(arena, date)));
}

bool link_meeting_of(struct str key, struct str *forum, struct date *date)
{
    struct str const day = path_name(key);
    if (!str_starts(key, S("//")) || key.len <= day.len + 3 || !date_parse_iso(day, date))
        return false;
    *forum = str_part(key, 2, key.len - day.len - 1);
    return true;
}

struct node *node_new(struct arena *arena, enum node_kind kind, struct span span)
{
    struct node *node = arena_new(arena, struct node);
    node->kind = kind;
    node->span = span;
    return node;
}

struct node *node_text(struct arena *arena, struct str text, struct span span)
{
    struct node *node = node_new(arena, NODE_TEXT, span);
    node->as.text.text = text;
    return node;
}

struct link *node_link(struct node *node)
{
    if (node->kind == NODE_LINK)
        return &node->as.link;
    if (node->kind == NODE_ATTACHMENT)
        return &node->as.attachment.link;
    return node->kind == NODE_IMAGE ? &node->as.image.link : NULL;
}

void node_append(struct node *parent, struct node *child)
{
    assert(child->parent == NULL);
    child->parent = parent;
    child->previous = parent->last;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

void node_insert_before(struct node *place, struct node *child)
{
    assert(child->parent == NULL && place->parent != NULL);
    child->parent = place->parent;
    child->previous = place->previous;
    child->next = place;
    if (place->previous)
        place->previous->next = child;
    else
        place->parent->first = child;
    place->previous = child;
}

void node_insert_after(struct node *place, struct node *child)
{
    if (place->next)
        node_insert_before(place->next, child);
    else
        node_append(place->parent, child);
}

void node_detach(struct node *node)
{
    struct node *parent = node->parent;
    if (!parent)
        return;
    if (node->previous)
        node->previous->next = node->next;
    else
        parent->first = node->next;
    if (node->next)
        node->next->previous = node->previous;
    else
        parent->last = node->previous;
    node->parent = node->previous = node->next = NULL;
}

struct node *node_child(const struct node *parent, enum node_kind kind)
{
    struct node *child = parent->first;
    while (child && child->kind != kind)
        child = child->next;
    return child;
}

size_t node_count(const struct node *parent, enum node_kind kind)
{
    size_t count = 0;
    for (const struct node *child = parent->first; child; child = child->next)
        count += child->kind == kind;
    return count;
}

const char *node_kind_name(enum node_kind kind)
{
    switch (kind) {
    case NODE_DOCUMENT:
        return "document";
    case NODE_SECTION:
        return "section";
    case NODE_ITEM:
        return "item";
    case NODE_PART:
        return "part";
    case NODE_COVER:
        return "cover";
    case NODE_LETTERHEAD:
        return "letterhead";
    case NODE_FACTS:
        return "facts";
    case NODE_FACT:
        return "fact";
    case NODE_CONTENTS:
        return "contents";
    case NODE_CONTENTS_ENTRY:
        return "contents-entry";
    case NODE_PRESENTER:
        return "presenter";
    case NODE_ABSENTEES:
        return "absentees";
    case NODE_CLOSURE:
        return "closure";
    case NODE_ATTACHMENT_LIST:
        return "attachment-list";
    case NODE_ATTACHMENT:
        return "attachment";
    case NODE_HEADING:
        return "heading";
    case NODE_PARAGRAPH:
        return "paragraph";
    case NODE_LIST:
        return "list";
    case NODE_LIST_ITEM:
        return "list-item";
    case NODE_QUOTE:
        return "quote";
    case NODE_CODE_BLOCK:
        return "code-block";
    case NODE_RULE:
        return "rule";
    case NODE_TABLE:
        return "table";
    case NODE_ROW:
        return "row";
    case NODE_CELL:
        return "cell";
    case NODE_TEXT:
        return "text";
    case NODE_CODE:
        return "code";
    case NODE_SOFT_BREAK:
        return "soft-break";
    case NODE_LINE_BREAK:
        return "line-break";
    case NODE_EMPHASIS:
        return "emphasis";
    case NODE_STRONG:
        return "strong";
    case NODE_LINK:
        return "link";
    case NODE_IMAGE:
        return "image";
    case NODE_KIND_COUNT:
        break;
    }
    assert(false);
    return "";
}

bool node_is_inline(enum node_kind kind)
{
    return kind >= NODE_TEXT && kind < NODE_KIND_COUNT;
}

bool node_holds_inlines(enum node_kind kind)
{
    switch (kind) {
    case NODE_FACT:
    case NODE_CONTENTS_ENTRY:
    case NODE_PRESENTER:
    case NODE_ABSENTEES:
    case NODE_CLOSURE:
    case NODE_ATTACHMENT:
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_CELL:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_LINK:
    case NODE_IMAGE:
        return true;
    case NODE_DOCUMENT:
    case NODE_SECTION:
    case NODE_ITEM:
    case NODE_PART:
    case NODE_COVER:
    case NODE_LETTERHEAD:
    case NODE_FACTS:
    case NODE_CONTENTS:
    case NODE_ATTACHMENT_LIST:
    case NODE_LIST:
    case NODE_LIST_ITEM:
    case NODE_QUOTE:
    case NODE_CODE_BLOCK:
    case NODE_RULE:
    case NODE_TABLE:
    case NODE_ROW:
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_KIND_COUNT:
        return false;
    }
    return false;
}

bool node_is_leaf(enum node_kind kind)
{
    return kind == NODE_TEXT || kind == NODE_CODE || kind == NODE_SOFT_BREAK || kind == NODE_LINE_BREAK ||
           kind == NODE_CODE_BLOCK || kind == NODE_RULE;
}

struct node_walk node_walk_begin(struct node *root)
{
    return (struct node_walk){.root = root, .node = NULL, .entering = false};
}

bool node_walk_next(struct node_walk *walk)
{
    struct node *node = walk->node;
    if (!node) {
        walk->node = walk->root;
        walk->entering = true;
        return walk->root != NULL;
    }
    if (walk->entering && !node_is_leaf(node->kind)) {
        walk->entering = node->first != NULL;
        if (node->first)
            walk->node = node->first;
        return true;
    }
    if (node == walk->root)
        return false;
    walk->entering = node->next != NULL;
    walk->node = node->next ? node->next : node->parent;
    return true;
}

void node_walk_skip(struct node_walk *walk)
{
    assert(walk->entering);
    walk->entering = false;
}
