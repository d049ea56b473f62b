#include "source/escape.h"

#include "base/utf8.h"

bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

void escape_controls(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t code_point = utf8_next(text, &i);
        if (is_control(code_point))
            buf_format(out, "U+%04X", (unsigned)code_point);
        else
            buf_add_code_point(out, code_point);
    }
}
