#include "layout/blocks.h"

/* How a heading of each level looks. Spaces are in quarters of a line of body text. */
struct heading_look {
    unsigned steps; /* up the scale */
    bool italic, accent, ruled;
    int above, below;
    int32_t penalty; /* of a page that ends before it: the higher the heading, the better the place */
};

static const struct heading_look heading_looks[] = {
    {4, false, true, false, 0, 2, -100}, /* the document's title */
    {3, false, true, true, 9, 3, -120},  /* a section */
    {1, false, false, false, 7, 1, -60}, /* an item */
    {0, false, true, false, 4, 1, -20},  /* a part */
    {0, false, false, false, 3, 0, -10}, {0, true, false, false, 3, 0, -10},
};

#define LEVELS (sizeof heading_looks / sizeof *heading_looks)

static enum tag_role role_of(struct setter *setter, unsigned level)
{
    if (level > setter->heading_level + 1)
        level = setter->heading_level + 1;
    setter->heading_level = level;
    return (enum tag_role)(TAG_H1 + level - 1);
}

/* The number stands in a column of its own, as wide for sections as for items, so that titles are below each other. */
static mp number_column(const struct setter *setter, const struct line *number, mp size)
{
    mp const usual = setter->look->body_size * 13 / 5;
    mp const needed = number->width + size / 2;
    return needed > usual ? needed : usual;
}

/* Headings are hyphenated only when a word of theirs is wider than the line. */
static bool has_wide_word(struct setter *setter, const struct node *node, const struct manner *manner, mp measure)
{
    struct text text;
    mp whole = 0, widest = 0;
    text_open(&text, setter);
    text_add(&text, inlines_words(setter->arena, node), manner);
    text_widths(&text, false, &whole, &widest);
    return widest > measure;
}

void heading_set(struct setter *setter, const struct node *node, const struct column *column)
{
    unsigned const level = node->as.heading.level < 1        ? 1
                           : node->as.heading.level > LEVELS ? LEVELS
                                                             : node->as.heading.level;
    const struct heading_look *look = &heading_looks[level - 1];
    struct column inside = *column;
    inside.tag = tag_new(setter, column->tag, role_of(setter, level), node);
    inside.colour = look->accent ? setter->look->accent : setter->look->text;
    inside.size = setter_scaled(setter, look->steps);
    struct manner manner = manner_of(&inside);
    manner.family = FAMILY_HEADING;
    manner.bold = !look->italic || level < 6;
    manner.italic = look->italic;

    setter_space(setter, setter->leading * (look->above + (setter->air > 0)) / 4);
    setter->penalty += look->penalty;
    struct setting setting = block_setting(setter, &inside);
    setting.leading = setter_leading(setter, inside.size);
    setting.justified = false;
    struct line number = {0};
    mp hang = 0;
    if (node->as.heading.number.len > 0) {
        struct manner label = manner;
        label.tag = tag_new(setter, inside.tag, TAG_LBL, NULL);
        number = text_line(setter, str_concat(setter->scratch, node->as.heading.number, S(" ")), &label);
        hang = number_column(setter, &number, inside.size);
        setting.measure -= hang;
    }
    setting.hyphenated = setting.hyphenated && has_wide_word(setter, node, &manner, setting.measure);
    struct lines const lines = inlines_set(setter, node, &manner, &setting);
    for (size_t i = 0; i < lines.count || (i == 0 && hang > 0); i++) {
        setter_strip(setter, &inside, setting.leading, i > 0 ? BREAK_NEVER : BREAK_FINE);
        if (i == 0 && hang > 0)
            galley_line(&setter->galley, &number, column->left, 0);
        if (i < lines.count)
            galley_line(&setter->galley, &lines.at[i], column->left + hang, 0);
    }
    if (look->ruled) {
        setter_strip(setter, &inside, setter->leading / 4, BREAK_NEVER);
        galley_box(&setter->galley, (struct box){column->left, setter->leading / 8, column->width, MP_PER_POINT * 3 / 4,
                                                 setter->look->accent, ARTIFACT_LAYOUT});
    }
    setter_space(setter, setter->leading * look->below / 4);
    if (node->next || (node->parent && node->parent->next))
        setter->penalty += BREAK_KEEP;
}
