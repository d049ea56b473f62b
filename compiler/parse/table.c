#include "parse/table.h"

#include "parse/scan.h"

#include <assert.h>

/* Cells that rows too short may be filled up with, in one table: without a limit, a wide header over many short rows
 * makes a document quadratic in its source. */
#define FILLED_CELLS_LIMIT 65536

static struct range trim(struct str text, struct range range)
{
    while (range.start < range.end && scan_is_space(text.at[range.start]))
        range.start++;
    while (range.end > range.start && scan_is_space(text.at[range.end - 1]))
        range.end--;
    return range;
}

/* Whether the byte at the offset is a pipe that parts cells: not behind a backslash. */
static size_t next_pipe(struct str text, size_t at, size_t end)
{
    while (at < end && text.at[at] != '|')
        at += text.at[at] == '\\' && at + 1 < end ? 2 : 1;
    return at < end ? at : SIZE_MAX;
}

/* Step through the cells of a row; false after the last. `at` begins at the row's first byte and is advanced. */
static bool next_cell(struct str text, size_t *at, size_t end, struct range *cell)
{
    if (*at >= end)
        return false;
    size_t pipe = next_pipe(text, *at, end);
    *cell = trim(text, (struct range){*at, pipe == SIZE_MAX ? end : pipe});
    *at = pipe == SIZE_MAX ? end : pipe + 1;
    return true;
}

/* The row without white space and the pipe before its first cell. */
static struct range open_row(struct str text, struct range line)
{
    line = trim(text, line);
    if (line.start < line.end && text.at[line.start] == '|')
        line.start++;
    return line;
}

static size_t count_cells(struct str text, struct range line)
{
    struct range row = open_row(text, line), cell;
    size_t count = 0;
    while (next_cell(text, &row.start, row.end, &cell))
        count++;
    return count;
}

static bool has_pipe(struct str text, struct range line)
{
    return next_pipe(text, line.start, line.end) != SIZE_MAX;
}

/* `---`, `:--`, `:-:` or `--:`. */
static bool read_delimiter(struct str text, struct range cell, enum alignment *alignment)
{
    bool left = cell.start < cell.end && text.at[cell.start] == ':';
    bool right = cell.end > cell.start + left && text.at[cell.end - 1] == ':';
    size_t from = cell.start + left, to = cell.end - right;
    for (size_t i = from; i < to; i++) {
        if (text.at[i] != '-')
            return false;
    }
    *alignment = left && right ? ALIGN_CENTRE : right ? ALIGN_RIGHT : left ? ALIGN_LEFT : ALIGN_NONE;
    return from < to;
}

static bool is_delimiter_row(struct str text, struct range line)
{
    struct range row = open_row(text, line), cell;
    if (row.start >= row.end || (text.at[row.start] != '-' && text.at[row.start] != ':' && text.at[row.start] != ' '))
        return false;
    enum alignment alignment;
    while (next_cell(text, &row.start, row.end, &cell)) {
        if (!read_delimiter(text, cell, &alignment))
            return false;
    }
    return true;
}

size_t table_find(struct str text, const range_list *lines)
{
    for (size_t i = 1; i < lines->len; i++) {
        struct range header = lines->at[i - 1], delimiters = lines->at[i];
        if (is_delimiter_row(text, delimiters) && (has_pipe(text, header) || has_pipe(text, delimiters)) &&
            count_cells(text, header) == count_cells(text, delimiters))
            return i - 1;
    }
    return SIZE_MAX;
}

/* The words of a cell: escaped pipes are pipes, even in code (GFM 0.29, example 200). */
static struct excerpt cell_content(struct arena *arena, const struct excerpt *text, struct range cell)
{
    struct excerpt_builder builder;
    excerpt_begin(&builder, arena, text->source);
    size_t from = cell.start;
    for (size_t i = cell.start; i + 1 < cell.end; i++) {
        if (text->text.at[i] != '\\')
            continue;
        if (text->text.at[i + 1] == '|') {
            excerpt_add_part(&builder, text, from, i);
            from = i + 1;
        }
        i++;
    }
    excerpt_add_part(&builder, text, from, cell.end);
    return excerpt_end(&builder);
}

static struct node *build_row(struct arena *arena, const struct excerpt *text, struct range line, unsigned columns,
                              bool header, pending_list *pending)
{
    struct node *node = node_new(arena, NODE_ROW, excerpt_span(text, line.start, line.end));
    struct range row = open_row(text->text, line), cell;
    for (unsigned i = 0; i < columns; i++) {
        if (!next_cell(text->text, &row.start, row.end, &cell))
            cell = (struct range){row.end, row.end};
        struct node *made = node_new(arena, NODE_CELL, excerpt_span(text, cell.start, cell.end));
        made->as.cell.header = header;
        node_append(node, made);
        if (cell.start < cell.end) {
            struct pending words = {.holder = made, .content = cell_content(arena, text, cell), .one_line = true};
            vec_push(arena, pending, words);
        }
    }
    return node;
}

static enum alignment *read_alignments(struct arena *arena, struct str text, struct range line, unsigned columns)
{
    enum alignment *alignments = arena_many(arena, enum alignment, columns);
    struct range row = open_row(text, line), cell;
    for (unsigned i = 0; next_cell(text, &row.start, row.end, &cell); i++)
        read_delimiter(text, cell, &alignments[i]);
    return alignments;
}

struct node *table_build(struct arena *arena, const struct excerpt *text, const range_list *lines, size_t header,
                         pending_list *pending, size_t *end)
{
    struct node *table = node_new(arena, NODE_TABLE, NOWHERE);
    unsigned columns = (unsigned)count_cells(text->text, lines->at[header]);
    assert(columns > 0);
    table->as.table.columns = columns;
    table->as.table.header_rows = 1;
    table->as.table.alignments = read_alignments(arena, text->text, lines->at[header + 1], columns);
    node_append(table, build_row(arena, text, trim(text->text, lines->at[header]), columns, true, pending));

    size_t filled = 0, line = header + 2;
    for (; line < lines->len; line++) {
        size_t cells = count_cells(text->text, lines->at[line]);
        filled += cells < columns ? columns - cells : 0;
        if (filled > FILLED_CELLS_LIMIT)
            break;
        node_append(table, build_row(arena, text, trim(text->text, lines->at[line]), columns, false, pending));
    }
    *end = line;
    struct range last = trim(text->text, lines->at[line - 1]);
    table->span = excerpt_span(text, lines->at[header].start, last.end);
    return table;
}
