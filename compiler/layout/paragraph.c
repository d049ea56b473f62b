/* Text into lines: finds where it may be broken, asks the breaker where it is to be, and makes runs of what lies between. */
#include "layout/atoms.h"
#include "layout/breaker.h"

#include "base/utf8.h"

#include <assert.h>

/* A break that UAX #14 allows, and the widths there. */
struct opening {
    uint32_t end, next;
    int64_t before, after;
    uint32_t spaces_before, spaces_after;
    size_t atom; /* where the text before it ends */
    enum point_kind kind;
    bool hyphen; /* after a soft hyphen: one is to be shown */
};

typedef vec_of(struct opening) opening_list;

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte & 0x80);
}

/* `e-mail` and `a-kasse` stay whole, and so do `1/2` and `10–12`: some letters must stand on either side. */
static bool good_mark(struct str text, size_t start, size_t at, size_t end)
{
    size_t mark = at;
    while (mark > start && (text.at[mark - 1] & 0xC0) == 0x80)
        mark--;
    mark = mark > start ? mark - 1 : mark;
    size_t before = 0, after = 0;
    while (mark - before > start && is_word_byte(text.at[mark - before - 1]))
        before++;
    while (at + after < end && is_word_byte(text.at[at + after]))
        after++;
    return before >= 2 && after >= 3;
}

static bool ends_in(struct str text, size_t end, struct str what)
{
    return end >= what.len && str_equal(str_part(text, end - what.len, end), what);
}

static void openings_of_word(struct setter *setter, const atom_list *atoms, size_t index, struct str text,
                             const unsigned char *breaks, opening_list *openings)
{
    struct atom *atom = &atoms->at[index];
    for (uint32_t at = atom->start + 1; at <= atom->end; at++) {
        if (breaks[at - 1] != BREAK_ALLOWED)
            continue;
        if (at == atom->end && index + 1 < atoms->len && atoms->at[index + 1].kind != ATOM_WORD)
            continue;
        bool const soft = ends_in(text, at, S("\xC2\xAD"));
        bool const zero = ends_in(text, at, S("\xE2\x80\x8B"));
        if (!soft && !zero && (atom->piece->manner.solid || !good_mark(text, atom->start, at, atom->end)))
            continue;
        int64_t const width = atom->at + (at == atom->end ? atom->width : atom_cut(setter->scratch, atom, at).before);
        struct opening const opening = {at, at, width, width, atom->spaces, atom->spaces, index,
                                        soft ? POINT_JOINT : POINT_MARK, soft};
        vec_push(setter->scratch, openings, opening);
    }
}

/* Everything up to `index` is text, spaces at its end left out. */
static struct opening opening_after(const atom_list *atoms, size_t index, uint32_t next, int64_t after, uint32_t spaces,
                                    enum point_kind kind)
{
    struct opening opening = {next, next, after, after, spaces, spaces, index, kind, false};
    size_t last = atoms->at[index].kind == ATOM_BREAK ? index : index + 1;
    while (last > 0 && atoms->at[last - 1].kind == ATOM_SPACE)
        last--;
    if (last < atoms->len && last <= index) {
        opening.end = atoms->at[last].start;
        opening.before = atoms->at[last].at;
        opening.spaces_before = atoms->at[last].spaces;
    }
    return opening;
}

static void find_openings(struct setter *setter, const atom_list *atoms, struct str text, opening_list *openings)
{
    unsigned char *breaks = arena_alloc(setter->scratch, text.len + 1);
    line_breaks(text, breaks);
    for (size_t i = 0; i < atoms->len; i++) {
        const struct atom *atom = &atoms->at[i];
        bool const last = i + 1 == atoms->len;
        int64_t const after = atom->at + atom->width;
        struct opening opening;
        switch (atom->kind) {
        case ATOM_WORD:
            openings_of_word(setter, atoms, i, text, breaks, openings);
            continue;
        case ATOM_FIXED_SPACE:
            continue;
        case ATOM_SPACE:
            if (last || atoms->at[i + 1].kind == ATOM_BREAK || breaks[atom->end - 1] != BREAK_ALLOWED)
                continue;
            opening = opening_after(atoms, i, atom->end, after, atom->spaces + 1, POINT_SPACE);
            break;
        case ATOM_BREAK:
            if (last)
                continue;
            opening = opening_after(atoms, i, atom->end, after, atom->spaces, POINT_FORCED);
            break;
        }
        vec_push(setter->scratch, openings, opening);
    }
    const struct atom *end = &atoms->at[atoms->len - 1];
    bool const space = end->kind == ATOM_SPACE || end->kind == ATOM_FIXED_SPACE;
    struct opening const opening =
        opening_after(atoms, atoms->len - 1, end->end, end->at + end->width, end->spaces + space, POINT_FORCED);
    vec_push(setter->scratch, openings, opening);
}

