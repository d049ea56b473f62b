#include "base/line.h"

void buf_add_escaped_line(struct buf *buf, struct str value)
{
    size_t done = 0;
    for (size_t i = 0; i < value.len; i++) {
        if (value.at[i] != '\\' && value.at[i] != '\n')
            continue;
        buf_add(buf, str_part(value, done, i));
        buf_add(buf, value.at[i] == '\n' ? S("\\n") : S("\\\\"));
        done = i + 1;
    }
    buf_add(buf, str_from(value, done));
}

void buf_add_keyed_line(struct buf *buf, const char *key, struct str value)
{
    buf_add(buf, str_of(key));
    buf_add_byte(buf, ' ');
    buf_add_escaped_line(buf, value);
    buf_add_byte(buf, '\n');
}

struct str line_unescape(struct arena *arena, struct str value)
{
    if (str_find_byte(value, '\\', 0) == SIZE_MAX)
        return str_copy(arena, value);
    char *text = arena_alloc(arena, value.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < value.len; i++) {
        char byte = value.at[i];
        if (byte == '\\' && i + 1 < value.len)
            byte = value.at[++i] == 'n' ? '\n' : value.at[i];
        text[len++] = byte;
    }
    return (struct str){text, len};
}

bool line_next(struct str *rest, struct str *line)
{
    size_t const end = str_find_byte(*rest, '\n', 0);
    if (end == SIZE_MAX)
        return false;
    *line = str_part(*rest, 0, end);
    *rest = str_from(*rest, end + 1);
    return true;
}

struct str line_value(struct arena *arena, struct str value)
{
    return str_find_byte(value, '\\', 0) == SIZE_MAX ? value : line_unescape(arena, value);
}
