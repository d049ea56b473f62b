#include "parse/number.h"

#include "ast/words.h"
#include "parse/scan.h"

/* Up to six digits at the place; gives the offset past them, or SIZE_MAX. */
static size_t read_digits(struct str text, size_t at, unsigned *number)
{
    size_t start = at;
    *number = 0;
    while (at < text.len && at - start < 6 && text.at[at] >= '0' && text.at[at] <= '9')
        *number = *number * 10 + (unsigned)(text.at[at++] - '0');
    bool more = at < text.len && text.at[at] >= '0' && text.at[at] <= '9';
    return at > start && !more ? at : SIZE_MAX;
}

static bool is_at(struct str text, size_t at, char byte)
{
    return at < text.len && text.at[at] == byte;
}

/* White space, the no-break space included. */
static size_t skip_space(struct str text, size_t at)
{
    for (;;) {
        if (at < text.len && scan_is_space(text.at[at]))
            at++;
        else if (str_starts(str_from(text, at), S("\xC2\xA0")))
            at += 2;
        else
            return at;
    }
}

/* Space must follow, or the text end; gives the offset past the space, 0 when neither does. */
static size_t finish(struct str text, size_t at)
{
    size_t past = skip_space(text, at);
    return past > at || at == text.len ? past : 0;
}

size_t number_of_section(struct str text, unsigned *number, size_t *end)
{
    size_t at = read_digits(text, 0, number);
    if (at == SIZE_MAX || !is_at(text, at, '.'))
        return 0;
    *end = at + 1;
    return finish(text, at + 1);
}

size_t number_of_item(struct str text, unsigned *section, unsigned *number, size_t *end)
{
    size_t at = read_digits(text, 0, section);
    if (at == SIZE_MAX || !is_at(text, at, '.'))
        return 0;
    at = read_digits(text, at + 1, number);
    if (at == SIZE_MAX)
        return 0;
    *end = at;
    at += is_at(text, at, '.') || is_at(text, at, ':');
    return finish(text, at);
}

size_t number_of_attachment(struct str text, unsigned *number, size_t *end)
{
    struct str label = word(WORD_ATTACHMENT);
    if (!str_equal_ignoring_case(str_part(text, 0, label.len), label))
        return 0;
    size_t at = skip_space(text, label.len);
    at = at > label.len ? read_digits(text, at, number) : SIZE_MAX;
    if (at == SIZE_MAX)
        return 0;
    *end = at;
    if (is_at(text, at, ':'))
        return skip_space(text, at + 1);
    if (is_at(text, at, '.'))
        return finish(text, at + 1);
    at = skip_space(text, at);
    static const struct str dashes[] = {{"-", 1}, {"\xE2\x80\x93", 3}, {"\xE2\x80\x94", 3}, {":", 1}};
    for (size_t i = 0; at > *end && i < sizeof dashes / sizeof *dashes; i++) {
        if (str_starts(str_from(text, at), dashes[i]))
            return finish(text, at + dashes[i].len);
    }
    return 0;
}

bool number_take(struct node *holder, enum numbered kind, struct typed_number *typed)
{
    struct node *first = holder->first;
    if (!first || first->kind != NODE_TEXT || first->span.end - first->span.start != first->as.text.text.len)
        return false;
    struct str text = first->as.text.text;
    size_t end = 0, length = 0;
    *typed = (struct typed_number){0};
    switch (kind) {
    case NUMBERED_SECTION:
        length = number_of_section(text, &typed->number, &end);
        break;
    case NUMBERED_ITEM:
        length = number_of_item(text, &typed->section, &typed->number, &end);
        break;
    case NUMBERED_ATTACHMENT:
        length = number_of_attachment(text, &typed->number, &end);
        break;
    }
    bool alone = length >= text.len && (!first->next || !node_is_inline(first->next->kind));
    if (length == 0 || alone)
        return false;
    typed->text = str_part(text, 0, end);
    typed->span = (struct span){first->span.source, first->span.start, first->span.start + (uint32_t)end};
    first->as.text.text = str_from(text, length);
    first->span.start += (uint32_t)length;
    if (length >= text.len)
        node_detach(first);
    return true;
}
