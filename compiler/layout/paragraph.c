/* Text into lines: asks the breaker where it is to be broken and makes runs of what lies between. */
#include "layout/points.h"

/* Part of an atom on a line. */
struct part {
    const struct atom *atom;
    const struct shaped *shaped;
    uint32_t start, end;
    bool trailing; /* a space at the line's end */
    unsigned char level;
};

typedef vec_of(struct part) part_list;

static void line_parts(const struct text *text, const atom_list *atoms, size_t *at, uint32_t start,
                       const struct point *end, part_list *parts)
{
    struct setter *setter = text->setter;
    while (*at < atoms->len && atoms->at[*at].end <= start)
        ++*at;
    for (size_t i = *at; i < atoms->len && atoms->at[i].start < end->next; i++) {
        const struct atom *atom = &atoms->at[i];
        struct part part = {atom,
                            atom->shaped,
                            atom->start < start ? start : atom->start,
                            atom->end > end->next ? end->next : atom->end,
                            atom->start >= end->end,
                            atom->level};
        if (atom->kind == ATOM_BREAK)
            continue;
        if (part.start != atom->start || part.end != atom->end)
            part.shaped =
                piece_shape(setter, atom->piece, str_part(buf_str(&text->bytes), part.start, part.end), atom->level);
        if (part.trailing && text->levels)
            part.level = (unsigned char)text->base; /* UAX #9, rule L1 */
        vec_push(setter->scratch, parts, part);
    }
}

/* The glyphs of a part whose bytes begin at `start`. A sign for something else shows all of them. */
static void copy_glyphs(struct glyph *row, const struct part *part, uint32_t start, bool sign)
{
    const struct shaped *shaped = part->shaped;
    memcpy(row, shaped->glyphs, shaped->count * sizeof *row);
    for (size_t i = 0; i < shaped->count; i++)
        row[i].text = sign ? start : row[i].text + start;
}

/* NULL when no part has any, as nearly always. */
static struct offset *copy_offsets(struct arena *arena, const struct part *parts, size_t count, size_t glyphs)
{
    struct offset *row = NULL;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const struct shaped *shaped = parts[i].shaped;
        if (shaped->offsets) {
            row = row ? row : arena_many(arena, struct offset, glyphs);
            memcpy(&row[at], shaped->offsets, shaped->count * sizeof *row);
        }
        at += shaped->count;
    }
    return row;
}

