/* HarfBuzz's subsets of fonts (late/late.h). */
#ifndef LATE_SUBSET_H
#define LATE_SUBSET_H

#include "late/harfbuzz.h"

#include <hb-subset.h>

#define LATE_SUBSET(F)                                                                                                 \
    F(hb_subset_input_create_or_fail)                                                                                  \
    F(hb_subset_input_destroy)                                                                                         \
    F(hb_subset_input_glyph_set)                                                                                       \
    F(hb_subset_input_set_flags)                                                                                       \
    F(hb_subset_plan_create_or_fail)                                                                                   \
    F(hb_subset_plan_destroy)                                                                                          \
    F(hb_subset_plan_execute_or_fail)                                                                                  \
    F(hb_subset_plan_old_to_new_glyph_mapping)

LATE_DECLARE(late_subset, LATE_SUBSET)

#define hb_subset_input_create_or_fail          LATE(late_subset, hb_subset_input_create_or_fail)
#define hb_subset_input_destroy                 LATE(late_subset, hb_subset_input_destroy)
#define hb_subset_input_glyph_set               LATE(late_subset, hb_subset_input_glyph_set)
#define hb_subset_input_set_flags               LATE(late_subset, hb_subset_input_set_flags)
#define hb_subset_plan_create_or_fail           LATE(late_subset, hb_subset_plan_create_or_fail)
#define hb_subset_plan_destroy                  LATE(late_subset, hb_subset_plan_destroy)
#define hb_subset_plan_execute_or_fail          LATE(late_subset, hb_subset_plan_execute_or_fail)
#define hb_subset_plan_old_to_new_glyph_mapping LATE(late_subset, hb_subset_plan_old_to_new_glyph_mapping)

#endif