static mp hyphen_width(struct setter *setter, const struct piece *piece)
{
    return piece_width(piece, shape(setter->shaper, piece->font, S("-"), piece->manner.features)->width);
}

/* An address rather than a word: divided at its own marks, never with a hyphen. */
static bool is_address(struct str word)
{
    return str_find(word, S("://"), 0) != SIZE_MAX || str_find_byte(word, '@', 0) != SIZE_MAX || str_starts(word, S("www."));
}

struct division {
    struct setter *setter;
    struct breaker *breaker;
    const struct setting *setting;
    struct str text;
    mp left; /* what fits on a line of its own */
};

static void try_inside(struct division *division, struct atom *atom, uint32_t at, enum point_kind kind)
{
    struct atom_cut const cut = atom_cut(division->setter->scratch, atom, at);
    bool const hyphen = kind == POINT_JOINT || kind == POINT_SYLLABLE;
    struct point const point = {
        .end = at,
        .next = at,
        .before = atom->at + cut.before,
        .after = atom->at + cut.after,
        .hyphen = hyphen ? hyphen_width(division->setter, atom->piece) : 0,
        .spaces_before = atom->spaces,
        .spaces_after = atom->spaces,
        .kind = kind,
    };
    breaker_try(division->breaker, point);
}

/* Between two places of an atom: wherever two clusters meet, when the stretch is wider than a line. */
static void divide_stretch(struct division *division, struct atom *atom, uint32_t start, uint32_t end)
{
    struct arena *scratch = division->setter->scratch;
    if (atom_cut(scratch, atom, end).before - atom_cut(scratch, atom, start).after <= division->left)
        return;
    for (size_t i = 0; i < atom->shaped->count; i++) {
        const struct glyph *glyph = &atom->shaped->glyphs[i];
        uint32_t const at = atom->start + glyph->text;
        if (glyph->text_length > 0 && at > start && at < end && !atom->piece->absent)
            try_inside(division, atom, at, POINT_EMERGENCY);
    }
}

static uint32_t divide_letters(struct division *division, struct atom *atom, uint32_t start, uint32_t end,
                               uint32_t done)
{
    struct hyphen_points const points = hyphenate(division->setter->shaper, str_part(division->text, start, end));
    for (size_t i = 0; i < points.count; i++) {
        uint32_t const at = start + points.at[i].at;
        divide_stretch(division, atom, done, at);
        try_inside(division, atom, at, points.at[i].joint ? POINT_JOINT : POINT_SYLLABLE);
        done = at;
    }
    return done;
}

static bool is_mark_of_address(char byte)
{
    return byte == '/' || byte == '?' || byte == '&' || byte == '=' || byte == '.' || byte == '#' || byte == '_' ||
           byte == '-' || byte == '@' || byte == '%';
}

/* Offer the places inside the part start..end of a word atom. */
static void divide_atom(struct division *division, struct atom *atom, uint32_t start, uint32_t end)
{
    struct str const text = division->text;
    bool const address = is_address(str_part(text, atom->start, atom->end));
    uint32_t done = start;
    for (uint32_t at = start; at < end && (address || !atom->piece->manner.solid);) {
        if (address) {
            at++;
            if (is_mark_of_address(text.at[at - 1]) && at < end && !is_mark_of_address(text.at[at]) && at > start + 1) {
                divide_stretch(division, atom, done, at);
                try_inside(division, atom, at, text.at[at - 1] == '/' ? POINT_MARK : POINT_ADDRESS);
                done = at;
            }
            continue;
        }
        uint32_t stop = at;
        while (stop < end && is_word_byte(text.at[stop]))
            stop++;
        if (stop > at && division->setting->hyphenated)
            done = divide_letters(division, atom, at, stop, done);
        at = stop > at ? stop : at + 1;
    }
    divide_stretch(division, atom, done, end);
}

