#include "check/context.h"

#include <stdlib.h>

struct span heading_span(const struct node *node)
{
    const struct node *heading = node_child(node, NODE_HEADING);
    return heading && !span_is_nowhere(heading->span) ? heading->span : node->span;
}

struct str heading_text(struct arena *arena, const struct node *node)
{
    const struct node *heading = node_child(node, NODE_HEADING);
    return heading ? str_trim(node_plain_text(arena, heading)) : S("");
}

static bool is_fence(struct str line)
{
    line = str_trim(line);
    return str_equal(line, S("---")) || str_equal(line, S("..."));
}

void front_matter_of(const struct source *source, size_t *start, size_t *end)
{
    *start = *end = 0;
    if (!str_equal(str_trim(source_line(source, 1)), S("---")))
        return;
    *start = source_line_end(source, 1);
    for (size_t line = 2; line <= source->line_count; line++) {
        *end = source_line_end(source, line);
        struct str const text = source_line(source, line);
        if (text.len > 0 && text.at[0] != ' ' && is_fence(text))
            break;
    }
}

static int compare_front_ends(const void *a, const void *b)
{
    const struct front_end *one = a, *other = b;
    return (one->source > other->source) - (one->source < other->source);
}

void find_front_ends(struct check *check)
{
    size_t const count = check->meeting->sources.len;
    check->front_ends = arena_many(check->arena, struct front_end, count + 1);
    check->front_end_count = count;
    for (size_t i = 0; i < count; i++) {
        size_t start;
        check->front_ends[i].source = check->meeting->sources.at[i];
        front_matter_of(check->front_ends[i].source, &start, &check->front_ends[i].end);
    }
    if (count > 1)
        qsort(check->front_ends, count, sizeof *check->front_ends, compare_front_ends);
}

bool in_front_matter(const struct check *check, struct span span)
{
    struct front_end const sought = {.source = span.source};
    if (span_is_nowhere(span) || check->front_end_count == 0)
        return false;
    const struct front_end *found =
        bsearch(&sought, check->front_ends, check->front_end_count, sizeof *check->front_ends, compare_front_ends);
    return found && span.start < found->end;
}

struct str line_of(struct arena *arena, struct span span)
{
    size_t const line = span_is_nowhere(span) ? 0 : source_position(span.source, span.start).line;
    return str_format(arena, "%zu", line);
}

struct str last_line_of(struct arena *arena, const struct node *node)
{
    struct span const own = heading_span(node);
    size_t end = own.end;
    for (const struct node *at = node; at; at = at->last) {
        if (at->span.source == own.source && at->span.end > end)
            end = at->span.end;
    }
    struct str const text = own.source ? own.source->text : (struct str){0};
    while (end > own.start + 1 && end <= text.len &&
           (text.at[end - 1] == '\n' || text.at[end - 1] == '\r' || text.at[end - 1] == ' '))
        end--;
    struct span const last = {own.source, (uint32_t)(end > 0 ? end - 1 : 0), (uint32_t)end};
    return line_of(arena, last);
}
