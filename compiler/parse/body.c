#include "parse/body.h"

#include "parse/inlines.h"
#include "parse/lines.h"
#include "parse/scan.h"
#include "parse/table.h"

#define CMARK_NO_SHORT_NAMES /* NODE_TEXT and the others are ours */
#include <assert.h>
#include <cmark.h>

struct reader {
    struct arena *arena;
    struct diag_sink *sink;
    const struct excerpt *text;
    struct lines lines;
    struct containers containers;
    struct inlines inlines;
    pending_list pending;
    size_t blocks; /* read until now */
    bool too_deep; /* reported */
};

static void read_blocks(struct reader *reader, cmark_node *from, struct node *into, unsigned depth);

/* Whether there is room for more after this one. */
static bool has_room(struct reader *reader, size_t start)
{
    if (++reader->blocks == BLOCK_LIMIT)
        diag_report0(reader->sink, MSG_TOO_MANY_BLOCKS, excerpt_span(reader->text, start, start));
    return reader->blocks < BLOCK_LIMIT;
}

static struct str copy_of(struct reader *reader, const char *text)
{
    return str_copy(reader->arena, str_of(text));
}

static size_t line_of(cmark_node *block)
{
    return (size_t)cmark_node_get_start_line(block);
}

static size_t trimmed_end(const struct reader *reader, size_t start, size_t end)
{
    while (end > start && scan_is_space(reader->text->text.at[end - 1]))
        end--;
    return end;
}

/* cmark's last line of a block may be one too many, and blank lines after it. */
static size_t last_line_of(const struct reader *reader, cmark_node *block)
{
    size_t first = line_of(block);
    size_t last = (size_t)cmark_node_get_end_line(block);
    if (last > reader->lines.count)
        last = reader->lines.count;
    while (last > first) {
        struct rest rest = containers_skip(&reader->containers, &reader->lines, last);
        if (trimmed_end(reader, rest.start, rest.end) > rest.start)
            break;
        last--;
    }
    return last < first ? first : last;
}

/* Columns of blocks on their first line are right. */
static size_t start_of(const struct reader *reader, cmark_node *block)
{
    int column = cmark_node_get_start_column(block);
    size_t start = lines_start(&reader->lines, line_of(block)) + (size_t)(column > 0 ? column - 1 : 0);
    size_t end = lines_end(&reader->lines, line_of(block));
    return start < end ? start : end;
}

