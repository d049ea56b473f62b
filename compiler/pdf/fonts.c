#include "pdf/fonts.h"
#include "base/utf8.h"

#include <hb.h>

static bool is_space(struct str text)
{
    size_t at = 0;
    return text.len > 0 && utf8_is_space(utf8_next(text, &at)) && at == text.len;
}

/* One character without a shape (Unicode's default ignorables that come up in texts): shapers give it an empty glyph. */
static bool is_ignorable(struct str text)
{
    size_t at = 0;
    uint32_t const code = text.len > 0 ? utf8_next(text, &at) : 0;
    return at == text.len && (code == 0xad || code == 0x34f || (code >= 0x200b && code <= 0x200f) ||
                              (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) ||
                              (code >= 0xfe00 && code <= 0xfe0f) || code == 0xfeff);
}

/* Code points that ToUnicode must not give (ISO 14289-1, 7.21.7) or only together with ActualText (ISO 19005-2, 6.2.11.7). */
static bool is_unfit(uint32_t code)
{
    return code == 0 || code == 0xfeff || code == 0xfffe || (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000;
}

static bool holds_unfit(struct str text)
{
    for (size_t at = 0; at < text.len;) {
        if (is_unfit(utf8_next(text, &at)))
            return true;
    }
    return false;
}

bool cluster_next(const struct run *run, struct cluster *cluster)
{
    size_t const first = cluster->end;
    if (first >= run->count)
        return false;
    size_t const shown = run->count - (run->hyphen ? 1 : 0);
    size_t end = first + 1;
    while (end < shown && run->glyphs[end].text_length == 0)
        end++;
    const struct glyph *glyph = &run->glyphs[first];
    *cluster = (struct cluster){first, end, str_part(run->text, glyph->text, (size_t)glyph->text + glyph->text_length),
                                first == shown};
    return true;
}

bool glyph_is_blank(const struct run *run, const struct cluster *cluster, size_t glyph)
{
    return run->glyphs[glyph].id == 0 || (run->glyphs[glyph].advance == 0 && is_ignorable(cluster->text));
}

bool cluster_is_plain(const struct font_use *use, const struct run *run, const struct cluster *cluster)
{
    if (cluster->end - cluster->first > 1)
        return false;
    struct str const known = use->glyphs[run->glyphs[cluster->first].id].text;
    return str_equal(known, cluster->text) || (is_space(cluster->text) && is_space(known)) || holds_unfit(cluster->text);
}

static struct font_use *use_new(struct pdf *pdf, struct fonts *fonts, const struct font *font)
{
    struct font_use *use = arena_new(pdf->scratch, struct font_use);
    use->font = font;
    use->units_per_em = font_metrics(font)->units_per_em;
    use->glyph_count = hb_face_get_glyph_count(font_face(font));
    use->glyphs = arena_many(pdf->scratch, struct glyph_use, use->glyph_count);
    use->object = pdf_object(pdf);
    snprintf(use->name, sizeof use->name, "F%u", (unsigned)fonts->at.len % 100000);
    vec_push(pdf->scratch, &fonts->at, use);
    return use;
}

struct font_use *fonts_find(struct fonts *fonts, const struct font *font)
{
    if (fonts->latest && fonts->latest->font == font)
        return fonts->latest;
    for (size_t i = 0; i < fonts->at.len; i++) {
        if (fonts->at.at[i]->font == font)
            return fonts->latest = fonts->at.at[i];
    }
    return NULL;
}

static void collect_glyph(struct font_use *use, uint16_t id)
{
    struct glyph_use *glyph = &use->glyphs[id];
    if (glyph->used)
        return;
    glyph->used = true;
    int64_t const width = (int64_t)font_glyph_width(use->font, id) * 1000;
    glyph->width = (int)((width + use->units_per_em / 2) / use->units_per_em);
}

static void collect_run(struct font_use *use, const struct run *run)
{
    for (struct cluster cluster = {0}; cluster_next(run, &cluster);) {
        for (size_t i = cluster.first; i < cluster.end; i++) {
            if (!glyph_is_blank(run, &cluster, i))
                collect_glyph(use, run->glyphs[i].id);
        }
        struct glyph_use *glyph = &use->glyphs[run->glyphs[cluster.first].id];
        if (!glyph->used || glyph->text.len > 0 || cluster.end - cluster.first > 1 || cluster.text.len == 0)
            continue;
        if (is_space(cluster.text))
            glyph->text = S(" ");
        else
            glyph->text = holds_unfit(cluster.text) ? S("\xef\xbf\xbd") : cluster.text;
    }
}

/* Glyphs that never stood alone for a text (parts of an accented letter, the hyphen at a line's end) still need an entry
 * in ToUnicode; what the reader gets is ActualText. */
static void name_the_rest(struct font_use *use)
{
    bool complete = true;
    for (unsigned id = 0; id < use->glyph_count && complete; id++)
        complete = !use->glyphs[id].used || use->glyphs[id].text.len > 0;
    if (complete)
        return;
    hb_face_t *face = font_face(use->font);
    hb_font_t *font = hb_font_create(face);
    hb_codepoint_t id;
    if (hb_font_get_nominal_glyph(font, '-', &id) && id < use->glyph_count && use->glyphs[id].text.len == 0)
        use->glyphs[id].text = S("-");
    for (unsigned i = 0; i < use->glyph_count; i++) {
        if (use->glyphs[i].used && use->glyphs[i].text.len == 0)
            use->glyphs[i].text = S("\xef\xbf\xbd");
    }
    hb_font_destroy(font);
}

void fonts_collect(struct pdf *pdf, struct fonts *fonts)
{
    for (size_t p = 0; p < pdf->layout->pages.len; p++) {
        const struct page *page = &pdf->layout->pages.at[p];
        for (size_t i = 0; i < page->runs.len; i++) {
            const struct run *run = &page->runs.at[i];
            if (!fonts_find(fonts, run->font))
                fonts->latest = use_new(pdf, fonts, run->font);
            collect_run(fonts->latest, run);
        }
    }
    for (size_t i = 0; i < fonts->at.len; i++)
        name_the_rest(fonts->at.at[i]);
}
