/* HarfBuzz: faces and shaping (late/late.h). */
#ifndef LATE_HARFBUZZ_H
#define LATE_HARFBUZZ_H

#include "late/late.h"

#include <hb-ot.h>
#include <hb.h>

#define LATE_HARFBUZZ(F)                                                                                               \
    F(hb_blob_create_from_file_or_fail)                                                                                \
    F(hb_blob_destroy)                                                                                                 \
    F(hb_blob_get_data)                                                                                                \
    F(hb_blob_get_length)                                                                                              \
    F(hb_buffer_add_utf32)                                                                                             \
    F(hb_buffer_add_utf8)                                                                                              \
    F(hb_buffer_clear_contents)                                                                                        \
    F(hb_buffer_create)                                                                                                \
    F(hb_buffer_destroy)                                                                                               \
    F(hb_buffer_get_glyph_infos)                                                                                       \
    F(hb_buffer_get_glyph_positions)                                                                                   \
    F(hb_buffer_guess_segment_properties)                                                                              \
    F(hb_buffer_reverse)                                                                                               \
    F(hb_buffer_set_direction)                                                                                         \
    F(hb_buffer_set_language)                                                                                          \
    F(hb_buffer_set_script)                                                                                            \
    F(hb_face_count)                                                                                                   \
    F(hb_face_create)                                                                                                  \
    F(hb_face_create_for_tables)                                                                                       \
    F(hb_face_destroy)                                                                                                 \
    F(hb_face_get_glyph_count)                                                                                         \
    F(hb_face_get_upem)                                                                                                \
    F(hb_face_make_immutable)                                                                                          \
    F(hb_face_reference_blob)                                                                                          \
    F(hb_face_reference_table)                                                                                         \
    F(hb_face_set_glyph_count)                                                                                         \
    F(hb_face_set_upem)                                                                                                \
    F(hb_font_create)                                                                                                  \
    F(hb_font_destroy)                                                                                                 \
    F(hb_font_get_glyph_h_advance)                                                                                     \
    F(hb_font_get_nominal_glyph)                                                                                       \
    F(hb_font_make_immutable)                                                                                          \
    F(hb_language_from_string)                                                                                         \
    F(hb_map_get)                                                                                                      \
    F(hb_ot_layout_collect_lookups)                                                                                    \
    F(hb_ot_layout_lookup_collect_glyphs)                                                                              \
    F(hb_ot_layout_lookup_would_substitute)                                                                            \
    F(hb_ot_layout_table_get_feature_tags)                                                                             \
    F(hb_ot_metrics_get_position_with_fallback)                                                                        \
    F(hb_ot_name_get_utf8)                                                                                             \
    F(hb_ot_shape_plan_collect_lookups)                                                                                \
    F(hb_set_add)                                                                                                      \
    F(hb_set_clear)                                                                                                    \
    F(hb_set_create)                                                                                                   \
    F(hb_set_destroy)                                                                                                  \
    F(hb_set_has)                                                                                                      \
    F(hb_set_intersect)                                                                                                \
    F(hb_set_is_empty)                                                                                                 \
    F(hb_set_is_equal)                                                                                                 \
    F(hb_set_next)                                                                                                     \
    F(hb_set_subtract)                                                                                                 \
    F(hb_set_union)                                                                                                    \
    F(hb_shape)                                                                                                        \
    F(hb_shape_plan_create_cached)                                                                                     \
    F(hb_shape_plan_destroy)                                                                                           \
    F(hb_shape_plan_get_shaper)                                                                                        \
    F(hb_tag_from_string)

LATE_DECLARE(late_harfbuzz, LATE_HARFBUZZ)

