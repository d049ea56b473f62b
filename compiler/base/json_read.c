#include "base/json_read.h"

bool json_take(struct str *rest, struct str fixed)
{
    bool const there = str_starts(*rest, fixed);
    *rest = str_from(*rest, there ? fixed.len : 0);
    return there;
}

/* Whether an odd number of backslashes stands in front of that byte, which are not the first. */
static bool is_escaped(struct str text, size_t at)
{
    size_t first = at;
    while (text.at[first - 1] == '\\')
        first--;
    return (at - first) % 2 == 1;
}

/* The string at the front of a text, without its quotes but with its escapes. */
static bool take_quoted(struct str *rest, struct str *quoted)
{
    struct str const text = *rest;
    if (!str_starts(text, S("\"")))
        return false;
    size_t end = str_find_byte(text, '"', 1);
    while (end != SIZE_MAX && is_escaped(text, end))
        end = str_find_byte(text, '"', end + 1);
    if (end == SIZE_MAX)
        return false;
    *quoted = str_part(text, 1, end);
    *rest = str_from(text, end + 1);
    return true;
}

/* An escape past its backslash. */
static bool take_escape(struct str *rest, struct buf *value)
{
    char const kind = rest->len ? rest->at[0] : '\0';
    *rest = str_from(*rest, 1);
    if (kind == '"' || kind == '\\')
        buf_add_byte(value, kind);
    else if (kind == 'n')
        buf_add_byte(value, '\n');
    else if (kind == 't')
        buf_add_byte(value, '\t');
    else if (kind == 'u' && rest->len >= 4) {
        uint32_t c = 0;
        for (size_t i = 0; i < 4; i++) {
            int const digit = hex_digit(rest->at[i]);
            if (digit < 0)
                return false;
            c = c << 4 | (uint32_t)digit;
        }
        if (c >= 0xD800 && c <= 0xDFFF) /* half of a pair, which is never written */
            return false;
        buf_add_code_point(value, c);
        *rest = str_from(*rest, 4);
    } else {
        return false;
    }
    return true;
}

bool json_take_string(struct arena *arena, struct str *rest, struct str *value)
{
    struct str after = *rest, quoted;
    if (!take_quoted(&after, &quoted))
        return false;
    size_t slash = str_find_byte(quoted, '\\', 0);
    bool good = true;
    if (slash == SIZE_MAX) {
        *value = quoted;
    } else {
        struct buf plain = {0};
        buf_reserve(&plain, quoted.len);
        for (; good && slash != SIZE_MAX; slash = str_find_byte(quoted, '\\', 0)) {
            buf_add(&plain, str_part(quoted, 0, slash));
            quoted = str_from(quoted, slash + 1);
            good = take_escape(&quoted, &plain);
        }
        buf_add(&plain, quoted);
        *value = buf_keep(&plain, arena);
        buf_finish(&plain);
    }
    if (good)
        *rest = after;
    return good;
}

bool json_pass_string(struct str *rest)
{
    struct str quoted;
    return take_quoted(rest, &quoted);
}

bool json_take_number(struct str *rest, uint32_t *number)
{
    size_t digits = 0;
    *number = 0;
    for (; digits < rest->len && rest->at[digits] >= '0' && rest->at[digits] <= '9'; digits++) {
        if (digits == 9)
            return false;
        *number = *number * 10 + (uint32_t)(rest->at[digits] - '0');
    }
    *rest = str_from(*rest, digits);
    return digits > 0;
}
