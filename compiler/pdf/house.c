#include "pdf/house.h"
#include "base/utf8.h"

#include "late/harfbuzz.h"
#include "pdf/compress.h"

struct house {
    struct houses *houses;
    struct font_use *use; /* all its codes are used */
    struct font_parts parts;
    bool made, refused; /* the parts */
};

#define CHARACTERS " etrnidsagolmkfvupbhyøåcjæ.,0123456789-–xzwqDSFHRKAMBTUVNOIPELGØJCWYÅÆZXQé:;()/\"'?!&%@•§öäü"

/* Ligatures, where a face has them. */
static const char ligatures[][4] = {"ti", "tt", "ft", "ff",  "fi",  "fl",  "fb",
                                    "fh", "fj", "fk", "tti", "fft", "ffi", "ffl"};

/* A house is worth its size when so many of its hundred glyphs are used. */
enum { LEAST = 40 };

static void add_character(struct houses *houses, struct house *house, hb_font_t *font, struct str text)
{
    hb_codepoint_t glyph = 0;
    size_t at = 0;
    bool exact = true;
    if (hb_font_get_nominal_glyph(font, utf8_next(text, &at), &glyph) && glyph <= UINT16_MAX)
        font_use_code(&houses->arena, house->use, (uint16_t)glyph, text, &exact);
}

static void add_ligature(struct houses *houses, struct house *house, hb_font_t *font, hb_buffer_t *buffer,
                         struct str text)
{
    unsigned count = 0;
    bool exact = true;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, text.at, (int)text.len, 0, (int)text.len);
    hb_buffer_guess_segment_properties(buffer);
    hb_buffer_set_language(buffer, hb_language_from_string("da", -1));
    hb_shape(font, buffer, NULL, 0);
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    if (count == 1 && infos[0].codepoint <= UINT16_MAX)
        font_use_code(&houses->arena, house->use, (uint16_t)infos[0].codepoint, text, &exact);
}

static struct house *house_new(struct houses *houses, const struct font *face)
{
    struct house *house = arena_new(&houses->arena, struct house);
    hb_font_t *font = hb_font_create(font_face(face));
    hb_buffer_t *buffer = hb_buffer_create();
    hb_codepoint_t hyphen = 0;
    bool exact = true;
    house->houses = houses;
    house->use = font_use_new(&houses->arena, face);
    /* The hyphen at a line's end comes before the hyphen itself, which is met more often and is found first then. */
    if (hb_font_get_nominal_glyph(font, '-', &hyphen) && hyphen <= UINT16_MAX)
        font_use_code(&houses->arena, house->use, (uint16_t)hyphen, S("\xc2\xad"), &exact);
    struct str const text = S(CHARACTERS);
    for (size_t at = 0, start = 0; at < text.len; start = at) {
        utf8_next(text, &at);
        add_character(houses, house, font, str_part(text, start, at));
    }
    for (size_t i = 0; i < sizeof ligatures / sizeof *ligatures; i++)
        add_ligature(houses, house, font, buffer, str_of(ligatures[i]));
    for (size_t i = 0; i < house->use->codes.len; i++)
        house->use->codes.at[i].used = true;
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
    vec_push(&houses->arena, &houses->at, house);
    return house;
}

/* With the mutex. */
static struct house *house_of(struct houses *houses, const struct font *face)
{
    for (size_t i = 0; i < houses->at.len; i++)
        if (houses->at.at[i]->use->font == face)
            return houses->at.at[i];
    return house_new(houses, face);
}

static const struct font_parts *parts_of(struct house *house)
{
    struct houses *houses = house->houses;
    if (!house->made)
        house->refused = !font_parts_make(houses->compressor, &houses->arena, house->use, &house->parts);
    house->made = true;
    return house->refused ? NULL : &house->parts;
}

void houses_init(struct houses *houses)
{
    *houses = (struct houses){.compressor = compressor_create()};
    pthread_mutex_init(&houses->mutex, NULL);
}

void houses_finish(struct houses *houses)
{
    pthread_mutex_destroy(&houses->mutex);
    compressor_destroy(houses->compressor);
    arena_finish(&houses->arena);
}

void houses_prepare(struct houses *houses, const struct font *face)
{
    if (!font_is_truetype(face))
        return;
    pthread_mutex_lock(&houses->mutex);
    parts_of(house_of(houses, face));
    pthread_mutex_unlock(&houses->mutex);
}

void house_enter(struct houses *houses, struct arena *arena, struct font_use *use)
{
    pthread_mutex_lock(&houses->mutex);
    struct house *house = house_of(houses, use->font);
    pthread_mutex_unlock(&houses->mutex);
    use->house = house;
    for (size_t i = 1; i < house->use->codes.len; i++) {
        struct code code = house->use->codes.at[i];
        code.used = false;
        vec_push(arena, &use->codes, code);
        if (code.text.len > 0)
            use->first_code[code.glyph] = (uint16_t)i;
    }
}

const struct font_parts *house_parts(const struct font_use *use)
{
    struct house *house = use->house;
    size_t used = 0;
    for (size_t i = 0; i < use->codes.len; i++)
        used += use->codes.at[i].used;
    if (!house || use->codes.len > house->use->codes.len || used < LEAST)
        return NULL;
    pthread_mutex_lock(&house->houses->mutex);
    const struct font_parts *parts = parts_of(house);
    pthread_mutex_unlock(&house->houses->mutex);
    return parts;
}