#define hb_blob_create_from_file_or_fail         LATE(late_harfbuzz, hb_blob_create_from_file_or_fail)
#define hb_blob_destroy                          LATE(late_harfbuzz, hb_blob_destroy)
#define hb_blob_get_data                         LATE(late_harfbuzz, hb_blob_get_data)
#define hb_blob_get_length                       LATE(late_harfbuzz, hb_blob_get_length)
#define hb_buffer_add_utf32                      LATE(late_harfbuzz, hb_buffer_add_utf32)
#define hb_buffer_add_utf8                       LATE(late_harfbuzz, hb_buffer_add_utf8)
#define hb_buffer_clear_contents                 LATE(late_harfbuzz, hb_buffer_clear_contents)
#define hb_buffer_create                         LATE(late_harfbuzz, hb_buffer_create)
#define hb_buffer_destroy                        LATE(late_harfbuzz, hb_buffer_destroy)
#define hb_buffer_get_glyph_infos                LATE(late_harfbuzz, hb_buffer_get_glyph_infos)
#define hb_buffer_get_glyph_positions            LATE(late_harfbuzz, hb_buffer_get_glyph_positions)
#define hb_buffer_guess_segment_properties       LATE(late_harfbuzz, hb_buffer_guess_segment_properties)
#define hb_buffer_reverse                        LATE(late_harfbuzz, hb_buffer_reverse)
#define hb_buffer_set_direction                  LATE(late_harfbuzz, hb_buffer_set_direction)
#define hb_buffer_set_language                   LATE(late_harfbuzz, hb_buffer_set_language)
#define hb_buffer_set_script                     LATE(late_harfbuzz, hb_buffer_set_script)
#define hb_face_count                            LATE(late_harfbuzz, hb_face_count)
#define hb_face_create                           LATE(late_harfbuzz, hb_face_create)
#define hb_face_create_for_tables                LATE(late_harfbuzz, hb_face_create_for_tables)
#define hb_face_destroy                          LATE(late_harfbuzz, hb_face_destroy)
#define hb_face_get_glyph_count                  LATE(late_harfbuzz, hb_face_get_glyph_count)
#define hb_face_get_upem                         LATE(late_harfbuzz, hb_face_get_upem)
#define hb_face_make_immutable                   LATE(late_harfbuzz, hb_face_make_immutable)
#define hb_face_reference_blob                   LATE(late_harfbuzz, hb_face_reference_blob)
#define hb_face_reference_table                  LATE(late_harfbuzz, hb_face_reference_table)
#define hb_face_set_glyph_count                  LATE(late_harfbuzz, hb_face_set_glyph_count)
#define hb_face_set_upem                         LATE(late_harfbuzz, hb_face_set_upem)
#define hb_font_create                           LATE(late_harfbuzz, hb_font_create)
#define hb_font_destroy                          LATE(late_harfbuzz, hb_font_destroy)
#define hb_font_get_glyph_h_advance              LATE(late_harfbuzz, hb_font_get_glyph_h_advance)
#define hb_font_get_nominal_glyph                LATE(late_harfbuzz, hb_font_get_nominal_glyph)
#define hb_font_make_immutable                   LATE(late_harfbuzz, hb_font_make_immutable)
#define hb_language_from_string                  LATE(late_harfbuzz, hb_language_from_string)
#define hb_map_get                               LATE(late_harfbuzz, hb_map_get)
#define hb_ot_layout_collect_lookups             LATE(late_harfbuzz, hb_ot_layout_collect_lookups)
#define hb_ot_layout_lookup_collect_glyphs       LATE(late_harfbuzz, hb_ot_layout_lookup_collect_glyphs)
#define hb_ot_layout_lookup_would_substitute     LATE(late_harfbuzz, hb_ot_layout_lookup_would_substitute)
#define hb_ot_layout_table_get_feature_tags      LATE(late_harfbuzz, hb_ot_layout_table_get_feature_tags)
#define hb_ot_metrics_get_position_with_fallback LATE(late_harfbuzz, hb_ot_metrics_get_position_with_fallback)
#define hb_ot_name_get_utf8                      LATE(late_harfbuzz, hb_ot_name_get_utf8)
#define hb_ot_shape_plan_collect_lookups         LATE(late_harfbuzz, hb_ot_shape_plan_collect_lookups)
#define hb_set_add                               LATE(late_harfbuzz, hb_set_add)
#define hb_set_clear                             LATE(late_harfbuzz, hb_set_clear)
#define hb_set_create                            LATE(late_harfbuzz, hb_set_create)
#define hb_set_destroy                           LATE(late_harfbuzz, hb_set_destroy)
#define hb_set_has                               LATE(late_harfbuzz, hb_set_has)
#define hb_set_intersect                         LATE(late_harfbuzz, hb_set_intersect)
#define hb_set_is_empty                          LATE(late_harfbuzz, hb_set_is_empty)
#define hb_set_is_equal                          LATE(late_harfbuzz, hb_set_is_equal)
#define hb_set_next                              LATE(late_harfbuzz, hb_set_next)
#define hb_set_subtract                          LATE(late_harfbuzz, hb_set_subtract)
#define hb_set_union                             LATE(late_harfbuzz, hb_set_union)
#define hb_shape                                 LATE(late_harfbuzz, hb_shape)
#define hb_shape_plan_create_cached              LATE(late_harfbuzz, hb_shape_plan_create_cached)
#define hb_shape_plan_destroy                    LATE(late_harfbuzz, hb_shape_plan_destroy)
#define hb_shape_plan_get_shaper                 LATE(late_harfbuzz, hb_shape_plan_get_shaper)
#define hb_tag_from_string                       LATE(late_harfbuzz, hb_tag_from_string)

#endif
