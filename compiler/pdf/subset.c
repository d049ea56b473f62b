#include "pdf/subset.h"

#include <hb-subset.h>

/* All that a PDF reader doesn't look at in a font addressed by glyph id (ISO 32000-1, 9.9). Without the tables of variations the
 * outlines are those of the default instance, which is the one that was shaped. */
static void drop_tables(hb_subset_input_t *input)
{
    static const char tables[][5] = {"GPOS", "GSUB", "GDEF", "kern", "cmap", "name", "OS/2", "post", "fvar", "gvar",
                                     "avar", "HVAR", "VVAR", "MVAR", "STAT", "vhea", "vmtx", "DSIG", "BASE", "JSTF",
                                     "MATH", "COLR", "CPAL", "SVG ", "CBDT", "CBLC", "meta", "hdmx", "VDMX", "LTSH",
                                     "gasp", "FFTM", "prep", "fpgm", "cvt "};
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        hb_set_add(dropped, hb_tag_from_string(tables[i], 4));
}

static hb_face_t *subset_face(const struct font_use *use)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
    drop_tables(input);
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (unsigned id = 0; id < use->glyph_count; id++) {
        if (use->glyphs[id].used)
            hb_set_add(glyphs, id);
    }
    hb_face_t *small = hb_subset_or_fail(font_face(use->font), input);
    hb_subset_input_destroy(input);
    return small;
}

static bool has_table(hb_face_t *face, const char *tag)
{
    hb_blob_t *table = hb_face_reference_table(face, hb_tag_from_string(tag, 4));
    bool const there = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return there;
}

bool subset_make(struct pdf *pdf, const struct font_use *use, struct subset *subset)
{
    hb_face_t *face = font_face(use->font);
    if (has_table(face, "glyf")) {
        subset->program = PROGRAM_TRUETYPE;
    } else if (has_table(face, "CFF ")) {
        subset->program = PROGRAM_CFF;
    } else {
        return pdf_fault(pdf, str_format(pdf->scratch, "%.*s: no TrueType or CFF outlines", STR(font_name(use->font))));
    }
    hb_face_t *small = subset_face(use);
    if (!small)
        return pdf_fault(pdf, str_format(pdf->scratch, "%.*s: the font can't be subset", STR(font_name(use->font))));
    hb_blob_t *blob = subset->program == PROGRAM_TRUETYPE ? hb_face_reference_blob(small)
                                                          : hb_face_reference_table(small, HB_TAG('C', 'F', 'F', ' '));
    unsigned len = 0;
    const char *bytes = hb_blob_get_data(blob, &len);
    subset->bytes = str_copy(pdf->scratch, (struct str){bytes, len});
    hb_blob_destroy(blob);
    hb_face_destroy(small);
    return true;
}
