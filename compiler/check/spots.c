#include "check/spots.h"

#include <stdlib.h>

static int compare_spots(const void *a, const void *b)
{
    const struct spot *one = a, *other = b;
    if (one->source != other->source)
        return one->source < other->source ? -1 : 1;
    return (one->start > other->start) - (one->start < other->start);
}

static void add_spot(struct spots *spots, const struct node *node, const struct node *section, unsigned attachment,
                     unsigned attachments)
{
    if (span_is_nowhere(node->span))
        return;
    struct spot const spot = {node->span.source, node->span.start, node, section, attachment, attachments};
    spots->at[spots->count++] = spot;
}

static unsigned count_attachments(const struct node *item)
{
    unsigned count = item->as.item.withheld_attachments;
    for (const struct node *part = item->first; part; part = part->next) {
        for (const struct node *list = part->kind == NODE_PART ? part->first : NULL; list; list = list->next) {
            for (const struct node *one = list->kind == NODE_ATTACHMENT_LIST ? list->first : NULL; one; one = one->next)
                count++;
        }
    }
    return count;
}

void spots_make(struct spots *spots, struct check *check)
{
    const struct meeting *meeting = check->meeting;
    unsigned attachment = 1;
    spots->count = 0;
    spots->at = arena_many(check->arena, struct spot, meeting->sections.len + meeting->items.len);
    for (const struct node *section = meeting->root->first; section; section = section->next) {
        if (section->kind != NODE_SECTION)
            continue;
        const struct node *heading = node_child(section, NODE_HEADING);
        if (heading && !span_is_nowhere(heading->span) && !in_front_matter(check, heading->span))
            add_spot(spots, section, section, attachment, 0);
        for (const struct node *item = section->first; item; item = item->next) {
            if (item->kind != NODE_ITEM)
                continue;
            unsigned const attachments = count_attachments(item);
            add_spot(spots, item, section, attachment, attachments);
            attachment += attachments;
        }
    }
    if (spots->count > 1)
        qsort(spots->at, spots->count, sizeof *spots->at, compare_spots);
}

const struct spot *spots_find(const struct spots *spots, struct span span)
{
    struct spot const sought = {.source = span.source, .start = span.start};
    size_t low = 0, high = spots->count;
    while (low < high) {
        size_t const middle = low + (high - low) / 2;
        if (compare_spots(&spots->at[middle], &sought) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && spots->at[low - 1].source == span.source ? &spots->at[low - 1] : NULL;
}

const struct spot *spots_next(const struct spots *spots, const struct spot *spot)
{
    const struct spot *next = spot + 1;
    return next < spots->at + spots->count && next->source == spot->source ? next : NULL;
}

const struct node *spots_part(const struct spot *spot, struct span heading)
{
    for (const struct node *part = spot ? spot->node->first : NULL; part; part = part->next) {
        if (part->kind == NODE_PART && heading_span(part).start == heading.start)
            return part;
    }
    return NULL;
}

bool spots_is_loose(const struct node *block)
{
    if (!block || !block->parent || (block->parent->kind != NODE_ITEM && block->parent->kind != NODE_SECTION))
        return false;
    return block != block->parent->first && block->kind != NODE_ITEM && block->kind != NODE_PART &&
           block->kind != NODE_PRESENTER && block->kind != NODE_ABSENTEES && block->kind != NODE_CLOSURE;
}
