#include "parse/raw_html.h"

/* How far back the start tag of an end tag is looked for, and how many bytes of a piece a message shows. */
#define OPEN_LIMIT  64
#define SHOWN_LIMIT 40

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '-';
}

/* The element's name in `<name` or `</name`; empty for comments and the like. */
static struct str element_name(struct str html, bool *closing)
{
    size_t at = 1;
    *closing = html.len > 1 && html.at[1] == '/';
    at += *closing;
    size_t end = at;
    while (end < html.len && is_name_byte(html.at[end]))
        end++;
    return str_part(html, at, end);
}

static bool closes_itself(struct str html, struct str name)
{
    size_t at = 0;
    while ((at = str_find(html, S("</"), at)) != SIZE_MAX) {
        at += 2;
        if (str_equal_ignoring_case(str_part(html, at, at + name.len), name))
            return true;
    }
    return str_ends(str_trim(html), S("/>"));
}

/* Forget the start tag that this end tag belongs to; false when none was reported. */
static bool close_element(struct open_elements *open, struct str name)
{
    size_t first = open->names.len > OPEN_LIMIT ? open->names.len - OPEN_LIMIT : 0;
    for (size_t i = open->names.len; i > first; i--) {
        if (str_equal_ignoring_case(open->names.at[i - 1], name)) {
            open->names.len = i - 1;
            return true;
        }
    }
    return false;
}

/* What a message shows of the piece: its tag, or its first line, or the beginning of that. */
static struct str shown(struct arena *arena, struct str html)
{
    size_t end = str_find_byte(html, '>', 0);
    size_t line = str_find_byte(html, '\n', 0);
    if (end != SIZE_MAX)
        end++;
    if (line < end)
        end = line;
    struct str part = str_part(html, 0, end);
    if (part.len <= SHOWN_LIMIT)
        return part;
    size_t cut = SHOWN_LIMIT;
    while (cut > 0 && ((unsigned char)part.at[cut] & 0xC0) == 0x80)
        cut--;
    return str_format(arena, "%.*s…", STR(str_part(part, 0, cut)));
}

void raw_html_report(struct arena *arena, struct open_elements *open, struct str html, struct span span,
                     struct diag_sink *sink)
{
    html = str_trim(html);
    if (str_starts(html, S("<!--"))) {
        diag_report0(sink, MSG_HTML_COMMENT, span);
        return;
    }
    bool closing;
    struct str name = element_name(html, &closing);
    if (closing && close_element(open, name))
        return;
    if (!closing && name.len > 0 && !closes_itself(html, name))
        vec_push(arena, &open->names, str_copy(arena, name));
    diag_report(sink, MSG_RAW_HTML, span, shown(arena, html));
}
