#include "data/scalar.h"

#include <assert.h>

struct reader {
    struct excerpt_builder out;
    struct str text;
    size_t base, at, end;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

static void skip_break(struct reader *r)
{
    if (r->text.at[r->at] == '\r' && r->at + 1 < r->end && r->text.at[r->at + 1] == '\n')
        r->at++;
    r->at++;
}

static void keep(struct reader *r, size_t start, size_t end)
{
    if (end > start)
        excerpt_add(&r->out, str_part(r->text, start, end), r->base + start);
}

/* A line end that stands in the text as LF: parallel to the last byte of what was typed. */
static void keep_break(struct reader *r)
{
    skip_break(r);
    excerpt_add(&r->out, S("\n"), r->base + r->at - 1);
}

/* Blanks and line ends inside a plain or quoted scalar: blanks before text stay, one line end is a space, of more the
 * first is dropped. `joined` says that the first line end was escaped and leaves nothing. */
static void fold(struct reader *r, bool joined)
{
    size_t blanks = r->at;
    while (r->at < r->end && is_blank(r->text.at[r->at]))
        r->at++;
    if (r->at == r->end || !is_break(r->text.at[r->at])) {
        if (!joined)
            keep(r, blanks, r->at);
        return;
    }

    size_t first = r->at;
    if (!joined)
        skip_break(r);
    bool more = false;
    while (r->at < r->end && (is_blank(r->text.at[r->at]) || is_break(r->text.at[r->at]))) {
        if (is_break(r->text.at[r->at])) {
            keep_break(r);
            more = true;
        } else {
            r->at++;
        }
    }
    if (!more && !joined)
        excerpt_add(&r->out, S(" "), r->base + first);
}

static void read_plain(struct reader *r)
{
    while (r->at < r->end) {
        size_t start = r->at;
        while (r->at < r->end && !is_blank(r->text.at[r->at]) && !is_break(r->text.at[r->at]))
            r->at++;
        keep(r, start, r->at);
        if (r->at < r->end)
            fold(r, false);
    }
}

static void read_single(struct reader *r)
{
    while (r->at < r->end) {
        size_t start = r->at;
        while (r->at < r->end && !is_blank(r->text.at[r->at]) && !is_break(r->text.at[r->at]) &&
               r->text.at[r->at] != '\'')
            r->at++;
        keep(r, start, r->at);
        if (r->at == r->end)
            return;
        if (r->text.at[r->at] == '\'') {
            excerpt_add(&r->out, S("'"), r->base + r->at);
            r->at += 2;
        } else {
            fold(r, false);
        }
    }
}

static uint32_t named_escape(char c)
{
    switch (c) {
    case '0':
        return 0;
    case 'a':
        return '\a';
    case 'b':
        return '\b';
    case 't':
        return '\t';
    case 'n':
        return '\n';
    case 'v':
        return '\v';
    case 'f':
        return '\f';
    case 'r':
        return '\r';
    case 'e':
        return 0x1B;
    case 'N':
        return 0x85;
    case '_':
        return 0xA0;
    case 'L':
        return 0x2028;
    case 'P':
        return 0x2029;
    default:
        return (unsigned char)c;
    }
}

/* At a backslash that does not stand before a line end. */
static void read_escape(struct reader *r)
{
    size_t start = r->at++;
    if (r->at == r->end)
        return;
    char c = r->text.at[r->at++];
    size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    uint32_t code_point = named_escape(c);
    if (digits) {
        code_point = 0;
        for (size_t i = 0; i < digits && r->at < r->end; i++)
            code_point = code_point << 4 | (uint32_t)hex_digit(r->text.at[r->at++]);
    }
    struct buf utf8 = {0};
    buf_add_code_point(&utf8, code_point);
    excerpt_add_made_up(&r->out, buf_str(&utf8), r->base + start);
    buf_finish(&utf8);
    excerpt_add(&r->out, S(""), r->base + r->at);
}

static void read_double(struct reader *r)
{
    while (r->at < r->end) {
        size_t start = r->at;
        while (r->at < r->end && !is_blank(r->text.at[r->at]) && !is_break(r->text.at[r->at]) &&
               r->text.at[r->at] != '\\')
            r->at++;
        keep(r, start, r->at);
        if (r->at == r->end)
            return;
        if (r->text.at[r->at] != '\\') {
            fold(r, false);
        } else if (r->at + 1 < r->end && is_break(r->text.at[r->at + 1])) {
            r->at++;
            skip_break(r);
            fold(r, true);
        } else {
            read_escape(r);
        }
    }
}

/* The header of a block scalar: `|`, `>`, then in either order a digit and a sign, then blanks, a comment and the
 * line's end. */
struct block_header {
    size_t indent; /* 0: found out from the first line */
    char chomping; /* '+', '-' or 0 */
};

static struct block_header read_block_header(struct reader *r)
{
    struct block_header header = {0};
    r->at++;
    for (; r->at < r->end; r->at++) {
        char c = r->text.at[r->at];
        if (c == '+' || c == '-')
            header.chomping = c;
        else if (c >= '1' && c <= '9')
            header.indent = (size_t)(c - '0');
        else
            break;
    }
    while (r->at < r->end && !is_break(r->text.at[r->at]))
        r->at++;
    if (r->at < r->end)
        skip_break(r);
    return header;
}

/* Line ends waiting for what follows them to decide what they become. */
struct breaks {
    size_t start, end; /* of the bytes that hold them, indentation between them included */
};

/* Eat empty lines and the indentation of the next one. An indent of 0 is found out: the deepest of these lines, but at
 * least `least`. Returns the column reached. */
static size_t skip_empty_lines(struct reader *r, size_t *indent, size_t least, struct breaks *empty)
{
    size_t deepest = 0, column = 0;
    empty->start = r->at;
    empty->end = r->at;
    for (;;) {
        column = 0;
        while (r->at < r->end && (*indent == 0 || column < *indent) && r->text.at[r->at] == ' ') {
            r->at++;
            column++;
        }
        if (column > deepest)
            deepest = column;
        if (r->at == r->end || !is_break(r->text.at[r->at]))
            break;
        skip_break(r);
        empty->end = r->at;
    }
    if (*indent == 0)
        *indent = deepest > least ? deepest : least;
    return column;
}

static void keep_breaks(struct reader *r, struct breaks breaks)
{
    size_t at = r->at;
    for (r->at = breaks.start; r->at < breaks.end;) {
        if (is_break(r->text.at[r->at]))
            keep_break(r);
        else
            r->at++;
    }
    r->at = at;
}

static void read_block(struct reader *r, bool folded, int parent_indent)
{
    struct block_header header = read_block_header(r);
    size_t parent = parent_indent < 0 ? 0 : (size_t)parent_indent;
    size_t least = parent_indent < 0 ? 1 : parent + 1;
    size_t indent = header.indent ? parent + header.indent : 0;

    struct breaks line_end = {0}, empty;
    bool previous_blank = false;
    size_t column = skip_empty_lines(r, &indent, least, &empty);
    while (column == indent && r->at < r->end) {
        bool blank = is_blank(r->text.at[r->at]);
        if (folded && line_end.end > line_end.start && !previous_blank && !blank) {
            if (empty.start == empty.end)
                excerpt_add(&r->out, S(" "), r->base + line_end.start);
        } else {
            keep_breaks(r, line_end);
        }
        keep_breaks(r, empty);
        previous_blank = blank;

        size_t start = r->at;
        while (r->at < r->end && !is_break(r->text.at[r->at]))
            r->at++;
        keep(r, start, r->at);
        line_end.start = r->at;
        if (r->at < r->end)
            skip_break(r);
        line_end.end = r->at;
        column = skip_empty_lines(r, &indent, least, &empty);
    }
    if (header.chomping != '-')
        keep_breaks(r, line_end);
    if (header.chomping == '+')
        keep_breaks(r, empty);
}

struct excerpt scalar_read(struct arena *arena, const struct scalar_place *place, struct str expected)
{
    assert(place->start <= place->end && place->end <= place->text.len);
    struct reader reader = {.text = place->text, .base = place->base, .at = place->start, .end = place->end};
    excerpt_begin(&reader.out, arena, place->source);
    bool quoted = place->style == SCALAR_SINGLE || place->style == SCALAR_DOUBLE;
    if (quoted && reader.end - reader.at >= 2) {
        reader.at++;
        reader.end--;
    }
    size_t content = reader.at;

    switch (place->style) {
    case SCALAR_PLAIN:
        read_plain(&reader);
        break;
    case SCALAR_SINGLE:
        read_single(&reader);
        break;
    case SCALAR_DOUBLE:
        read_double(&reader);
        break;
    case SCALAR_LITERAL:
        read_block(&reader, false, place->parent_indent);
        break;
    case SCALAR_FOLDED:
        read_block(&reader, true, place->parent_indent);
        break;
    }
    struct excerpt excerpt = excerpt_end(&reader.out);
    if (str_equal(excerpt.text, expected)) {
        if (excerpt.pieces.len == 0) {
            struct excerpt_piece empty = {0, (uint32_t)(place->base + content), 0};
            vec_push(arena, &excerpt.pieces, empty);
        }
        return excerpt;
    }

    excerpt_begin(&reader.out, arena, place->source);
    excerpt_add_made_up(&reader.out, expected, place->base + place->start);
    excerpt = excerpt_end(&reader.out);
    return excerpt;
}
