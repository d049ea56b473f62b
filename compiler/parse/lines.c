#include "parse/lines.h"

#include "base/vec.h"

#include <assert.h>

#define TAB_STOP 4

void lines_index(struct lines *lines, struct arena *arena, struct str text)
{
    vec_of(uint32_t) starts = {0};
    vec_push(arena, &starts, 0);
    for (size_t at = 0; (at = str_line_end(text, at)) < text.len;) {
        at += text.at[at] == '\r' && at + 1 < text.len && text.at[at + 1] == '\n' ? 2 : 1;
        if (at < text.len)
            vec_push(arena, &starts, (uint32_t)at);
    }
    *lines = (struct lines){.text = text, .starts = starts.at, .count = starts.len};
}

size_t lines_start(const struct lines *lines, size_t line)
{
    assert(line >= 1);
    return line <= lines->count ? lines->starts[line - 1] : lines->text.len;
}

size_t lines_end(const struct lines *lines, size_t line)
{
    size_t start = lines_start(lines, line);
    size_t end = line < lines->count ? lines->starts[line] : lines->text.len;
    while (end > start && (lines->text.at[end - 1] == '\n' || lines->text.at[end - 1] == '\r'))
        end--;
    return end;
}

/* Step over spaces and tabs, at most so many columns; a tab that reaches further is left standing with its rest. */
static struct place step_columns(struct str text, struct place place, size_t columns)
{
    size_t goal = place.column + columns;
    while (place.column < goal && place.offset < text.len) {
        if (text.at[place.offset] != '\t') {
            place.column++;
            place.offset++;
            continue;
        }
        size_t stop = place.column + TAB_STOP - place.column % TAB_STOP;
        if (stop > goal) {
            place.column = goal;
            break;
        }
        place.column = stop;
        place.offset++;
    }
    return place;
}

static bool is_blank(struct str text, size_t offset)
{
    return offset < text.len && (text.at[offset] == ' ' || text.at[offset] == '\t');
}

static struct place first_nonspace(struct str text, struct place place)
{
    while (is_blank(text, place.offset)) {
        place.column += text.at[place.offset] == '\t' ? TAB_STOP - place.column % TAB_STOP : 1;
        place.offset++;
    }
    return place;
}

/* Behind a quote's mark at the place, and the one column of space that belongs to it. */
static struct place skip_quote_mark(struct str text, struct place mark)
{
    mark.offset++;
    mark.column++;
    return is_blank(text, mark.offset) ? step_columns(text, mark, 1) : mark;
}

/* Take the container off the line; false when the line does not carry it on. */
static bool skip_container(const struct container *container, struct str text, struct place *place)
{
    struct place start = first_nonspace(text, *place);
    size_t indent = start.column - place->column;
    if (container->kind == CONTAINER_QUOTE) {
        if (indent > 3 || start.offset >= text.len || text.at[start.offset] != '>')
            return false;
        *place = skip_quote_mark(text, start);
        return true;
    }
    if (indent < container->width)
        return false;
    *place = step_columns(text, *place, container->width);
    return true;
}

/* Where the innermost container's content begins on the line, or the first container's that the line does not carry on.
 */
static struct place skip_all(const struct containers *containers, const struct lines *lines, size_t line, bool *lazy)
{
    *lazy = false;
    if (containers->count > 0 && containers->at[containers->count - 1].line == line)
        return containers->at[containers->count - 1].inside;
    struct str text = str_part(lines->text, 0, lines_end(lines, line));
    struct place place = {lines_start(lines, line), 0};
    for (size_t i = 0; i < containers->count && !*lazy; i++)
        *lazy = !skip_container(&containers->at[i], text, &place);
    return place;
}

/* The width of a list item's mark and where its content begins (CommonMark 0.30, section 5.2, rules 1 to 3). */
static void enter_item(struct container *item, struct str text, struct place outside)
{
    struct place mark = first_nonspace(text, outside);
    struct place after = mark;
    while (after.offset < text.len && text.at[after.offset] >= '0' && text.at[after.offset] <= '9')
        after.offset++;
    if (after.offset < text.len)
        after.offset++;
    after.column += after.offset - mark.offset;

    struct place content = first_nonspace(text, after);
    size_t spaces = content.column - after.column;
    if (spaces < 1 || spaces > 4 || content.offset >= text.len) {
        content = spaces > 0 ? step_columns(text, after, 1) : after;
        spaces = 1;
    }
    item->inside = content;
    item->width = mark.column - outside.column + (after.column - mark.column) + spaces;
}

void containers_enter(struct containers *containers, const struct lines *lines, enum container_kind kind, size_t line)
{
    assert(containers->count <= NESTING_LIMIT);
    struct str text = str_part(lines->text, 0, lines_end(lines, line));
    bool lazy;
    struct place outside = skip_all(containers, lines, line, &lazy);
    struct container *container = &containers->at[containers->count];
    *container = (struct container){.kind = kind, .line = line};
    if (kind == CONTAINER_QUOTE)
        container->inside = skip_quote_mark(text, first_nonspace(text, outside));
    else
        enter_item(container, text, outside);
    containers->count++;
}

struct rest containers_skip(const struct containers *containers, const struct lines *lines, size_t line)
{
    struct rest rest = {.end = lines_end(lines, line)};
    struct str text = str_part(lines->text, 0, rest.end);
    struct place inside = skip_all(containers, lines, line, &rest.lazy);
    struct place start = first_nonspace(text, inside);
    rest.start = rest.lazy ? inside.offset : start.offset;
    rest.indent = start.column - inside.column;
    return rest;
}
