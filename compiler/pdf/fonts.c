#include "pdf/fonts.h"
#include "base/utf8.h"
#include "late/harfbuzz.h"
#include "pdf/house.h"

#define SOFT_HYPHEN S("\xc2\xad")
#define WORD_JOINER S("\xe2\x81\xa0")
#define REPLACEMENT S("\xef\xbf\xbd")

/* One character without a shape (Unicode's default ignorables that come up in texts): shapers give it an empty glyph.
 */
static bool is_ignorable(struct str text)
{
    size_t at = 0;
    uint32_t const code = text.len > 0 ? utf8_next(text, &at) : 0;
    return at == text.len &&
           (code == 0xad || code == 0x34f || (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) ||
            (code >= 0x2060 && code <= 0x206f) || (code >= 0xfe00 && code <= 0xfe0f) || code == 0xfeff);
}

/* Code points that ToUnicode must not give (ISO 14289-1, 7.21.7) or only together with ActualText (ISO 19005-2,
 * 6.2.11.7). */
static bool is_unfit(uint32_t code)
{
    return code == 0 || code == 0xfeff || code == 0xfffe || (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000;
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

static size_t first_character(struct str text)
{
    size_t len = text.len > 0 ? 1 : 0;
    while (len < text.len && is_continuation(text.at[len]))
        len++;
    return len;
}

/* What ToUnicode says for a stretch of text. Every kind of space is one to a reader, who looks for `bilag 4` with a
 * plain one. */
static struct str readable(struct str text)
{
    if (text.len == 1 && text.at[0] > ' ')
        return text;
    if (text.len == 0)
        return WORD_JOINER;
    for (size_t at = 0; at < text.len;) {
        uint32_t const code = utf8_next(text, &at);
        if (is_unfit(code))
            return REPLACEMENT;
        if (utf8_is_space(code) && at == text.len)
            return S(" ");
    }
    return str_part(text, 0, 128);
}

bool shown_next(const struct run *run, struct shown *shown)
{
    size_t const glyph = shown->next, plain = run->count - (run->hyphen ? 1 : 0);
    if (glyph >= run->count)
        return false;
    shown->glyph = glyph;
    shown->next = glyph + 1;
    if (glyph == plain) {
        shown->text = SOFT_HYPHEN;
        shown->blank = run->glyphs[glyph].id == 0;
        return true;
    }
    const struct glyph *at = &run->glyphs[glyph];
    if (glyph >= shown->cluster_end) {
        shown->cluster_end = glyph + 1;
        while (shown->cluster_end < plain && run->glyphs[shown->cluster_end].text == at->text)
            shown->cluster_end++;
        size_t const end = shown->cluster_end < plain ? run->glyphs[shown->cluster_end].text : run->text.len;
        shown->rest = str_part(run->text, at->text, end);
    }
    /* Letters and accents of a cluster are shared out in order; the last glyph gets what is left. */
    size_t const len = glyph + 1 == shown->cluster_end ? shown->rest.len : first_character(shown->rest);
    struct str const text = str_part(shown->rest, 0, len);
    shown->rest = str_from(shown->rest, len);
    shown->blank = at->id == 0 || (at->advance == 0 && text.len > 1 && is_ignorable(text));
    shown->text = readable(text);
    return true;
}

/* The code of a glyph with this text; 0 when there is none. */
static uint16_t code_of(const struct font_use *use, uint16_t glyph, struct str text)
{
    uint16_t code = glyph < use->glyph_count ? use->first_code[glyph] : 0;
    while (code != 0 && !str_equal(use->codes.at[code].text, text))
        code = use->codes.at[code].next;
    return code;
}

bool font_is_truetype(const struct font *font)
{
    return font_has_table(font, HB_TAG('g', 'l', 'y', 'f'));
}

struct font_use *font_use_new(struct arena *arena, const struct font *font)
{
    hb_face_t *face = font_face(font);
    bool const truetype = font_is_truetype(font);
    if (!truetype && !font_has_table(font, HB_TAG('C', 'F', 'F', ' ')))
        return NULL;
    struct font_use *use = arena_new(arena, struct font_use);
    use->font = font;
    use->program = truetype ? PROGRAM_TRUETYPE : PROGRAM_CFF;
    use->units_per_em = font_metrics(font)->units_per_em;
    use->glyph_count = hb_face_get_glyph_count(face);
    use->first_code = arena_many(arena, uint16_t, use->glyph_count);
    size_t const codes = truetype ? 1 : use->glyph_count;
    for (size_t i = 0; i < codes; i++)
        vec_push(arena, &use->codes, ((struct code){0}));
    return use;
}

static struct font_use *use_new(struct pdf *pdf, struct fonts *fonts, struct houses *houses, const struct font *font)
{
    struct font_use *use = font_use_new(pdf->scratch, font);
    if (!use) {
        pdf_fault(pdf, str_format(pdf->scratch, "%.*s: no TrueType or CFF outlines", STR(font_name(font))));
        return NULL;
    }
    if (use->program == PROGRAM_TRUETYPE)
        house_enter(houses, pdf->scratch, use);
    use->object = pdf_object(pdf);
    snprintf(use->name, sizeof use->name, "F%u", (unsigned)fonts->at.len % 100000);
    vec_push(pdf->scratch, &fonts->at, use);
    return use;
}

static struct font_use *find_use(struct pdf *pdf, struct fonts *fonts, struct houses *houses, const struct font *font)
{
    if (fonts->latest && fonts->latest->font == font)
        return fonts->latest;
    for (size_t i = 0; i < fonts->at.len; i++) {
        if (fonts->at.at[i]->font == font)
            return fonts->latest = fonts->at.at[i];
    }
    return fonts->latest = use_new(pdf, fonts, houses, font);
}

/* Whether a code's second byte is escaped in a string. No code is, since the space, most of all glyphs, is often the
 * thirteenth. */
static bool is_escaped(size_t code)
{
    unsigned const byte = code & 255;
    return byte == '(' || byte == ')' || byte == '\\' || byte == '\r';
}

uint16_t font_use_code(struct arena *arena, struct font_use *use, uint16_t glyph, struct str text, bool *exact)
{
    uint16_t const found = code_of(use, glyph, text);
    if (found != 0 || glyph >= use->glyph_count)
        return found;
    uint16_t const first = use->first_code[glyph];
    if ((first != 0 && use->program == PROGRAM_CFF) || use->codes.len > UINT16_MAX) {
        *exact = false;
        return first;
    }
    int64_t const width = (int64_t)font_glyph_width(use->font, glyph) * 1000;
    struct code const code = {glyph, (int)((width + use->units_per_em / 2) / use->units_per_em), text, first, false};
    if (use->program == PROGRAM_CFF) {
        /* Without a map from codes to glyphs, which CFF fonts can't have, there is one text a glyph. */
        use->codes.at[glyph] = code;
        return use->first_code[glyph] = glyph;
    }
    while (is_escaped(use->codes.len))
        vec_push(arena, &use->codes, ((struct code){0}));
    use->first_code[glyph] = (uint16_t)use->codes.len;
    vec_push(arena, &use->codes, code);
    return use->first_code[glyph];
}

/* The code of a glyph that stands alone for its stretch of text and has been met with it before: nearly all are, and
 * this spares them the rest. 0 for others. */
static uint16_t known_code(const struct font_use *use, const struct run *run, size_t index, size_t plain)
{
    const struct glyph *glyph = &run->glyphs[index];
    if (index >= plain || glyph->advance == 0 || glyph->id >= use->glyph_count)
        return 0;
    size_t const end = index + 1 < plain ? glyph[1].text : run->text.len, length = end - glyph->text;
    if (length == 0 || (index > 0 && glyph[-1].text == glyph->text))
        return 0;
    uint16_t const code = use->first_code[glyph->id];
    struct str const text = use->codes.at[code].text;
    const char *shows = run->text.at + glyph->text;
    if (text.len != length || text.at[0] != shows[0])
        return 0;
    return text.len == 1 || memcmp(text.at, shows, text.len) == 0 ? code : 0;
}

static struct coded code_run(struct pdf *pdf, struct font_use *use, const struct run *run)
{
    uint16_t *codes = arena_many(pdf->scratch, uint16_t, run->count);
    struct coded coded = {.font = use, .codes = codes, .exact = true};
    size_t const plain = run->count - (run->hyphen ? 1 : 0);
    for (struct shown shown = {0}; shown.next < run->count;) {
        size_t const i = shown.next;
        codes[i] = known_code(use, run, i, plain);
        if (codes[i] != 0)
            shown.next++;
        else if (shown_next(run, &shown) && !shown.blank)
            codes[i] = font_use_code(pdf->scratch, use, run->glyphs[i].id, shown.text, &coded.exact);
        use->codes.at[codes[i]].used = true;
        coded.shows |= codes[i] != 0;
    }
    return coded;
}

bool fonts_collect(struct pdf *pdf, struct fonts *fonts, struct houses *houses)
{
    fonts->runs = arena_many(pdf->scratch, struct coded *, pdf->layout->pages.len);
    for (size_t p = 0; p < pdf->layout->pages.len; p++) {
        const struct page *page = &pdf->layout->pages.at[p];
        fonts->runs[p] = arena_many(pdf->scratch, struct coded, page->runs.len);
        for (size_t i = 0; i < page->runs.len; i++) {
            struct font_use *use = find_use(pdf, fonts, houses, page->runs.at[i].font);
            if (!use)
                return false;
            fonts->runs[p][i] = code_run(pdf, use, &page->runs.at[i]);
        }
    }
    return true;
}
