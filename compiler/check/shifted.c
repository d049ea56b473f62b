#include "check/echoes.h"

/* So many wrong references must agree before they are taken for one fault, and be at most so far off. */
enum { FEWEST = 3, FARTHEST = 3 };

struct shifted {
    const struct spots *spots;
    size_t count;            /* wrong references */
    size_t first, second;    /* in the sink: the first two of them by place */
    unsigned lowest;         /* number that a wrong one names */
    int low, high;           /* by how much the numbers may be off */
    size_t agreeing;         /* wrong references in items with attachments */
    const struct spot *bare; /* the item without attachments that has wrong references, or NULL */
    bool scattered;          /* there is more than one */
};

static unsigned number_of(const struct diag *diag)
{
    struct str const words = diag->rule == RULE_ATTACHMENT_OF_OTHER_ITEM ? diag->args[1] : diag->args[0];
    unsigned number = 0;
    for (size_t i = 0; i < words.len && number < 1000000; i++)
        number = number * 10 + (unsigned)(words.at[i] - '0');
    return number;
}

static bool is_reference(const struct diag *diag)
{
    return diag->rule == RULE_ATTACHMENT_OF_OTHER_ITEM || diag->rule == RULE_UNKNOWN_ATTACHMENT_REFERENCE;
}

/* What the number must have added to it to be one of the item's own. */
static void narrow(struct shifted *shifted, const struct spot *spot, unsigned number)
{
    int const low = (int)spot->first_attachment - (int)number;
    int const high = low + (int)spot->attachments - 1;
    shifted->low = low > shifted->low ? low : shifted->low;
    shifted->high = high < shifted->high ? high : shifted->high;
}

/* An item that names attachments and has none may have lost them: that it is only one. */
static void count_wrong(struct shifted *shifted, const struct spot *spot, unsigned number)
{
    shifted->lowest = number < shifted->lowest ? number : shifted->lowest;
    if (spot && spot->attachments > 0) {
        shifted->agreeing++;
        narrow(shifted, spot, number);
        return;
    }
    shifted->scattered = shifted->scattered || !spot || (shifted->bare && shifted->bare != spot);
    shifted->bare = spot;
}

/* A reference that seems to be right must have moved as well, within the attachments of its item. */
static void narrow_by_right_ones(struct check *check, struct shifted *shifted)
{
    struct node_walk walk = node_walk_begin(check->meeting->root);
    while (node_walk_next(&walk)) {
        const struct node *node = walk.node;
        if (!walk.entering || node->kind != NODE_LINK || !node->as.link.automatic || !node->as.link.target ||
            node->as.link.target->kind != NODE_ATTACHMENT || str_starts(span_text(node->span), S("[")))
            continue;
        unsigned const number = node->as.link.target->as.attachment.number;
        const struct spot *spot = spots_find(shifted->spots, node->span);
        if (number >= shifted->lowest && spot && spot->attachments > 0 &&
            node_item_of(node->as.link.target) == node_item_of(node))
            narrow(shifted, spot, number);
    }
}

static bool is_first(void *context, const struct diag *diag)
{
    struct shifted *shifted = context;
    return !is_reference(diag) || shifted->first-- == 0;
}

void shifted_gather(struct check *check, const struct spots *spots)
{
    struct diag_sink *sink = check->sink;
    struct shifted shifted = {.spots = spots, .lowest = 1000000, .low = -FARTHEST, .high = FARTHEST};
    for (size_t i = 0; i < sink->diags.len; i++) {
        const struct diag *diag = &sink->diags.at[i];
        if (!is_reference(diag))
            continue;
        count_wrong(&shifted, spots_find(spots, diag->span), number_of(diag));
        if (shifted.count == 0 || span_compare(diag->span, sink->diags.at[shifted.first].span) < 0) {
            shifted.second = shifted.first;
            shifted.first = i;
        } else if (shifted.count == 1 || span_compare(diag->span, sink->diags.at[shifted.second].span) < 0) {
            shifted.second = i;
        }
        shifted.count++;
    }
    if (shifted.count < FEWEST || shifted.agreeing < FEWEST - 1 || shifted.scattered)
        return;
    narrow_by_right_ones(check, &shifted);
    if (shifted.low > shifted.high)
        return;

    struct diag *first = &sink->diags.at[shifted.first];
    first->note = arena_new(sink->arena, struct diag_note);
    *first->note = (struct diag_note){.message = MSG_ATTACHMENTS_SHIFTED, .span = sink->diags.at[shifted.second].span};
    first->note->args[0] = str_format(sink->arena, "%zu", shifted.count - 1);
    size_t before = 0;
    for (size_t i = 0; i < shifted.first; i++)
        before += is_reference(&sink->diags.at[i]);
    shifted.first = before;
    diag_choose(sink, is_first, &shifted);
}
