#include "base/utf8.h"

#include "base/utf8_tables.h"

enum { REPLACEMENT = 0xFFFD };

static bool is_continuation(struct str s, size_t at)
{
    return at < s.len && ((unsigned char)s.at[at] & 0xC0) == 0x80;
}

/* Length of the well-formed sequence at s[at] with its value, or 0 (Unicode 15, table 3-7). */
static size_t sequence(struct str s, size_t at, uint32_t *code_point)
{
    unsigned const lead = (unsigned char)s.at[at];
    if (lead < 0x80) {
        *code_point = lead;
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    size_t const len = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    uint32_t value = len == 2 ? lead & 0x1F : len == 3 ? lead & 0x0F : lead & 0x07;
    for (size_t i = 1; i < len; i++) {
        if (!is_continuation(s, at + i))
            return 0;
        value = value << 6 | ((unsigned char)s.at[at + i] & 0x3FU);
    }
    bool const overlong = (len == 3 && value < 0x800) || (len == 4 && value < 0x10000);
    if (overlong || (value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF)
        return 0;
    *code_point = value;
    return len;
}

uint32_t utf8_next_sequence(struct str s, size_t *at)
{
    uint32_t code_point;
    size_t const len = sequence(s, *at, &code_point);
    if (len == 0) {
        (*at)++;
        return REPLACEMENT;
    }
    *at += len;
    return code_point;
}

size_t utf8_encode(uint32_t code_point, char *out)
{
    if ((code_point >= 0xD800 && code_point <= 0xDFFF) || code_point > 0x10FFFF)
        code_point = REPLACEMENT;
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    size_t const len = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    static const unsigned lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    out[0] = (char)(lead[len] | code_point);
    return len;
}

size_t utf8_first_fault(struct str s)
{
    uint32_t code_point;
    for (size_t at = 0; at < s.len;) {
        size_t const len = sequence(s, at, &code_point);
        if (len == 0)
            return at;
        at += len;
    }
    return SIZE_MAX;
}

size_t utf8_count(struct str s)
{
    size_t count = 0;
    for (size_t at = 0; at < s.len; count++)
        utf8_next(s, &at);
    return count;
}

static bool in_table(const struct utf8_range *table, size_t count, uint32_t code_point)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t const middle = low + (high - low) / 2;
        if (code_point > table[middle].last)
            low = middle + 1;
        else if (code_point < table[middle].first)
            high = middle;
        else
            return true;
    }
    return false;
}

#define IN_TABLE(table, code_point) in_table((table), sizeof(table) / sizeof *(table), (code_point))

int utf8_columns(uint32_t code_point)
{
    if (code_point < 0x300)
        return code_point == 0xAD ? 0 : 1;
    if (IN_TABLE(utf8_zero_width, code_point))
        return 0;
    return IN_TABLE(utf8_wide, code_point) ? 2 : 1;
}

bool utf8_is_other_letter(uint32_t code_point)
{
    return IN_TABLE(utf8_letters, code_point);
}

bool utf8_is_other_space(uint32_t code_point)
{
    return code_point == 0x85 || code_point == 0xA0 || code_point == 0x1680 ||
           (code_point >= 0x2000 && code_point <= 0x200A) || code_point == 0x2028 || code_point == 0x2029 ||
           code_point == 0x202F || code_point == 0x205F || code_point == 0x3000;
}

uint32_t utf8_lower_other(uint32_t code_point)
{
    for (size_t i = 0; i < sizeof utf8_capitals / sizeof *utf8_capitals; i++) {
        const struct utf8_capitals *run = &utf8_capitals[i];
        if (code_point < run->first)
            break;
        if (code_point <= run->last && (code_point - run->first) % run->step == 0)
            return (uint32_t)((int32_t)code_point + run->add);
    }
    return code_point;
}
