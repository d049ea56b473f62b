/* Type 0 fonts: dictionary, descriptor and their parts (ISO 32000-1, 9.7 to 9.10). */
#include "pdf/font_parts.h"
#include "pdf/house.h"

static int thousandths(const struct font_use *use, int units)
{
    return (int)((int64_t)units * 1000 / use->units_per_em);
}

static HPDF_Dict descriptor_of(struct pdf *pdf, const struct font_use *use, const struct font_parts *parts)
{
    const struct font_metrics *metrics = font_metrics(use->font);
    HPDF_Dict descriptor = pdf_object(pdf);
    HPDF_Dict_AddName(descriptor, "Type", "FontDescriptor");
    HPDF_Dict_AddName(descriptor, "FontName", parts->name);
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
    HPDF_Dict program = pdf_stream(pdf, parts->program);
    switch (use->program) {
    case PROGRAM_TRUETYPE:
        HPDF_Dict_AddNumber(program, "Length1", (HPDF_INT32)parts->length);
        HPDF_Dict_Add(descriptor, "FontFile2", program);
        break;
    case PROGRAM_CFF:
        HPDF_Dict_AddName(program, "Subtype", "CIDFontType0C");
        HPDF_Dict_Add(descriptor, "FontFile3", program);
        break;
    }
    return descriptor;
}

static HPDF_Dict descendant_of(struct pdf *pdf, const struct font_use *use, const struct font_parts *parts)
{
    HPDF_Dict cid = pdf_object(pdf), collection = pdf_dict(pdf);
    HPDF_Dict_AddName(cid, "Type", "Font");
    HPDF_Dict_AddName(cid, "Subtype", use->program == PROGRAM_TRUETYPE ? "CIDFontType2" : "CIDFontType0");
    HPDF_Dict_AddName(cid, "BaseFont", parts->name);
    HPDF_Dict_Add(collection, "Registry", pdf_bytes(pdf, S("Adobe")));
    HPDF_Dict_Add(collection, "Ordering", pdf_bytes(pdf, S("Identity")));
    HPDF_Dict_AddNumber(collection, "Supplement", 0);
    HPDF_Dict_Add(cid, "CIDSystemInfo", collection);
    if (use->program == PROGRAM_TRUETYPE)
        HPDF_Dict_Add(cid, "CIDToGIDMap", pdf_stream(pdf, parts->map));
    HPDF_Dict_Add(cid, "FontDescriptor", descriptor_of(pdf, use, parts));
    struct own_object *widths = own_object_new(pdf);
    widths->text = parts->widths;
    HPDF_Dict_Add(cid, "W", widths);
    return cid;
}

static bool write_font(struct pdf *pdf, const struct font_use *use)
{
    struct font_parts own;
    const struct font_parts *parts = house_parts(use);
    if (!parts) {
        if (!font_parts_make(pdf->compressor, pdf->scratch, use, &own))
            return pdf_fault(pdf,
                             str_format(pdf->scratch, "%.*s: the font can't be subset", STR(font_name(use->font))));
        parts = &own;
    }
    HPDF_Dict_AddName(use->object, "Type", "Font");
    HPDF_Dict_AddName(use->object, "Subtype", "Type0");
    HPDF_Dict_AddName(use->object, "BaseFont", parts->name);
    HPDF_Dict_AddName(use->object, "Encoding", "Identity-H");
    HPDF_Array descendants = pdf_array(pdf);
    HPDF_Array_Add(descendants, descendant_of(pdf, use, parts));
    HPDF_Dict_Add(use->object, "DescendantFonts", descendants);
    HPDF_Dict_Add(use->object, "ToUnicode", pdf_stream(pdf, parts->to_unicode));
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
