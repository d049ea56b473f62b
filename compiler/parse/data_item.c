#include "parse/data_item.h"

#include "ast/words.h"
#include "parse/attachments.h"
#include "parse/body.h"
#include "parse/people.h"

static struct span beginning(struct span span)
{
    span.end = span.start;
    return span;
}

static struct span span_of(const struct excerpt *excerpt)
{
    return excerpt_span(excerpt, 0, excerpt->text.len);
}

struct node *part_heading(struct arena *arena, enum part_kind kind, struct span span)
{
    struct node *heading = node_new(arena, NODE_HEADING, span);
    heading->as.heading.level = 4;
    node_append(heading, node_text(arena, word_part(kind), beginning(span)));
    return heading;
}

static void add_title(struct arena *arena, const struct item_data *data, struct node *item, struct diag_sink *sink)
{
    struct span span = data->title ? span_of(data->title) : beginning(data->span);
    struct node *heading = node_new(arena, NODE_HEADING, span);
    heading->as.heading.level = 3;
    node_append(item, heading);
    if (data->title)
        body_parse_line(arena, data->title, heading, sink);
}

/* `ved: Bo Hansen` reads as if `Ved Bo Hansen` had been typed. */
static void add_presenter(struct arena *arena, const struct excerpt *typed, struct node *item, struct diag_sink *sink)
{
    struct node *presenter = node_new(arena, NODE_PRESENTER, span_of(typed));
    size_t opening = word_opens_presenter(typed->text);
    if (opening == 0) {
        struct str words = str_concat(arena, word(WORD_PRESENTER), S(" "));
        node_append(presenter, node_text(arena, words, beginning(presenter->span)));
    }
    body_parse_line(arena, typed, presenter, sink);
    node_append(item, presenter);
    struct excerpt persons = excerpt_part(arena, typed, opening, typed->text.len);
    item->as.item.presenters = arena_new(arena, struct person_list);
    presenter_parse(arena, &persons, item->as.item.presenters);
}

static void add_absentees(struct arena *arena, struct person_list *persons, struct node *item)
{
    if (persons->at.len == 0)
        return;
    struct span span = span_join(persons->at.at[0].span, persons->at.at[persons->at.len - 1].span);
    struct node *absentees = node_new(arena, NODE_ABSENTEES, span);
    struct buf words = {0};
    buf_add(&words, word(WORD_ABSENTEES));
    for (size_t i = 0; i < persons->at.len; i++) {
        buf_add(&words, i == 0 ? S(": ") : S(", "));
        buf_add(&words, persons->at.at[i].name);
    }
    node_append(absentees, node_text(arena, buf_keep(&words, arena), beginning(span)));
    buf_finish(&words);
    node_append(item, absentees);
    item->as.item.absentees = persons;
}

static void add_part(struct arena *arena, const struct item_data *data, enum part_kind kind, struct node *item,
                     struct diag_sink *sink)
{
    const struct value *list = kind == PART_ATTACHMENTS ? data->attachments : NULL;
    if (!data->parts[kind] && !list)
        return;
    struct node *part = node_new(arena, NODE_PART, data->part_spans[kind]);
    part->as.part.kind = kind;
    node_append(part, part_heading(arena, kind, data->part_spans[kind]));
    if (data->parts[kind])
        body_parse(arena, data->parts[kind], part, sink);
    if (list)
        attachments_from_data(arena, list, part, sink);
    if (kind == PART_ATTACHMENTS)
        attachments_build(arena, part);
    if (part->last)
        part->span = span_join(part->span, part->last->span);
    node_append(item, part);
}

struct node *data_item_build(struct arena *arena, const struct item_data *data, struct diag_sink *sink)
{
    struct node *item = node_new(arena, NODE_ITEM, data->span);
    item->id = data->id;
    item->id_given = data->id.len > 0;
    item->id_span = data->id_span;
    item->as.item.closed = data->closed;
    item->as.item.legal_basis = data->legal_basis;
    item->as.item.legal_span = data->legal_span;
    item->as.item.public_title = data->public_title;
    add_title(arena, data, item, sink);
    if (data->presenter)
        add_presenter(arena, data->presenter, item, sink);
    if (data->absentees)
        add_absentees(arena, data->absentees, item);
    for (int kind = 0; kind < PART_KIND_COUNT; kind++)
        add_part(arena, data, (enum part_kind)kind, item, sink);
    return item;
}
