#include "source/source.h"

#include "base/utf8.h"

#include <assert.h>

static const struct str byte_order_mark = {"\xEF\xBB\xBF", 3};

const struct source *source_new(struct arena *arena, struct str path, struct str text)
{
    struct source *source = arena_new(arena, struct source);
    source->path = path;
    source->text = text;

    vec_of(size_t) lines = {0};
    vec_push(arena, &lines, 0);
    for (size_t at = 0; (at = str_line_end(text, at)) < text.len;) {
        at += text.at[at] == '\r' && at + 1 < text.len && text.at[at + 1] == '\n' ? 2 : 1;
        vec_push(arena, &lines, at);
    }
    source->lines = lines.at;
    source->line_count = lines.len;
    return source;
}

static size_t line_of(const struct source *source, size_t offset)
{
    size_t low = 0, high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

/* Offset of the first byte of the line that counts as a character. */
static size_t line_begin(const struct source *source, size_t line)
{
    if (line == 1 && str_starts(source->text, byte_order_mark))
        return byte_order_mark.len;
    return source->lines[line - 1];
}

struct position source_position(const struct source *source, size_t offset)
{
    if (offset > source->text.len)
        offset = source->text.len;
    size_t line = line_of(source, offset);
    size_t begin = line_begin(source, line);
    if (offset < begin)
        offset = begin;
    return (struct position){line, 1 + utf8_count(str_part(source->text, begin, offset))};
}

struct position source_position_after(const struct source *source, size_t known_offset, struct position known,
                                      size_t offset)
{
    if (known.line == 0 || offset < known_offset || offset > source->text.len ||
        (known.line < source->line_count && offset >= source->lines[known.line]))
        return source_position(source, offset);
    known.column += utf8_count(str_part(source->text, known_offset, offset));
    return known;
}

size_t source_line_end(const struct source *source, size_t line)
{
    if (line == 0 || line > source->line_count)
        return source->text.len;
    if (line == source->line_count)
        return source->text.len;
    size_t end = source->lines[line] - 1;
    if (end > source->lines[line - 1] && source->text.at[end] == '\n' && source->text.at[end - 1] == '\r')
        end--;
    return end;
}

struct str source_line(const struct source *source, size_t line)
{
    if (line == 0 || line > source->line_count)
        return (struct str){"", 0};
    return str_part(source->text, line_begin(source, line), source_line_end(source, line));
}

struct str span_text(struct span span)
{
    return span.source ? str_part(span.source->text, span.start, span.end) : (struct str){"", 0};
}

bool span_is_nowhere(struct span span)
{
    return span.source == NULL;
}

struct span span_join(struct span a, struct span b)
{
    if (!a.source)
        return b;
    if (!b.source)
        return a;
    assert(a.source == b.source);
    return (struct span){a.source, a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

/* Numbers inside names by their value, so that `2-` comes before `10-`; bytes otherwise. */
int str_compare_natural(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len) {
        if (utf8_is_digit((unsigned char)a.at[i]) && utf8_is_digit((unsigned char)b.at[j])) {
            while (i < a.len && a.at[i] == '0')
                i++;
            while (j < b.len && b.at[j] == '0')
                j++;
            size_t a_start = i, b_start = j;
            while (i < a.len && utf8_is_digit((unsigned char)a.at[i]))
                i++;
            while (j < b.len && utf8_is_digit((unsigned char)b.at[j]))
                j++;
            if (i - a_start != j - b_start)
                return i - a_start < j - b_start ? -1 : 1;
            int order = str_compare(str_part(a, a_start, i), str_part(b, b_start, j));
            if (order)
                return order;
        } else {
            unsigned char x = (unsigned char)a.at[i++], y = (unsigned char)b.at[j++];
            if (x != y)
                return x < y ? -1 : 1;
        }
    }
    if (i < a.len || j < b.len)
        return i < a.len ? 1 : -1;
    return str_compare(a, b);
}

int span_compare(struct span a, struct span b)
{
    if (!a.source || !b.source)
        return (a.source != NULL) - (b.source != NULL);
    if (a.source != b.source) {
        int order = str_compare_natural(a.source->path, b.source->path);
        if (order)
            return order;
    }
    if (a.start != b.start)
        return a.start < b.start ? -1 : 1;
    return (a.end > b.end) - (a.end < b.end);
}
