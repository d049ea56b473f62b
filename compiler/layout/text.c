#include "layout/text.h"

#include "base/utf8.h"

struct manner manner_of(const struct column *column)
{
    return (struct manner){.family = FAMILY_BODY, .size = column->size, .colour = column->colour, .tag = column->tag};
}

void text_open(struct text *text, struct setter *setter)
{
    *text = (struct text){.setter = setter};
}

static bool manner_equal(const struct manner *a, const struct manner *b)
{
    return a->family == b->family && a->bold == b->bold && a->italic == b->italic && a->underlined == b->underlined &&
           a->solid == b->solid && a->exact == b->exact && a->size == b->size && a->colour == b->colour &&
           a->features == b->features && a->tag == b->tag && a->link == b->link;
}

/* Characters that show nothing: HarfBuzz makes spaces of all widths of the font's space, and hides what only says how
 * others are to be joined or parted (Unicode 15, Default_Ignorable_Code_Point). */
static bool is_invisible(uint32_t c)
{
    return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0xAD || c == 0x34F ||
           c == 0x61C || (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

static void extend(struct text *text, struct str bytes, const struct manner *manner, const struct font *font,
                   bool absent)
{
    uint32_t const start = (uint32_t)text->bytes.len;
    buf_add(&text->bytes, bytes);
    uint32_t const end = (uint32_t)text->bytes.len;
    if (text->pieces.len > 0) {
        struct piece *last = &text->pieces.at[text->pieces.len - 1];
        if (last->font == font && !last->absent && !absent && manner_equal(&last->manner, manner)) {
            last->end = end;
            return;
        }
    }
    struct piece const piece = {start, end, *manner, font, absent};
    vec_push(text->setter->scratch, &text->pieces, piece);
}

/* The sign for a character that no font has. */
static const struct font *font_of_sign(struct setter *setter, const struct font *wanted)
{
    if (font_has(wanted, 0xFFFD))
        return wanted;
    const struct font *font = font_fallback(setter->book, wanted, 0xFFFD);
    return font ? font : wanted;
}

void text_add(struct text *text, struct str words, const struct manner *manner)
{
    struct setter *setter = text->setter;
    const struct font *wanted = setter_font(setter, manner->family, manner->bold, manner->italic);
    for (size_t at = 0; at < words.len;) {
        size_t const plain = font_plain_length(wanted, str_from(words, at));
        if (plain > 0) {
            extend(text, str_part(words, at, at + plain), manner, wanted, false);
            at += plain;
            continue;
        }
        size_t const start = at;
        uint32_t const c = utf8_next(words, &at);
        /* What is no UTF-8 must not reach those who take it for granted, nor U+FFFF, libunibreak's mark of the end. */
        struct str const bytes =
            c == 0xFFFD || utf8_is_noncharacter(c) ? S("\xEF\xBF\xBD") : str_part(words, start, at);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) {
            char const before = text->bytes.len > 0 ? text->bytes.at[text->bytes.len - 1] : '\n';
            if (manner->exact || (before != ' ' && before != '\n'))
                extend(text, S(" "), manner, wanted, false);
            continue;
        }
        if (c < 0x20 || (c >= 0x7F && c < 0xA0))
            continue;
        if (font_has(wanted, c) || is_invisible(c)) {
            extend(text, bytes, manner, wanted, false);
            continue;
        }
        const struct font *other = font_fallback(setter->book, wanted, c);
        if (!other)
            setter_missing(setter, c, manner->tag);
        extend(text, bytes, manner, other ? other : font_of_sign(setter, wanted), !other);
    }
}

void text_break(struct text *text, const struct manner *manner)
{
    const struct font *font = setter_font(text->setter, manner->family, manner->bold, manner->italic);
    /* The space tells who reads the tags that a word ends here. */
    extend(text, S(" \n"), manner, font, false);
}

bool text_is_empty(const struct text *text)
{
    for (size_t i = 0; i < text->bytes.len; i++)
        if (text->bytes.at[i] != ' ' && text->bytes.at[i] != '\n')
            return false;
    return true;
}
