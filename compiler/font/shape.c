#include "font/shape.h"

#include "font/face.h"
#include "font/hyphenator.h"
#include "font/latin.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS 1024

struct shaper *shaper_create(struct font_book *book)
{
    struct shaper *shaper = must_malloc(sizeof *shaper);
    memset(shaper, 0, sizeof *shaper);
    shaper->book = book;
    shaper->buffer = hb_buffer_create();
    shaper->language = hb_language_from_string("da", -1);
    return shaper;
}

static void cache_finish(struct word_cache *cache)
{
    free(cache->slots);
    free(cache->entries);
}

void shaper_destroy(struct shaper *shaper)
{
    if (!shaper)
        return;
    for (size_t i = 0; i < shaper->latins.len; i++)
        latin_destroy(shaper->latins.at[i].latin);
    hb_buffer_destroy(shaper->buffer);
    cache_finish(&shaper->shaped);
    cache_finish(&shaper->hyphenated);
    arena_finish(&shaper->arena);
    free(shaper);
}

/* FNV-1a, 64 bits. */
static uint32_t word_hash(struct str text, unsigned features)
{
    uint64_t hash = UINT64_C(14695981039346656037) ^ features;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * UINT64_C(1099511628211);
    return (uint32_t)(hash ^ hash >> 32);
}

static void cache_grow(struct word_cache *cache)
{
    size_t const count = cache->slot_count ? cache->slot_count * 2 : FIRST_SLOTS;
    struct word_slot *slots = must_malloc(count * sizeof *slots);
    memset(slots, 0, count * sizeof *slots);
    for (size_t i = 0; i < cache->slot_count; i++) {
        if (!cache->slots[i].entry)
            continue;
        size_t slot = cache->slots[i].hash & (count - 1);
        while (slots[slot].entry)
            slot = (slot + 1) & (count - 1);
        slots[slot] = cache->slots[i];
    }
    free(cache->slots);
    cache->slots = slots;
    cache->slot_count = count;
    cache->entries = must_realloc(cache->entries, count / 2 * sizeof *cache->entries);
}

struct word_entry *word_cache_find(struct shaper *shaper, struct word_cache *cache, const struct font *font,
                                   unsigned features, struct str text)
{
    if (cache->count * 2 >= cache->slot_count)
        cache_grow(cache);
    uint32_t const hash = word_hash(text, features);
    size_t slot = hash & (cache->slot_count - 1);
    for (; cache->slots[slot].entry; slot = (slot + 1) & (cache->slot_count - 1)) {
        struct word_entry *entry = &cache->entries[cache->slots[slot].entry - 1];
        if (cache->slots[slot].hash == hash && entry->font == font && entry->features == features &&
            str_equal(entry->text, text))
            return entry;
    }
    struct word_entry *entry = &cache->entries[cache->count++];
    *entry = (struct word_entry){str_copy(&shaper->arena, text), font, features, NULL};
    cache->slots[slot] = (struct word_slot){hash, (uint32_t)cache->count};
    return entry;
}

static unsigned cluster_end(const hb_glyph_info_t *infos, unsigned count, unsigned i, size_t text_length)
{
    for (unsigned j = i + 1; j < count; j++)
        if (infos[j].cluster != infos[i].cluster)
            return infos[j].cluster;
    return (unsigned)text_length;
}

static bool is_space(struct str text, size_t at)
{
    if (text.at[at] == ' ')
        return true;
    return at + 1 < text.len && (unsigned char)text.at[at] == 0xC2 && (unsigned char)text.at[at + 1] == 0xA0;
}

#define BROKEN_LIGATURES 8 /* of one word; more are left as they are */
#define FEATURES         (3 + 2 * BROKEN_LIGATURES)

static hb_feature_t without(hb_tag_t feature, unsigned start, unsigned end)
{
    return (hb_feature_t){feature, 0, start, end};
}

static void shape_buffer(struct shaper *shaper, const struct font *font, struct str text, hb_direction_t direction,
                         const hb_feature_t *features, unsigned count)
{
    hb_buffer_t *buffer = shaper->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, text.at, (int)text.len, 0, (int)text.len);
    hb_buffer_guess_segment_properties(buffer);
    hb_buffer_set_direction(buffer, direction);
    hb_buffer_set_language(buffer, shaper->language);
    hb_shape(font->shaping, buffer, features, count);
}

static bool is_letter_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte & 0x80);
}

bool joint_inside(struct str text, unsigned start, unsigned end)
{
    size_t first = start, last = end;
    while (first > 0 && is_letter_byte(text.at[first - 1]))
        first--;
    while (last < text.len && is_letter_byte(text.at[last]))
        last++;
    uint16_t joints[HYPHENATOR_JOINTS];
    size_t const count = hyphenator_joints(str_part(text, first, last), joints);
    for (size_t i = 0; i < count; i++)
        if (first + joints[i] > start && first + joints[i] < end)
            return true;
    return false;
}

