#include "font/font.h"

#include "base/utf8.h"

#include <fribidi.h>
#include <limits.h>

/* Dashes, quotation marks, bullets and dots: U+2010 to U+2027. */
static bool is_common_mark(struct str text, size_t at)
{
    return str_starts(str_from(text, at), S("\xE2\x80")) && at + 2 < text.len &&
           (unsigned char)text.at[at + 2] >= 0x90 && (unsigned char)text.at[at + 2] <= 0xA7;
}

/* Cheap and nearly always the answer: nothing before U+0590 is read from right to left, and no common mark is. */
static bool may_turn(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0xD6) {
            if (!is_common_mark(text, i))
                return true;
            i += 2;
        }
    return false;
}

bool bidi_levels(struct arena *scratch, struct str text, unsigned char *out, unsigned *base)
{
    *base = 0;
    if (!may_turn(text) || text.len > INT32_MAX)
        return false;
    FriBidiChar *characters = arena_many(scratch, FriBidiChar, text.len);
    FriBidiStrIndex count = 0;
    for (size_t at = 0; at < text.len; count++) {
        uint32_t const c = utf8_next(text, &at);
        characters[count] = c == '\n' ? 0x2028 : c; /* a line's end is no paragraph's */
    }
    FriBidiCharType *types = arena_many(scratch, FriBidiCharType, (size_t)count);
    FriBidiBracketType *brackets = arena_many(scratch, FriBidiBracketType, (size_t)count);
    FriBidiLevel *levels = arena_many(scratch, FriBidiLevel, (size_t)count);
    fribidi_get_bidi_types(characters, count, types);
    fribidi_get_bracket_types(characters, count, types, brackets);
    FriBidiParType direction = FRIBIDI_PAR_ON;
    FriBidiLevel const most = fribidi_get_par_embedding_levels_ex(types, brackets, count, &direction, levels);
    if (most <= 1) /* one more than the highest */
        return false;
    *base = FRIBIDI_IS_RTL(direction);
    size_t at = 0;
    for (FriBidiStrIndex i = 0; i < count; i++) {
        size_t const start = at;
        utf8_next(text, &at);
        memset(out + start, levels[i], at - start);
    }
    return true;
}

void bidi_order(const unsigned char *levels, size_t count, size_t *order)
{
    unsigned char highest = 0, lowest = UCHAR_MAX;
    for (size_t i = 0; i < count; i++) {
        order[i] = i;
        highest = levels[i] > highest ? levels[i] : highest;
        if (levels[i] % 2 == 1 && levels[i] < lowest)
            lowest = levels[i];
    }
    for (unsigned level = highest; level >= lowest; level--)
        for (size_t i = 0; i < count; i++) {
            size_t end = i;
            while (end < count && levels[order[end]] >= level)
                end++;
            for (size_t from = i, to = end; from + 1 < to; from++) {
                size_t const other = order[--to];
                order[to] = order[from];
                order[from] = other;
            }
            i = end > i ? end - 1 : i;
        }
}
