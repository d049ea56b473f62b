#include "ast/words.h"
#include "check/context.h"

/* `bilag 4` in the text of an item that does not list it. */

/* Whether a sentence ends within the text: a full stop, a space and a capital, unless it is `pkt. 1.5`. */
static bool holds_sentence_end(struct str text)
{
    for (size_t i = 0; i + 2 < text.len; i++) {
        if (strchr(".!?", text.at[i]) && text.at[i] && (text.at[i + 1] == ' ' || text.at[i + 1] == '\n') &&
            text.at[i + 2] >= 'A' && text.at[i + 2] <= 'Z')
            return true;
        if (text.at[i] == '\n' && text.at[i + 1] == '\n')
            return true;
    }
    return false;
}

/* Whether the sentence names the attachment's item too, so that it is meant: `se pkt. 1.5, bilag 4`. Looks at what
 * stands near. */
static bool names_item(const struct node *link, const struct node *item)
{
    enum { NEAR = 12, SHORT = 8 };
    struct str const text = link->span.source->text;
    const struct node *node = link->previous;
    for (int i = 0; node && i < NEAR; node = node->previous, i++) {
        if (node->kind == NODE_LINK && node->as.link.target == item && node->span.source == link->span.source)
            return !holds_sentence_end(str_part(text, node->span.end, link->span.start));
    }
    node = link->next;
    if (!node || !node->next || node->next->kind != NODE_LINK || node->next->as.link.target != item ||
        node->next->span.source != link->span.source)
        return false;
    /* `bilag 4 i pkt. 1.5`, `bilag 4 (pkt. 1.5)`; but not `bilag 4 og pkt. 1.5`. */
    struct str const between = str_part(text, link->span.end, node->next->span.start);
    return between.len <= SHORT && str_find_byte(between, ',', 0) == SIZE_MAX && !word_is_and(str_trim(between));
}

/* The number of the item's own attachment when it has just one: the one that was probably meant. */
static unsigned only_attachment(const struct node *item)
{
    for (const struct node *part = item->first; part; part = part->next) {
        const struct node *list = node_child(part, NODE_ATTACHMENT_LIST);
        if (list && list->first)
            return list->first == list->last ? list->first->as.attachment.number : 0;
    }
    return 0;
}

static void check_link(struct check *check, const struct node *link, const struct node *item)
{
    const struct node *attachment = link->as.link.target;
    if (!link->as.link.automatic || !attachment || attachment->kind != NODE_ATTACHMENT || span_is_nowhere(link->span))
        return;
    const struct node *owner = node_item_of(attachment);
    /* `[](#slides)` names it by its id: it can't have slipped. */
    if (!owner || owner == item || str_starts(span_text(link->span), S("[")) || names_item(link, owner))
        return;
    struct str const number = str_format(check->arena, "%u", attachment->as.attachment.number);
    struct str const own = item_number(check->arena, item), other = item_number(check->arena, owner);
    unsigned const meant = only_attachment(item);
    if (meant > 0)
        diag_report(check->sink, MSG_ATTACHMENT_OF_OTHER_ITEM_NEAR, link->span, own, number, other,
                    str_format(check->arena, "%u", meant));
    else
        diag_report(check->sink, MSG_ATTACHMENT_OF_OTHER_ITEM, link->span, own, number, other);
    diag_note(check->sink, MSG_ATTACHMENT_BELONGS, attachment->span, (struct str[]){number, other}, 2);
}

void check_attachments(struct check *check)
{
    const struct node *item = NULL;
    if (check->meeting->items_incomplete)
        return; /* attachments of items that could not be read have numbers too */
    struct node_walk walk = node_walk_begin(check->meeting->root);
    while (node_walk_next(&walk)) {
        if (walk.node->kind == NODE_ITEM)
            item = walk.entering ? walk.node : NULL;
        if (walk.entering && walk.node->kind == NODE_LINK && item)
            check_link(check, walk.node, item);
    }
}
