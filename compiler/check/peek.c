#include "check/peek.h"
#include "base/utf8.h"

static bool is_letter_at(struct str text, size_t at)
{
    return at < text.len && utf8_is_letter(utf8_next(text, &at));
}

bool peek_number(struct str text, size_t *at, size_t most, long *value, size_t *digits)
{
    *digits = 0;
    *value = 0;
    while (*at + *digits < text.len && peek_is_digit(text.at[*at + *digits])) {
        if (*digits == most)
            return false;
        *value = *value * 10 + (text.at[*at + *digits] - '0');
        ++*digits;
    }
    *at += *digits;
    return *digits > 0;
}

/* Bytes of the one space at `at`; 0 = none. */
static size_t space_at(struct str text, size_t at)
{
    size_t after = at;
    return at < text.len && utf8_is_space(utf8_next(text, &after)) ? after - at : 0;
}

bool peek_spaces(struct str text, size_t *at)
{
    size_t const space = space_at(text, *at);
    *at += space;
    return space > 0;
}

bool peek_number_ends(struct str text, size_t at)
{
    if (at >= text.len)
        return true;
    if (peek_is_digit(text.at[at]) || is_letter_at(text, at))
        return false;
    if (strchr(".,:/-_", text.at[at]))
        return at + 1 >= text.len ||
               !(peek_is_digit(text.at[at + 1]) || (text.at[at] != '.' && is_letter_at(text, at + 1)));
    return true;
}

static size_t step_back(struct str text, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)text.at[at] & 0xC0) == 0x80);
    return at;
}

bool peek_joins_number(struct str text, size_t at)
{
    if (at == 0)
        return false;
    size_t const before = step_back(text, at);
    if (peek_is_digit(text.at[before]) || is_letter_at(text, before) || text.at[before] == '+' ||
        text.at[before] == '_')
        return true;
    return strchr(".,:/-", text.at[before]) && before > 0 &&
           (peek_is_digit(text.at[before - 1]) || is_letter_at(text, step_back(text, before)));
}

/* Addresses longer than this are looked at no further, so that the cost stays linear. */
enum { LONGEST_ADDRESS = 2000 };

bool peek_in_address(struct str text, size_t at)
{
    size_t start = at;
    while (start > 0 && at - start < LONGEST_ADDRESS && text.at[start - 1] != ' ' && text.at[start - 1] != '\n')
        start--;
    struct str const word = str_part(text, start, at);
    return str_find(word, S("://"), 0) != SIZE_MAX || str_find(word, S("www."), 0) != SIZE_MAX ||
           str_find(word, S("@"), 0) != SIZE_MAX;
}

struct str peek_word_before(struct str text, size_t *at)
{
    enum { LONGEST_WORD = 40 };
    size_t end = *at;
    while (end > 0) {
        size_t const before = step_back(text, end);
        if (space_at(text, before) == 0)
            break;
        end = before;
    }
    size_t start = end;
    while (start > 0 && end - start < LONGEST_WORD) {
        size_t const before = step_back(text, start);
        if (space_at(text, before) > 0 || text.at[before] == '(')
            break;
        start = before;
    }
    *at = start;
    return str_part(text, start, end);
}

struct str peek_word_after(struct str text, size_t at)
{
    while (at < text.len && space_at(text, at) > 0)
        at += space_at(text, at);
    size_t end = at;
    while (end < text.len && end - at < 40 && space_at(text, end) == 0)
        utf8_next(text, &end);
    return str_part(text, at, end);
}
