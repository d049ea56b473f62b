#include "layout/atoms.h"

/* No word of any language comes near it. Longer ones are set as several, so that what is done to a word may cost more
 * than its length, and its width is far from the end of mp. */
enum { LONGEST_WORD = 2000 };

mp piece_width(const struct piece *piece, int64_t units)
{
    return (mp)(units * piece->manner.size / font_metrics(piece->font)->units_per_em);
}

const struct shaped *piece_shape(struct setter *setter, const struct piece *piece, struct str words,
                                 unsigned char level)
{
    if (piece->absent)
        words = font_has(piece->font, 0xFFFD) ? S("\xEF\xBF\xBD") : S("?");
    unsigned const direction = level % 2 == 1 ? FEATURE_RIGHT_TO_LEFT : FEATURES_NONE;
    return shape(setter->shaper, piece->font, words, piece->manner.features | direction);
}

static void find_widths(struct arena *scratch, struct atom *atom)
{
    uint32_t const length = atom->end - atom->start;
    atom->widths = arena_many(scratch, mp, length + 1);
    int64_t units = 0;
    size_t glyph = 0;
    for (uint32_t byte = 0; byte <= length; byte++) {
        while (glyph < atom->shaped->count && atom->shaped->glyphs[glyph].text < byte)
            units += atom->shaped->glyphs[glyph++].advance;
        atom->widths[byte] = piece_width(atom->piece, units);
    }
}

/* The glyphs of some bytes of a word, as they are when these bytes are set alone. */
static const struct shaped *shape_part(const struct text *text, const struct atom *atom, uint32_t start, uint32_t end)
{
    struct str const words = str_part(buf_str(&text->bytes), atom->start + start, atom->start + end);
    return piece_shape(text->setter, atom->piece, words, atom->level);
}

static size_t first_glyph_from(const struct shaped *shaped, uint32_t byte)
{
    size_t low = 0, high = shaped->count;
    while (low < high) {
        size_t const middle = low + (high - low) / 2;
        if (shaped->glyphs[middle].text < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The bytes of the two clusters on either side of a byte. */
static void find_neighbours(const struct atom *atom, uint32_t byte, uint32_t *from, uint32_t *to)
{
    const struct glyph *glyphs = atom->shaped->glyphs;
    size_t first = first_glyph_from(atom->shaped, byte), last = first;
    for (int i = 0; i < 2 && first > 0; i++)
        first = first_glyph_from(atom->shaped, glyphs[first - 1].text);
    for (int i = 0; i < 2 && last < atom->shaped->count; i++)
        last = first_glyph_from(atom->shaped, glyphs[last].text + 1);
    *from = first < atom->shaped->count ? glyphs[first].text : 0;
    *to = last < atom->shaped->count ? glyphs[last].text : atom->end - atom->start;
}

/* A letter's form depends on the letters beside it alone: the two on either side tell what a cut changes, so that a
 * word needn't be shaped anew for each place in it. */
static void part_joined_letters(const struct text *text, const struct atom *atom, uint32_t at, struct atom_cut *cut)
{
    uint32_t from = 0, to = 0;
    find_neighbours(atom, at, &from, &to);
    const struct shaped *joined = shape_part(text, atom, from, to);
    int64_t before = shape_part(text, atom, from, at)->width, after = shape_part(text, atom, at, to)->width;
    for (size_t i = 0; i < joined->count; i++)
        *(joined->glyphs[i].text < at - from ? &before : &after) -= joined->glyphs[i].advance;
    cut->before += piece_width(atom->piece, before);
    cut->after -= piece_width(atom->piece, after);
}

struct atom_cut atom_cut(const struct text *text, struct atom *atom, uint32_t byte)
{
    if (!atom->widths)
        find_widths(text->setter->scratch, atom);
    uint32_t const at = byte - atom->start, length = atom->end - atom->start;
    uint32_t start = at;
    /* Back to the beginning of a ligature that the cut goes through. */
    while (start > 0 && atom->widths[start] == atom->widths[at])
        start--;
    struct atom_cut cut = {atom->widths[at], atom->widths[at]};
    bool const whole = at == length || atom->widths[at + 1] > atom->widths[at];
    if (!whole)
        cut.after = atom->widths[start];
    if (atom->level % 2 == 1 && at > 0 && at < length && !atom->piece->absent)
        part_joined_letters(text, atom, at, &cut);
    return cut;
}

static enum atom_kind kind_at(struct str text, size_t at, size_t *length)
{
    *length = 1;
    if (text.at[at] == ' ')
        return ATOM_SPACE;
    if (text.at[at] == '\n')
        return ATOM_BREAK;
    if (at + 1 < text.len && text.at[at] == '\xC2' && text.at[at + 1] == '\xA0') {
        *length = 2;
        return ATOM_FIXED_SPACE;
    }
    return ATOM_WORD;
}

/* Where the word that begins at `start` ends. */
static size_t word_end(struct str text, const unsigned char *levels, size_t start, size_t stop)
{
    size_t end = start, length = 0;
    while (end < stop && kind_at(text, end, &length) == ATOM_WORD) {
        bool const character = (text.at[end] & 0xC0) != 0x80;
        if (end - start >= LONGEST_WORD && character)
            break;
        if (levels && levels[end] != levels[start])
            break;
        end++;
    }
    return end;
}

void atoms_make(struct text *text, atom_list *atoms)
{
    struct setter *setter = text->setter;
    struct str const bytes = buf_str(&text->bytes);
    unsigned char *levels = arena_alloc(setter->scratch, bytes.len + 1);
    text->levels = bidi_levels(setter->scratch, bytes, levels, &text->base) ? levels : NULL;
    int64_t width = 0;
    uint32_t spaces = 0;
    for (size_t p = 0; p < text->pieces.len; p++) {
        const struct piece *piece = &text->pieces.at[p];
        for (size_t at = piece->start; at < piece->end;) {
            size_t length = 0;
            enum atom_kind const kind = kind_at(bytes, at, &length);
            size_t const end = kind == ATOM_WORD ? word_end(bytes, text->levels, at, piece->end) : at + length;
            unsigned char const level = text->levels ? text->levels[at] : 0;
            struct atom atom = {kind, (uint32_t)at, (uint32_t)end, level, piece, NULL, 0, width, spaces, NULL};
            if (kind != ATOM_BREAK) {
                /* In some fonts the no-break space is wider than the space it stands for. */
                struct str const words = kind == ATOM_FIXED_SPACE ? S(" ") : str_part(bytes, at, end);
                atom.shaped = piece_shape(setter, piece, words, level);
                atom.width = piece_width(piece, atom.shaped->width);
            }
            spaces += kind == ATOM_SPACE || kind == ATOM_FIXED_SPACE;
            width += atom.width;
            vec_push(setter->scratch, atoms, atom);
            at = end;
        }
    }
}
