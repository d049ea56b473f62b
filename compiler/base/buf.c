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

void buf_reserve(struct buf *buf, size_t more)
{
    if (more <= buf->cap - buf->len)
        return;
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

void buf_add(struct buf *buf, struct str s)
{
    if (s.len == 0)
        return;
    buf_reserve(buf, s.len);
    memcpy(buf->at + buf->len, s.at, s.len);
    buf->len += s.len;
}

void buf_add_byte(struct buf *buf, char byte)
{
    buf_reserve(buf, 1);
    buf->at[buf->len++] = byte;
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
    int const length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length > 0) {
        size_t const len = (size_t)length;
        buf_reserve(buf, len + 1);
        vsnprintf(buf->at + buf->len, len + 1, format, again);
        buf->len += len;
    }
    va_end(again);
}

struct str buf_str(const struct buf *buf)
{
    return (struct str){buf->at, buf->len};
}

struct str buf_keep(const struct buf *buf, struct arena *arena)
{
    return str_copy(arena, buf_str(buf));
}
