#include "source/escape.h"

#include "base/utf8.h"

bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || utf8_is_noncharacter(c);
}

bool is_unseen(uint32_t c)
{
    /* Default_Ignorable_Code_Point of Unicode 15.1 without FE00 to FE0F, which belong to emoji, and the annotations'
     * marks. */
    static const struct {
        uint32_t first, last;
    } runs[] = {
        {0xAD, 0xAD},     {0x34F, 0x34F},     {0x61C, 0x61C},     {0x115F, 0x1160},
        {0x17B4, 0x17B5}, {0x180B, 0x180F},   {0x200B, 0x200F},   {0x202A, 0x202E},
        {0x2060, 0x206F}, {0x3164, 0x3164},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
        {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
    };
    if (is_control(c))
        return true;
    for (size_t i = 0; i < sizeof runs / sizeof *runs && runs[i].first <= c; i++)
        if (c <= runs[i].last)
            return true;
    return false;
}

static void add_shown(struct buf *out, uint32_t code_point, bool escaped)
{
    if (escaped)
        buf_format(out, "U+%04X", (unsigned)code_point);
    else
        buf_add_code_point(out, code_point);
}

void escape_unseen(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t const code_point = utf8_next(text, &i);
        add_shown(out, code_point, is_unseen(code_point));
    }
}

void escape_lines(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t const code_point = utf8_next(text, &i);
        add_shown(out, code_point, is_control(code_point) && code_point != '\n' && code_point != '\t');
    }
}
