#include "font/shape.h"

#include "font/hyphenator.h"

#include <string.h>

struct hyphen_points hyphenate(struct shaper *shaper, struct str word)
{
    static const struct hyphen_points none;
    if (word.len > 400)
        return none;
    struct word_entry *entry = word_cache_find(shaper, &shaper->hyphenated, NULL, 0, word);
    if (!entry->value) {
        struct hyphen_point points[400];
        struct hyphen_points *kept = arena_new(&shaper->arena, struct hyphen_points);
        kept->count = hyphenator_divide(word, points);
        struct hyphen_point *copy = arena_many(&shaper->arena, struct hyphen_point, kept->count);
        if (kept->count > 0)
            memcpy(copy, points, kept->count * sizeof *points);
        kept->at = copy;
        entry->value = kept;
    }
    return *(const struct hyphen_points *)entry->value;
}
