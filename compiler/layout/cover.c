/* The head of a document: who publishes it, and the facts of the meeting. */
#include "layout/blocks.h"

static struct lines letterhead_lines(struct setter *setter, const struct node *node, const struct column *column,
                                     bool first)
{
    struct column inside = *column;
    inside.tag = tag_new(setter, column->tag, TAG_P, node);
    inside.size = setter->look->body_size * 9 / 10;
    inside.colour = first ? setter->look->accent : setter->look->muted;
    struct manner manner = manner_of(&inside);
    manner.bold = first;
    struct setting setting = block_setting(setter, &inside);
    setting.justified = setting.hyphenated = false;
    return inlines_set(setter, node, &manner, &setting);
}

/* The logo stands above all, as high as the style wants it, but never wider than half the text. */
static void logo_set(struct setter *setter, const struct column *column, struct tag *tag)
{
    const struct look *look = setter->look;
    const struct style_picture *logo = look->logo;
    if (!logo)
        return;
    int64_t height = look->logo_height, width = height * logo->width / logo->height;
    if (width > column->width / 2) {
        width = column->width / 2;
        height = width * logo->height / logo->width;
    }
    struct picture picture = {.width = (mp)width, .height = (mp)height, .file = logo->path};
    if (look->logo_alt.len > 0) {
        picture.tag = tag_new(setter, tag, TAG_FIGURE, NULL);
        picture.tag->alternative = look->logo_alt;
    }
    struct line const line = {
        .picture = &picture, .width = picture.width, .height = picture.height, .order = setter->order++};
    setter_strip(setter, column, picture.height, BREAK_FINE);
    galley_line(&setter->galley, &line, column->left, 0);
    setter_space(setter, setter->leading);
    setter->penalty += BREAK_KEEP;
}

/* The body's name to the left, the secretariat and its address to the right, a line of the accent colour below. */
void letterhead_set(struct setter *setter, const struct node *node, const struct column *column)
{
    mp const gap = setter->leading * 2;
    struct column left = *column, right = *column;
    left.width = (column->width - gap) * 11 / 20;
    right.width = column->width - gap - left.width;
    right.left += left.width + gap;
    left.tag = right.tag = tag_new(setter, column->tag, TAG_DIV, node);
    logo_set(setter, column, left.tag);
    vec_of(struct line) sides[2] = {{0}, {0}};
    for (const struct node *child = node->first; child; child = child->next) {
        size_t const side = child == node->first ? 0 : 1;
        struct lines const lines = letterhead_lines(setter, child, side == 0 ? &left : &right, side == 0);
        for (size_t i = 0; i < lines.count; i++)
            vec_push(setter->arena, &sides[side], lines.at[i]);
    }
    size_t const rows = sides[0].len > sides[1].len ? sides[0].len : sides[1].len;
    for (size_t row = 0; row < rows; row++) {
        mp height = 0;
        for (size_t side = 0; side < 2; side++)
            if (row < sides[side].len && sides[side].at[row].height > height)
                height = sides[side].at[row].height;
        setter_strip(setter, column, height, row > 0 ? BREAK_KEEP : BREAK_FINE);
        for (size_t side = 0; side < 2; side++)
            if (row < sides[side].len)
                galley_line(&setter->galley, &sides[side].at[row], side == 0 ? left.left : right.left, 0);
    }
    if (rows == 0)
        return;
    mp const height = setter->leading * 3 / 4;
    setter_strip(setter, column, height, BREAK_KEEP);
    galley_box(&setter->galley, (struct box){column->left, height - MP_PER_POINT, column->width, MP_PER_POINT,
                                             setter->look->accent, ARTIFACT_LAYOUT});
    setter_space(setter, setter->leading * 5 / 2);
    setter->penalty += BREAK_KEEP;
}

static mp widest_term(struct setter *setter, const struct node *facts, const struct manner *manner)
{
    mp widest = 0;
    for (const struct node *fact = facts->first; fact; fact = fact->next) {
        struct line const line = text_line(setter, fact->as.fact.term, manner);
        setter->order -= (uint32_t)line.run_count;
        if (line.width > widest)
            widest = line.width;
    }
    return widest;
}

void facts_set(struct setter *setter, const struct node *node, const struct column *column)
{
    struct manner term = manner_of(column);
    term.colour = setter->look->muted;
    mp const widest = widest_term(setter, node, &term) + setter->leading;
    mp const label = widest < column->width / 3 ? widest : column->width / 3;
    struct tag *list = tag_new(setter, column->tag, TAG_L, node);
    setter_space(setter, setter->leading / 2);
    for (const struct node *fact = node->first; fact; fact = fact->next) {
        struct tag *item = tag_new(setter, list, TAG_LI, fact);
        struct manner marked = term;
        marked.tag = tag_new(setter, item, TAG_LBL, NULL);
        struct text text;
        text_open(&text, setter);
        text_add(&text, fact->as.fact.term, &marked);
        text_add(&text, S(" "), &marked);
        struct setting setting = block_setting(setter, column);
        setting.justified = false;
        setting.measure = label - setter->leading / 2;
        struct lines const terms = text_set(&text, &setting);

        struct column body = *column;
        body.tag = tag_new(setter, item, TAG_LBODY, NULL);
        setting.measure = column->width - label;
        struct manner const manner = manner_of(&body);
        struct lines const lines = inlines_set(setter, fact, &manner, &setting);
        for (size_t i = 0; i < lines.count || i < terms.count; i++) {
            bool const tall = i < lines.count && lines.at[i].height > setting.leading; /* a picture */
            mp const height = tall ? lines.at[i].height : setting.leading;
            setter_strip(setter, column, height, i > 0 ? BREAK_KEEP : BREAK_IN_LIST * 30);
            if (i < terms.count)
                galley_line(&setter->galley, &terms.at[i], column->left, 0);
            if (i < lines.count)
                galley_line(&setter->galley, &lines.at[i], column->left + label, 0);
        }
        setter_space(setter, setter->leading / 8);
    }
    setter_space(setter, setter->leading);
}
