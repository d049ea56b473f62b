#include "ast/words.h"
#include "check/context.h"

struct found_parts {
    const struct node *presenter;
    const struct node *first[PART_KIND_COUNT];
    bool repeated[PART_KIND_COUNT];
    const struct node *anew; /* the part with which another item, that lost its heading, begins; or NULL */
    bool loose; /* there is text in front of the first part, or behind the item's data; parse has reported it */
};

static const struct slot *slot_of(const struct slot_list *slots, enum slot_kind kind, enum part_kind part)
{
    for (size_t i = 0; slots && i < slots->at.len; i++) {
        const struct slot *slot = &slots->at.at[i];
        if (slot->kind == kind && (kind == SLOT_PRESENTER || slot->part == part))
            return slot;
    }
    return NULL;
}

/* `Indstilling, Sagsfremstilling, Referat`: what an item may have, for a help text. */
static struct str list_parts(struct arena *arena, const struct slot_list *slots)
{
    struct str list = S("");
    for (size_t i = 0; i < slots->at.len; i++) {
        if (slots->at.at[i].kind == SLOT_PART)
            list = str_format(arena, "%.*s%s%.*s", STR(list), list.len > 0 ? ", " : "",
                              STR(word_part(slots->at.at[i].part)));
    }
    return list;
}

static void report_duplicate(struct check *check, const struct node *item, const struct node *part,
                             const struct found_parts *found)
{
    enum part_kind const kind = part->as.part.kind;
    struct span const before = heading_span(found->first[kind]);
    diag_report(check->sink, found->anew ? MSG_PARTS_AGAIN : MSG_DUPLICATE_PART, heading_span(part),
                item_number(check->arena, item), word_part(kind), line_of(check->arena, before));
    diag_note(check->sink, MSG_DUPLICATE_PART_FIRST, before, (struct str[]){word_part(kind)}, 1);
}

static void find_part(struct check *check, const struct node *item, const struct node *part,
                      const struct slot_list *slots, struct found_parts *found)
{
    enum part_kind const kind = part->as.part.kind;
    const struct node *next = part->next;
    if (found->first[kind]) {
        found->repeated[kind] = true;
        if (found->anew)
            return;
        /* Where one part that was there follows another, the heading of a new item has been lost: one fault. */
        if (next && next->kind == NODE_PART && found->first[next->as.part.kind])
            found->anew = part;
        report_duplicate(check, item, part, found);
        return;
    }
    found->first[kind] = part;
    if (slots && !found->anew && !slot_of(slots, SLOT_PART, kind))
        diag_report(check->sink, MSG_UNKNOWN_PART, heading_span(part), item_number(check->arena, item), word_part(kind),
                    list_parts(check->arena, slots), check->forum->id);
}

static void find_parts(struct check *check, const struct node *item, const struct slot_list *slots,
                       struct found_parts *found)
{
    bool const as_data = in_front_matter(check, heading_span(item));
    bool any = false;
    for (const struct node *node = item->first; node; node = node->next) {
        if (node->kind == NODE_PART) {
            any = true;
            find_part(check, item, node, slots, found);
        } else if (node->kind == NODE_PRESENTER) {
            found->presenter = node;
            if (slots && !slot_of(slots, SLOT_PRESENTER, 0))
                diag_report(check->sink, MSG_UNKNOWN_PRESENTER_LINE, node->span, item_number(check->arena, item),
                            check->forum->id);
        } else if ((!any || as_data) && node != item->first && node->kind != NODE_ABSENTEES &&
                   node->kind != NODE_CLOSURE) {
            found->loose = true;
        }
    }
}

