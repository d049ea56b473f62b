#include "layout/ship.h"

#include "layout/text.h"

#include <stdlib.h>
#include <string.h>

enum { FURNITURE = 8 }; /* runs that most pages will get besides */

struct shipping {
    struct setter *setter;
    const struct galley *galley;
    const struct placement *placements;
    struct page *page;
    uint32_t page_index;
    vec_of(struct galley_run) runs; /* of the page, before they are put in reading order */
    mp left, top;
};

static void ship_decor(struct shipping *shipping, struct decor *decor, mp top, mp bottom)
{
    struct decor *chain[128];
    size_t depth = 0;
    for (struct decor *at = decor; at && depth < 128; at = (struct decor *)at->outer)
        chain[depth++] = at;
    while (depth-- > 0) {
        struct decor *at = chain[depth];
        if (at->page != shipping->page_index + 1) {
            at->page = shipping->page_index + 1;
            at->box = shipping->page->boxes.len;
            struct box const box = {shipping->left + at->x, top - at->above, at->width, 0, at->colour,
                                    ARTIFACT_BACKGROUND};
            vec_push(shipping->setter->arena, &shipping->page->boxes, box);
        }
        struct box *box = &shipping->page->boxes.at[at->box];
        box->height = bottom + at->below - box->y;
    }
}

static void ship_strip(struct shipping *shipping, size_t index, mp y, bool again)
{
    struct arena *arena = shipping->setter->arena;
    const struct galley *galley = shipping->galley;
    const struct strip *strip = &galley->strips.at[index], *next = strip + 1;
    ship_decor(shipping, strip->decor, y, y + strip->height);
    for (size_t i = strip->boxes; i < next->boxes; i++) {
        struct box box = galley->boxes.at[i];
        box.x += shipping->left;
        box.y += y;
        vec_push(arena, &shipping->page->boxes, box);
    }
    for (size_t i = strip->runs; i < next->runs; i++) {
        struct galley_run run = galley->runs.at[i];
        run.run.x += shipping->left;
        run.run.baseline += y;
        if (again) {
            run.run.tag = NULL;
            run.kind = ARTIFACT_HEADER;
        }
        vec_push(shipping->setter->scratch, &shipping->runs, run);
    }
    for (size_t i = strip->pictures; i < next->pictures; i++) {
        struct picture picture = galley->pictures.at[i];
        picture.x += shipping->left;
        picture.y += y;
        if (again)
            picture.tag = NULL;
        else if (picture.tag)
            memcpy(picture.tag->bbox,
                   (mp[4]){picture.x, picture.y, picture.x + picture.width, picture.y + picture.height},
                   sizeof picture.tag->bbox);
        vec_push(arena, &shipping->page->pictures, picture);
    }
    for (size_t i = strip->links; i < next->links && !again; i++) {
        struct link_area area = galley->links.at[i];
        area.x += shipping->left;
        area.y += y;
        vec_push(arena, &shipping->page->links, area);
    }
}

static int compare_order(const void *a, const void *b)
{
    const struct galley_run *left = a, *right = b;
    return left->order < right->order ? -1 : left->order > right->order;
}

/* Tagged runs in reading order, then the others. */
static void end_page(struct shipping *shipping)
{
    struct arena *arena = shipping->setter->arena;
    struct page *page = shipping->page;
    bool ordered = true;
    for (size_t i = 1; i < shipping->runs.len; i++)
        ordered = ordered && shipping->runs.at[i - 1].order < shipping->runs.at[i].order;
    if (!ordered)
        qsort(shipping->runs.at, shipping->runs.len, sizeof *shipping->runs.at, compare_order);
    for (size_t i = 0; i < page->pictures.len; i++) {
        size_t const order = page->pictures.at[i].before;
        size_t before = 0;
        for (size_t j = 0; j < shipping->runs.len && shipping->runs.at[j].order < order; j++)
            before += shipping->runs.at[j].run.tag != NULL;
        page->pictures.at[i].before = before;
    }
    vec_reserve(arena, &page->runs, shipping->runs.len + FURNITURE);
    for (size_t i = 0; i < shipping->runs.len; i++)
        if (shipping->runs.at[i].run.tag)
            vec_push(arena, &page->runs, shipping->runs.at[i].run);
    for (size_t i = 0; i < shipping->runs.len; i++)
        if (!shipping->runs.at[i].run.tag) {
            vec_push(arena, &page->runs, shipping->runs.at[i].run);
            vec_push(arena, &page->furniture, shipping->runs.at[i].kind);
        }
    shipping->runs.len = 0;
}

