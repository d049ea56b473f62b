#include "base/utf8.h"
#include "parse/bind.h"
#include "parse/body.h"
#include "parse/front.h"
#include "parse/front_item.h"
#include "parse/parse.h"
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

/* Whether front matter that could not be read to its end has lines that begin items written as data. */
static bool holds_items(struct arena *arena, const struct source *source, const struct split *split)
{
    size_t count;
    const struct str *keys = single_item_keys(&count);
    size_t const end_of_front = split->has_front ? split->front_end : split->body_start;
    struct str text = str_part(source->text, split->front_start, end_of_front);
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_byte(text, '\n', at);
        end = end == SIZE_MAX ? text.len : end;
        struct str line = str_part(text, at, end);
        size_t colon = str_find_byte(line, ':', 0);
        struct str key = utf8_fold(arena, str_part(line, 0, colon == SIZE_MAX || colon > 20 ? 0 : colon));
        bool found = str_equal(key, S("punkter"));
        for (size_t i = 0; i < count && !found; i++)
            found = str_equal(key, utf8_fold(arena, keys[i]));
        if (found)
            return true;
        at = end + 1;
    }
    return false;
}

/* What is unknown because items are missing is not reported a second time as what they leave behind. */
static void silence_echoes(struct diag_sink *sink, enum severity *kept, size_t count, const enum rule *rules)
{
    for (size_t i = 0; i < count; i++) {
        kept[i] = sink->severities[rules[i]];
        sink->severities[rules[i]] = SEVERITY_OFF;
    }
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
    if (!front || front->incomplete)
        meeting->items_incomplete = true;
    item.body = read_body(meeting->arena, source, &split, sink);
    vec_push(meeting->arena, items, item);
}

/* What stands in front of the first heading of a file without front matter was reported with that. */
static void drop_unheaded(struct node *flat)
{
    while (flat->first && flat->first->kind != NODE_HEADING)
        node_detach(flat->first);
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
        meeting->people_incomplete = meeting->front_incomplete = true;
    }
    meeting->items_incomplete = meeting->front_incomplete && holds_items(arena, head, &split);
    struct node *flat = read_body(arena, head, &split, sink);
    if (!split.has_front)
        drop_unheaded(flat);
    meeting->outline_incomplete = split.guessed && !flat->first;

    for (size_t i = 0; i < item_count; i++) {
        vec_push(arena, &meeting->sources, items[i]);
        read_item_file(meeting, items[i], &data, sink);
    }

    static const enum rule echoes[] = {RULE_ITEM_NUMBER, RULE_ATTACHMENT_NUMBER, RULE_UNKNOWN_REFERENCE,
                                       RULE_UNKNOWN_ITEM_REFERENCE, RULE_UNKNOWN_ATTACHMENT_REFERENCE};
    enum { ECHOES = sizeof echoes / sizeof *echoes };
    enum severity kept[ECHOES];
    bool const incomplete = meeting->items_incomplete;
    if (incomplete)
        silence_echoes(sink, kept, ECHOES, echoes);
    sections_build(meeting, flat, &data, sink);
    bind_meeting(meeting, sink);
    references_resolve(meeting, sink);
    for (size_t i = 0; incomplete && i < ECHOES; i++)
        sink->severities[echoes[i]] = kept[i];
    return meeting;
}

struct node *markdown_parse(struct arena *arena, const struct excerpt *text, struct diag_sink *sink)
{
    struct node *document = node_new(arena, NODE_DOCUMENT, excerpt_span(text, 0, text->text.len));
    body_parse(arena, text, document, sink);
    return document;
}