static void divide_between(struct division *division, const atom_list *atoms, const struct opening *from,
                           const struct opening *to)
{
    bool const wide = to->before - from->after > division->left;
    for (size_t i = from->atom; i <= to->atom; i++) {
        struct atom *atom = &atoms->at[i];
        if (atom->kind != ATOM_WORD || atom->end <= from->next || atom->start >= to->end)
            continue;
        /* Where two atoms meet in one word there is a place of last resort too. */
        if (wide && atom->start > from->next)
            try_inside(division, atom, atom->start, POINT_EMERGENCY);
        divide_atom(division, atom, atom->start > from->next ? atom->start : from->next,
                    atom->end < to->end ? atom->end : to->end);
    }
}

static void offer_points(struct setter *setter, const struct setting *setting, struct breaker *breaker,
                         const atom_list *atoms, struct str text)
{
    opening_list openings = {0};
    find_openings(setter, atoms, text, &openings);
    /* A stretch must leave room for a hyphen and for what kerning may add. */
    mp const spare = breaker->size / 2 + 100;
    mp const left = setting->measure > 2 * spare ? setting->measure - spare : setting->measure / 2;
    struct division division = {setter, breaker, setting, text, left};
    struct opening from = {0};
    for (size_t i = 0; i < openings.len; i++) {
        struct opening const to = openings.at[i];
        bool const wide = to.before - from.after > division.left;
        if (wide || breaker_wants_division(breaker, from.after, to.before, from.spaces_after))
            divide_between(&division, atoms, &from, &to);
        struct point const point = {
            .end = to.end,
            .next = to.next,
            .before = to.before,
            .after = to.after,
            .hyphen = to.hyphen ? hyphen_width(setter, atoms->at[to.atom].piece) : 0,
            .spaces_before = to.spaces_before,
            .spaces_after = to.spaces_after,
            .kind = to.kind,
            .last = i + 1 == openings.len,
        };
        breaker_try(breaker, point);
        from = to;
    }
}

/* Part of an atom on a line. */
struct part {
    const struct atom *atom;
    const struct shaped *shaped;
    uint32_t start, end;
    bool trailing; /* a space at the line's end */
};

typedef vec_of(struct part) part_list;

static void line_parts(struct setter *setter, const atom_list *atoms, size_t *at, struct str text, uint32_t start,
                       const struct point *end, part_list *parts)
{
    while (*at < atoms->len && atoms->at[*at].end <= start)
        ++*at;
    for (size_t i = *at; i < atoms->len && atoms->at[i].start < end->next; i++) {
        const struct atom *atom = &atoms->at[i];
        struct part part = {atom, atom->shaped, atom->start < start ? start : atom->start,
                            atom->end > end->next ? end->next : atom->end, atom->start >= end->end};
        if (atom->kind == ATOM_BREAK)
            continue;
        if (part.start != atom->start || part.end != atom->end)
            part.shaped = piece_shape(setter, atom->piece, str_part(text, part.start, part.end));
        vec_push(setter->scratch, parts, part);
    }
}

static struct run run_of_parts(struct setter *setter, const struct part *parts, size_t count, struct str text, bool hyphen,
                               uint32_t *spaces)
{
    const struct piece *piece = parts[0].atom->piece;
    const struct shaped *mark = hyphen ? shape(setter->shaper, piece->font, S("-"), piece->manner.features) : NULL;
    size_t glyphs = mark ? mark->count : 0;
    for (size_t i = 0; i < count; i++)
        glyphs += parts[i].shaped->count;
    struct glyph *row = arena_many(setter->arena, struct glyph, glyphs);
    size_t at = 0;
    int64_t units = 0;
    uint32_t const start = parts[0].start;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < parts[i].shaped->count; j++) {
            struct glyph glyph = parts[i].shaped->glyphs[j];
            glyph.text += parts[i].start - start;
            /* A sign for something else shows all of its bytes. */
            if (piece->absent || parts[i].atom->kind == ATOM_FIXED_SPACE) {
                glyph.text = parts[i].start - start;
                glyph.text_length = j == 0 ? parts[i].end - parts[i].start : 0;
            }
            if (!parts[i].trailing) {
                units += glyph.advance;
                *spaces += glyph.space;
            }
            row[at++] = glyph;
        }
    }
    for (size_t j = 0; mark && j < mark->count; j++) {
        struct glyph glyph = mark->glyphs[j];
        glyph.text = parts[count - 1].end - start;
        glyph.text_length = 0;
        units += glyph.advance;
        row[at++] = glyph;
    }
    return (struct run){
        .font = piece->font,
        .size = piece->manner.size,
        .colour = piece->manner.colour,
        .text = str_copy(setter->arena, str_part(text, start, parts[count - 1].end)),
        .glyphs = row,
        .count = at,
        .width = piece_width(piece, units),
        .hyphen = hyphen,
        .underlined = piece->manner.underlined,
        .tag = piece->manner.tag,
    };
}

