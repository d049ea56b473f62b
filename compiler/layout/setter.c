#include "layout/setter.h"

static struct str family_name(const struct look *look, enum family family)
{
    switch (family) {
    case FAMILY_BODY:
        return look->body_family;
    case FAMILY_HEADING:
        return look->heading_family;
    case FAMILY_CODE:
    case FAMILY_COUNT:
        break;
    }
    return look->code_family;
}

static void note_family(struct setter *setter, struct str family)
{
    struct layout *layout = setter->layout;
    for (size_t i = 0; i < layout->fonts.len; i++)
        if (str_equal(layout->fonts.at[i], family))
            return;
    vec_push(setter->arena, &layout->fonts, family);
}

/* What a family lacks is set in one that is there, so that the rest of the document can be seen; the caller reports it.
 */
static const struct font *substitute(struct setter *setter, struct str family, enum font_style style)
{
    struct str const families[] = {family, look_default().body_family, S("DejaVu Sans")};
    enum font_style const styles[] = {style, FONT_REGULAR};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        for (size_t j = 0; j < sizeof styles / sizeof *styles; j++) {
            const struct font *font = font_find(setter->book, families[i], styles[j]);
            if (font)
                return font;
        }
    return font_any(setter->book);
}

const struct font *setter_font(struct setter *setter, enum family family, bool bold, bool italic)
{
    enum font_style const style =
        bold ? (italic ? FONT_BOLD_ITALIC : FONT_BOLD) : (italic ? FONT_ITALIC : FONT_REGULAR);
    const struct font **font = &setter->fonts[family][style];
    if (!*font) {
        struct str const name = family_name(setter->look, family);
        *font = font_find(setter->book, name, style);
        if (!*font) {
            note_family(setter, name);
            *font = substitute(setter, name, style);
        }
    }
    return *font;
}

void setter_missing(struct setter *setter, uint32_t code_point, const struct tag *tag)
{
    struct layout *layout = setter->layout;
    for (size_t i = 0; i < layout->missing.len; i++)
        if (layout->missing.at[i].character == code_point)
            return;
    while (tag && !tag->node)
        tag = tag->parent;
    struct missing const missing = {code_point, tag ? tag->node : NULL};
    vec_push(setter->arena, &layout->missing, missing);
}

void setter_space(struct setter *setter, mp space)
{
    if (space > setter->space)
        setter->space = space;
}

void setter_edge(struct setter *setter, mp air)
{
    setter->air = air;
}

static bool stands_within(const struct decor *decor, const struct decor *outer)
{
    while (decor && decor != outer)
        decor = decor->outer;
    return decor != NULL;
}

/* What the boxes that end with the last strip and those that begin with the next reach into the space between. */
static mp reach_between(const struct decor *last, const struct decor *next)
{
    mp below = 0, above = 0;
    for (const struct decor *at = last; at && !stands_within(next, at); at = at->outer)
        below = at->below > below ? at->below : below;
    for (const struct decor *at = next; at && !stands_within(last, at); at = at->outer)
        above = at->above > above ? at->above : above;
    return below + above;
}

struct strip *setter_strip(struct setter *setter, const struct column *column, mp height, int32_t penalty)
{
    const struct galley *galley = &setter->galley;
    const struct decor *last = galley->strips.len > 0 ? galley->strips.at[galley->strips.len - 1].decor : NULL;
    setter_space(setter, setter->air);
    setter->space += reach_between(last, column->decor);
    for (size_t i = 0; i < setter->labels.len; i++)
        if (setter->labels.at[i].line.height > height)
            height = setter->labels.at[i].line.height;
    struct strip *strip = galley_strip(&setter->galley, setter->space, height, penalty + setter->penalty);
    strip->decor = column->decor;
    setter->space = setter->air = 0;
    setter->penalty = 0;
    for (size_t i = 0; i < setter->labels.len; i++)
        galley_line(&setter->galley, &setter->labels.at[i].line, setter->labels.at[i].x, 0);
    setter->labels.len = 0;
    return strip;
}

void setter_place(struct setter *setter, const struct node *node)
{
    if (node->anchor.len == 0 && node->id.len == 0)
        return;
    struct place const place = {node, setter->galley.strips.len};
    vec_push(setter->arena, &setter->galley.places, place);
}

struct tag *tag_new(struct setter *setter, struct tag *parent, enum tag_role role, const struct node *node)
{
    struct tag *tag = arena_new(setter->arena, struct tag);
    tag->role = role;
    tag->parent = parent;
    tag->node = node;
    tag->id = setter->layout->tag_count++;
    if (!parent)
        return tag;
    if (parent->last)
        parent->last->next = tag;
    else
        parent->first = tag;
    parent->last = tag;
    return tag;
}

mp setter_leading(const struct setter *setter, mp size)
{
    mp const quarter = setter->leading / 4 > 0 ? setter->leading / 4 : 1;
    /* Large type needs relatively less: from 120 % of the size upwards. */
    mp const wanted = size <= setter->look->body_size ? (mp)((int64_t)size * setter->look->line_height / 1000)
                                                      : (mp)((int64_t)size * 118 / 100);
    if (size == setter->look->body_size)
        return setter->leading;
    return size < setter->look->body_size ? wanted : (wanted + quarter - 1) / quarter * quarter;
}

mp setter_scaled(const struct setter *setter, unsigned steps)
{
    int64_t size = setter->look->body_size;
    for (unsigned i = 0; i < steps; i++)
        size = size * setter->look->scale / 1000;
    /* A line of a heading should hold some words. */
    int64_t const largest = setter->width / 10 > setter->look->body_size ? setter->width / 10 : setter->look->body_size;
    return (mp)((size < largest ? size : largest) / 100 * 100);
}
