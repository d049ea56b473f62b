#include "font/latin.h"

#include "base/utf8.h"
#include "font/face.h"
#include "font/kerning.h"

#include <stdlib.h>
#include <string.h>

/* The characters known: the space, printing ASCII and the letters of Latin 1, in a row. */
enum { ASCII_FIRST = 0x20, ASCII_END = 0x7F, LETTERS_FIRST = 0xC0, LETTERS_END = 0x100 };
enum { LETTERS = ASCII_END - ASCII_FIRST, CHARACTERS = LETTERS + LETTERS_END - LETTERS_FIRST };

enum { LIGATURES = 24, UNITS = CHARACTERS + LIGATURES }; /* met after these are HarfBuzz's */

#define LONGEST 64 /* characters; a longer word is none */

/* What two neighbours do to each other. */
enum { PAIR_NEW, PAIR_KERNED, PAIR_LIGATURE, PAIR_OTHER };
struct pair {
    int16_t value; /* kerning in font units; of a ligature its unit */
    uint8_t kind;
};

/* A character, or two that are shown by one glyph. */
struct unit {
    uint16_t glyph; /* 0: the face does not have it */
    bool ligates;   /* it may be part of a ligature */
    bool figure;    /* tabular figures may change it */
    int32_t advance;
    const struct kerned *kerned; /* NULL: not looked up yet */
};

struct latin {
    const struct font *font;
    bool plain;              /* the face has no rules but ligatures and kerning for these characters */
    bool any_script;         /* the same rules hold where no letter tells the script */
    struct kerning *kerning; /* NULL: HarfBuzz is asked for that of each pair, and for all words with ligatures */
    vec_of(unsigned) rules;  /* those of its GSUB table that make ligatures of the characters */
    hb_set_t *touched;       /* the glyphs that any rule takes or looks at */
    size_t ligatures;        /* met so far */
    struct unit units[UNITS];
    struct pair *pairs[UNITS]; /* by the first, then by the second; a row is made when it is asked for */
};

static unsigned index_of(uint32_t c)
{
    if (c >= ASCII_FIRST && c < ASCII_END)
        return c - ASCII_FIRST;
    return c >= LETTERS_FIRST && c < LETTERS_END ? c - LETTERS_FIRST + LETTERS : CHARACTERS;
}

static uint32_t character_at(unsigned index)
{
    return index < LETTERS ? index + ASCII_FIRST : index - LETTERS + LETTERS_FIRST;
}

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= LETTERS_FIRST;
}

struct glyph_sets {
    hb_set_t *before, *input, *after;
};

/* Look at one rule of the face: false when it does something to the known glyphs that pairs of them don't tell. */
static bool rule_is_plain(struct latin *latin, struct arena *arena, hb_tag_t table, unsigned lookup,
                          const hb_set_t *known, hb_set_t *ligating, struct glyph_sets *sets)
{
    hb_face_t *face = latin->font->face;
    hb_set_clear(sets->before);
    hb_set_clear(sets->input);
    hb_set_clear(sets->after);
    hb_ot_layout_lookup_collect_glyphs(face, table, lookup, sets->before, sets->input, sets->after, NULL);
    hb_set_union(sets->before, sets->after);
    hb_set_union(latin->touched, sets->before);
    if (table == HB_OT_TAG_GSUB)
        hb_set_union(latin->touched, sets->input);
    hb_set_intersect(sets->input, known);
    if (hb_set_is_empty(sets->input))
        return true;
    if (table == HB_OT_TAG_GSUB)
        vec_push(arena, &latin->rules, lookup);
    if (hb_set_is_empty(sets->before)) {
        if (table == HB_OT_TAG_GSUB)
            hb_set_union(ligating, sets->input);
        return true;
    }
    hb_set_intersect(sets->before, known);
    return hb_set_is_empty(sets->before);
}

static const hb_tag_t tables[] = {HB_OT_TAG_GSUB, HB_OT_TAG_GPOS};

