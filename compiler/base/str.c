#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct str str_of(const char *nul_terminated)
{
    if (!nul_terminated)
        return (struct str){0};
    return (struct str){nul_terminated, strlen(nul_terminated)};
}

static char ascii_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

bool str_equal_ignoring_case(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ascii_lower(a.at[i]) != ascii_lower(b.at[i]))
            return false;
    return true;
}

int str_compare(struct str a, struct str b)
{
    size_t const common = a.len < b.len ? a.len : b.len;
    int const order = common ? memcmp(a.at, b.at, common) : 0;
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

int str_order(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

bool str_is_one_of(struct str s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_ignoring_case(s, str_of(list[i])))
            return true;
    return false;
}

bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_equal(str_part(s, 0, prefix.len), prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len && str_equal(str_from(s, s.len - suffix.len), suffix);
}

static bool is_ascii_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

struct str str_trim(struct str s)
{
    size_t start = 0;
    size_t end = s.len;
    while (start < end && is_ascii_space(s.at[start]))
        start++;
    while (end > start && is_ascii_space(s.at[end - 1]))
        end--;
    return str_part(s, start, end);
}

int hex_digit(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

unsigned str_big_endian(struct str s, size_t at, size_t count)
{
    unsigned value = 0;
    for (size_t i = at; i < at + count; i++)
        value = value << 8 | (i < s.len ? (unsigned char)s.at[i] : 0);
    return value;
}

size_t str_find_byte(struct str s, char byte, size_t from)
{
    if (from >= s.len)
        return SIZE_MAX;
    const char *found = memchr(s.at + from, byte, s.len - from);
    return found ? (size_t)(found - s.at) : SIZE_MAX;
}

size_t str_find(struct str s, struct str needle, size_t from)
{
    if (from > s.len || needle.len > s.len - from)
        return SIZE_MAX;
    if (needle.len == 0)
        return from;
    /* glibc's memmem is linear in the haystack (two-way string matching). */
    const char *found = memmem(s.at + from, s.len - from, needle.at, needle.len);
    return found ? (size_t)(found - s.at) : SIZE_MAX;
}

size_t str_line_end(struct str s, size_t from)
{
    /* By windows: of a text whose lines end in the one, the other would be looked for up to its end from every line. */
    for (size_t window = 128; from < s.len; from += window, window *= 2) {
        struct str const near = str_part(s, from, s.len - from > window ? from + window : s.len);
        size_t const feed = str_find_byte(near, '\n', 0);
        size_t const back = str_find_byte(str_part(near, 0, feed), '\r', 0);
        if (back != SIZE_MAX || feed != SIZE_MAX)
            return from + (back != SIZE_MAX ? back : feed);
    }
    return s.len;
}

struct str str_copy(struct arena *arena, struct str s)
{
    char *copy = arena_take(arena, s.len + 1);
    if (s.len)
        memcpy(copy, s.at, s.len);
    copy[s.len] = '\0';
    return (struct str){copy, s.len};
}

const char *str_cstr(struct arena *arena, struct str s)
{
    return str_copy(arena, s).at;
}

struct str str_format(struct arena *arena, const char *format, ...)
{
    char line[256];
    va_list arguments;
    va_list again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int const length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    struct str text = {0};
    if (length >= 0 && (size_t)length < sizeof line) {
        text = str_copy(arena, (struct str){line, (size_t)length});
    } else if (length >= 0) {
        size_t const len = (size_t)length;
        char *copy = arena_alloc(arena, len + 1);
        vsnprintf(copy, len + 1, format, again);
        text = (struct str){copy, len};
    }
    va_end(again);
    return text;
}

struct str str_concat(struct arena *arena, struct str a, struct str b)
{
    char *text = arena_array(arena, a.len + b.len + 1, 1);
    if (a.len)
        memcpy(text, a.at, a.len);
    if (b.len)
        memcpy(text + a.len, b.at, b.len);
    return (struct str){text, a.len + b.len};
}

struct str str_join(struct arena *arena, const struct str *parts, size_t count, struct str between)
{
    struct buf joined = {0};
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_add(&joined, between);
        buf_add(&joined, parts[i]);
    }
    struct str const kept = buf_keep(&joined, arena);
    buf_finish(&joined);
    return kept;
}
