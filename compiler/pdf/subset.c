#include "pdf/subset.h"

#include "late/subset.h"

/* All that a PDF reader looks at in a font addressed by glyph id (ISO 32000-1, 9.9). Without the tables of variations
 * the outlines are those of the default instance, which is the one that was shaped. */
static hb_blob_t *needed_table(hb_face_t *bare, hb_tag_t tag, void *whole)
{
    (void)bare;
    static const char needed[][5] = {"glyf", "loca", "CFF ", "head", "hhea", "hmtx", "maxp"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (tag == hb_tag_from_string(needed[i], 4))
            return hb_face_reference_table(whole, tag);
    return NULL;
}

/* The face without all else: HarfBuzz would go through its characters and rules, which takes five times as long as the
 * glyphs do. */
static hb_face_t *bare_face(const struct font_use *use)
{
    hb_face_t *bare = hb_face_create_for_tables(needed_table, font_face(use->font), NULL);
    hb_face_set_upem(bare, (unsigned)use->units_per_em);
    hb_face_set_glyph_count(bare, use->glyph_count);
    return bare;
}

static hb_subset_plan_t *plan_for(const struct font_use *use, hb_face_t *bare)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    unsigned const keep_ids = use->program == PROGRAM_CFF ? HB_SUBSET_FLAGS_RETAIN_GIDS : 0;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | keep_ids);
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    hb_set_add(glyphs, 0);
    for (size_t i = 0; i < use->codes.len; i++)
        if (use->codes.at[i].used)
            hb_set_add(glyphs, use->codes.at[i].glyph);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(bare, input);
    hb_subset_input_destroy(input);
    return plan;
}

static struct str map_of(struct arena *arena, const struct font_use *use, hb_subset_plan_t *plan)
{
    const hb_map_t *new_ids = hb_subset_plan_old_to_new_glyph_mapping(plan);
    unsigned char *bytes = arena_many(arena, unsigned char, 2 * use->codes.len);
    for (size_t i = 0; i < use->codes.len; i++) {
        if (!use->codes.at[i].used)
            continue;
        hb_codepoint_t const id = hb_map_get(new_ids, use->codes.at[i].glyph);
        bytes[2 * i] = (unsigned char)(id >> 8);
        bytes[2 * i + 1] = (unsigned char)id;
    }
    return (struct str){(char *)bytes, 2 * use->codes.len};
}

bool subset_make(struct arena *arena, const struct font_use *use, struct subset *subset)
{
    hb_face_t *bare = bare_face(use);
    hb_subset_plan_t *plan = plan_for(use, bare);
    hb_face_t *small = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    hb_face_destroy(bare);
    if (!small) {
        hb_subset_plan_destroy(plan);
        return false;
    }
    hb_blob_t *blob = NULL;
    switch (use->program) {
    case PROGRAM_TRUETYPE:
        blob = hb_face_reference_blob(small);
        subset->map = map_of(arena, use, plan);
        break;
    case PROGRAM_CFF:
        blob = hb_face_reference_table(small, HB_TAG('C', 'F', 'F', ' '));
        break;
    }
    unsigned len = 0;
    const char *bytes = hb_blob_get_data(blob, &len);
    subset->program = str_copy(arena, (struct str){bytes, len});
    hb_blob_destroy(blob);
    hb_face_destroy(small);
    hb_subset_plan_destroy(plan);
    return true;
}