enum { FEATURES = 256 }; /* of a face that has more, all rules are taken for such as always apply */

static bool is_of_fractions(hb_tag_t feature)
{
    return feature == HB_TAG('f', 'r', 'a', 'c') || feature == HB_TAG('n', 'u', 'm', 'r') ||
           feature == HB_TAG('d', 'n', 'o', 'm');
}

/* Leave out the rules that only make fractions: HarfBuzz applies them beside a fraction slash, which is none of the
 * characters. */
static void leave_fractions(hb_face_t *face, hb_set_t *lookups)
{
    hb_tag_t features[FEATURES + 1], fractions[FEATURES + 1];
    unsigned count = FEATURES, others = 0, left = 0;
    if (hb_ot_layout_table_get_feature_tags(face, HB_OT_TAG_GSUB, 0, &count, features) > FEATURES)
        return;
    for (unsigned i = 0; i < count; i++) {
        if (is_of_fractions(features[i]))
            fractions[left++] = features[i];
        else
            features[others++] = features[i];
    }
    features[others] = fractions[left] = HB_TAG_NONE;
    hb_set_t *making = hb_set_create(), *rest = hb_set_create();
    hb_ot_layout_collect_lookups(face, HB_OT_TAG_GSUB, NULL, NULL, fractions, making);
    hb_ot_layout_collect_lookups(face, HB_OT_TAG_GSUB, NULL, NULL, features, rest);
    hb_set_subtract(making, rest);
    hb_set_subtract(lookups, making);
    hb_set_destroy(making);
    hb_set_destroy(rest);
}

static bool rules_are_plain(struct latin *latin, struct arena *arena, hb_shape_plan_t *plan, const hb_set_t *known,
                            hb_set_t *ligating)
{
    struct glyph_sets sets = {hb_set_create(), hb_set_create(), hb_set_create()};
    hb_set_t *lookups = hb_set_create();
    bool plain = true;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        hb_set_clear(lookups);
        hb_ot_shape_plan_collect_lookups(plan, tables[i], lookups);
        if (tables[i] == HB_OT_TAG_GSUB)
            leave_fractions(latin->font->face, lookups);
        for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; plain && hb_set_next(lookups, &lookup);)
            plain = rule_is_plain(latin, arena, tables[i], lookup, known, ligating, &sets);
    }
    /* The last are those of GPOS. A face with the older table may be kerned by that. */
    if (plain && !face_has_table(latin->font->face, HB_TAG('k', 'e', 'r', 'n')))
        latin->kerning = kerning_create(arena, latin->font->face, lookups);
    hb_set_destroy(lookups);
    hb_set_destroy(sets.before);
    hb_set_destroy(sets.input);
    hb_set_destroy(sets.after);
    return plain;
}

static bool same_rules(hb_shape_plan_t *one, hb_shape_plan_t *other)
{
    hb_set_t *of_one = hb_set_create(), *of_other = hb_set_create();
    bool same = true;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        hb_set_clear(of_one);
        hb_set_clear(of_other);
        hb_ot_shape_plan_collect_lookups(one, tables[i], of_one);
        hb_ot_shape_plan_collect_lookups(other, tables[i], of_other);
        same = same && hb_set_is_equal(of_one, of_other);
    }
    hb_set_destroy(of_one);
    hb_set_destroy(of_other);
    return same;
}

/* What HarfBuzz does with words of a script; HB_SCRIPT_INVALID where no letter tells it. */
static hb_shape_plan_t *plan_of(hb_face_t *face, const struct shaper *shaper, hb_script_t script)
{
    hb_segment_properties_t const properties = {
        .direction = HB_DIRECTION_LTR, .script = script, .language = shaper->language};
    return hb_shape_plan_create_cached(face, &properties, NULL, 0, NULL);
}

