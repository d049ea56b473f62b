#include "font/kerning.h"

#include "base/vec.h"

#include <stdint.h>

enum { TYPE_PAIR = 2, TYPE_MARK = 4, TYPE_MARK_TO_MARK = 6, TYPE_EXTENSION = 9 };
enum { FLAG_IGNORES_LETTERS = 0x06 }; /* base glyphs or ligatures are passed over */
enum { VALUE_ADVANCE = 0x04 };
enum { NOT_COVERED = 0xFFFF };

/* One table of pairs; those of one rule follow each other, and the first that has the pair is the rule's word. */
struct pair_table {
    size_t at;
    unsigned rule;
};

struct kerning {
    hb_blob_t *blob;
    const unsigned char *bytes;
    size_t length;
    vec_of(struct pair_table) tables;
    vec_of(size_t) marks; /* coverages of glyphs that rules put onto others */
};

/* Two bytes; past the end of a broken table zeros are read. */
static unsigned read_16(const struct kerning *k, size_t at)
{
    return at + 2 <= k->length ? (unsigned)k->bytes[at] << 8 | k->bytes[at + 1] : 0;
}

static size_t read_32(const struct kerning *k, size_t at)
{
    return (size_t)read_16(k, at) << 16 | read_16(k, at + 2);
}

/* Of `count` records of `size` bytes, in order, which begin with their first glyph: the last that does not begin after
 * the glyph; SIZE_MAX when all do. */
static size_t find_record(const struct kerning *k, size_t records, size_t count, size_t size, unsigned glyph)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t const middle = (low + high) / 2;
        if (read_16(k, records + middle * size) <= glyph)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? records + (low - 1) * size : SIZE_MAX;
}

/* Coverage tables: the index of a glyph among those covered. */
static unsigned coverage_index(const struct kerning *k, size_t at, unsigned glyph)
{
    unsigned const format = read_16(k, at), count = read_16(k, at + 2);
    size_t const size = format == 1 ? 2 : 6, record = find_record(k, at + 4, count, size, glyph);
    if (record == SIZE_MAX || format < 1 || format > 2)
        return NOT_COVERED;
    unsigned const first = read_16(k, record);
    if (format == 1)
        return first == glyph ? (unsigned)((record - at - 4) / 2) : NOT_COVERED;
    return glyph <= read_16(k, record + 2) ? read_16(k, record + 4) + glyph - first : NOT_COVERED;
}

/* Class definition tables; a glyph that is in none is of class 0. */
static unsigned class_of(const struct kerning *k, size_t at, unsigned glyph)
{
    unsigned const format = read_16(k, at);
    if (format == 1) {
        unsigned const first = read_16(k, at + 2), count = read_16(k, at + 4);
        return glyph >= first && glyph - first < count ? read_16(k, at + 6 + 2 * (size_t)(glyph - first)) : 0;
    }
    size_t const record = format == 2 ? find_record(k, at + 4, read_16(k, at + 2), 6, glyph) : SIZE_MAX;
    return record != SIZE_MAX && glyph <= read_16(k, record + 2) ? read_16(k, record + 4) : 0;
}

static bool add_pairs(struct kerning *k, struct arena *arena, size_t at, unsigned rule)
{
    unsigned const format = read_16(k, at), first = read_16(k, at + 4), second = read_16(k, at + 6);
    vec_push(arena, &k->tables, ((struct pair_table){at, rule}));
    return (format == 1 || format == 2) && first == VALUE_ADVANCE && second == 0;
}

static bool add_rule(struct kerning *k, struct arena *arena, unsigned rule)
{
    size_t const list = read_16(k, 8), at = list + read_16(k, list + 2 + 2 * (size_t)rule);
    if (read_16(k, at + 2) & FLAG_IGNORES_LETTERS)
        return false;
    for (size_t i = 0; i < read_16(k, at + 4); i++) {
        unsigned type = read_16(k, at);
        size_t table = at + read_16(k, at + 6 + 2 * i);
        if (type == TYPE_EXTENSION) {
            type = read_16(k, table + 2);
            table += read_32(k, table + 4);
        }
        if (type >= TYPE_MARK && type <= TYPE_MARK_TO_MARK)
            vec_push(arena, &k->marks, table + read_16(k, table + 2));
        else if (type != TYPE_PAIR || !add_pairs(k, arena, table, rule))
            return false;
    }
    return true;
}

