#include "data/fault.h"

#include "base/utf8.h"

size_t yaml_offset(const struct yaml_text *text, yaml_mark_t mark)
{
    size_t index = mark.index / YAML_STRIDE, rest = mark.index % YAML_STRIDE;
    if (index >= text->checkpoint_count)
        return text->text.len;
    size_t offset = text->checkpoints[index];
    if (index + 1 < text->checkpoint_count && text->checkpoints[index + 1] - offset == YAML_STRIDE)
        return offset + rest; /* all of ASCII */
    while (rest-- > 0 && offset < text->text.len)
        utf8_next(text->text, &offset);
    return offset;
}

struct span yaml_span(const struct yaml_text *text, size_t start, size_t end)
{
    return (struct span){text->source, (uint32_t)(text->base + start), (uint32_t)(text->base + end)};
}

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

/* The words of the line around an offset, without blanks at either end. */
static void line_around(struct str text, size_t offset, size_t *start, size_t *end)
{
    if (offset > text.len)
        offset = text.len;
    *start = offset;
    while (*start > 0 && !is_break(text.at[*start - 1]))
        --*start;
    *end = offset;
    while (*end < text.len && !is_break(text.at[*end]))
        ++*end;
    while (*start < *end && (text.at[*start] == ' ' || text.at[*start] == '\t'))
        ++*start;
    while (*end > *start && (text.at[*end - 1] == ' ' || text.at[*end - 1] == '\t'))
        --*end;
}

/* The last line with words before the one that holds the offset; false when there is none. */
static bool line_before(struct str text, size_t offset, size_t *start, size_t *end)
{
    size_t at = offset < text.len ? offset : text.len;
    while (at > 0 && !is_break(text.at[at - 1]))
        at--;
    while (at > 0 && (is_break(text.at[at - 1]) || text.at[at - 1] == ' ' || text.at[at - 1] == '\t'))
        at--;
    if (at == 0)
        return false;
    line_around(text, at, start, end);
    return *end > *start;
}

static bool has_colon(struct str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (line.at[i] == ':' && (i + 1 == line.len || line.at[i + 1] == ' ' || line.at[i + 1] == '\t'))
            return true;
    return false;
}

static size_t indentation(struct str text, size_t start)
{
    size_t at = start;
    while (at > 0 && !is_break(text.at[at - 1]))
        at--;
    return start - at;
}

static void report_line(const struct yaml_text *text, size_t offset, enum message message, struct diag_sink *sink)
{
    size_t start, end;
    line_around(text->text, offset, &start, &end);
    if (start == end && !line_before(text->text, offset, &start, &end))
        start = end = 0;
    diag_report0(sink, message, yaml_span(text, start, end));
}

static void report_character(const struct yaml_text *text, size_t offset, enum message message, struct diag_sink *sink)
{
    size_t next = offset;
    if (next < text->text.len)
        utf8_next(text->text, &next);
    diag_report(sink, message, yaml_span(text, offset, next), str_part(text->text, offset, next));
}

/* A colon where no mapping can begin. Either a value has one in it, or the line before is no `key: value` and libyaml
 * took this one for its continuation. */
static void report_colon(const struct yaml_text *text, size_t offset, struct diag_sink *sink)
{
    size_t start, end, above_start, above_end;
    line_around(text->text, offset, &start, &end);
    if (offset < start || has_colon(str_part(text->text, start, offset)) ||
        !line_before(text->text, offset, &above_start, &above_end)) {
        report_character(text, offset, MSG_YAML_COLON, sink);
        return;
    }
    struct str above = str_part(text->text, above_start, above_end);
    if (has_colon(above) || indentation(text->text, start) > indentation(text->text, above_start))
        diag_report0(sink, MSG_YAML_INDENTATION, yaml_span(text, start, end));
    else
        diag_report0(sink, MSG_YAML_NO_COLON, yaml_span(text, above_start, above_end));
}

static bool contains(const char *text, const char *words)
{
    return text && strstr(text, words);
}

void yaml_report_fault(const struct yaml_text *text, const yaml_parser_t *parser, struct diag_sink *sink)
{
    if (parser->error == YAML_MEMORY_ERROR)
        out_of_memory();
    if (parser->error != YAML_SCANNER_ERROR && parser->error != YAML_PARSER_ERROR) {
        report_line(text, parser->problem_offset, MSG_YAML_OTHER, sink);
        return;
    }

    const char *problem = parser->problem, *context = parser->context;
    size_t at = yaml_offset(text, parser->problem_mark);
    size_t from = context ? yaml_offset(text, parser->context_mark) : at;
    char typed = at < text->text.len ? text->text.at[at] : '\n';

    if (contains(problem, "mapping values are not allowed"))
        report_colon(text, at, sink);
    else if (contains(context, "a simple key"))
        report_line(text, from, MSG_YAML_NO_COLON, sink);
    else if (contains(context, "an anchor"))
        report_character(text, from, MSG_YAML_ANCHOR, sink);
    else if (contains(context, "an alias"))
        report_character(text, from, MSG_YAML_ALIAS, sink);
    else if (contains(context, "tag") || contains(problem, "tag handle"))
        report_character(text, from, MSG_YAML_TAG, sink);
    else if (contains(context, "directive") || contains(problem, "directive"))
        report_line(text, from, MSG_YAML_DIRECTIVE, sink);
    else if (contains(problem, "tab character") || (contains(problem, "cannot start any token") && typed == '\t'))
        report_character(text, at, MSG_YAML_TAB, sink);
    else if (contains(problem, "cannot start any token"))
        report_character(text, at, MSG_YAML_CHARACTER, sink);
    else if (contains(context, "a quoted scalar") || contains(context, "a double-quoted scalar")) {
        if (contains(problem, "end of stream") || contains(problem, "document indicator"))
            report_character(text, from, MSG_YAML_QUOTE_NOT_CLOSED, sink);
        else
            report_character(text, at, MSG_YAML_ESCAPE, sink);
    } else if (contains(context, "a block scalar"))
        report_line(text, from, MSG_YAML_BLOCK_HEADER, sink);
    else if (contains(context, "a flow mapping"))
        report_character(text, from, MSG_YAML_BRACE_NOT_CLOSED, sink);
    else if (contains(context, "a flow sequence"))
        report_character(text, from, MSG_YAML_BRACKET_NOT_CLOSED, sink);
    else if (contains(problem, "block sequence entries are not allowed"))
        report_character(text, at, MSG_YAML_LIST_TOO_EARLY, sink);
    else if (contains(problem, "did not find expected <document start>"))
        report_line(text, at, MSG_YAML_SECOND_DOCUMENT, sink);
    else if (contains(problem, "did not find expected"))
        report_line(text, at, MSG_YAML_INDENTATION, sink);
    else
        report_line(text, at, MSG_YAML_OTHER, sink);
}