static struct span span_of(const struct reader *reader, size_t start, size_t end)
{
    return excerpt_span(reader->text, start, trimmed_end(reader, start, end));
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* The lines of a paragraph or heading without what its containers take; blanks at the end of the last are off. A form
 * feed or vertical tab stays, since after it cmark takes no definition of a link for one. */
static range_list block_lines(const struct reader *reader, size_t start, size_t first, size_t last)
{
    range_list lines = {0};
    for (size_t line = first; line <= last; line++) {
        struct rest rest = containers_skip(&reader->containers, &reader->lines, line);
        struct range range = {line == first ? start : rest.start, rest.end};
        while (line == last && range.end > range.start && is_blank(reader->text->text.at[range.end - 1]))
            range.end--;
        vec_push(reader->arena, &lines, range);
    }
    return lines;
}

/* Lines from..to run together as cmark's inline parser reads them. */
static struct excerpt join_lines(const struct reader *reader, const range_list *lines, size_t from, size_t to)
{
    if (to == from + 1)
        return excerpt_part(reader->arena, reader->text, lines->at[from].start, lines->at[from].end);
    struct excerpt_builder builder;
    excerpt_begin(&builder, reader->arena, reader->text->source);
    for (size_t i = from; i < to; i++) {
        excerpt_add_part(&builder, reader->text, lines->at[i].start, lines->at[i].end);
        if (i + 1 == to)
            continue;
        struct span end = excerpt_span(reader->text, lines->at[i].end, lines->at[i].end + 1);
        if (str_equal(span_text(end), S("\n")))
            excerpt_add(&builder, S("\n"), end.start);
        else
            excerpt_add_made_up(&builder, S("\n"), end.start);
    }
    return excerpt_end(&builder);
}

static size_t lines_before(const struct excerpt *content, size_t offset)
{
    size_t count = 0;
    for (size_t i = 0; i < offset; i++)
        count += content->text.at[i] == '\n';
    return count;
}

/* Lines from..to as a paragraph that is read later, since cmark read them as part of another. */
static void add_pending_paragraph(struct reader *reader, const range_list *lines, size_t from, size_t to,
                                  struct node *into)
{
    if (from >= to)
        return;
    assert(lines->at && to <= lines->len);
    struct span span = span_of(reader, lines->at[from].start, lines->at[to - 1].end);
    struct pending words = {.holder = node_new(reader->arena, NODE_PARAGRAPH, span),
                            .content = join_lines(reader, lines, from, to)};
    node_append(into, words.holder);
    vec_push(reader->arena, &reader->pending, words);
}

static void read_paragraph(struct reader *reader, cmark_node *from, struct node *into)
{
    size_t first = line_of(from);
    range_list lines = block_lines(reader, start_of(reader, from), first, last_line_of(reader, from));
    struct excerpt content = join_lines(reader, &lines, 0, lines.len);
    size_t defined = scan_definitions(content.text, 0);
    size_t skipped = defined > 0 ? lines_before(&content, defined) : 0;
    if (skipped >= lines.len)
        skipped = 0;

    range_list rest = {.at = lines.at + skipped, .len = lines.len - skipped};
    size_t header = table_find(reader->text->text, &rest);
    if (header != SIZE_MAX) {
        size_t end;
        add_pending_paragraph(reader, &rest, 0, header, into);
        node_append(into, table_build(reader->arena, reader->text, &rest, header, &reader->pending, &end));
        add_pending_paragraph(reader, &rest, end, rest.len, into);
        return;
    }
    assert(rest.len > 0 && rest.at);
    struct span span = span_of(reader, rest.at[0].start, rest.at[rest.len - 1].end);
    struct node *paragraph = node_new(reader->arena, NODE_PARAGRAPH, span);
    node_append(into, paragraph);
    struct excerpt *kept = arena_new(reader->arena, struct excerpt);
    *kept = content;
    inlines_read(&reader->inlines, from, paragraph, kept, defined);
    if (!paragraph->first)
        node_detach(paragraph); /* nothing but raw HTML */
}

/* Where the text of a heading `# …` begins, or SIZE_MAX when that is no such heading. */
static size_t atx_text(struct str text, size_t start, size_t end)
{
    size_t at = start;
    while (at < end && at < start + 7 && text.at[at] == '#')
        at++;
    if (at == start || at == start + 7 || (at < end && text.at[at] != ' ' && text.at[at] != '\t'))
        return SIZE_MAX;
    while (at < end && (text.at[at] == ' ' || text.at[at] == '\t'))
        at++;
    return at;
}

/* Without a closing run of #s, which has a space or tab before it (CommonMark 0.30, section 4.2). */
static struct range atx_content(const struct reader *reader, size_t start, size_t end)
{
    struct str text = reader->text->text;
    end = trimmed_end(reader, start, end);
    size_t marks = end;
    while (marks > start && text.at[marks - 1] == '#')
        marks--;
    bool closed = marks < end && (marks == start || text.at[marks - 1] == ' ' || text.at[marks - 1] == '\t');
    return (struct range){start, closed ? trimmed_end(reader, start, marks) : end};
}

static bool is_underline(const struct reader *reader, size_t line, int level)
{
    struct rest rest = containers_skip(&reader->containers, &reader->lines, line);
    size_t end = trimmed_end(reader, rest.start, rest.end);
    for (size_t i = rest.start; i < end; i++) {
        if (reader->text->text.at[i] != (level == 1 ? '=' : '-'))
            return false;
    }
    return end > rest.start && rest.indent < 4 && !rest.lazy;
}

/* The line that underlines a heading. cmark ends the heading when it sees the next line, so it is the last line but
 * one, except at the end of the text. */
static size_t underline_of(const struct reader *reader, cmark_node *from)
{
    int level = cmark_node_get_heading_level(from);
    size_t first = line_of(from);
    size_t last = (size_t)cmark_node_get_end_line(from);
    if (last > reader->lines.count)
        last = reader->lines.count;
    if (last < first + 2 || !is_underline(reader, last - 1, level))
        return is_underline(reader, last, level) || last == first ? last : last - 1;
    range_list above = block_lines(reader, start_of(reader, from), first, last - 2);
    struct excerpt content = join_lines(reader, &above, 0, above.len);
    bool only_definitions = scan_definitions(content.text, 0) >= content.text.len;
    return only_definitions && is_underline(reader, last, level) ? last : last - 1;
}

static void read_heading(struct reader *reader, cmark_node *from, struct node *into)
{
    size_t start = start_of(reader, from), line = line_of(from);
    size_t end = lines_end(&reader->lines, line);
    size_t text = atx_text(reader->text->text, start, end);
    struct excerpt *content = arena_new(reader->arena, struct excerpt);
    if (text != SIZE_MAX) {
        struct range words = atx_content(reader, text, end);
        *content = excerpt_part(reader->arena, reader->text, words.start, words.end);
    } else {
        size_t underline = underline_of(reader, from);
        range_list lines = block_lines(reader, start, line, underline > line ? underline - 1 : line);
        *content = join_lines(reader, &lines, 0, lines.len);
        end = lines_end(&reader->lines, underline);
    }
    struct node *heading = node_new(reader->arena, NODE_HEADING, span_of(reader, start, end));
    heading->as.heading.level = (unsigned)cmark_node_get_heading_level(from);
    node_append(into, heading);
    inlines_read(&reader->inlines, from, heading, content, text == SIZE_MAX ? scan_definitions(content->text, 0) : 0);
}

/* How many blocks deeper the text in the block lies than the block itself; a list's item is one too. */
static unsigned depth_added(cmark_node *block)
{
    cmark_node_type const type = cmark_node_get_type(block);
    return type == CMARK_NODE_LIST ? 2 : type == CMARK_NODE_BLOCK_QUOTE ? 1 : 0;
}

static void read_list(struct reader *reader, cmark_node *from, struct node *into, unsigned depth)
{
    struct node *list =
        node_new(reader->arena, NODE_LIST, span_of(reader, start_of(reader, from), start_of(reader, from)));
    bool ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
    list->as.list.kind = ordered ? LIST_ORDERED : LIST_BULLET;
    list->as.list.tight = cmark_node_get_list_tight(from);
    list->as.list.start = ordered ? cmark_node_get_list_start(from) : 0;
    list->as.list.delimiter = cmark_node_get_list_delim(from) == CMARK_PAREN_DELIM ? ')' : '.';
    node_append(into, list);
    for (cmark_node *child = cmark_node_first_child(from); child; child = cmark_node_next(child)) {
        size_t start = start_of(reader, child);
        struct node *item = node_new(reader->arena, NODE_LIST_ITEM, NOWHERE);
        node_append(list, item);
        containers_enter(&reader->containers, &reader->lines, CONTAINER_ITEM, line_of(child));
        read_blocks(reader, child, item, depth + depth_added(from));
        reader->containers.count--;
        item->span = span_of(reader, start, lines_end(&reader->lines, line_of(child)));
        if (item->last)
            item->span = span_join(item->span, item->last->span);
        list->span = span_join(list->span, item->span);
        if (!has_room(reader, start))
            break;
    }
}

static void read_quote(struct reader *reader, cmark_node *from, struct node *into, unsigned depth)
{
    size_t start = start_of(reader, from);
    struct node *quote = node_new(reader->arena, NODE_QUOTE, NOWHERE);
    node_append(into, quote);
    containers_enter(&reader->containers, &reader->lines, CONTAINER_QUOTE, line_of(from));
    read_blocks(reader, from, quote, depth + depth_added(from));
    reader->containers.count--;
    quote->span = span_of(reader, start, lines_end(&reader->lines, line_of(from)));
    if (quote->last)
        quote->span = span_join(quote->span, quote->last->span);
}

static void read_code_block(struct reader *reader, cmark_node *from, struct node *into)
{
    size_t end = lines_end(&reader->lines, last_line_of(reader, from));
    struct node *code = node_new(reader->arena, NODE_CODE_BLOCK, span_of(reader, start_of(reader, from), end));
    code->as.code_block.text = copy_of(reader, cmark_node_get_literal(from));
    code->as.code_block.info = copy_of(reader, cmark_node_get_fence_info(from));
    node_append(into, code);
}

/* cmark's last line of an HTML block may be one too few; its literal has all of them. */
static void report_html_block(struct reader *reader, cmark_node *from)
{
    struct str html = str_trim(copy_of(reader, cmark_node_get_literal(from)));
    size_t line = line_of(from);
    for (size_t i = 0; i < html.len; i++)
        line += html.at[i] == '\n';
    struct span span = span_of(reader, start_of(reader, from), lines_end(&reader->lines, line));
    raw_html_report(reader->arena, &reader->inlines.open, html, span, reader->sink);
}

static void read_block(struct reader *reader, cmark_node *from, struct node *into, unsigned depth)
{
    switch (cmark_node_get_type(from)) {
    case CMARK_NODE_PARAGRAPH:
        read_paragraph(reader, from, into);
        break;
    case CMARK_NODE_HEADING:
        read_heading(reader, from, into);
        break;
    case CMARK_NODE_LIST:
        read_list(reader, from, into, depth);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        read_quote(reader, from, into, depth);
        break;
    case CMARK_NODE_CODE_BLOCK:
        read_code_block(reader, from, into);
        break;
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_CUSTOM_BLOCK:
        report_html_block(reader, from);
        break;
    case CMARK_NODE_THEMATIC_BREAK: {
        struct span span = span_of(reader, start_of(reader, from), lines_end(&reader->lines, line_of(from)));
        node_append(into, node_new(reader->arena, NODE_RULE, span));
        break;
    }
    default: /* inlines, documents and items, which do not stand here */
        break;
    }
}

/* `depth` is the number of blocks around those that are read. */
static void read_blocks(struct reader *reader, cmark_node *from, struct node *into, unsigned depth)
{
    for (cmark_node *child = cmark_node_first_child(from); child; child = cmark_node_next(child)) {
        if (depth + depth_added(child) <= NESTING_LIMIT) {
            read_block(reader, child, into, depth);
        } else if (!reader->too_deep) {
            size_t start = start_of(reader, child);
            diag_report0(reader->sink, MSG_BLOCKS_TOO_DEEP, excerpt_span(reader->text, start, start));
            reader->too_deep = true;
        }
        if (!has_room(reader, start_of(reader, child)))
            break;
    }
}

/* A definition that nobody uses: what follows it on lines that are indented by four is a paragraph, whatever it looks
 * like. */
#define GUARD "[\xEF\xB7\x90]: . '.'\n    "

static void write_indented(struct buf *out, struct str text, size_t *line)
{
    buf_text(out, GUARD);
    *line += 1;
    for (size_t at = 0; at < text.len; at++) {
        buf_add_byte(out, text.at[at]);
        if (text.at[at] != '\n')
            continue;
        buf_text(out, "    ");
        *line += 1;
    }
}

/* The texts that are still to be read, as a document of their own. Each is a heading or a paragraph that nothing in it
 * can end; behind them comes the body, for the definitions of its links. */
static void write_pending(struct reader *reader, struct buf *out)
{
    size_t line = 1;
    for (size_t i = 0; i < reader->pending.len; i++) {
        struct pending *words = &reader->pending.at[i];
        words->line = line;
        if (words->one_line) {
            buf_text(out, "# ");
            buf_add(out, words->content.text);
            buf_text(out, " #");
        } else {
            write_indented(out, words->content.text, &line);
        }
        buf_text(out, "\n\n");
        line += 2;
    }
    if (str_find(reader->text->text, S("]:"), 0) != SIZE_MAX)
        buf_add(out, reader->text->text);
}

static void read_pending(struct reader *reader)
{
    if (reader->pending.len == 0)
        return;
    struct buf text = {0};
    write_pending(reader, &text);
    cmark_node *document = cmark_parse_document(text.at, text.len, CMARK_OPT_DEFAULT);
    buf_finish(&text);
    cmark_node *block = cmark_node_first_child(document);
    for (size_t i = 0; i < reader->pending.len; i++) {
        struct pending *words = &reader->pending.at[i];
        while (block && line_of(block) < words->line)
            block = cmark_node_next(block);
        if (block && line_of(block) == words->line)
            inlines_read(&reader->inlines, block, words->holder, &words->content, 0);
    }
    cmark_node_free(document);
}

void body_parse(struct arena *arena, const struct excerpt *text, struct node *parent, struct diag_sink *sink)
{
    struct reader *reader = arena_new(arena, struct reader);
    reader->arena = arena;
    reader->sink = sink;
    reader->inlines = (struct inlines){.arena = arena, .sink = sink};
    reader->text = text;
    lines_index(&reader->lines, arena, text->text);
    cmark_node *document = cmark_parse_document(text->text.at ? text->text.at : "", text->text.len, CMARK_OPT_DEFAULT);
    read_blocks(reader, document, parent, 0);
    cmark_node_free(document);
    read_pending(reader);
}

void body_parse_line(struct arena *arena, const struct excerpt *text, struct node *holder, struct diag_sink *sink)
{
    struct str trimmed = str_trim(text->text);
    size_t at = trimmed.len ? (size_t)(trimmed.at - text->text.at) : 0, end = at + trimmed.len;
    struct excerpt_builder builder;
    excerpt_begin(&builder, arena, text->source);
    while (at < end) {
        size_t stop = at;
        while (stop < end && text->text.at[stop] != '\n' && text->text.at[stop] != '\r')
            stop++;
        excerpt_add_part(&builder, text, at, stop);
        if (stop < end)
            excerpt_add_made_up(&builder, S(" "), excerpt_span(text, stop, stop).start);
        at = stop + 1;
    }
    struct excerpt line = excerpt_end(&builder);
    if (line.text.len == 0)
        return;

    struct reader *reader = arena_new(arena, struct reader);
    reader->arena = arena;
    reader->sink = sink;
    reader->inlines = (struct inlines){.arena = arena, .sink = sink};
    reader->text = &line;
    struct pending words = {.holder = holder, .content = line, .one_line = true};
    vec_push(arena, &reader->pending, words);
    read_pending(reader);
}