static void begin_page(struct shipping *shipping, uint32_t index)
{
    struct layout *layout = shipping->setter->layout;
    if (layout->pages.len > 0)
        end_page(shipping);
    struct page const page = {.label = str_format(shipping->setter->arena, "%u", index + 1)};
    vec_push(shipping->setter->arena, &layout->pages, page);
    shipping->page = &layout->pages.at[index];
    shipping->page_index = index;
}

static void repeat_header(struct shipping *shipping, size_t index)
{
    const struct repeat *repeat = shipping->galley->strips.at[index].repeat;
    if (!repeat || repeat->height == 0 || index < repeat->first + repeat->count)
        return;
    mp y = shipping->top;
    for (size_t i = 0; i < repeat->count; i++) {
        ship_strip(shipping, repeat->first + i, y, true);
        y += shipping->galley->strips.at[repeat->first + i].height;
    }
}

static int compare_places(const void *a, const void *b)
{
    uintptr_t const left = (uintptr_t)((const struct place *)a)->node,
                    right = (uintptr_t)((const struct place *)b)->node;
    return left < right ? -1 : left > right;
}

static void fill_number(struct setter *setter, const struct number *number, const struct placement *placements,
                        const struct place *places, size_t count)
{
    unsigned page = number->page;
    if (number->target) {
        struct place const key = {number->target, 0};
        const struct place *found = bsearch(&key, places, count, sizeof key, compare_places);
        page = found ? placements[found->strip].page + 1 : 0;
    }
    struct run *run = &setter->galley.runs.at[number->run].run;
    run->text = page > 0 ? str_format(setter->arena, "%u", page) : S("–");
    const struct shaped *shaped = shape(setter->shaper, run->font, run->text, FEATURE_TABULAR_FIGURES);
    run->glyphs = shaped->glyphs;
    run->offsets = shaped->offsets;
    run->count = shaped->count;
    run->width = (mp)((int64_t)shaped->width * run->size / font_metrics(run->font)->units_per_em);
    run->x = number->right - run->width;
}

static void fill_numbers(struct setter *setter, const struct placement *placements)
{
    const struct galley *galley = &setter->galley;
    if (galley->numbers.len == 0)
        return;
    /* Only looked up, never walked: the order of pointers leaves no trace. */
    struct place *places = arena_many(setter->scratch, struct place, galley->places.len + 1);
    if (galley->places.len > 0) {
        memcpy(places, galley->places.at, galley->places.len * sizeof *places);
        qsort(places, galley->places.len, sizeof *places, compare_places);
    }
    for (size_t i = 0; i < galley->numbers.len; i++)
        fill_number(setter, &galley->numbers.at[i], placements, places, galley->places.len);
}

static int compare_destinations(const void *a, const void *b)
{
    const struct destination *left = a, *right = b;
    int const order = str_compare(left->name, right->name);
    return order ? order : left->page < right->page ? -1 : left->page > right->page;
}

static void make_destinations(struct setter *setter, const struct placement *placements)
{
    struct layout *layout = setter->layout;
    for (size_t i = 0; i < setter->galley.places.len; i++) {
        const struct place *place = &setter->galley.places.at[i];
        struct placement const at = placements[place->strip];
        struct str const names[] = {place->node->anchor, place->node->id};
        for (size_t j = 0; j < 2; j++) {
            if (names[j].len == 0 || (j == 1 && str_equal(names[0], names[1])))
                continue;
            struct destination const destination = {names[j], place->node, at.page, setter->look->margin_top + at.y};
            vec_push(setter->arena, &layout->destinations, destination);
        }
    }
    if (layout->destinations.len > 0)
        qsort(layout->destinations.at, layout->destinations.len, sizeof *layout->destinations.at, compare_destinations);
}

void ship(struct setter *setter)
{
    struct galley *galley = &setter->galley;
    size_t const count = galley->strips.len - 1;
    for (size_t i = 0; i < galley->places.len; i++)
        if (galley->places.at[i].strip >= count)
            galley->places.at[i].strip = count - 1;
    const struct placement *placements = pages_divide(setter->scratch, galley, setter->room);
    fill_numbers(setter, placements);
    make_destinations(setter, placements);

    struct shipping shipping = {.setter = setter, .galley = galley, .placements = placements};
    shipping.left = setter->look->margin_left;
    shipping.top = setter->look->margin_top;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || placements[i].page != placements[i - 1].page) {
            begin_page(&shipping, placements[i].page);
            repeat_header(&shipping, i);
        }
        ship_strip(&shipping, i, shipping.top + placements[i].y, false);
    }
    end_page(&shipping);
}
