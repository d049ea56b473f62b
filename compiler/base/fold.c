/* Folding for comparison, Danish alphabetical order, edit distance. */
#include "base/utf8.h"

#include <string.h>

/* The small ASCII letter under the accents of U+00C0 to U+024F; a full stop where there is none. */
static const char latin[] =
    "aaaaaa.ceeeeiiiidnooooo..uuuuy.saaaaaa.ceeeeiiiidnooooo..uuuuy.yaaaaaaccccccccddddeeeeeeeeeegggg"
    "gggghhhhiiiiiiiiii..jjkkkllllll..llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz."
    "b...............................oo.............uu............................aaiioouuuuuuuuuu.aa"
    "aa....ggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............"
    "...b............";

/* The same for U+1E00 to U+1EFF. */
static const char latin_additional[] =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
    "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy....s.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

static bool is_combining_mark(uint32_t c)
{
    return c >= 0x300 && c <= 0x36F;
}

static bool is_dash(uint32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D;
}

/* The small ASCII letter under the accents of a small letter, or the letter itself. */
static uint32_t without_accent(uint32_t c)
{
    char base = '.';
    if (c >= 0xC0 && c < 0xC0 + sizeof latin - 1)
        base = latin[c - 0xC0];
    else if (c >= 0x1E00 && c < 0x1E00 + sizeof latin_additional - 1)
        base = latin_additional[c - 0x1E00];
    return base == '.' ? c : (uint32_t)base;
}

/* Whether it is the first byte of a combining mark's. */
static bool may_begin_mark(char byte)
{
    return byte == '\xCC' || byte == '\xCD';
}

enum { RING = 0x30A, DIAERESIS = 0x308, DOUBLE_ACUTE = 0x30B };

/* The next letter in small, with the marks that make another Danish letter of it composed and all others skipped. */
static uint32_t next_letter(struct str s, size_t *at)
{
    uint32_t c = utf8_lower(utf8_next(s, at));
    while (*at < s.len && may_begin_mark(s.at[*at])) {
        size_t after = *at;
        uint32_t const mark = utf8_next(s, &after);
        if (!is_combining_mark(mark))
            break;
        *at = after;
        if (mark == RING && c == 'a')
            c = 0xE5;
        else if ((mark == DIAERESIS || mark == DOUBLE_ACUTE) && c == 'u')
            c = 0xFC;
        else if ((mark == DIAERESIS || mark == DOUBLE_ACUTE) && c == 'o')
            c = 0xF6;
        else if (mark == DIAERESIS && c == 'a')
            c = 0xE4;
    }
    return c;
}

/* What a letter is written as where æ ø å are not to be had, or the empty slice. */
static struct str spelled_out(uint32_t c)
{
    switch (c) {
    case 0xE6:  /* æ */
    case 0x1E3: /* ǣ */
    case 0x1FD: /* ǽ */
        return S("ae");
    case 0xF8:  /* ø */
    case 0x1FF: /* ǿ */
    case 0x153: /* œ */
        return S("oe");
    case 0xE5:  /* å */
    case 0x1FB: /* ǻ */
        return S("aa");
    case 0xDF:
        return S("ss");
    case 0xFE:
        return S("th");
    default:
        return (struct str){0};
    }
}

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] & 0x80)
            return false;
    return true;
}

/* utf8_fold of most words. */
static struct str fold_ascii(struct arena *arena, struct str s)
{
    char *folded = arena_array(arena, s.len + 1, 1);
    size_t len = 0;
    bool space = false;
    for (size_t i = 0; i < s.len; i++) {
        char const byte = s.at[i];
        if (byte == ' ' || (byte >= '\t' && byte <= '\r')) {
            space = len > 0;
            continue;
        }
        if (space)
            folded[len++] = ' ';
        space = false;
        folded[len++] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
    }
    return (struct str){folded, len};
}

struct str utf8_fold(struct arena *arena, struct str s)
{
    if (is_ascii(s))
        return fold_ascii(arena, s);
    /* No character of n bytes becomes more than n + 1 bytes; a byte that is no UTF-8 becomes three. */
    char *folded = arena_take(arena, 3 * s.len + 1);
    size_t len = 0;
    bool space = false;
    for (size_t at = 0; at < s.len;) {
        uint32_t const c = next_letter(s, &at);
        if (c >= 'a' && c <= 'z' && !space) {
            folded[len++] = (char)c;
            continue;
        }
        if (utf8_is_space(c)) {
            space = len > 0;
            continue;
        }
        if (space)
            folded[len++] = ' ';
        space = false;
        struct str const spelled = spelled_out(c);
        if (is_combining_mark(c))
            continue;
        if (spelled.len) {
            memcpy(folded + len, spelled.at, spelled.len);
            len += spelled.len;
        } else if (is_dash(c)) {
            folded[len++] = '-';
        } else {
            len += utf8_encode(without_accent(c), folded + len);
        }
    }
    folded[len] = '\0';
    return (struct str){folded, len};
}

