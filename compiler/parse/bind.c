#include "parse/bind.h"

#include "ast/words.h"
#include "base/utf8.h"
#include "parse/attachments.h"
#include "parse/number.h"

#define SLUG_LIMIT 80

/* Who may have an id, the stronger claim first. */
enum claim { CLAIM_COMPUTED, CLAIM_GIVEN, CLAIM_TITLE };

struct candidate {
    struct anchor anchor;
    enum claim claim;
    size_t order; /* in the document */
};

struct binder {
    struct meeting *meeting;
    struct arena *arena;
    struct diag_sink *sink;
    unsigned attachments; /* numbered so far, withheld ones included */
    vec_of(struct candidate) candidates;
};

static void claim(struct binder *binder, struct node *node, struct str id, enum claim how, bool withheld)
{
    struct str folded = utf8_fold(binder->arena, id);
    if (folded.len == 0)
        return;
    struct candidate candidate = {{folded, node, withheld}, how, binder->candidates.len};
    vec_push(binder->arena, &binder->candidates, candidate);
}

/* `Status på Covid-19` as `status-paa-covid-19`. */
static struct str slug_of(struct arena *arena, struct str title)
{
    struct str folded = utf8_fold(arena, title);
    struct buf slug = {0};
    for (size_t i = 0; i < folded.len; i++) {
        char byte = folded.at[i];
        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
            buf_add_byte(&slug, byte);
        else if (slug.len > 0 && slug.at[slug.len - 1] != '-')
            buf_add_byte(&slug, '-');
    }
    if (slug.len > SLUG_LIMIT) {
        slug.len = SLUG_LIMIT;
        while (slug.len > SLUG_LIMIT / 2 && slug.at[slug.len - 1] != '-')
            slug.len--;
    }
    while (slug.len > 0 && slug.at[slug.len - 1] == '-')
        slug.len--;
    struct str kept = buf_keep(&slug, arena);
    buf_finish(&slug);
    return kept;
}

/* The words of an attachment's title; what stands under it is no part of it. */
static struct str title_of(struct arena *arena, const struct node *node)
{
    return node->kind == NODE_ATTACHMENT ? node_running_text(arena, node).text : node_plain_text(arena, node);
}

struct str bind_title_id(struct arena *arena, const struct node *node)
{
    return slug_of(arena, title_of(arena, node));
}

/* The id the writer gave, or one of the title. */
static void bind_id(struct binder *binder, struct node *node, const struct node *title)
{
    if (node->anchor.len > 0)
        claim(binder, node, node->anchor, CLAIM_COMPUTED, false);
    if (!node->id_given)
        node->id = bind_title_id(binder->arena, title);
    claim(binder, node, node->id, node->id_given ? CLAIM_GIVEN : CLAIM_TITLE, false);
}

static void bind_attachment(struct binder *binder, struct node *attachment)
{
    unsigned number = ++binder->attachments;
    struct typed_number typed;
    if (number_take(attachment, NUMBERED_ATTACHMENT, &typed) && typed.number != number)
        diag_report(binder->sink, MSG_ATTACHMENT_NUMBER, typed.span, typed.text,
                    str_format(binder->arena, "%u", number));
    attachment_take_link(attachment);
    if (number_take(attachment, NUMBERED_ATTACHMENT, &typed) && typed.number != number)
        diag_report(binder->sink, MSG_ATTACHMENT_NUMBER, typed.span, typed.text,
                    str_format(binder->arena, "%u", number));
    attachment->as.attachment.number = number;
    attachment->anchor = str_format(binder->arena, "bilag-%u", number);
    vec_push(binder->arena, &binder->meeting->attachments, attachment);
    bind_id(binder, attachment, attachment);
}

/* `earlier`: how many parts of that kind the item had before. */
static void bind_part(struct binder *binder, const struct node *item, struct node *part, unsigned earlier)
{
    struct str slug = word_part_slug(part->as.part.kind);
    part->anchor = str_format(binder->arena, "%.*s-%.*s", STR(item->anchor), STR(slug));
    if (earlier > 0)
        part->anchor = str_format(binder->arena, "%.*s-%u", STR(part->anchor), earlier + 1);
    claim(binder, part, part->anchor, CLAIM_COMPUTED, false);
    if (part->id_given)
        claim(binder, part, part->id, CLAIM_GIVEN, false);

    for (struct node *block = part->first->next; block; block = block->next) {
        if (block->kind == NODE_HEADING)
            bind_id(binder, block, block);
        for (struct node *attachment = block->kind == NODE_ATTACHMENT_LIST ? block->first : NULL; attachment;
             attachment = attachment->next)
            bind_attachment(binder, attachment);
    }
}