static bool is_plain(struct latin *latin, struct shaper *shaper, const hb_set_t *known, hb_set_t *ligating)
{
    hb_face_t *face = latin->font->face;
    if (face_has_table(face, HB_TAG('m', 'o', 'r', 'x')) || face_has_table(face, HB_TAG('k', 'e', 'r', 'x')) ||
        face_has_table(face, HB_TAG('t', 'r', 'a', 'k')))
        return false;
    hb_shape_plan_t *plan = plan_of(face, shaper, HB_SCRIPT_LATIN);
    bool const plain = strcmp(hb_shape_plan_get_shaper(plan), "ot") == 0 &&
                       rules_are_plain(latin, &shaper->arena, plan, known, ligating);
    if (plain) {
        hb_shape_plan_t *other = plan_of(face, shaper, HB_SCRIPT_INVALID);
        latin->any_script = same_rules(plan, other);
        hb_shape_plan_destroy(other);
    }
    hb_shape_plan_destroy(plan);
    return plain;
}

/* The glyphs that the feature changes, in all scripts and languages of the face. */
static void collect_feature(hb_face_t *face, hb_tag_t feature, hb_set_t *glyphs)
{
    hb_tag_t const features[] = {feature, HB_TAG_NONE};
    hb_set_t *lookups = hb_set_create();
    hb_ot_layout_collect_lookups(face, HB_OT_TAG_GSUB, NULL, NULL, features, lookups);
    for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; hb_set_next(lookups, &lookup);)
        hb_ot_layout_lookup_collect_glyphs(face, HB_OT_TAG_GSUB, lookup, NULL, glyphs, NULL, NULL);
    hb_set_destroy(lookups);
}

/* Whether some rule makes something else of these glyphs in a row, whatever stands around them: of rules that look at
 * that, none applies among the characters. */
static bool is_changed(const struct latin *latin, const hb_codepoint_t *glyphs, size_t count)
{
    for (size_t i = 0; i < latin->rules.len; i++)
        if (hb_ot_layout_lookup_would_substitute(latin->font->face, latin->rules.at[i], glyphs, (unsigned)count, true))
            return true;
    return false;
}

struct latin *latin_create(struct shaper *shaper, const struct font *font)
{
    struct latin *latin = calloc(1, sizeof *latin);
    if (!latin)
        out_of_memory();
    latin->font = font;
    latin->touched = hb_set_create();
    hb_set_t *known = hb_set_create(), *ligating = hb_set_create(), *figures = hb_set_create();
    for (unsigned i = 0; i < CHARACTERS; i++) {
        hb_codepoint_t glyph = 0;
        if (!hb_font_get_nominal_glyph(font->shaping, character_at(i), &glyph) || glyph > UINT16_MAX)
            continue;
        latin->units[i].glyph = (uint16_t)glyph;
        latin->units[i].advance = font_glyph_width(font, (uint16_t)glyph);
        hb_set_add(known, glyph);
    }
    latin->plain = is_plain(latin, shaper, known, ligating);
    collect_feature(font->face, HB_TAG('t', 'n', 'u', 'm'), figures);
    for (unsigned i = 0; i < CHARACTERS; i++) {
        latin->units[i].ligates = hb_set_has(ligating, latin->units[i].glyph);
        latin->units[i].figure = hb_set_has(figures, latin->units[i].glyph);
        hb_codepoint_t const glyph = latin->units[i].glyph;
        if (latin->units[i].ligates && is_changed(latin, &glyph, 1))
            latin->units[i].glyph = 0;
    }
    hb_set_destroy(known);
    hb_set_destroy(ligating);
    hb_set_destroy(figures);
    return latin;
}

void latin_destroy(struct latin *latin)
{
    kerning_destroy(latin->kerning);
    hb_set_destroy(latin->touched);
    free(latin);
}

/* A glyph that two characters become. It must be one that no rule makes anything else of, whatever stands beside it. */
static struct pair ligature(struct latin *latin, hb_codepoint_t glyph, int32_t advance)
{
    bool const plain = latin->kerning && glyph <= UINT16_MAX && !hb_set_has(latin->touched, glyph);
    if (!plain || latin->ligatures == LIGATURES)
        return (struct pair){0, PAIR_OTHER};
    size_t const unit = CHARACTERS + latin->ligatures++;
    latin->units[unit] = (struct unit){.glyph = (uint16_t)glyph, .advance = advance};
    return (struct pair){(int16_t)unit, PAIR_LIGATURE};
}