static mp baseline_of(const struct setting *setting, const struct run *run)
{
    const struct font_metrics *metrics = font_metrics(run->font);
    mp const ascent = (mp)((int64_t)metrics->ascent * run->size / metrics->units_per_em);
    mp const descent = (mp)((int64_t)-metrics->descent * run->size / metrics->units_per_em);
    return (setting->leading - ascent - descent) / 2 + ascent;
}

static void add_area(struct line *line, const struct run *run, const struct manner *manner)
{
    struct link_area *last = line->link_count > 0 ? &line->links[line->link_count - 1] : NULL;
    if (last && last->tag == manner->tag && last->x + last->width <= run->x + 1) {
        last->width = run->x + run->width - last->x;
        return;
    }
    line->links[line->link_count++] = (struct link_area){
        .x = run->x,
        .y = 0,
        .width = run->width,
        .height = line->height,
        .link = manner->link,
        .contents = manner->contents,
        .tag = manner->tag,
    };
}

/* How much each space of the line is to be widened. */
static mp space_extra(const struct setting *setting, const struct point *end, mp width, uint32_t spaces, mp size)
{
    if (spaces == 0)
        return 0;
    mp const extra = (setting->measure - width) / (mp)spaces;
    if (width > setting->measure)
        return (setting->measure - width - (mp)spaces + 1) / (mp)spaces;
    if (!setting->justified || end->kind == POINT_FORCED || extra > size)
        return 0;
    return extra;
}

static struct line line_of_parts(struct setter *setter, const struct setting *setting, const part_list *parts,
                                 struct str text, const struct point *end)
{
    struct line line = {.height = setting->leading, .order = setter->order};
    if (parts->len == 0)
        return line;
    size_t runs = 1;
    for (size_t i = 1; i < parts->len; i++)
        runs += parts->at[i].atom->piece != parts->at[i - 1].atom->piece;
    line.runs = arena_many(setter->arena, struct run, runs);
    line.links = arena_many(setter->arena, struct link_area, runs);
    uint32_t *spaces = arena_many(setter->scratch, uint32_t, runs);
    uint32_t all = 0;
    for (size_t i = 0; i < parts->len;) {
        size_t stop = i + 1;
        while (stop < parts->len && parts->at[stop].atom->piece == parts->at[i].atom->piece)
            stop++;
        bool const hyphen = end->hyphen > 0 && stop == parts->len;
        line.runs[line.run_count] = run_of_parts(setter, &parts->at[i], stop - i, text, hyphen, &spaces[line.run_count]);
        line.width += line.runs[line.run_count].width;
        all += spaces[line.run_count++];
        i = stop;
    }
    /* A line with letters of another font still stands on the baseline of the paragraph's. */
    line.baseline = baseline_of(setting, &line.runs[0]);
    mp const extra = space_extra(setting, end, line.width, all, line.runs[0].size);
    line.width += extra * (mp)all;
    mp x = 0;
    if (setting->alignment == ALIGN_RIGHT)
        x = setting->measure - line.width;
    else if (setting->alignment == ALIGN_CENTRE)
        x = (setting->measure - line.width) / 2;
    size_t part = 0;
    for (size_t i = 0; i < line.run_count; i++) {
        struct run *run = &line.runs[i];
        run->x = x;
        run->baseline = line.baseline;
        run->space_extra = extra;
        run->width += extra * (mp)spaces[i];
        x += run->width;
        const struct piece *piece = parts->at[part].atom->piece;
        if (piece->manner.link)
            add_area(&line, run, &piece->manner);
        while (part < parts->len && parts->at[part].atom->piece == piece)
            part++;
    }
    setter->order += (uint32_t)line.run_count;
    return line;
}

static mp space_width(struct setter *setter, const struct piece *piece)
{
    return piece_width(piece, shape(setter->shaper, piece->font, S(" "), piece->manner.features)->width);
}

