/* Dividing the galley into pages: of all divisions the one whose costs add up to least (Plass 1981, Optimal pagination
 * techniques), found by going over the strips once and looking back one page's height from each. */
#include "layout/galley.h"

#define COST_OF_A_PAGE 1000
#define COST_OF_A_HOLE 3 /* times the square of the percentage left empty */
#define HOLE_IGNORED   3 /* per cent: a line or two */
#define UNREACHED      INT64_MAX

struct station {
    int64_t cost; /* of all pages before this strip */
    size_t from;  /* first strip of the last of them */
};

/* Above the strip, at the top of a page: the repeated header of the table it stands in. */
static mp repeated(const struct strip *strips, size_t at)
{
    const struct repeat *repeat = strips[at].repeat;
    return repeat && at >= repeat->first + repeat->count ? repeat->height : 0;
}

/* A page left partly empty looks worst when it stops early, so the cost grows with the square of the hole. */
static int64_t hole_cost(mp filled, mp room)
{
    int64_t const hole = (int64_t)(room - filled) * 100 / room - HOLE_IGNORED;
    return hole > 0 ? hole * hole * COST_OF_A_HOLE : 0;
}

static void settle(struct station *stations, const struct strip *strips, size_t at, size_t count, mp room)
{
    mp filled = 0;
    stations[at] = (struct station){UNREACHED, 0};
    for (size_t first = at; first-- > 0;) {
        filled += strips[first].height;
        mp const whole = filled + repeated(strips, first);
        /* One strip alone is a page even when it is too tall. */
        if (whole > room && first + 1 < at)
            break;
        if (stations[first].cost != UNREACHED) {
            int64_t cost = stations[first].cost + COST_OF_A_PAGE + (at < count ? strips[at].penalty : 0);
            if (at < count && cost < stations[at].cost)
                cost += hole_cost(whole < room ? whole : room, room);
            if (cost < stations[at].cost)
                stations[at] = (struct station){cost, first};
        }
        filled += strips[first].space;
    }
}

struct placement *pages_divide(struct arena *arena, const struct galley *galley, mp room)
{
    const struct strip *strips = galley->strips.at;
    size_t const count = galley->strips.len - 1;
    struct station *stations = arena_many(arena, struct station, count + 1);
    for (size_t at = 1; at <= count; at++)
        settle(stations, strips, at, count, room);

    struct placement *placements = arena_many(arena, struct placement, count + 1);
    bool *begins = arena_many(arena, bool, count + 1);
    for (size_t at = count; at > 0; at = stations[at].from)
        begins[stations[at].from] = true;
    uint32_t page = 0;
    mp y = 0;
    for (size_t i = 0; i < count; i++) {
        if (begins[i]) {
            page += i > 0;
            y = repeated(strips, i);
        } else {
            y += strips[i].space;
        }
        placements[i] = (struct placement){page, y};
        y += strips[i].height;
    }
    return placements;
}
