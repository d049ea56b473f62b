#include "layout/galley.h"

static struct strip empty_strip(const struct galley *galley)
{
    return (struct strip){
        .runs = galley->runs.len,
        .boxes = galley->boxes.len,
        .pictures = galley->pictures.len,
        .links = galley->links.len,
        .places = galley->places.len,
        .numbers = galley->numbers.len,
    };
}

struct strip *galley_strip(struct galley *galley, mp space, mp height, int32_t penalty)
{
    struct strip strip = empty_strip(galley);
    strip.space = space;
    strip.height = height;
    strip.penalty = penalty;
    vec_push(galley->arena, &galley->strips, strip);
    return &galley->strips.at[galley->strips.len - 1];
}

void galley_line(struct galley *galley, const struct line *line, mp x, mp y)
{
    for (size_t i = 0; i < line->run_count; i++) {
        struct galley_run run = {line->runs[i], line->order + (uint32_t)i, ARTIFACT_LAYOUT};
        run.run.x += x;
        run.run.baseline += y;
        vec_push(galley->arena, &galley->runs, run);
    }
    for (size_t i = 0; i < line->link_count; i++) {
        struct link_area area = line->links[i];
        area.x += x;
        area.y += y;
        vec_push(galley->arena, &galley->links, area);
    }
    if (line->picture) {
        struct picture picture = *line->picture;
        picture.x += x;
        picture.y += y;
        picture.before = line->order;
        vec_push(galley->arena, &galley->pictures, picture);
    }
}

void galley_box(struct galley *galley, struct box box)
{
    vec_push(galley->arena, &galley->boxes, box);
}

void galley_end(struct galley *galley)
{
    struct strip const sentinel = empty_strip(galley);
    vec_push(galley->arena, &galley->strips, sentinel);
}
