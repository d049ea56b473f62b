#include "pdf/font_parts.h"
#include "base/hash.h"
#include "pdf/subset.h"

/* Of CFF, where codes are glyph ids, and of a house's codes some are not used. */
static bool is_shown(const struct code *code)
{
    return code->used && code->text.len > 0;
}

/* `ABCDEF+Carlito-Bold`: six letters that tell the subset from others of the face (9.6.4), from its bytes. */
static const char *subset_name(struct arena *arena, const struct font_use *use, const struct subset *subset)
{
    struct hash const hash = hash_bytes(subset->program);
    char tag[6];
    for (size_t i = 0; i < sizeof tag; i++)
        tag[i] = (char)('A' + hash.bytes[i] % 26);
    struct str const face = str_part(font_name(use->font), 0, 100);
    return str_format(arena, "%.6s+%.*s", tag, STR(face)).at;
}

/* For each row of neighbouring codes the first and an array of widths. */
static struct str widths_of(struct arena *arena, const struct font_use *use)
{
    struct buf out = {0};
    bool in_row = false;
    buf_add_byte(&out, '[');
    for (size_t i = 0; i < use->codes.len; i++) {
        const struct code *code = &use->codes.at[i];
        if (is_shown(code)) {
            if (!in_row)
                pdf_put_number(&out, i, 1);
            buf_add_byte(&out, in_row ? ' ' : '[');
            pdf_put_whole(&out, code->width);
        } else if (in_row) {
            buf_add_byte(&out, ']');
        }
        in_row = is_shown(code);
    }
    buf_add(&out, in_row ? S("]]") : S("]"));
    struct str const widths = buf_keep(&out, arena);
    buf_finish(&out);
    return widths;
}

/* A CMap from codes to texts; a block may hold 100 entries at most (Adobe Technical Note 5014). */
static struct str to_unicode_of(struct arena *arena, const struct font_use *use)
{
    struct buf entries = {0}, cmap = {0};
    unsigned in_block = 0;
    buf_text(&cmap, "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
                    "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                    "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
                    "1 begincodespacerange<0000><FFFF>endcodespacerange\n");
    for (size_t i = 0; i <= use->codes.len; i++) {
        bool const last = i == use->codes.len;
        if (!last && is_shown(&use->codes.at[i])) {
            buf_add_byte(&entries, '<');
            pdf_put_hex4(&entries, (unsigned)i);
            buf_text(&entries, "><");
            pdf_put_utf16(&entries, use->codes.at[i].text);
            buf_text(&entries, ">\n");
            in_block++;
        }
        if (in_block > 0 && (in_block == 100 || last)) {
            buf_format(&cmap, "%u beginbfchar\n", in_block);
            buf_add(&cmap, buf_str(&entries));
            buf_text(&cmap, "endbfchar\n");
            buf_clear(&entries);
            in_block = 0;
        }
    }
    buf_text(&cmap, "endcmap CMapName currentdict/CMap defineresource pop end end");
    struct str const bytes = buf_keep(&cmap, arena);
    buf_finish(&entries);
    buf_finish(&cmap);
    return bytes;
}

bool font_parts_make(struct compressor *compressor, struct arena *arena, const struct font_use *use,
                     struct font_parts *parts)
{
    struct subset subset = {0};
    if (!subset_make(arena, use, &subset))
        return false;
    *parts = (struct font_parts){
        .name = subset_name(arena, use, &subset),
        .length = subset.program.len,
        .program = pdf_pack(compressor, arena, subset.program),
        .map = pdf_pack(compressor, arena, subset.map),
        .to_unicode = pdf_pack(compressor, arena, to_unicode_of(arena, use)),
        .widths = widths_of(arena, use),
    };
    return true;
}
