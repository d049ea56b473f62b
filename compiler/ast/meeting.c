#include "ast/meeting.h"

#include "base/utf8.h"

struct node *meeting_find(const struct meeting *meeting, struct arena *scratch, struct str id)
{
    struct str folded = utf8_fold(scratch, id);
    size_t low = 0, high = meeting->anchors.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(meeting->anchors.at[middle].id, folded);
        if (order == 0)
            return meeting->anchors.at[middle].node;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

struct node *meeting_item(const struct meeting *meeting, unsigned section, unsigned number)
{
    size_t low = 0, high = meeting->items.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct node *item = meeting->items.at[middle];
        if (item->as.item.section == section && item->as.item.number == number)
            return item;
        bool before =
            item->as.item.section < section || (item->as.item.section == section && item->as.item.number < number);
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

struct node *meeting_attachment(const struct meeting *meeting, unsigned number)
{
    /* Not simply the number's place: in the public edition those of closed items are not there. */
    size_t low = 0, high = meeting->attachments.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct node *attachment = meeting->attachments.at[middle];
        if (attachment->as.attachment.number == number)
            return attachment;
        if (attachment->as.attachment.number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

struct node *node_item_of(const struct node *node)
{
    for (; node; node = node->parent)
        if (node->kind == NODE_ITEM)
            return (struct node *)node;
    return NULL;
}

struct str item_number(struct arena *arena, const struct node *item)
{
    return str_format(arena, "%u.%u", item->as.item.section, item->as.item.number);
}
