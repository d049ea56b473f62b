#include "parse/closed.h"

#include "ast/words.h"

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

static void keep_counts(struct arena *arena, struct node *item)
{
    vec_of(struct str) ids = {0};
    unsigned attachments = 0;
    struct node_walk walk = node_walk_begin(item);
    while (node_walk_next(&walk)) {
        if (!walk.entering)
            continue;
        attachments += walk.node->kind == NODE_ATTACHMENT;
        if (walk.node->id_given)
            vec_push(arena, &ids, walk.node->id);
    }
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
