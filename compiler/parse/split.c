#include "parse/split.h"

#include "source/encoding.h"

/* `---` with nothing but blanks after it. */
static bool is_delimiter(struct str line)
{
    return str_starts(line, S("---")) && str_trim(str_from(line, 3)).len == 0;
}

static bool is_blank(struct str line)
{
    return str_trim(line).len == 0;
}

/* `#` to `######` and a space: a comment in YAML, but after an empty line a writer means a heading. */
static bool is_heading(struct str line)
{
    size_t level = 0;
    while (level < line.len && line.at[level] == '#')
        level++;
    return level >= 1 && level <= 6 && level < line.len && line.at[level] == ' ';
}

/* A word or two, a colon, and a blank or the line's end. */
static bool is_key(struct str line)
{
    size_t colon = str_find_byte(line, ':', 0);
    return colon != SIZE_MAX && colon > 0 && colon < 30 && line.at[0] != ' ' && line.at[0] != '#' &&
           line.at[0] != '-' && (colon + 1 == line.len || line.at[colon + 1] == ' ');
}

static size_t line_start(const struct source *source, size_t line)
{
    return line <= source->line_count ? source->lines[line - 1] : source->text.len;
}

/* The next delimiter at or after the line, or 0. */
static size_t find_delimiter(const struct source *source, size_t line)
{
    for (; line <= source->line_count; line++)
        if (is_delimiter(source_line(source, line)))
            return line;
    return 0;
}

/* Where front matter that is not closed most likely ends: before the first heading that follows an empty line. */
static size_t guess_end(const struct source *source, size_t line)
{
    for (; line <= source->line_count; line++)
        if (is_heading(source_line(source, line)) && is_blank(source_line(source, line - 1)))
            return line;
    return source->line_count + 1;
}

/* The first line that is not blank, or 1. */
static size_t first_with_text(const struct source *source)
{
    for (size_t line = 1; line <= source->line_count; line++)
        if (!is_blank(source_line(source, line)))
            return line;
    return 1;
}

static struct span line_span(const struct source *source, size_t line, size_t longest)
{
    size_t length = source_line(source, line).len;
    size_t start = source_line_end(source, line) - length;
    length = length < longest ? length : longest;
    return (struct span){source, (uint32_t)start, (uint32_t)(start + length)};
}

struct split source_split(const struct source *source, enum split_kind kind, struct diag_sink *sink)
{
    struct split split = {.opening = {source, 0, 0}};
    if (source->text.len > SOURCE_LIMIT) {
        diag_report0(sink, MSG_FILE_TOO_LARGE, split.opening);
        split.body_start = source->text.len;
        return split;
    }
    source_check_encoding(source, sink);
    if (source->text.len == 0) {
        diag_report0(sink, kind == SPLIT_ITEM ? MSG_NO_ITEM_FRONT_MATTER : MSG_NO_FRONT_MATTER, split.opening);
        return split;
    }

    size_t const first = first_with_text(source);
    bool const opened = is_delimiter(source_line(source, first));
    split.opening = line_span(source, opened ? first : 1, opened ? 3 : SIZE_MAX);
    size_t closing = opened || is_key(source_line(source, first)) ? find_delimiter(source, first + opened) : 0;
    if (!opened || first > 1)
        diag_report0(sink, kind == SPLIT_ITEM ? MSG_NO_ITEM_FRONT_MATTER : MSG_NO_FRONT_MATTER,
                     line_span(source, 1, SIZE_MAX));
    else if (!closing)
        diag_report0(sink, MSG_FRONT_MATTER_NOT_CLOSED, split.opening);
    if (!opened && !closing)
        return split;
    size_t second = opened ? 0 : find_delimiter(source, closing + 1);
    if (second && is_key(source_line(source, closing + 1))) {
        /* The opening delimiter has slipped down: what stands around it cannot be told apart. */
        split.body_start = line_start(source, second + 1);
        return split;
    }

    /* A delimiter too many, or one that slipped a line down: the facts go on behind it. */
    size_t const again = closing && closing <= first + 1 && is_key(source_line(source, closing + 1))
                             ? find_delimiter(source, closing + 1)
                             : 0;
    size_t const start = again ? closing + 1 : first + 1;
    if (again) {
        if (opened)
            diag_report0(sink, MSG_FRONT_MATTER_TWICE, line_span(source, closing, 3));
        closing = again;
    }

    size_t end = closing ? closing : guess_end(source, first + 1);
    split.has_front = true;
    split.guessed = !closing || (again && !opened);
    split.front_start = opened || again ? line_start(source, start) : 0;
    split.front_end = line_start(source, end);
    split.body_start = closing ? line_start(source, closing + 1) : split.front_end;
    return split;
}
