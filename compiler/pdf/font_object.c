/* Type 0 fonts: dictionary, descriptor, widths, program, ToUnicode (ISO 32000-1, 9.7 to 9.10). */
#include "base/hash.h"
#include "pdf/fonts.h"
#include "pdf/subset.h"

/* `ABCDEF+Carlito-Bold`: six letters that tell the subset from others of the face (9.6.4), from its bytes. */
static const char *subset_name(struct pdf *pdf, const struct font_use *use, const struct subset *subset)
{
    struct hash const hash = hash_bytes(subset->program);
    char tag[6];
    for (size_t i = 0; i < sizeof tag; i++)
        tag[i] = (char)('A' + hash.bytes[i] % 26);
    struct str const face = str_part(font_name(use->font), 0, 100);
    return str_format(pdf->scratch, "%.6s+%.*s", tag, STR(face)).at;
}

/* Of CFF, where codes are glyph ids, most are not used. */
static bool is_used(const struct code *code)
{
    return code->text.len > 0;
}

/* /W: for each row of neighbouring codes the first and an array of widths. */
static HPDF_Array widths_of(struct pdf *pdf, const struct font_use *use)
{
    HPDF_Array all = pdf_array(pdf), row = NULL;
    for (size_t i = 0; i < use->codes.len; i++) {
        const struct code *code = &use->codes.at[i];
        if (!is_used(code)) {
            row = NULL;
            continue;
        }
        if (!row) {
            HPDF_Array_AddNumber(all, (HPDF_INT32)i);
            row = pdf_array(pdf);
            HPDF_Array_Add(all, row);
        }
        HPDF_Array_AddNumber(row, code->width);
    }
    return all;
}

/* A CMap from codes to texts; a block may hold 100 entries at most (Adobe Technical Note 5014). */
static HPDF_Dict to_unicode(struct pdf *pdf, const struct font_use *use)
{
    struct buf entries = {0}, cmap = {0};
    unsigned in_block = 0;
    buf_text(&cmap, "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
                    "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                    "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
                    "1 begincodespacerange<0000><FFFF>endcodespacerange\n");
    for (size_t i = 0; i <= use->codes.len; i++) {
        bool const last = i == use->codes.len;
        if (!last && is_used(&use->codes.at[i])) {
            buf_format(&entries, "<%04zX><", i);
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
    struct str const bytes = buf_keep(&cmap, pdf->scratch);
    buf_finish(&entries);
    buf_finish(&cmap);
    return pdf_stream(pdf, bytes, true);
}

static int thousandths(const struct font_use *use, int units)
{
    return (int)((int64_t)units * 1000 / use->units_per_em);
}

static HPDF_Dict descriptor_of(struct pdf *pdf, const struct font_use *use, const char *name,
                               const struct subset *subset)
{
    const struct font_metrics *metrics = font_metrics(use->font);
    HPDF_Dict descriptor = pdf_object(pdf);
    HPDF_Dict_AddName(descriptor, "Type", "FontDescriptor");
    HPDF_Dict_AddName(descriptor, "FontName", name);
    HPDF_Dict_AddNumber(descriptor, "Flags", 4 | (metrics->italic_angle ? 64 : 0));
    HPDF_Dict_AddNumber(descriptor, "Ascent", thousandths(use, metrics->ascent));
    HPDF_Dict_AddNumber(descriptor, "Descent", thousandths(use, metrics->descent));
    HPDF_Dict_AddNumber(descriptor, "CapHeight", thousandths(use, metrics->cap_height));
    HPDF_Dict_AddNumber(descriptor, "ItalicAngle", metrics->italic_angle);
    /* No table of a TrueType face holds it, and no reader draws with it while the font is embedded. */
    HPDF_Dict_AddNumber(descriptor, "StemV", 80);
    HPDF_Array box = pdf_array(pdf);
    for (int i = 0; i < 4; i++)
        HPDF_Array_AddNumber(box, thousandths(use, metrics->bbox[i]));
    HPDF_Dict_Add(descriptor, "FontBBox", box);
    HPDF_Dict program = pdf_stream(pdf, subset->program, true);
    switch (use->program) {
    case PROGRAM_TRUETYPE:
        HPDF_Dict_AddNumber(program, "Length1", (HPDF_INT32)subset->program.len);
        HPDF_Dict_Add(descriptor, "FontFile2", program);
        break;
    case PROGRAM_CFF:
        HPDF_Dict_AddName(program, "Subtype", "CIDFontType0C");
        HPDF_Dict_Add(descriptor, "FontFile3", program);
        break;
    }
    return descriptor;
}

static bool write_font(struct pdf *pdf, const struct font_use *use)
{
    struct subset subset;
    if (!subset_make(pdf, use, &subset))
        return false;
    const char *name = subset_name(pdf, use, &subset);

    HPDF_Dict cid = pdf_object(pdf), collection = pdf_dict(pdf);
    HPDF_Dict_AddName(cid, "Type", "Font");
    HPDF_Dict_AddName(cid, "Subtype", use->program == PROGRAM_TRUETYPE ? "CIDFontType2" : "CIDFontType0");
    HPDF_Dict_AddName(cid, "BaseFont", name);
    HPDF_Dict_Add(collection, "Registry", pdf_bytes(pdf, S("Adobe")));
    HPDF_Dict_Add(collection, "Ordering", pdf_bytes(pdf, S("Identity")));
    HPDF_Dict_AddNumber(collection, "Supplement", 0);
    HPDF_Dict_Add(cid, "CIDSystemInfo", collection);
    if (use->program == PROGRAM_TRUETYPE)
        HPDF_Dict_Add(cid, "CIDToGIDMap", pdf_stream(pdf, subset.map, true));
    HPDF_Dict_Add(cid, "FontDescriptor", descriptor_of(pdf, use, name, &subset));
    HPDF_Dict_Add(cid, "W", widths_of(pdf, use));

    HPDF_Dict_AddName(use->object, "Type", "Font");
    HPDF_Dict_AddName(use->object, "Subtype", "Type0");
    HPDF_Dict_AddName(use->object, "BaseFont", name);
    HPDF_Dict_AddName(use->object, "Encoding", "Identity-H");
    HPDF_Array descendants = pdf_array(pdf);
    HPDF_Array_Add(descendants, cid);
    HPDF_Dict_Add(use->object, "DescendantFonts", descendants);
    HPDF_Dict_Add(use->object, "ToUnicode", to_unicode(pdf, use));
    return true;
}

bool fonts_write(struct pdf *pdf, struct fonts *fonts)
{
    for (size_t i = 0; i < fonts->at.len; i++) {
        if (!write_font(pdf, fonts->at.at[i]))
            return false;
    }
    return true;
}
