#include "parse/scan.h"

#define LABEL_LIMIT       1000 /* cmark's MAX_LINK_LABEL_LENGTH */
#define PARENTHESES_LIMIT 32   /* cmark's, in destinations without < > */

bool scan_is_punctuation(char byte)
{
    unsigned char c = (unsigned char)byte;
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

bool scan_is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static bool is_at(struct str text, size_t at, char byte)
{
    return at < text.len && text.at[at] == byte;
}

static bool is_escape(struct str text, size_t at)
{
    return is_at(text, at, '\\') && at + 1 < text.len && scan_is_punctuation(text.at[at + 1]);
}

/* White space, also none. */
static size_t scan_spaces(struct str text, size_t at)
{
    while (at < text.len && scan_is_space(text.at[at]))
        at++;
    return at;
}

size_t scan_label(struct str text, size_t at)
{
    if (!is_at(text, at, '['))
        return SIZE_MAX;
    size_t start = ++at;
    while (at < text.len && text.at[at] != '[' && text.at[at] != ']') {
        at += is_escape(text, at) ? 2 : 1;
        if (at - start > LABEL_LIMIT)
            return SIZE_MAX;
    }
    return is_at(text, at, ']') ? at + 1 : SIZE_MAX;
}

static size_t scan_pointed_destination(struct str text, size_t at)
{
    for (at++; at < text.len; at++) {
        if (text.at[at] == '>')
            return at + 1;
        if (text.at[at] == '\n' || text.at[at] == '<')
            return SIZE_MAX;
        if (text.at[at] == '\\')
            at++;
    }
    return SIZE_MAX;
}

/* `<…>` or a run without spaces. A destination may be empty. */
static size_t scan_destination(struct str text, size_t at)
{
    if (is_at(text, at, '<'))
        return scan_pointed_destination(text, at);
    size_t open = 0;
    for (; at < text.len && !scan_is_space(text.at[at]); at++) {
        if (is_escape(text, at))
            at++;
        else if (text.at[at] == '(' && ++open > PARENTHESES_LIMIT)
            return SIZE_MAX;
        else if (text.at[at] == ')' && open == 0)
            return at;
        else if (text.at[at] == ')')
            open--;
    }
    if (open > 0)
        return SIZE_MAX;
    return at;
}

/* `"…"`, `'…'`, `(…)` */
static size_t scan_title(struct str text, size_t at)
{
    if (at >= text.len)
        return SIZE_MAX;
    char open = text.at[at];
    if (open != '"' && open != '\'' && open != '(')
        return SIZE_MAX;
    char close = open == '(' ? ')' : open;
    for (at++; at < text.len; at++) {
        if (text.at[at] == close)
            return at + 1;
        if (text.at[at] == open)
            return SIZE_MAX;
        if (text.at[at] == '\\')
            at++;
    }
    return SIZE_MAX;
}

size_t scan_link_tail(struct str text, size_t at, size_t *from, size_t *to)
{
    if (!is_at(text, at, '('))
        return SIZE_MAX;
    *from = scan_spaces(text, at + 1);
    *to = scan_destination(text, *from);
    if (*to == SIZE_MAX)
        return SIZE_MAX;
    size_t title = scan_spaces(text, *to);
    if (title > *to) {
        size_t past = scan_title(text, title);
        if (past != SIZE_MAX)
            title = past;
    }
    at = scan_spaces(text, title);
    return is_at(text, at, ')') ? at + 1 : SIZE_MAX;
}

static size_t skip_blanks(struct str text, size_t at)
{
    while (is_at(text, at, ' ') || is_at(text, at, '\t'))
        at++;
    return at;
}

/* Blanks with at most one line end among them. */
static size_t skip_blanks_and_line_end(struct str text, size_t at)
{
    at = skip_blanks(text, at);
    return is_at(text, at, '\n') ? skip_blanks(text, at + 1) : at;
}

/* Blanks up to the line's end and past it, or SIZE_MAX when something else stands there. */
static size_t finish_line(struct str text, size_t at)
{
    at = skip_blanks(text, at);
    if (at >= text.len)
        return text.len;
    return text.at[at] == '\n' ? at + 1 : SIZE_MAX;
}

static size_t scan_definition(struct str text, size_t at)
{
    size_t label = at;
    at = scan_label(text, at);
    if (at == SIZE_MAX || !is_at(text, at, ':') || scan_spaces(text, label + 1) >= at - 1)
        return SIZE_MAX;
    size_t destination = skip_blanks_and_line_end(text, at + 1);
    at = scan_destination(text, destination);
    if (at == SIZE_MAX || at == destination)
        return SIZE_MAX;
    size_t title = skip_blanks_and_line_end(text, at);
    size_t past = title > at ? scan_title(text, title) : SIZE_MAX;
    size_t end = past == SIZE_MAX ? SIZE_MAX : finish_line(text, past);
    return end == SIZE_MAX ? finish_line(text, at) : end;
}

size_t scan_definitions(struct str text, size_t at)
{
    while (is_at(text, at, '[')) {
        size_t end = scan_definition(text, at);
        if (end == SIZE_MAX)
            break;
        at = end;
    }
    return at;
}