/* Ask HarfBuzz what it makes of the two characters alone. */
static struct pair shaped_pair(struct latin *latin, struct shaper *shaper, unsigned first, unsigned second)
{
    uint32_t const both[] = {character_at(first), character_at(second)};
    hb_buffer_t *buffer = shaper->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf32(buffer, both, 2, 0, 2);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(buffer, shaper->language);
    hb_shape(latin->font->shaping, buffer, NULL, 0);
    unsigned count = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, &count);
    struct pair const other = {0, PAIR_OTHER};
    if (count == 1 && !(at[0].x_offset | at[0].y_offset))
        return ligature(latin, infos[0].codepoint, at[0].x_advance);
    if (count != 2 || infos[0].codepoint != latin->units[first].glyph ||
        infos[1].codepoint != latin->units[second].glyph)
        return other;
    int32_t const kerning = at[0].x_advance - latin->units[first].advance;
    bool const kerned = at[1].x_advance == latin->units[second].advance && kerning >= INT16_MIN &&
                        kerning <= INT16_MAX && !(at[0].x_offset | at[0].y_offset | at[1].x_offset | at[1].y_offset);
    return kerned ? (struct pair){(int16_t)kerning, PAIR_KERNED} : other;
}

static const struct kerned *kerned_of(struct latin *latin, struct arena *arena, struct unit *unit)
{
    if (!unit->kerned)
        unit->kerned = kerning_look_up(arena, latin->kerning, unit->glyph);
    return unit->kerned;
}

static struct pair pair_met_first(struct latin *latin, struct shaper *shaper, unsigned first, unsigned second)
{
    if (!latin->pairs[first])
        latin->pairs[first] = arena_many(&shaper->arena, struct pair, UNITS);
    struct pair *pair = &latin->pairs[first][second];
    struct unit *a = &latin->units[first], *b = &latin->units[second];
    struct arena *arena = &shaper->arena;
    hb_codepoint_t const glyphs[] = {a->glyph, b->glyph};
    bool const changed = a->ligates && b->ligates && is_changed(latin, glyphs, 2);
    int units = 0;
    bool const read = !changed && latin->kerning &&
                      kerning_of(latin->kerning, kerned_of(latin, arena, a), kerned_of(latin, arena, b), &units);
    if (read && units >= INT16_MIN && units <= INT16_MAX)
        *pair = (struct pair){(int16_t)units, PAIR_KERNED};
    else if (first < CHARACTERS && second < CHARACTERS)
        *pair = shaped_pair(latin, shaper, first, second);
    else
        *pair = (struct pair){0, PAIR_OTHER};
    return *pair;
}

/* What the units do to each other; asked once. */
static inline struct pair pair_of(struct latin *latin, struct shaper *shaper, unsigned first, unsigned second)
{
    const struct pair *row = latin->pairs[first];
    return row && row[second].kind != PAIR_NEW ? row[second] : pair_met_first(latin, shaper, first, second);
}

/* Whether three letters or more of a stretch of those that ligatures are made of become one. */
static bool has_long_ligature(const struct latin *latin, const unsigned char *indices, size_t count)
{
    hb_codepoint_t glyphs[LONGEST];
    if (!latin->kerning)
        return count > 2;
    for (size_t i = 0; i < count; i++)
        glyphs[i] = latin->units[indices[i]].glyph;
    for (size_t start = 0; start + 2 < count; start++)
        for (size_t length = 3; length <= count - start; length++)
            if (is_changed(latin, glyphs + start, length))
                return true;
    return false;
}

/* The word as indices; their count, 0 when HarfBuzz is to shape it. HarfBuzz goes by the script of the letters, so
 * where there is none the face must have one set of rules. */
