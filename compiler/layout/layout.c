#include "layout/blocks.h"
#include "layout/ship.h"

/* A page must hold at least some lines of some words, whatever a style asks for. */
static mp at_least(mp length, mp least)
{
    return length > least ? length : least;
}

struct layout *layout_document(struct arena *arena, struct arena *scratch, const struct document *document,
                               const struct look *look, struct font_book *book, struct shaper *shaper)
{
    struct layout *layout = arena_new(arena, struct layout);
    layout->document = document;
    layout->look = look;
    struct setter setter = {
        .arena = arena,
        .scratch = scratch,
        .document = document,
        .look = look,
        .book = book,
        .shaper = shaper,
        .layout = layout,
        .galley = {.arena = arena},
        .leading = (mp)((int64_t)look->body_size * look->line_height / 1000),
        .width = at_least(look->page_width - look->margin_left - look->margin_right, 36 * MP_PER_POINT),
        .room = at_least(look->page_height - look->margin_top - look->margin_bottom, 72 * MP_PER_POINT),
    };
    if (!setter_font(&setter, FAMILY_BODY, false, false))
        return NULL;
    layout->root = tag_new(&setter, NULL, TAG_DOCUMENT, document->root);
    layout->root->language = document->language;
    struct column const page = {
        .width = setter.width,
        .size = look->body_size,
        .colour = look->text,
        .tag = layout->root,
    };
    blocks_set(&setter, document->root, &page);
    if (setter.galley.strips.len == 0)
        setter_strip(&setter, &page, setter.leading, BREAK_FINE);
    galley_end(&setter.galley);
    arena_reset(scratch);
    ship(&setter);
    furnish(&setter);
    outline_make(&setter);
    return layout;
}

unsigned layout_page_of(const struct layout *layout, const struct node *node)
{
    for (size_t i = 0; i < layout->destinations.len; i++)
        if (layout->destinations.at[i].node == node)
            return layout->destinations.at[i].page + 1;
    return 0;
}