/* Turn off the ligatures of the shaped buffer that join two parts of a compound; the new count of features. */
static unsigned break_ligatures(struct shaper *shaper, struct str text, hb_feature_t *features, unsigned count)
{
    unsigned length = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaper->buffer, &length);
    if (length >= text.len)
        return count;
    for (unsigned i = 0; i < length && count + 2 <= FEATURES; i++) {
        unsigned const start = infos[i].cluster, end = cluster_end(infos, length, i, text.len);
        bool const letters = is_letter_byte(text.at[start]) && end > start + 1 && !(text.at[start] & 0x80);
        if (!letters || !joint_inside(text, start, end))
            continue;
        features[count++] = without(HB_TAG('l', 'i', 'g', 'a'), start, end);
        features[count++] = without(HB_TAG('c', 'l', 'i', 'g'), start, end);
    }
    return count;
}

static const struct offset *offsets_of(struct shaper *shaper, const struct font *font, const struct shaped *shaped,
                                       const hb_glyph_position_t *positions, bool backwards)
{
    struct offset *offsets = arena_many(&shaper->arena, struct offset, shaped->count);
    for (size_t i = 0; i < shaped->count; i++)
        offsets[i] = (struct offset){face_limit(font, positions[i].x_offset), face_limit(font, positions[i].y_offset)};
    /* The pen goes to the right all the same, so each glyph is moved to its place from there. */
    int32_t pen = 0, place = shaped->width;
    for (size_t i = 0; backwards && i < shaped->count; i++) {
        place -= shaped->glyphs[i].advance;
        offsets[i].dx += place - pen;
        pen += shaped->glyphs[i].advance;
    }
    return offsets;
}

static const struct shaped *shape_anew(struct shaper *shaper, const struct font *font, struct str text,
                                       unsigned features)
{
    hb_feature_t wanted[FEATURES];
    unsigned count = 0;
    if (features & FEATURE_TABULAR_FIGURES)
        wanted[count++] = (hb_feature_t){HB_TAG('t', 'n', 'u', 'm'), 1, 0, (unsigned)-1};
    if (features & FEATURE_NO_LIGATURES) {
        wanted[count++] = without(HB_TAG('l', 'i', 'g', 'a'), 0, (unsigned)-1);
        wanted[count++] = without(HB_TAG('c', 'l', 'i', 'g'), 0, (unsigned)-1);
    }
    bool const backwards = features & FEATURE_RIGHT_TO_LEFT;
    hb_direction_t const direction = backwards ? HB_DIRECTION_RTL : HB_DIRECTION_LTR;
    shape_buffer(shaper, font, text, direction, wanted, count);
    bool const whole = features & (FEATURE_NO_LIGATURES | FEATURE_RIGHT_TO_LEFT);
    unsigned const more = whole ? count : break_ligatures(shaper, text, wanted, count);
    if (more > count)
        shape_buffer(shaper, font, text, direction, wanted, more);
    if (backwards)
        hb_buffer_reverse(shaper->buffer); /* clusters rise again */

    hb_buffer_t *buffer = shaper->buffer;
    unsigned length = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &length);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &length);
    struct shaped *shaped = arena_new(&shaper->arena, struct shaped);
    struct glyph *glyphs = arena_many(&shaper->arena, struct glyph, length);
    bool moved = backwards;
    for (unsigned i = 0; i < length; i++) {
        bool const first = i == 0 || infos[i].cluster != infos[i - 1].cluster;
        glyphs[i] = (struct glyph){
            .id = (uint16_t)infos[i].codepoint,
            .space = first && is_space(text, infos[i].cluster),
            .advance = face_limit(font, positions[i].x_advance),
            .text = infos[i].cluster,
        };
        moved = moved || (positions[i].x_offset | positions[i].y_offset);
        shaped->width += glyphs[i].advance;
    }
    shaped->glyphs = glyphs;
    shaped->count = length;
    shaped->offsets = moved ? offsets_of(shaper, font, shaped, positions, backwards) : NULL;
    return shaped;
}

static struct latin *latin_of(struct shaper *shaper, const struct font *font)
{
    for (size_t i = 0; i < shaper->latins.len; i++)
        if (shaper->latins.at[i].font == font)
            return shaper->latins.at[i].latin;
    struct face_words const added = {font, latin_create(shaper, font)};
    vec_push(&shaper->arena, &shaper->latins, added);
    return added.latin;
}

const struct shaped *shape(struct shaper *shaper, const struct font *font, struct str text, unsigned features)
{
    struct word_entry *entry = word_cache_find(shaper, &shaper->shaped, font, features, text);
    if (!entry->value && !(features & FEATURE_RIGHT_TO_LEFT))
        entry->value = latin_shape(latin_of(shaper, font), shaper, entry->text, features);
    if (!entry->value)
        entry->value = shape_anew(shaper, font, entry->text, features);
    return entry->value;
}