struct kerning *kerning_create(struct arena *arena, hb_face_t *face, const hb_set_t *rules)
{
    struct kerning *k = arena_new(arena, struct kerning);
    unsigned length = 0;
    k->blob = hb_face_reference_table(face, HB_TAG('G', 'P', 'O', 'S'));
    k->bytes = (const unsigned char *)hb_blob_get_data(k->blob, &length);
    k->length = length;
    for (hb_codepoint_t rule = HB_SET_VALUE_INVALID; hb_set_next(rules, &rule);)
        if (!add_rule(k, arena, rule)) {
            kerning_destroy(k);
            return NULL;
        }
    return k;
}

void kerning_destroy(struct kerning *kerning)
{
    if (kerning)
        hb_blob_destroy(kerning->blob);
}

static int advance_at(const struct kerning *k, size_t at)
{
    return (int16_t)read_16(k, at);
}

/* What a table says of a glyph. */
struct kerned_by {
    unsigned index;       /* among those covered as the first of a pair */
    unsigned row, column; /* its classes as the first and as the second */
};

struct kerned {
    unsigned glyph;
    bool moved; /* a rule puts it onto others */
    struct kerned_by tables[];
};

const struct kerned *kerning_look_up(struct arena *arena, const struct kerning *k, unsigned glyph)
{
    struct kerned *kerned = arena_alloc(arena, sizeof *kerned + k->tables.len * sizeof *kerned->tables);
    kerned->glyph = glyph;
    for (size_t i = 0; i < k->marks.len; i++)
        kerned->moved = kerned->moved || coverage_index(k, k->marks.at[i], glyph) != NOT_COVERED;
    for (size_t i = 0; i < k->tables.len; i++) {
        size_t const at = k->tables.at[i].at;
        struct kerned_by *by = &kerned->tables[i];
        by->index = coverage_index(k, at + read_16(k, at + 2), glyph);
        if (read_16(k, at) == 1)
            continue;
        by->row = class_of(k, at + read_16(k, at + 8), glyph);
        by->column = class_of(k, at + read_16(k, at + 10), glyph);
    }
    return kerned;
}

/* What a table of pairs says. Versions of HarfBuzz differ on whether pairs whose second glyph is of no class are found
 * in it: of these `*unsure` becomes true. */
static bool find_pair(const struct kerning *k, size_t table, const struct kerned *first, const struct kerned *second,
                      int *units, bool *unsure)
{
    size_t const at = k->tables.at[table].at;
    unsigned const index = first->tables[table].index;
    *unsure = false;
    if (index == NOT_COVERED)
        return false;
    if (read_16(k, at) == 1) {
        size_t const set = at + read_16(k, at + 10 + 2 * (size_t)index);
        size_t const record = find_record(k, set + 2, read_16(k, set), 4, second->glyph);
        if (index >= read_16(k, at + 8) || record == SIZE_MAX || read_16(k, record) != second->glyph)
            return false;
        *units = advance_at(k, record + 2);
        return true;
    }
    unsigned const row = first->tables[table].row, column = second->tables[table].column;
    unsigned const rows = read_16(k, at + 12), columns = read_16(k, at + 14);
    if (row >= rows || column >= columns)
        return false;
    *units = advance_at(k, at + 16 + 2 * ((size_t)row * columns + column));
    *unsure = column == 0;
    return true;
}

bool kerning_of(const struct kerning *k, const struct kerned *first, const struct kerned *second, int *units)
{
    *units = 0;
    if (first->moved || second->moved)
        return false;
    for (size_t i = 0; i < k->tables.len;) {
        unsigned const rule = k->tables.at[i].rule;
        bool found = false, unsure = false, doubted = false;
        int by_rule = 0, by_table = 0;
        for (; i < k->tables.len && k->tables.at[i].rule == rule; i++) {
            if (found || !find_pair(k, i, first, second, &by_table, &unsure))
                continue;
            if (unsure && by_table != 0)
                return false;
            doubted |= unsure;
            found = !unsure;
            by_rule = found ? by_table : 0;
        }
        if (doubted && by_rule != 0)
            return false;
        *units += by_rule;
    }
    return true;
}
