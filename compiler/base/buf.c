#include "base/str.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_finish(struct buf *buf)
{
    free(buf->at);
    *buf = (struct buf){0};
}

void buf_clear(struct buf *buf)
{
    buf->len = 0;
}

void buf_grow(struct buf *buf, size_t more)
{
    size_t const most = SIZE_MAX - buf->len;
    size_t const needed = buf->len + (more < most ? more : most);
    size_t cap = buf->cap < SIZE_MAX / 2 ? buf->cap * 2 : SIZE_MAX;
    if (cap < 64)
        cap = 64;
    if (cap < needed)
        cap = needed;
    buf->at = must_realloc(buf->at, cap);
    buf->cap = cap;
}

void buf_add_code_point(struct buf *buf, uint32_t code_point)
{
    buf_reserve(buf, 4);
    buf->len += utf8_encode(code_point, buf->at + buf->len);
}

void buf_format(struct buf *buf, const char *format, ...)
{
    va_list arguments;
    va_list again;
    va_start(arguments, format);
    va_copy(again, arguments);
    buf_reserve(buf, 64);
    size_t const room = buf->cap - buf->len;
    int const length = vsnprintf(buf->at + buf->len, room, format, arguments);
    va_end(arguments);
    if (length > 0) {
        size_t const len = (size_t)length;
        if (len >= room) {
            buf_reserve(buf, len + 1);
            vsnprintf(buf->at + buf->len, len + 1, format, again);
        }
        buf->len += len;
    }
    va_end(again);
}

struct str buf_keep(const struct buf *buf, struct arena *arena)
{
    return str_copy(arena, buf_str(buf));
}

void buf_add_percent_encoded(struct buf *buf, struct str bytes, struct str safe)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < bytes.len; i++) {
        char const byte = bytes.at[i];
        bool const plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
        if (plain || str_find_byte(safe, byte, 0) != SIZE_MAX) {
            buf_add_byte(buf, byte);
        } else {
            buf_add_byte(buf, '%');
            buf_add_byte(buf, digits[(unsigned char)byte >> 4]);
            buf_add_byte(buf, digits[(unsigned char)byte & 15]);
        }
    }
}