static void text_forget(struct text *text)
{
    buf_finish(&text->bytes);
    arena_reset(text->setter->scratch);
}

struct lines text_set(struct text *text, const struct setting *setting)
{
    struct setter *setter = text->setter;
    struct lines lines = {0};
    if (text->pieces.len == 0) {
        text_forget(text);
        return lines;
    }
    struct str const bytes = buf_str(&text->bytes);
    const struct piece *first = &text->pieces.at[0];
    atom_list atoms = {0};
    atoms_make(text, &atoms);
    struct breaker breaker;
    breaker_begin(&breaker, setter->scratch, setting->measure, space_width(setter, first), first->manner.size,
                  setting->justified);
    offer_points(setter, setting, &breaker, &atoms, bytes);
    size_t *ends = NULL;
    lines.count = breaker_finish(&breaker, &ends);
    lines.at = arena_many(setter->arena, struct line, lines.count);
    uint32_t start = 0;
    size_t at = 0;
    for (size_t i = 0; i < lines.count; i++) {
        const struct point *end = &breaker.points.at[ends[i]];
        part_list parts = {0};
        line_parts(setter, &atoms, &at, bytes, start, end, &parts);
        lines.at[i] = line_of_parts(setter, setting, &parts, bytes, end);
        start = end->next;
    }
    text_forget(text);
    return lines;
}

/* The widest part of an atom that a hyphen can't make smaller, with the hyphen. */
static mp widest_syllable(struct setter *setter, struct atom *atom, struct str text)
{
    mp widest = 0;
    uint32_t done = atom->start;
    bool const whole = atom->piece->manner.solid || is_address(str_part(text, atom->start, atom->end));
    for (uint32_t at = atom->start; at < atom->end && !whole;) {
        uint32_t stop = at;
        while (stop < atom->end && is_word_byte(text.at[stop]))
            stop++;
        struct hyphen_points const points = hyphenate(setter->shaper, str_part(text, at, stop));
        for (size_t i = 0; i < points.count; i++) {
            uint32_t const cut = at + points.at[i].at;
            mp const width = atom_cut(setter->scratch, atom, cut).before - atom_cut(setter->scratch, atom, done).after;
            widest = width > widest ? width : widest;
            done = cut;
        }
        at = stop > at ? stop : at + 1;
    }
    bool const divided = done > atom->start;
    mp const rest = atom->width - (divided ? atom_cut(setter->scratch, atom, done).after : 0);
    widest = rest > widest ? rest : widest;
    return divided ? widest + atom->piece->manner.size : widest;
}

mp text_narrowest(struct text *text)
{
    struct setter *setter = text->setter;
    mp narrowest = 0;
    if (text->pieces.len > 0) {
        atom_list atoms = {0};
        atoms_make(text, &atoms);
        for (size_t i = 0; i < atoms.len; i++) {
            if (atoms.at[i].kind != ATOM_WORD)
                continue;
            mp const width = widest_syllable(setter, &atoms.at[i], buf_str(&text->bytes));
            narrowest = width > narrowest ? width : narrowest;
        }
    }
    text_forget(text);
    return narrowest;
}

void text_widths(struct text *text, mp *whole, mp *widest)
{
    struct setter *setter = text->setter;
    *whole = *widest = 0;
    if (text->pieces.len > 0) {
        atom_list atoms = {0};
        opening_list openings = {0};
        atoms_make(text, &atoms);
        find_openings(setter, &atoms, buf_str(&text->bytes), &openings);
        int64_t from = 0, line = 0;
        for (size_t i = 0; i < openings.len; i++) {
            const struct opening *opening = &openings.at[i];
            int64_t const word = opening->before - from;
            if (word > *widest)
                *widest = (mp)word;
            if (opening->kind == POINT_FORCED) {
                if (opening->before - line > *whole)
                    *whole = (mp)(opening->before - line);
                line = opening->after;
            }
            from = opening->after;
        }
    }
    text_forget(text);
}

struct line text_line(struct setter *setter, struct str words, const struct manner *manner)
{
    struct text text;
    text_open(&text, setter);
    text_add(&text, words, manner);
    struct setting const setting = {INT32_MAX / 4, setter_leading(setter, manner->size), false, false, ALIGN_NONE};
    struct lines const lines = text_set(&text, &setting);
    return lines.count > 0 ? lines.at[0] : (struct line){.height = setting.leading};
}
