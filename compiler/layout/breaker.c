#include "layout/breaker.h"

#include <assert.h>

#define UNREACHED INT64_MAX
/* A line may differ this much from the sum of its words' widths: by rounding, and by kerning where a word is divided.
 */
#define TOLERANCE 30

/* Demerits are squares of a line's badness, 100 for a line that just still looks well. */
#define LINE_PENALTY 10
static const int64_t ragged_demerits[] = {
    [POINT_SPACE] = 0,        [POINT_MARK] = 2500,          [POINT_ADDRESS] = 40000, [POINT_JOINT] = 9000,
    [POINT_SYLLABLE] = 40000, [POINT_EMERGENCY] = 40000000, [POINT_FORCED] = 0,
};
static const int64_t justified_demerits[] = {
    [POINT_SPACE] = 0,        [POINT_MARK] = 900,           [POINT_ADDRESS] = 9000, [POINT_JOINT] = 4000,
    [POINT_SYLLABLE] = 16000, [POINT_EMERGENCY] = 40000000, [POINT_FORCED] = 0,
};
#define TWO_HYPHENS        20000 /* one line after another ends in a hyphen */
#define HYPHEN_BEFORE_LAST 40000
#define SHORT_LAST_LINE    6000
#define LAST_HALF_WORD     400000 /* nothing but the end of a word stands on the last line */
#define TOO_WIDE           INT64_C(1000000000000)

void breaker_begin(struct breaker *breaker, struct arena *arena, mp measure, mp space, mp size, bool justified)
{
    *breaker =
        (struct breaker){.arena = arena, .measure = measure, .space = space, .size = size, .justified = justified};
    breaker->zone = size * 5 < measure / 3 ? size * 5 : measure / 3;
    if (breaker->zone < 1)
        breaker->zone = 1;
    struct point const start = {.kind = POINT_FORCED};
    vec_push(arena, &breaker->points, start);
}

/* How much narrower than its words a justified line may be set: a fifth of its spaces. */
static int64_t shrink(const struct breaker *breaker, uint32_t spaces)
{
    return breaker->justified ? (int64_t)spaces * breaker->space / 5 : 0;
}

static int64_t cube_badness(int64_t ratio)
{
    if (ratio > 20000)
        ratio = 20000;
    return ratio * ratio / 1000 * ratio / 10000; /* 100 at a ratio of 1000 */
}

static int64_t badness(const struct breaker *breaker, const struct point *point, int64_t slack, uint32_t spaces)
{
    if (!breaker->justified)
        return cube_badness(slack * 1000 / breaker->zone);
    if (slack < 0)
        return cube_badness(-slack * 1000 / (shrink(breaker, spaces) > 0 ? shrink(breaker, spaces) : 1));
    if (point->kind == POINT_FORCED)
        return 0;
    int64_t const stretch = spaces > 0 ? (int64_t)spaces * breaker->space / 2 : 1;
    return cube_badness(slack * 1000 / (stretch > 0 ? stretch : 1));
}

/* What the line costs for its width and its end alone. */
static int64_t width_demerits(const struct breaker *breaker, const struct point *point, int64_t slack, uint32_t spaces)
{
    int64_t const bad =
        point->kind == POINT_FORCED && slack >= 0 ? 0 : LINE_PENALTY + badness(breaker, point, slack, spaces);
    return bad * bad + (breaker->justified ? justified_demerits : ragged_demerits)[point->kind];
}

/* What it costs besides for where the line before it ended, and as the last one. */
static int64_t place_demerits(const struct breaker *breaker, const struct point *from, const struct point *point,
                              int64_t width)
{
    int64_t demerits = 0;
    bool const hyphen = point->kind == POINT_JOINT || point->kind == POINT_SYLLABLE;
    if (from->flagged && hyphen)
        demerits += TWO_HYPHENS;
    if (point->last) {
        if (from->flagged)
            demerits += HYPHEN_BEFORE_LAST;
        if (width < breaker->zone)
            demerits += from->flagged ? LAST_HALF_WORD : SHORT_LAST_LINE;
    }
    return demerits;
}