/* An item written as data may give its parts in any order. */
static void check_part_order(struct check *check, const struct node *item, const struct slot_list *slots,
                             const struct found_parts *found)
{
    struct ordered ordered[PART_KIND_COUNT];
    size_t known = 0;
    for (const struct node *node = item->first; node && node != found->anew; node = node->next) {
        if (node->kind != NODE_PART || found->first[node->as.part.kind] != node ||
            in_front_matter(check, heading_span(node)))
            continue;
        const struct slot *slot = slot_of(slots, SLOT_PART, node->as.part.kind);
        if (slot)
            ordered[known++] =
                (struct ordered){(size_t)(slot - slots->at.at), heading_span(node), word_part(node->as.part.kind)};
    }
    order_report(check, ordered, known, MSG_PART_BEFORE, MSG_PART_AFTER, item_number(check->arena, item));
}

static void report_missing_part(struct check *check, const struct node *item, enum part_kind kind,
                                const struct node *before)
{
    struct span const place = heading_span(item);
    struct str const number = item_number(check->arena, item);
    if (in_front_matter(check, place)) {
        diag_report(check->sink, kind == PART_MINUTES ? MSG_MISSING_MINUTES_KEY : MSG_MISSING_PART_KEY, place, number,
                    word_part(kind), word_part_slug(kind));
    } else {
        diag_report(check->sink, kind == PART_MINUTES ? MSG_MISSING_MINUTES : MSG_MISSING_PART, place, number,
                    word_part(kind), before ? last_line_of(check->arena, before) : line_of(check->arena, place));
    }
}

/* Text in front of the first part stands for what is missing there: it has only lost its heading, or the word `Ved`. */
static void check_missing_parts(struct check *check, const struct node *item, const struct slot_list *slots,
                                const struct found_parts *found)
{
    const struct node *before = NULL; /* what stands in front of the place where a missing one belongs */
    bool const as_data = in_front_matter(check, heading_span(item));
    bool excused = found->loose;
    for (const struct node *node = item->first; node; node = node->next) {
        if (node->kind == NODE_PRESENTER || node->kind == NODE_ABSENTEES)
            before = node;
    }
    for (size_t i = 0; i < slots->at.len; i++) {
        const struct slot *slot = &slots->at.at[i];
        if (slot->kind == SLOT_PRESENTER) {
            if (found->presenter || slot->optional)
                continue;
            if (!excused) {
                struct span const place = heading_span(item);
                diag_report(check->sink,
                            in_front_matter(check, place) ? MSG_MISSING_PRESENTER_KEY : MSG_MISSING_PRESENTER, place,
                            item_number(check->arena, item), line_of(check->arena, place));
            }
            excused = false;
        } else if (found->first[slot->part]) {
            before = found->first[slot->part];
            excused = excused && as_data;
        } else if (!slot->optional && !(slot->part == PART_MINUTES && check->meeting->status == STATUS_AGENDA)) {
            if (!excused)
                report_missing_part(check, item, slot->part, before);
            excused = false;
        }
    }
}

/* Before the meeting an empty Referat is only waiting. */
static void check_empty_parts(struct check *check, const struct node *item, const struct slot_list *slots,
                              const struct found_parts *found)
{
    for (int kind = 0; kind < PART_KIND_COUNT; kind++) {
        const struct node *part = found->first[kind];
        if (!part || found->repeated[kind] || (kind == PART_MINUTES && check->meeting->status == STATUS_AGENDA))
            continue;
        const struct node *content = part->first;
        while (content && content->kind == NODE_HEADING && content == part->first)
            content = content->next;
        if (content)
            continue;
        const struct slot *slot = slot_of(slots, SLOT_PART, (enum part_kind)kind);
        bool const needed = slot && !slot->optional;
        diag_report(check->sink, needed ? MSG_EMPTY_PART : MSG_EMPTY_OPTIONAL_PART, heading_span(part),
                    word_part((enum part_kind)kind), item_number(check->arena, item));
    }
}

void check_parts(struct check *check, const struct node *item, const struct slot_list *slots)
{
    struct found_parts found = {0};
    find_parts(check, item, slots, &found);
    if (slots) {
        check_part_order(check, item, slots, &found);
        check_missing_parts(check, item, slots, &found);
    }
    check_empty_parts(check, item, slots, &found);
}
