/* Where a text may be broken: the places UAX #14 allows, and those inside words, which are looked for only where a line
 * would otherwise be short or too long. */
#include "layout/points.h"

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
    while (before < 2 && mark - before > start && is_word_byte(text.at[mark - before - 1]))
        before++;
    while (after < 3 && at + after < end && is_word_byte(text.at[at + after]))
        after++;
    return before >= 2 && after >= 3;
}

static bool ends_in(struct str text, size_t end, struct str what)
{
    return end >= what.len && str_equal(str_part(text, end - what.len, end), what);
}

static void openings_of_word(const struct text *text, const atom_list *atoms, size_t index, const unsigned char *breaks,
                             opening_list *openings)
{
    struct str const bytes = buf_str(&text->bytes);
    struct atom *atom = &atoms->at[index];
    for (uint32_t at = atom->start + 1; at <= atom->end; at++) {
        if (breaks[at - 1] != BREAK_ALLOWED)
            continue;
        if (at == atom->end && index + 1 < atoms->len && atoms->at[index + 1].kind != ATOM_WORD)
            continue;
        bool const soft = ends_in(bytes, at, S("\xC2\xAD"));
        bool const zero = ends_in(bytes, at, S("\xE2\x80\x8B"));
        if (!soft && !zero && (atom->piece->manner.solid || !good_mark(bytes, atom->start, at, atom->end)))
            continue;
        struct atom_cut const cut =
            at == atom->end ? (struct atom_cut){atom->width, atom->width} : atom_cut(text, atom, at);
        struct opening const opening = {.end = at,
                                        .next = at,
                                        .before = atom->at + cut.before,
                                        .after = atom->at + cut.after,
                                        .spaces_before = atom->spaces,
                                        .spaces_after = atom->spaces,
                                        .atom = index,
                                        .kind = soft ? POINT_JOINT : POINT_MARK,
                                        .hyphen = soft};
        vec_push(text->setter->scratch, openings, opening);
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

static void find_openings(const struct text *text, const atom_list *atoms, opening_list *openings)
{
    struct arena *scratch = text->setter->scratch;
    unsigned char *breaks = arena_alloc(scratch, text->bytes.len + 1);
    line_breaks(buf_str(&text->bytes), breaks);
    for (size_t i = 0; i < atoms->len; i++) {
        const struct atom *atom = &atoms->at[i];
        bool const last = i + 1 == atoms->len;
        int64_t const after = atom->at + atom->width;
        struct opening opening;
        switch (atom->kind) {
        case ATOM_WORD:
            openings_of_word(text, atoms, i, breaks, openings);
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
        vec_push(scratch, openings, opening);
    }
    const struct atom *end = &atoms->at[atoms->len - 1];
    bool const space = end->kind == ATOM_SPACE || end->kind == ATOM_FIXED_SPACE;
    struct opening const opening =
        opening_after(atoms, atoms->len - 1, end->end, end->at + end->width, end->spaces + space, POINT_FORCED);
    vec_push(scratch, openings, opening);
}

static mp hyphen_width(struct setter *setter, const struct piece *piece)
{
    return piece_width(piece, shape(setter->shaper, piece->font, S("-"), piece->manner.features)->width);
}

/* An address rather than a word: divided at its own marks, never with a hyphen. */
static bool is_address(struct str word)
{
    return str_find(word, S("://"), 0) != SIZE_MAX || str_find_byte(word, '@', 0) != SIZE_MAX ||
           str_starts(word, S("www."));
}

struct division {
    const struct text *text;
    struct breaker *breaker;
    const struct setting *setting;
    mp left; /* what fits on a line of its own */
};

static void try_inside(struct division *division, struct atom *atom, uint32_t at, enum point_kind kind)
{
    struct atom_cut const cut = atom_cut(division->text, atom, at);
    bool const hyphen = kind == POINT_JOINT || kind == POINT_SYLLABLE;
    struct point const point = {
        .end = at,
        .next = at,
        .before = atom->at + cut.before,
        .after = atom->at + cut.after,
        .hyphen = hyphen ? hyphen_width(division->text->setter, atom->piece) : 0,
        .spaces_before = atom->spaces,
        .spaces_after = atom->spaces,
        .kind = kind,
    };
    breaker_try(division->breaker, point);
}

/* Between two places of an atom: wherever two clusters meet, when the stretch is wider than a line. */
static void divide_stretch(struct division *division, struct atom *atom, uint32_t start, uint32_t end)
{
    const struct text *text = division->text;
    if (atom_cut(text, atom, end).before - atom_cut(text, atom, start).after <= division->left)
        return;
    for (size_t i = 0; i < atom->shaped->count; i++) {
        const struct glyph *glyph = &atom->shaped->glyphs[i];
        uint32_t const at = atom->start + glyph->text;
        bool const first = i == 0 || glyph->text != glyph[-1].text;
        if (first && at > start && at < end && !atom->piece->absent)
            try_inside(division, atom, at, POINT_EMERGENCY);
    }
}

static uint32_t divide_letters(struct division *division, struct atom *atom, uint32_t start, uint32_t end,
                               uint32_t done)
{
    const struct text *text = division->text;
    struct hyphen_points const points = hyphenate(text->setter->shaper, str_part(buf_str(&text->bytes), start, end));
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

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Whether an address from `start` to `end` may be divided before `at`; `3.2` stays whole. */
static bool is_place_in_address(struct str text, uint32_t start, uint32_t at, uint32_t end)
{
    if (at >= end || at <= start + 1 || !is_mark_of_address(text.at[at - 1]) || is_mark_of_address(text.at[at]))
        return false;
    return !(text.at[at - 1] == '.' && is_digit(text.at[at - 2]) && is_digit(text.at[at]));
}

/* Offer the places inside the part start..end of a word atom. */
static void divide_atom(struct division *division, struct atom *atom, uint32_t start, uint32_t end)
{
    struct str const text = buf_str(&division->text->bytes);
    bool const address = is_address(str_part(text, atom->start, atom->end));
    uint32_t done = start;
    for (uint32_t at = start; at < end && (address || !atom->piece->manner.solid);) {
        if (address) {
            at++;
            if (is_place_in_address(text, start, at, end)) {
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

void points_offer(const struct text *text, const struct setting *setting, struct breaker *breaker,
                  const atom_list *atoms)
{
    opening_list openings = {0};
    find_openings(text, atoms, &openings);
    /* A stretch must leave room for a hyphen, which is widest where all letters are of one width, and for what kerning
     * may add. */
    mp const spare = breaker->size * 5 / 8 + 100;
    mp const left = setting->measure > 2 * spare ? setting->measure - spare : setting->measure / 2;
    struct division division = {text, breaker, setting, left};
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
            .hyphen = to.hyphen ? hyphen_width(text->setter, atoms->at[to.atom].piece) : 0,
            .spaces_before = to.spaces_before,
            .spaces_after = to.spaces_after,
            .kind = to.kind,
            .last = i + 1 == openings.len,
        };
        breaker_try(breaker, point);
        from = to;
    }
}

/* The widest part of an atom that a hyphen can't make smaller, with the hyphen. */
static mp widest_syllable(const struct text *text, struct atom *atom)
{
    struct str const bytes = buf_str(&text->bytes);
    mp widest = 0;
    uint32_t done = atom->start;
    bool const whole = atom->piece->manner.solid || is_address(str_part(bytes, atom->start, atom->end));
    for (uint32_t at = atom->start; at < atom->end && !whole;) {
        uint32_t stop = at;
        while (stop < atom->end && is_word_byte(bytes.at[stop]))
            stop++;
        struct hyphen_points const points = hyphenate(text->setter->shaper, str_part(bytes, at, stop));
        for (size_t i = 0; i < points.count; i++) {
            uint32_t const cut = at + points.at[i].at;
            mp const width = atom_cut(text, atom, cut).before - atom_cut(text, atom, done).after;
            widest = width > widest ? width : widest;
            done = cut;
        }
        at = stop > at ? stop : at + 1;
    }
    bool const divided = done > atom->start;
    mp const rest = atom->width - (divided ? atom_cut(text, atom, done).after : 0);
    widest = rest > widest ? rest : widest;
    return divided ? widest + atom->piece->manner.size : widest;
}

mp text_narrowest(struct text *text)
{
    mp narrowest = 0;
    if (text->pieces.len > 0) {
        atom_list atoms = {0};
        atoms_make(text, &atoms);
        for (size_t i = 0; i < atoms.len; i++) {
            if (atoms.at[i].kind != ATOM_WORD)
                continue;
            mp const width = widest_syllable(text, &atoms.at[i]);
            narrowest = width > narrowest ? width : narrowest;
        }
    }
    text_forget(text);
    return narrowest;
}

/* The widest part of what lies between two openings, when addresses are divided at their marks. */
static mp widest_part(const struct text *text, const atom_list *atoms, const struct opening *from,
                      const struct opening *to)
{
    struct str const bytes = buf_str(&text->bytes);
    int64_t widest = 0, done = from->after;
    for (size_t i = from->atom; i <= to->atom; i++) {
        struct atom *atom = &atoms->at[i];
        if (atom->kind != ATOM_WORD || !is_address(str_part(bytes, atom->start, atom->end)))
            continue;
        uint32_t const start = atom->start > from->next ? atom->start : from->next;
        uint32_t const end = atom->end < to->end ? atom->end : to->end;
        for (uint32_t at = start + 1; at < end; at++) {
            if (!is_place_in_address(bytes, start, at, end))
                continue;
            struct atom_cut const cut = atom_cut(text, atom, at);
            int64_t const part = atom->at + cut.before - done;
            widest = part > widest ? part : widest;
            done = atom->at + cut.after;
        }
    }
    return (mp)(to->before - done > widest ? to->before - done : widest);
}

void text_widths(struct text *text, bool divided, mp *whole, mp *widest)
{
    *whole = *widest = 0;
    if (text->pieces.len > 0) {
        atom_list atoms = {0};
        opening_list openings = {0};
        atoms_make(text, &atoms);
        find_openings(text, &atoms, &openings);
        struct opening const beginning = {0};
        const struct opening *from = &beginning;
        int64_t line = 0;
        for (size_t i = 0; i < openings.len; i++) {
            const struct opening *opening = &openings.at[i];
            int64_t const word = opening->before - from->after;
            mp const part = word > *widest && divided ? widest_part(text, &atoms, from, opening) : (mp)word;
            *widest = part > *widest ? part : *widest;
            if (opening->kind == POINT_FORCED) {
                if (opening->before - line > *whole)
                    *whole = (mp)(opening->before - line);
                line = opening->after;
            }
            from = opening;
        }
    }
    text_forget(text);
}
