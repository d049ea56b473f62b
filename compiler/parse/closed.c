#include "parse/closed.h"

#include "ast/words.h"
#include "parse/bind.h"
#include "parse/number.h"

/* A text that no byte of the source is known for. */
static struct node *made_up_text(struct arena *arena, struct str text, const struct node *heading)
{
    struct span place = heading->span;
    place.end = place.start;
    return node_text(arena, text, place);
}

static struct node *closure_of(struct arena *arena, const struct node *item)
{
    struct node *closure = node_new(arena, NODE_CLOSURE, item->as.item.legal_span);
    struct str basis = item->as.item.legal_basis;
    if (basis.len > 0)
        node_append(closure, made_up_text(arena, basis, item->first));
    return closure;
}

/* What can be named by the id of its title: the item, free headings of its parts, its attachments. A number typed in
 * front is no part of the title. */
static struct str title_id(struct arena *arena, struct node *node)
{
    struct typed_number typed;
    bool heading = node->kind == NODE_HEADING && node->parent->kind == NODE_PART && node->previous;
    if (node->kind == NODE_ITEM)
        number_take(node->first, NUMBERED_ITEM, &typed);
    else if (node->kind == NODE_ATTACHMENT)
        number_take(node, NUMBERED_ATTACHMENT, &typed);
    else if (!heading)
        return (struct str){0};
    return bind_title_id(arena, node->kind == NODE_ITEM ? node->first : node);
}

static void keep_counts(struct arena *arena, struct node *item)
{
    vec_of(struct str) ids = {0}, titles = {0};
    unsigned attachments = 0;
    struct node_walk walk = node_walk_begin(item);
    while (node_walk_next(&walk)) {
        if (!walk.entering)
            continue;
        attachments += walk.node->kind == NODE_ATTACHMENT;
        struct str id = walk.node->id_given ? walk.node->id : title_id(arena, walk.node);
        if (walk.node->id_given)
            vec_push(arena, &ids, id);
        else if (id.len > 0)
            vec_push(arena, &titles, id);
    }
    item->as.item.withheld_given = ids.len;
    for (size_t i = 0; i < titles.len; i++)
        vec_push(arena, &ids, titles.at[i]);
    item->as.item.withheld_attachments = attachments;
    item->as.item.withheld_ids = ids.at;
    item->as.item.withheld_id_count = ids.len;
}

void closed_empty(struct arena *arena, struct node *item)
{
    keep_counts(arena, item);
    struct node *heading = item->first;
    while (item->last != heading)
        node_detach(item->last);
    while (heading->first)
        node_detach(heading->first);
    struct str title = item->as.item.public_title;
    node_append(heading, made_up_text(arena, title.len > 0 ? title : word(WORD_CLOSED_ITEM), heading));
    heading->id = item->id = (struct str){0};
    heading->id_given = item->id_given = false;
    item->as.item.presenters = item->as.item.absentees = NULL;
    node_append(item, closure_of(arena, item));
}

void closed_mark(struct arena *arena, struct node *item)
{
    node_insert_after(item->first, closure_of(arena, item));
}
