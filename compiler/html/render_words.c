#include "html/render.h"

#include <string.h>

/* Where words may be divided, when a browser would do it otherwise than the PDF. */

#define EN_DASH S("\xE2\x80\x93")

/* Bytes of numbers that stay together: more might not have room on a narrow screen. */
enum { LONGEST = 24 };

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

/* Bytes of the dash at `at`, or 0: an en dash, or a hyphen, after which some browsers break between digits too. */
static size_t dash_length(struct str text, size_t at)
{
    if (at < text.len && text.at[at] == '-')
        return 1;
    return str_starts(str_from(text, at), EN_DASH) ? EN_DASH.len : 0;
}

static bool joins_digits(struct str text, size_t at, size_t dash)
{
    return dash > 0 && at > 0 && is_digit(text.at[at - 1]) && at + dash < text.len && is_digit(text.at[at + dash]);
}

/* The next dash between digits, or the length. */
static size_t find_range(struct str text, size_t at)
{
    for (; at < text.len; at++) {
        if ((text.at[at] == '-' || text.at[at] == EN_DASH.at[0]) && joins_digits(text, at, dash_length(text, at)))
            return at;
    }
    return text.len;
}

/* Where the numbers end that begin at `at`, dashes between them included. */
static size_t end_of_numbers(struct str text, size_t at)
{
    while (at < text.len) {
        size_t const dash = dash_length(text, at);
        if (joins_digits(text, at, dash))
            at += dash;
        else if (is_of_number(text.at[at]))
            at++;
        else
            break;
    }
    while (!is_digit(text.at[at - 1]))
        at--;
    return at;
}

/* `10.00–12.00` stays on one line, and so does `2019-2021`. */
static void ranges(struct render *render, struct str text)
{
    struct markup *markup = &render->markup;
    size_t done = 0;
    for (size_t dash = find_range(text, 0); dash < text.len; dash = find_range(text, done)) {
        size_t start = dash, end = end_of_numbers(text, dash);
        while (start > done && is_of_number(text.at[start - 1]))
            start--;
        while (!is_digit(text.at[start]))
            start++;
        markup_text(markup, str_part(text, done, start));
        bool const whole = end - start <= LONGEST;
        if (whole) {
            markup_open(markup, "span");
            render_class(render, "range");
        }
        markup_text(markup, str_part(text, start, end));
        if (whole)
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
