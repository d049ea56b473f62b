#include "html/render.h"

#include <string.h>

/* Where words may be divided, when a browser would do it otherwise than the PDF. */

#define EN_DASH S("\xE2\x80\x93")

static bool is_of_number(char byte)
{
    return (byte >= '0' && byte <= '9') || byte == '.' || byte == ',' || byte == ':';
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_mark_of_address(char byte)
{
    return byte != '\0' && strchr("/?&=.#_-@%", byte) != NULL;
}

/* `10.00–12.00` stays on one line. */
static void ranges(struct render *render, struct str text)
{
    struct markup *markup = &render->markup;
    size_t done = 0;
    for (size_t dash = str_find(text, EN_DASH, 0); dash != SIZE_MAX; dash = str_find(text, EN_DASH, dash + 1)) {
        size_t start = dash, end = dash + EN_DASH.len;
        if (start == done || !is_digit(text.at[start - 1]) || end == text.len || !is_digit(text.at[end]))
            continue;
        while (start > done && is_of_number(text.at[start - 1]))
            start--;
        while (end < text.len && is_of_number(text.at[end]))
            end++;
        while (!is_digit(text.at[start]))
            start++;
        while (!is_digit(text.at[end - 1]))
            end--;
        markup_text(markup, str_part(text, done, start));
        markup_open(markup, "span");
        render_class(render, "range");
        markup_text(markup, str_part(text, start, end));
        markup_close(markup);
        done = end;
    }
    markup_text(markup, str_from(text, done));
}

/* Whether an address may be divided before `at`; `3.2` stays whole. */
static bool is_place_in_address(struct str text, size_t at)
{
    if (!is_mark_of_address(text.at[at - 1]) || is_mark_of_address(text.at[at]))
        return false;
    return !(text.at[at - 1] == '.' && is_digit(text.at[at - 2]) && is_digit(text.at[at]));
}

/* An address is divided after its own marks. */
static void address(struct render *render, struct str text)
{
    size_t done = 0;
    for (size_t at = 2; at < text.len; at++) {
        if (!is_place_in_address(text, at))
            continue;
        markup_text(&render->markup, str_part(text, done, at));
        markup_open(&render->markup, "wbr");
        markup_void(&render->markup);
        done = at;
    }
    markup_text(&render->markup, str_from(text, done));
}

void render_words(struct render *render, struct str text)
{
    if (!render->page)
        markup_text(&render->markup, text);
    else if (render->link && render->link->kind == NODE_LINK && render->link->as.link.bare)
        address(render, text);
    else
        ranges(render, text);
}