/* Places in the order: the end, space, dash, other signs, digits, the 29 letters, other letters. */
enum {
    RANK_END,
    RANK_SPACE,
    RANK_DASH,
    RANK_SIGN,
    RANK_DIGIT = 0x200000,
    RANK_LETTER = 0x300000,
    RANK_OTHER_LETTER = 0x400000
};

struct cursor {
    struct str s;
    size_t at;
    uint32_t pending; /* the second letter of one that is ordered as two */
};

static uint32_t letter_rank(uint32_t c)
{
    switch (c) {
    case 0xE6:  /* æ */
    case 0xE4:  /* ä */
    case 0x1E3: /* ǣ */
    case 0x1FD: /* ǽ */
        return RANK_LETTER + 26;
    case 0xF8:  /* ø */
    case 0xF6:  /* ö */
    case 0x151: /* ő */
    case 0x1FF: /* ǿ */
        return RANK_LETTER + 27;
    case 0xE5:  /* å */
    case 0x1FB: /* ǻ */
        return RANK_LETTER + 28;
    case 0xFC:  /* ü */
    case 0x171: /* ű */
        return RANK_LETTER + 'y' - 'a';
    default:
        break;
    }
    uint32_t const base = without_accent(c);
    if (base >= 'a' && base <= 'z')
        return RANK_LETTER + base - 'a';
    if (utf8_is_digit(c))
        return RANK_DIGIT + c;
    return (utf8_is_letter(c) ? (uint32_t)RANK_OTHER_LETTER : (uint32_t)RANK_SIGN) + c;
}

static uint32_t next_rank(struct cursor *cursor)
{
    if (cursor->pending) {
        uint32_t const c = cursor->pending;
        cursor->pending = 0;
        return letter_rank(c);
    }
    while (cursor->at < cursor->s.len) {
        uint32_t const c = next_letter(cursor->s, &cursor->at);
        if (is_combining_mark(c))
            continue;
        if (utf8_is_space(c))
            return RANK_SPACE;
        if (is_dash(c))
            return RANK_DASH;
        if (c == 'a' && cursor->at < cursor->s.len) {
            size_t after = cursor->at;
            if (next_letter(cursor->s, &after) == 'a') {
                cursor->at = after;
                return letter_rank(0xE5);
            }
        }
        if (c == 0xDF || c == 0xFE || c == 0x153) {
            struct str const two = spelled_out(c);
            cursor->pending = (unsigned char)two.at[1];
            return letter_rank((unsigned char)two.at[0]);
        }
        return letter_rank(c);
    }
    return RANK_END;
}

int danish_compare(struct str a, struct str b)
{
    struct cursor one = {.s = a};
    struct cursor other = {.s = b};
    for (;;) {
        uint32_t const x = next_rank(&one);
        uint32_t const y = next_rank(&other);
        if (x != y)
            return x < y ? -1 : 1;
        if (x == RANK_END)
            return str_compare(a, b);
    }
}

static uint32_t *code_points(struct arena *arena, struct str s, size_t *count)
{
    uint32_t *points = arena_many(arena, uint32_t, s.len + 1);
    *count = 0;
    for (size_t at = 0; at < s.len;)
        points[(*count)++] = utf8_next(s, &at);
    return points;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t edit_distance(struct arena *scratch, struct str a, struct str b, size_t limit)
{
    /* A code point has at most four bytes, and most have one: what is plain from the lengths costs nothing. */
    size_t const longer = a.len > b.len ? a.len : b.len, shorter = a.len > b.len ? b.len : a.len;
    if (longer - shorter > limit && is_ascii(a.len > b.len ? a : b))
        return limit + 1;
    size_t rows;
    size_t columns;
    const uint32_t *x = code_points(scratch, a, &rows);
    const uint32_t *y = code_points(scratch, b, &columns);
    if ((rows > columns ? rows - columns : columns - rows) > limit)
        return limit + 1;

    size_t *above2 = arena_many(scratch, size_t, columns + 1);
    size_t *above = arena_many(scratch, size_t, columns + 1);
    size_t *row = arena_many(scratch, size_t, columns + 1);
    for (size_t j = 0; j <= columns; j++)
        above[j] = j;
    size_t best_above = 0;
    for (size_t i = 1; i <= rows; i++) {
        row[0] = i;
        size_t best = i;
        for (size_t j = 1; j <= columns; j++) {
            size_t cost = above[j - 1] + (x[i - 1] != y[j - 1]);
            cost = least(cost, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                cost = least(cost, above2[j - 2] + 1);
            row[j] = cost;
            best = least(best, cost);
        }
        /* A transposition reaches over one row, so two must be beyond the limit. */
        if (best > limit && best_above > limit)
            return limit + 1;
        best_above = best;
        size_t *const reused = above2;
        above2 = above;
        above = row;
        row = reused;
    }
    return least(above[columns], limit + 1);
}
