#include "parse/body.h"
#include "parse/bind.h"
#include "parse/front.h"
#include "parse/parse.h"
#include "parse/people.h"
#include "parse/references.h"
#include "parse/sections.h"
#include "parse/split.h"

/* The front matter of a source as a map, or NULL when there is none that can be read (reported). */
static const struct value *read_front(struct arena *arena, const struct source *source, const struct split *split,
                                      struct diag_sink *sink)
{
    if (!split->has_front)
        return NULL;
    struct value *front = value_parse(arena, source, split->front_start, split->front_end, sink);
    if (front && split->guessed)
        front->incomplete = true;
    if (!front || front->kind == VALUE_MAP)
        return front;
    if (!front->refused && !front->incomplete)
        diag_report0(sink, front->kind == VALUE_LIST ? MSG_YAML_INDENTATION : MSG_YAML_NO_COLON, front->span);
    return NULL;
}

/* The blocks of a source's body, flat, in a document of their own. */
static struct node *read_body(struct arena *arena, const struct source *source, const struct split *split,
                              struct diag_sink *sink)
{
    struct span span = {source, (uint32_t)split->body_start, (uint32_t)source->text.len};
    struct node *document = node_new(arena, NODE_DOCUMENT, span);
    struct excerpt *text = arena_new(arena, struct excerpt);
    *text = excerpt_of(arena, source, split->body_start, source->text.len);
    body_parse(arena, text, document, sink);
    return document;
}

static void read_item_file(struct meeting *meeting, const struct source *source, item_data_list *items,
                           struct diag_sink *sink)
{
    struct split split = source_split(source, SPLIT_ITEM, sink);
    const struct value *front = read_front(meeting->arena, source, &split, sink);
    struct item_data item = {.span = split.opening};
    if (front)
        front_read_item(meeting->arena, front, &item, sink);
    item.body = read_body(meeting->arena, source, &split, sink);
    vec_push(meeting->arena, items, item);
}

struct meeting *meeting_parse(struct arena *arena, const struct source *head, const struct source *const *items,
                              size_t item_count, const struct parse_options *options, struct diag_sink *sink)
{
    struct meeting *meeting = arena_new(arena, struct meeting);
    meeting->arena = arena;
    meeting->source = head;
    meeting->edition = options->edition;
    meeting->time = (struct time_range){-1, -1};
    meeting->next.time = (struct time_range){-1, -1};
    vec_push(arena, &meeting->sources, head);

    struct split split = source_split(head, SPLIT_MEETING, sink);
    meeting->opening = split.opening;
    meeting->root = node_new(arena, NODE_DOCUMENT, (struct span){head, 0, (uint32_t)head->text.len});
    item_data_list data = {0};
    const struct value *front = read_front(arena, head, &split, sink);
    if (front) {
        front_read_meeting(meeting, front, &data, sink);
    } else {
        meeting->status = STATUS_AGENDA; /* nothing is known of it, so nothing is demanded */
        meeting->people_incomplete = true;
    }
    struct node *flat = read_body(arena, head, &split, sink);
    meeting->outline_incomplete = split.guessed && !flat->first;

    for (size_t i = 0; i < item_count; i++) {
        vec_push(arena, &meeting->sources, items[i]);
        read_item_file(meeting, items[i], &data, sink);
    }
    sections_build(meeting, flat, &data, sink);
    bind_meeting(meeting, sink);
    references_resolve(meeting, sink);
    return meeting;
}

struct node *markdown_parse(struct arena *arena, const struct excerpt *text, struct diag_sink *sink)
{
    struct node *document = node_new(arena, NODE_DOCUMENT, excerpt_span(text, 0, text->text.len));
    body_parse(arena, text, document, sink);
    return document;
}

bool person_parse(struct arena *arena, const struct excerpt *text, struct person *person, struct diag_sink *sink)
{
    bool closed;
    if (person_read(arena, text, person, &closed))
        return true;
    diag_report(sink, closed ? MSG_BAD_PERSON : MSG_BAD_PARENTHESIS, person->span, str_trim(text->text));
    return false;
}