static size_t read_word(const struct latin *latin, struct str word, bool tabular, unsigned char *indices)
{
    size_t count = 0, ligating = 0;
    bool letters = latin->any_script;
    for (size_t at = 0; at < word.len;) {
        uint32_t const c = utf8_next(word, &at);
        unsigned const index = index_of(c);
        if (index == CHARACTERS || count == LONGEST || latin->units[index].glyph == 0)
            return 0;
        if (tabular && latin->units[index].figure)
            return 0;
        letters |= is_letter(c);
        indices[count++] = (unsigned char)index;
        bool const ligates = latin->units[index].ligates;
        if (ligating > 2 && !ligates && has_long_ligature(latin, indices + count - 1 - ligating, ligating))
            return 0;
        ligating = ligates ? ligating + 1 : 0;
    }
    bool const whole = ligating > 2 && has_long_ligature(latin, indices + count - ligating, ligating);
    return letters && !whole ? count : 0;
}

/* The characters as units, in `units`: two that are a ligature become one. Their count, 0 when HarfBuzz is to shape the
 * word: where two ligatures might begin with one letter, and where one would hide how a compound is read. */
static size_t find_units(struct latin *latin, struct shaper *shaper, struct str word, const unsigned char *indices,
                         size_t count, unsigned char *units)
{
    size_t found = 0;
    unsigned byte = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned const length = indices[i] < LETTERS ? 1 : 2;
        struct pair const pair =
            i + 1 < count ? pair_of(latin, shaper, indices[i], indices[i + 1]) : (struct pair){0, PAIR_KERNED};
        if (pair.kind == PAIR_OTHER)
            return 0;
        if (pair.kind == PAIR_LIGATURE) {
            unsigned const end = byte + length + (indices[i + 1] < LETTERS ? 1 : 2);
            bool const more =
                i + 2 < count && pair_of(latin, shaper, indices[i + 1], indices[i + 2]).kind != PAIR_KERNED;
            if (more || (is_letter((unsigned char)word.at[byte]) && joint_inside(word, byte, end)))
                return 0;
            units[found++] = (unsigned char)pair.value;
            byte = end;
            i++;
            continue;
        }
        units[found++] = indices[i];
        byte += length;
    }
    return found;
}

const struct shaped *latin_shape(struct latin *latin, struct shaper *shaper, struct str word, unsigned features)
{
    unsigned char indices[LONGEST], units[LONGEST];
    bool const known = latin->plain && (features & ~(unsigned)FEATURE_TABULAR_FIGURES) == 0;
    size_t const characters = known ? read_word(latin, word, features & FEATURE_TABULAR_FIGURES, indices) : 0;
    size_t const count = characters > 0 ? find_units(latin, shaper, word, indices, characters, units) : 0;
    int16_t kerning[LONGEST] = {0};
    for (size_t i = 0; i + 1 < count; i++) {
        struct pair const pair = pair_of(latin, shaper, units[i], units[i + 1]);
        if (pair.kind != PAIR_KERNED)
            return NULL;
        kerning[i] = pair.value;
    }
    if (count == 0)
        return NULL;
    struct shaped *shaped = arena_new(&shaper->arena, struct shaped);
    struct glyph *glyphs = arena_take(&shaper->arena, count * sizeof *glyphs);
    uint32_t text = 0;
    size_t character = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t length = 0;
        for (size_t k = units[i] < CHARACTERS ? 1 : 2; k > 0; k--)
            length += indices[character++] < LETTERS ? 1 : 2;
        int32_t const advance = face_limit(latin->font, latin->units[units[i]].advance + kerning[i]);
        glyphs[i] = (struct glyph){
            .id = latin->units[units[i]].glyph,
            .space = word.at[text] == ' ',
            .advance = advance,
            .text = text,
        };
        shaped->width += advance;
        text += length;
    }
    shaped->glyphs = glyphs;
    shaped->count = count;
    return shaped;
}
