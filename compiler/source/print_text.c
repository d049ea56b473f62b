#include "base/utf8.h"
#include "source/escape.h"
#include "source/print_formats.h"

/* A line is shown whole up to this many columns; of a longer one the part around the caret. */
enum { WIDEST = 120, BEFORE_CARET = 40, TAB = 4, GUTTER = 5 };

/* Of one meeting so many findings are shown in full, then so many in all, a line each; of the rest only how many they
 * are. Nobody reads more, and a source that is wrong everywhere would give forty megabytes. The formats for programs
 * give all. */
enum { MOST_IN_FULL = 100, MOST_LINES = 1000 };

struct colours {
    const char *place, *error, *warning, *note, *excerpt, *caret, *end;
};

static const struct colours plain = {"", "", "", "", "", "", ""};
static const struct colours ansi = {"\033[1m", "\033[1;31m", "\033[1;35m", "\033[1;36m",
                                    "\033[2m", "\033[1;32m", "\033[0m"};

static const char *severity_colour(const struct colours *colours, enum severity severity)
{
    return severity == SEVERITY_ERROR     ? colours->error
           : severity == SEVERITY_WARNING ? colours->warning
                                          : colours->note;
}

static size_t columns_of(uint32_t code_point, size_t column)
{
    if (code_point == '\t')
        return TAB - column % TAB;
    if (is_unseen(code_point))
        return code_point > 0xFFFFF ? 8 : code_point > 0xFFFF ? 7 : 6; /* U+001B */
    return (size_t)utf8_columns(code_point);
}

/* The part of a line that is shown, as byte offsets. */
struct window {
    size_t start, end;
};

/* Where a window from `start` must end to be at most `widest` columns wide. */
static size_t window_end(struct str text, size_t start, size_t end, size_t widest)
{
    size_t column = 0;
    for (size_t at = start; at < end;) {
        size_t next = at;
        column += columns_of(utf8_next(text, &next), column);
        if (column > widest)
            return at;
        at = next;
    }
    return end;
}

static struct window choose_window(struct str text, size_t line_start, size_t line_end, size_t caret)
{
    if (window_end(text, line_start, line_end, WIDEST) == line_end)
        return (struct window){line_start, line_end};

    size_t start = caret;
    for (int i = 0; i < BEFORE_CARET && start > line_start; i++) {
        start--;
        while (start > line_start && ((unsigned char)text.at[start] & 0xC0) == 0x80)
            start--;
    }
    return (struct window){start, window_end(text, start, line_end, WIDEST - 2)};
}

/* Spaces only when something comes after them, so that no line ends in one. */
static void add_spaces(struct buf *out, size_t count)
{
    while (count-- > 0)
        buf_add_byte(out, ' ');
}

static void print_excerpt(struct buf *out, const struct colours *colours, struct span span, struct position start)
{
    const struct source *source = span.source;
    struct str text = source->text;
    size_t line_end = source_line_end(source, start.line);
    struct str line = source_line(source, start.line);
    size_t line_start = line_end - line.len;
    size_t from = span.start < line_start ? line_start : span.start > line_end ? line_end : span.start;
    size_t to = span.end < from ? from : span.end > line_end ? line_end : span.end;
    struct window window = choose_window(text, line_start, line_end, from);

    struct buf shown = {0};
    size_t column = 0, caret_start = 0, caret_end = 0;
    if (window.start > line_start) {
        buf_text(&shown, "…");
        column = 1;
    }
    for (size_t at = window.start; at < window.end;) {
        if (at <= from)
            caret_start = column;
        size_t next = at;
        uint32_t code_point = utf8_next(text, &next);
        size_t columns = columns_of(code_point, column);
        if (code_point == '\t')
            add_spaces(&shown, columns);
        else if (is_unseen(code_point))
            buf_format(&shown, "U+%04X", (unsigned)code_point);
        else
            buf_add_code_point(&shown, code_point);
        column += columns;
        if (at < to)
            caret_end = column;
        at = next;
    }
    if (from >= window.end)
        caret_start = column;
    if (window.end < line_end) {
        buf_text(&shown, "…");
        if (to > window.end)
            caret_end = column + 1;
    }

    char number[24];
    int gutter = snprintf(number, sizeof number, "%*zu", GUTTER, start.line);
    struct str visible = buf_str(&shown);
    while (visible.len > 0 && visible.at[visible.len - 1] == ' ')
        visible.len--;
    buf_format(out, "%s%s |%s%s%.*s\n", colours->excerpt, number, colours->end, visible.len ? " " : "", STR(visible));
    buf_finish(&shown);

    buf_format(out, "%s%*s |%s ", colours->excerpt, gutter, "", colours->end);
    add_spaces(out, caret_start);
    buf_format(out, "%s^", colours->caret);
    for (size_t i = caret_start + 1; i < caret_end; i++)
        buf_add_byte(out, '~');
    buf_format(out, "%s\n", colours->end);
}

static void print_remark(struct buf *out, const struct colours *colours, const char *label, struct str text)
{
    if (text.len)
        buf_format(out, "%s%*s =%s %s: %.*s\n", colours->excerpt, GUTTER, "", colours->end, label, STR(text));
}

static void print_one(struct buf *out, const struct print_options *options, struct place_finder *finder,
                      const struct diag *diag, bool in_full)
{
    const struct colours *colours = options->colour ? &ansi : &plain;
    bool danish = options->language == LANGUAGE_DANISH;
    struct arena scratch = {0};
    struct place place = place_find(finder, diag->span);

    buf_format(out, "%s", colours->place);
    if (span_is_nowhere(diag->span)) {
        buf_text(out, "referat: ");
    } else {
        escape_unseen(out, diag->span.source->path);
        buf_format(out, ":%zu:%zu: ", place.start.line, place.start.column);
    }
    buf_format(out, "%s%s%.*s:%s ", colours->end, severity_colour(colours, diag->severity),
               STR(severity_word(diag->severity, options->language)), colours->end);
    buf_add(out, diag_text(&scratch, diag, options->language));
    buf_format(out, " [%s]\n", rule_info(diag->rule)->id);

    if (in_full && !span_is_nowhere(diag->span))
        print_excerpt(out, colours, diag->span, place.start);
    if (in_full)
        print_remark(out, colours, danish ? "hjælp" : "help", diag_help(&scratch, diag, options->language));
    if (in_full && diag->note)
        print_remark(out, colours, "note", note_with_place(&scratch, diag, options->language));
    arena_finish(&scratch);
}

static void print_more(struct buf *out, const struct print_options *options, const struct diag *first, size_t count)
{
    bool const danish = options->language == LANGUAGE_DANISH;
    if (span_is_nowhere(first->span))
        buf_text(out, "referat");
    else
        escape_unseen(out, first->span.source->path);
    buf_format(out,
               danish ? ": og %zu til, som ikke vises her; '--format json' giver dem alle\n"
                      : ": and %zu more, not shown here; '--format json' gives all\n",
               count);
}

void print_text(struct buf *out, const struct print_options *options, const struct diag_sink *const *sinks,
                size_t count)
{
    struct place_finder finder = {0};
    for (size_t i = 0; i < count; i++) {
        size_t const all = sinks[i]->diags.len;
        for (size_t j = 0; j < all && j < MOST_LINES; j++)
            print_one(out, options, &finder, &sinks[i]->diags.at[j], j < MOST_IN_FULL);
        if (all > MOST_LINES)
            print_more(out, options, &sinks[i]->diags.at[MOST_LINES], all - MOST_LINES);
    }
}
