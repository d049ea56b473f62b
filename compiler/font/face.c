#include "font/face.h"

#include "base/utf8.h"

#include <string.h>

static struct str name_entry(struct arena *arena, hb_face_t *face, hb_ot_name_id_t id)
{
    hb_language_t const english = hb_language_from_string("en", -1);
    unsigned size = 0;
    unsigned const length = hb_ot_name_get_utf8(face, id, english, &size, NULL);
    if (length == 0)
        return (struct str){0};
    char *text = arena_alloc(arena, length + 1);
    size = length + 1;
    hb_ot_name_get_utf8(face, id, english, &size, text);
    return (struct str){text, size};
}

bool face_has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *table = hb_face_reference_table(face, tag);
    bool const there = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return there;
}

/* The families and subfamilies of name ids 1 and 2 come in the four styles a text needs, unlike those of ids 16 and 17
 * (OpenType 1.9, name). */
bool face_names_read(struct arena *arena, hb_face_t *face, struct face_names *names)
{
    if (!face_has_table(face, HB_TAG('g', 'l', 'y', 'f')) && !face_has_table(face, HB_TAG('C', 'F', 'F', ' ')))
        return false;
    if (hb_face_get_glyph_count(face) == 0) /* its maxp is missing or broken */
        return false;
    names->family = utf8_fold(arena, name_entry(arena, face, HB_OT_NAME_ID_FONT_FAMILY));
    if (names->family.len == 0)
        return false;
    struct str const style = utf8_fold(arena, name_entry(arena, face, HB_OT_NAME_ID_FONT_SUBFAMILY));
    bool const bold = str_find(style, S("bold"), 0) != SIZE_MAX;
    bool const italic = str_find(style, S("italic"), 0) != SIZE_MAX || str_find(style, S("oblique"), 0) != SIZE_MAX;
    names->style = bold ? (italic ? FONT_BOLD_ITALIC : FONT_BOLD) : (italic ? FONT_ITALIC : FONT_REGULAR);
    return true;
}

static int big_endian_16(const char *bytes)
{
    return (int16_t)((unsigned char)bytes[0] << 8 | (unsigned char)bytes[1]);
}

static int metric(hb_font_t *font, hb_ot_metrics_tag_t tag)
{
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(font, tag, &value);
    return value;
}

static struct font_metrics read_metrics(hb_face_t *face, hb_font_t *font)
{
    struct font_metrics metrics = {
        .units_per_em = (int)hb_face_get_upem(face),
        .ascent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER),
        .descent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER),
        .line_gap = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_LINE_GAP),
        .cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT),
        .x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT),
        .underline_position = metric(font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET),
        .underline_thickness = metric(font, HB_OT_METRICS_TAG_UNDERLINE_SIZE),
    };
    unsigned length = 0;
    hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    const char *bytes = hb_blob_get_data(head, &length);
    for (size_t i = 0; i < 4 && 36 + 2 * i + 2 <= length; i++)
        metrics.bbox[i] = big_endian_16(bytes + 36 + 2 * i); /* xMin, yMin, xMax, yMax */
    hb_blob_destroy(head);
    hb_blob_t *post = hb_face_reference_table(face, HB_TAG('p', 'o', 's', 't'));
    bytes = hb_blob_get_data(post, &length);
    if (length >= 8)
        metrics.italic_angle = big_endian_16(bytes + 4); /* the whole part of a 16.16 number */
    hb_blob_destroy(post);
    return metrics;
}

static bool has_glyph(const struct font *font, uint32_t code_point)
{
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font->shaping, code_point, &glyph) && glyph != 0;
}

struct font *face_open(struct arena *arena, hb_face_t *face, struct str path, const struct face_names *names)
{
    struct font *font = arena_new(arena, struct font);
    font->face = face;
    font->shaping = hb_font_create(face);
    hb_font_make_immutable(font->shaping);
    hb_face_make_immutable(face);
    font->metrics = read_metrics(face, font->shaping);
    font->name = str_copy(arena, name_entry(arena, face, HB_OT_NAME_ID_POSTSCRIPT_NAME));
    font->file = path;
    font->family = str_copy(arena, names->family);
    font->style = names->style;
    for (uint32_t c = 0x20; c < FONT_COMMON; c++)
        if (has_glyph(font, c))
            font->common[c / 64] |= UINT64_C(1) << c % 64;
    return font;
}

void face_close(struct font *font)
{
    hb_font_destroy(font->shaping);
    hb_face_destroy(font->face);
}

bool font_has(const struct font *font, uint32_t code_point)
{
    if (code_point < FONT_COMMON)
        return font->common[code_point / 64] >> code_point % 64 & 1;
    return has_glyph(font, code_point);
}

size_t font_plain_length(const struct font *font, struct str text)
{
    size_t length = 0;
    bool space = true; /* before the next byte */
    for (; length < text.len; length++) {
        char const byte = text.at[length];
        bool const shown = byte > ' ' && byte < 0x7F && (font->common[byte / 64] >> byte % 64 & 1);
        if (!shown && (space || byte != ' '))
            break;
        space = !shown;
    }
    return length;
}

const struct font_metrics *font_metrics(const struct font *font)
{
    return &font->metrics;
}

bool font_has_table(const struct font *font, uint32_t tag)
{
    return face_has_table(font->face, tag);
}

struct str font_name(const struct font *font)
{
    return font->name;
}

struct str font_file(const struct font *font)
{
    return font->file;
}

void *font_face(const struct font *font)
{
    return font->face;
}

int32_t font_glyph_width(const struct font *font, uint16_t glyph)
{
    return face_limit(font, hb_font_get_glyph_h_advance(font->shaping, glyph));
}