static bool is_inside_word(const struct point *point)
{
    return point->kind != POINT_SPACE && point->kind != POINT_FORCED;
}

static int64_t tolerance(const struct breaker *breaker, const struct point *from, const struct point *point)
{
    return is_inside_word(from) || is_inside_word(point) ? TOLERANCE + breaker->size / 12 : TOLERANCE;
}

static uint32_t spaces_between(const struct point *from, const struct point *point)
{
    return point->spaces_before > from->spaces_after ? point->spaces_before - from->spaces_after : 0;
}

/* Leave points behind from which even a line without a hyphen would be too wide. */
static void advance(struct breaker *breaker, const struct point *point)
{
    size_t const before = breaker->active;
    while (breaker->active + 1 < breaker->points.len) {
        const struct point *from = &breaker->points.at[breaker->active];
        if (point->before - from->after <= breaker->measure + shrink(breaker, spaces_between(from, point)))
            break;
        breaker->active++;
    }
    if (breaker->active == before)
        return;
    breaker->least = INT64_MAX;
    for (size_t i = breaker->active; i < breaker->points.len; i++)
        if (breaker->points.at[i].demerits < breaker->least)
            breaker->least = breaker->points.at[i].demerits;
}

void breaker_try(struct breaker *breaker, struct point point)
{
    point.demerits = UNREACHED;
    advance(breaker, &point);
    size_t const count = breaker->points.len;
    for (size_t i = breaker->active; i < count; i++) {
        const struct point *from = &breaker->points.at[i];
        if (from->demerits >= point.demerits)
            continue; /* no better, whatever the line is like */
        uint32_t const spaces = spaces_between(from, &point);
        int64_t const width = point.before - from->after + point.hyphen, slack = breaker->measure - width;
        if (slack + shrink(breaker, spaces) < tolerance(breaker, from, &point))
            continue; /* too wide */
        int64_t const by_width = width_demerits(breaker, &point, slack, spaces);
        if (slack >= 0 && point.kind != POINT_FORCED && breaker->least + by_width >= point.demerits)
            break; /* lines from the points after this one are shorter still */
        int64_t const demerits = from->demerits + by_width + place_demerits(breaker, from, &point, width);
        if (demerits < point.demerits) {
            point.demerits = demerits;
            point.from = i;
        }
    }
    if (point.demerits == UNREACHED) {
        /* Only where not even a character fits, or at the end of what could not be divided before it. */
        if (point.kind != POINT_FORCED && point.kind != POINT_EMERGENCY)
            return;
        point.from = count - 1;
        point.demerits = breaker->points.at[count - 1].demerits + TOO_WIDE;
    }
    point.flagged = point.kind == POINT_JOINT || point.kind == POINT_SYLLABLE;
    vec_push(breaker->arena, &breaker->points, point);
    if (point.kind == POINT_FORCED) {
        breaker->active = count;
        breaker->least = point.demerits;
    }
}

bool breaker_wants_division(const struct breaker *breaker, int64_t start, int64_t end, uint32_t spaces)
{
    for (size_t i = breaker->active; i < breaker->points.len; i++) {
        const struct point *from = &breaker->points.at[i];
        uint32_t const inside = spaces > from->spaces_after ? spaces - from->spaces_after : 0;
        if (end - from->after <= breaker->measure)
            return false; /* and so do all later ones */
        int64_t const slack = breaker->measure - (start - from->after);
        int64_t const bearable = breaker->justified ? (int64_t)inside * breaker->space / 4 : breaker->zone / 2;
        if (slack > bearable)
            return true;
    }
    return false;
}

size_t breaker_finish(const struct breaker *breaker, size_t **ends)
{
    size_t count = 0;
    for (size_t i = breaker->points.len - 1; i > 0; i = breaker->points.at[i].from)
        count++;
    *ends = arena_many(breaker->arena, size_t, count);
    size_t line = count;
    for (size_t i = breaker->points.len - 1; i > 0; i = breaker->points.at[i].from)
        (*ends)[--line] = i;
    return count;
}