static void bind_item(struct binder *binder, struct node *item, unsigned section, unsigned number)
{
    struct node *heading = item->first;
    item->as.item.section = section;
    item->as.item.number = number;
    item->anchor = str_format(binder->arena, "pkt-%u-%u", section, number);
    heading->as.heading.number = item_number(binder->arena, item);
    struct typed_number typed;
    if (number_take(heading, NUMBERED_ITEM, &typed) && (typed.section != section || typed.number != number))
        diag_report(binder->sink, MSG_ITEM_NUMBER, typed.span, typed.text, heading->as.heading.number);
    vec_push(binder->arena, &binder->meeting->items, item);
    bool nameless =
        item->as.item.closed && binder->meeting->edition == EDITION_PUBLIC && item->as.item.public_title.len == 0;
    if (nameless)
        claim(binder, item, item->anchor, CLAIM_COMPUTED, false);
    else
        bind_id(binder, item, heading);

    binder->attachments += item->as.item.withheld_attachments;
    for (size_t i = 0; i < item->as.item.withheld_id_count; i++)
        claim(binder, item, item->as.item.withheld_ids[i], i < item->as.item.withheld_given ? CLAIM_GIVEN : CLAIM_TITLE,
              true);
    unsigned earlier[PART_KIND_COUNT] = {0};
    for (struct node *part = item->first; part; part = part->next) {
        if (part->kind == NODE_PART)
            bind_part(binder, item, part, earlier[part->as.part.kind]++);
    }
}

static void bind_section(struct binder *binder, struct node *section, unsigned number)
{
    struct node *heading = section->first;
    section->as.section.number = number;
    section->anchor = str_format(binder->arena, "s-%u", number);
    heading->as.heading.number = str_format(binder->arena, "%u.", number);
    struct typed_number typed;
    if (number_take(heading, NUMBERED_SECTION, &typed) && typed.number != number)
        diag_report(binder->sink, MSG_SECTION_NUMBER, typed.span, typed.text, heading->as.heading.number);
    vec_push(binder->arena, &binder->meeting->sections, section);
    bind_id(binder, section, heading);

    unsigned items = 0;
    for (struct node *item = section->first; item; item = item->next) {
        if (item->kind == NODE_ITEM)
            bind_item(binder, item, number, ++items);
    }
}

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *one = a, *other = b;
    int order = str_compare(one->anchor.id, other->anchor.id);
    if (order == 0)
        order = (int)one->claim - (int)other->claim;
    if (order == 0)
        order = one->order < other->order ? -1 : one->order > other->order;
    return order;
}

/* The loser of an id goes without; when it was given one, that is an error. */
static void refuse(struct binder *binder, const struct candidate *loser, const struct candidate *winner)
{
    struct node *node = loser->anchor.node;
    if (loser->anchor.withheld || node == winner->anchor.node)
        return;
    if (loser->claim == CLAIM_GIVEN && winner->claim == CLAIM_COMPUTED) {
        diag_report(binder->sink, MSG_ID_RESERVED, node->id_span, node->id);
    } else if (loser->claim == CLAIM_GIVEN) {
        diag_report(binder->sink, MSG_DUPLICATE_ID, node->id_span, node->id);
        if (!winner->anchor.withheld)
            diag_note(binder->sink, MSG_ID_FIRST_HERE, winner->anchor.node->id_span, NULL, 0);
    }
    if (loser->claim != CLAIM_COMPUTED) {
        node->id = (struct str){0};
        node->id_given = false;
    }
}

static void settle(struct binder *binder)
{
    if (binder->candidates.len == 0)
        return;
    qsort(binder->candidates.at, binder->candidates.len, sizeof *binder->candidates.at, compare_candidates);
    const struct candidate *winner = NULL;
    for (size_t i = 0; i < binder->candidates.len; i++) {
        const struct candidate *candidate = &binder->candidates.at[i];
        if (winner && str_equal(winner->anchor.id, candidate->anchor.id)) {
            refuse(binder, candidate, winner);
            continue;
        }
        winner = candidate;
        vec_push(binder->arena, &binder->meeting->anchors, winner->anchor);
    }
}

void bind_meeting(struct meeting *meeting, struct diag_sink *sink)
{
    struct binder binder = {.meeting = meeting, .arena = meeting->arena, .sink = sink};
    unsigned sections = 0;
    for (struct node *section = meeting->root->first; section; section = section->next) {
        if (section->kind == NODE_SECTION)
            bind_section(&binder, section, ++sections);
    }
    settle(&binder);
}