static struct run run_of_parts(struct setter *setter, const struct part *parts, size_t count, struct str text,
                               bool hyphen, uint32_t *spaces)
{
    const struct piece *piece = parts[0].atom->piece;
    const struct shaped *mark = hyphen ? shape(setter->shaper, piece->font, S("-"), piece->manner.features) : NULL;
    size_t glyphs = mark ? mark->count : 0;
    for (size_t i = 0; i < count; i++)
        glyphs += parts[i].shaped->count;
    struct glyph *row = arena_take(setter->arena, glyphs * sizeof *row);
    size_t at = 0;
    int64_t units = 0;
    uint32_t const start = parts[0].start;
    for (size_t i = 0; i < count; i++) {
        const struct part *part = &parts[i];
        copy_glyphs(&row[at], part, part->start - start, piece->absent || part->atom->kind == ATOM_FIXED_SPACE);
        at += part->shaped->count;
        if (part->trailing)
            continue;
        *spaces += part->atom->kind == ATOM_SPACE || part->atom->kind == ATOM_FIXED_SPACE;
        units += part->shaped->width;
    }
    for (size_t j = 0; mark && j < mark->count; j++) {
        struct glyph glyph = mark->glyphs[j];
        glyph.text = parts[count - 1].end - start;
        units += glyph.advance;
        row[at++] = glyph;
    }
    return (struct run){
        .font = piece->font,
        .size = piece->manner.size,
        .colour = piece->manner.colour,
        .text = str_copy(setter->arena, str_part(text, start, parts[count - 1].end)),
        .glyphs = row,
        .offsets = copy_offsets(setter->arena, parts, count, glyphs),
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

static void add_area(struct arena *arena, struct line *line, const struct run *run, const struct manner *manner)
{
    if (!line->links)
        line->links = arena_many(arena, struct link_area, line->run_count);
    struct link_area *last = line->link_count > 0 ? &line->links[line->link_count - 1] : NULL;
    if (last && last->tag == manner->tag && last->x + last->width <= run->x + 1) {
        last->width = run->x + run->width - last->x;
        return;
    }
    if (last && last->tag == manner->tag && run->x + run->width >= last->x - 1 && run->x < last->x) {
        last->width += last->x - run->x;
        last->x = run->x;
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

/* Whether two parts that follow each other are one run. What is read from right to left is a run a part: the next
 * stands to the left of it. */
static bool one_run(const struct part *a, const struct part *b)
{
    return a->atom->piece == b->atom->piece && a->level == b->level && a->level % 2 == 0;
}

/* Where the runs stand, from the left: order[0] is the first. */
static size_t *order_of_runs(struct setter *setter, const struct text *text, const unsigned char *levels, size_t count)
{
    size_t *order = arena_many(setter->scratch, size_t, count);
    if (text->levels) {
        bidi_order(levels, count, order);
        return order;
    }
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    return order;
}

static mp start_of_line(const struct text *text, const struct setting *setting, mp width)
{
    bool const turned = setting->alignment == ALIGN_NONE && setting->turns && text->base % 2 == 1;
    if (setting->alignment == ALIGN_RIGHT || turned)
        return setting->measure - width;
    return setting->alignment == ALIGN_CENTRE ? (setting->measure - width) / 2 : 0;
}

static struct line line_of_parts(const struct text *text, const struct setting *setting, const part_list *parts,
                                 const struct point *end)
{
    struct setter *setter = text->setter;
    struct line line = {.height = setting->leading, .order = setter->order};
    if (parts->len == 0)
        return line;
    size_t runs = 1;
    for (size_t i = 1; i < parts->len; i++)
        runs += !one_run(&parts->at[i - 1], &parts->at[i]);
    line.runs = arena_many(setter->arena, struct run, runs);
    const struct piece **pieces = arena_many(setter->scratch, const struct piece *, runs);
    unsigned char *levels = arena_many(setter->scratch, unsigned char, runs);
    uint32_t *spaces = arena_many(setter->scratch, uint32_t, runs);
    uint32_t all = 0;
    for (size_t i = 0; i < parts->len;) {
        size_t stop = i + 1;
        while (stop < parts->len && one_run(&parts->at[stop - 1], &parts->at[stop]))
            stop++;
        size_t const run = line.run_count++;
        bool const hyphen = end->hyphen > 0 && stop == parts->len && parts->at[i].level % 2 == 0;
        line.runs[run] = run_of_parts(setter, &parts->at[i], stop - i, buf_str(&text->bytes), hyphen, &spaces[run]);
        line.width += line.runs[run].width;
        pieces[run] = parts->at[i].atom->piece;
        levels[run] = parts->at[i].level;
        all += spaces[run];
        i = stop;
    }
    /* A line with letters of another font still stands on the baseline of the paragraph's. */
    line.baseline = baseline_of(setting, &line.runs[0]);
    mp const extra = space_extra(setting, end, line.width, all, line.runs[0].size);
    line.width += extra * (mp)all;
    mp x = start_of_line(text, setting, line.width);
    const size_t *order = order_of_runs(setter, text, levels, line.run_count);
    for (size_t i = 0; i < line.run_count; i++) {
        struct run *run = &line.runs[order[i]];
        run->x = x;
        run->baseline = line.baseline;
        run->space_extra = extra;
        run->width += extra * (mp)spaces[order[i]];
        x += run->width;
    }
    for (size_t i = 0; i < line.run_count; i++)
        if (pieces[i]->manner.link)
            add_area(setter->arena, &line, &line.runs[i], &pieces[i]->manner);
    setter->order += (uint32_t)line.run_count;
    return line;
}

static mp space_width(struct setter *setter, const struct piece *piece)
{
    return piece_width(piece, shape(setter->shaper, piece->font, S(" "), piece->manner.features)->width);
}

void text_forget(struct text *text)
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
    const struct piece *first = &text->pieces.at[0];
    atom_list atoms = {0};
    atoms_make(text, &atoms);
    struct breaker breaker;
    breaker_begin(&breaker, setter->scratch, setting->measure, space_width(setter, first), first->manner.size,
                  setting->justified);
    points_offer(text, setting, &breaker, &atoms);
    size_t *ends = NULL;
    lines.count = breaker_finish(&breaker, &ends);
    lines.at = arena_many(setter->arena, struct line, lines.count);
    uint32_t start = 0;
    size_t at = 0;
    for (size_t i = 0; i < lines.count; i++) {
        const struct point *end = &breaker.points.at[ends[i]];
        part_list parts = {0};
        line_parts(text, &atoms, &at, start, end, &parts);
        lines.at[i] = line_of_parts(text, setting, &parts, end);
        start = end->next;
    }
    text_forget(text);
    return lines;
}

struct line text_line(struct setter *setter, struct str words, const struct manner *manner)
{
    struct text text;
    text_open(&text, setter);
    text_add(&text, words, manner);
    struct setting const setting = {INT32_MAX / 4, setter_leading(setter, manner->size), false, false, ALIGN_NONE,
                                    false};
    struct lines const lines = text_set(&text, &setting);
    return lines.count > 0 ? lines.at[0] : (struct line){.height = setting.leading};
}
