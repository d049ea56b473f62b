#include "layout/blocks.h"

struct setting block_setting(const struct setter *setter, const struct column *column)
{
    return (struct setting){
        .measure = column->width,
        .leading = setter_leading(setter, column->size),
        .justified = setter->look->justified,
        .hyphenated = setter->look->hyphenated,
        .alignment = ALIGN_NONE,
    };
}

struct column column_inside(const struct setter *setter, const struct column *column, mp indent)
{
    struct column inside = *column;
    if (column->width - indent >= setter->width / 3) {
        inside.left += indent;
        inside.width -= indent;
    }
    return inside;
}

static int32_t penalty_of_line(size_t line, size_t count)
{
    if (line == 0)
        return BREAK_FINE;
    return line == 1 || line + 1 == count ? BREAK_WIDOW : BREAK_IN_PARAGRAPH;
}

void lines_emit(struct setter *setter, const struct lines *lines, const struct column *column, mp x)
{
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->at[i];
        if (line->picture)
            setter_space(setter, setter->leading / 2);
        setter_strip(setter, column, line->height, penalty_of_line(i, lines->count));
        galley_line(&setter->galley, line, column->left + x, 0);
        if (line->picture)
            setter_edge(setter, setter->leading / 2);
    }
}

static bool ends_in_colon(struct setter *setter, const struct node *node)
{
    struct str const words = str_trim(node_plain_text(setter->arena, node));
    return str_ends(words, S(":"));
}

void paragraph_set(struct setter *setter, const struct node *node, const struct column *column, struct manner manner)
{
    struct setting setting = block_setting(setter, column);
    setting.leading = setter_leading(setter, manner.size);
    setting.turns = column->lists == 0; /* beside its bullet an item stays where it is */
    struct lines const lines = inlines_set(setter, node, &manner, &setting);
    lines_emit(setter, &lines, column, 0);
}

static void plain_paragraph(struct setter *setter, const struct node *node, const struct column *column)
{
    struct column inside = *column;
    inside.tag = tag_new(setter, column->tag, TAG_P, node);
    setter_space(setter, setter->look->paragraph_space);
    paragraph_set(setter, node, &inside, manner_of(&inside));
    setter_space(setter, setter->look->paragraph_space);
    if (node->next && node->next->kind == NODE_LIST && ends_in_colon(setter, node))
        setter->penalty += BREAK_KEEP / 4;
}

static void subtitle(struct setter *setter, const struct node *node, const struct column *column)
{
    struct column inside = *column;
    inside.size = setter_scaled(setter, 2);
    inside.colour = setter->look->muted;
    inside.tag = tag_new(setter, column->tag, TAG_P, node);
    struct manner manner = manner_of(&inside);
    manner.family = FAMILY_HEADING;
    paragraph_set(setter, node, &inside, manner);
    setter_space(setter, setter->leading);
}

static struct decor *decor_new(struct setter *setter, const struct column *column, mp width, uint32_t colour, mp reach)
{
    struct decor *decor = arena_new(setter->arena, struct decor);
    *decor = (struct decor){
        .outer = column->decor,
        .x = column->left,
        .width = width,
        .above = reach,
        .below = reach,
        .colour = colour,
    };
    return decor;
}

static void notice(struct setter *setter, const struct node *node, const struct column *column)
{
    struct column inside = column_inside(setter, column, setter->leading * 3 / 4);
    inside.decor = decor_new(setter, column, 3 * MP_PER_POINT, setter->look->accent, setter->leading / 8);
    inside.tag = tag_new(setter, column->tag, TAG_P, node);
    setter_space(setter, setter->leading);
    struct manner manner = manner_of(&inside);
    manner.bold = true;
    paragraph_set(setter, node, &inside, manner);
    setter_space(setter, setter->leading);
}

static void paragraph(struct setter *setter, const struct node *node, const struct column *column)
{
    switch (node->as.paragraph.role) {
    case PARAGRAPH_PLAIN:
        plain_paragraph(setter, node, column);
        return;
    case PARAGRAPH_SUBTITLE:
        subtitle(setter, node, column);
        return;
    case PARAGRAPH_NOTICE:
        notice(setter, node, column);
        return;
    }
}

/* Who presents an item, who took no part, why it is closed: a quiet line under the heading that stays with what
 * follows. */
static void aside(struct setter *setter, const struct node *node, const struct column *column)
{
    struct column inside = *column;
    inside.colour = setter->look->muted;
    inside.tag = tag_new(setter, column->tag, TAG_P, node);
    struct manner manner = manner_of(&inside);
    manner.italic = true;
    paragraph_set(setter, node, &inside, manner);
    setter_space(setter, setter->look->paragraph_space);
    if (node->next)
        setter->penalty += BREAK_KEEP;
}

static void quote(struct setter *setter, const struct node *node, const struct column *column)
{
    struct column inside = column_inside(setter, column, setter->leading);
    if (inside.left > column->left)
        inside.decor = decor_new(setter, column, 2 * MP_PER_POINT, setter->look->rule, 0);
    inside.tag = tag_new(setter, column->tag, TAG_BLOCK_QUOTE, node);
    setter_space(setter, setter->look->paragraph_space);
    blocks_set(setter, node, &inside);
    setter_space(setter, setter->look->paragraph_space);
}

/* A tenth of a colour on white. */
static uint32_t tint(uint32_t colour)
{
    uint32_t const red = 255 - (255 - (colour >> 16 & 255)) / 4;
    uint32_t const green = 255 - (255 - (colour >> 8 & 255)) / 4;
    uint32_t const blue = 255 - (255 - (colour & 255)) / 4;
    return red << 16 | green << 8 | blue;
}

static void code_block(struct setter *setter, const struct node *node, const struct column *column)
{
    mp const inset = setter->leading / 2;
    struct column inside = *column;
    inside.left += inset;
    inside.width -= 2 * inset;
    inside.decor = decor_new(setter, column, column->width, tint(setter->look->rule), inset / 2);
    struct tag *paragraph_tag = tag_new(setter, column->tag, TAG_P, NULL);
    inside.tag = tag_new(setter, paragraph_tag, TAG_CODE, node);
    struct manner manner = manner_of(&inside);
    manner.family = FAMILY_CODE;
    manner.size = column->size * 85 / 100;
    manner.solid = manner.exact = true;

    struct text text;
    text_open(&text, setter);
    struct str rest = node->as.code_block.text;
    if (str_ends(rest, S("\n")))
        rest.len--;
    while (rest.len > 0) {
        size_t const end = str_find_byte(rest, '\n', 0);
        text_add(&text, str_part(rest, 0, end), &manner);
        if (end == SIZE_MAX)
            break;
        text_break(&text, &manner);
        rest = str_from(rest, end + 1);
    }
    struct setting setting = block_setting(setter, &inside);
    setting.leading = setter_leading(setter, manner.size);
    setting.justified = setting.hyphenated = false;
    struct lines const lines = text_set(&text, &setting);
    setter_space(setter, setter->look->paragraph_space);
    lines_emit(setter, &lines, &inside, 0);
    setter_edge(setter, setter->look->paragraph_space);
}

static void rule(struct setter *setter, const struct column *column)
{
    setter_space(setter, setter->leading / 2);
    setter_strip(setter, column, setter->leading / 2, BREAK_FINE);
    struct box const box = {column->left,     setter->leading / 4, column->width,
                            MP_PER_POINT / 2, setter->look->rule,  ARTIFACT_LAYOUT};
    galley_box(&setter->galley, box);
    setter_space(setter, setter->leading / 2);
}

static void group(struct setter *setter, const struct node *node, const struct column *column)
{
    struct column inside = *column;
    inside.tag = tag_new(setter, column->tag, TAG_SECT, node);
    inside.tag->title = node->first && node->first->kind == NODE_HEADING ? node_plain_text(setter->arena, node->first)
                                                                         : (struct str){0};
    if (node->kind == NODE_SECTION && node->previous && node->previous->kind == NODE_CONTENTS)
        setter->penalty += BREAK_WELCOME;
    blocks_set(setter, node, &inside);
}

void block_set(struct setter *setter, const struct node *node, const struct column *column)
{
    setter_place(setter, node);
    switch (node->kind) {
    case NODE_SECTION:
    case NODE_ITEM:
    case NODE_PART:
        group(setter, node, column);
        return;
    case NODE_DOCUMENT:
    case NODE_COVER:
    case NODE_LIST_ITEM:
    case NODE_ATTACHMENT:
        blocks_set(setter, node, column);
        return;
    case NODE_LETTERHEAD:
        letterhead_set(setter, node, column);
        return;
    case NODE_FACTS:
        facts_set(setter, node, column);
        return;
    case NODE_CONTENTS:
        contents_set(setter, node, column);
        return;
    case NODE_PRESENTER:
    case NODE_ABSENTEES:
    case NODE_CLOSURE:
        aside(setter, node, column);
        return;
    case NODE_ATTACHMENT_LIST:
        attachments_set(setter, node, column);
        return;
    case NODE_HEADING:
        heading_set(setter, node, column);
        return;
    case NODE_PARAGRAPH:
        paragraph(setter, node, column);
        return;
    case NODE_LIST:
        list_set(setter, node, column);
        return;
    case NODE_QUOTE:
        quote(setter, node, column);
        return;
    case NODE_CODE_BLOCK:
        code_block(setter, node, column);
        return;
    case NODE_RULE:
        rule(setter, column);
        return;
    case NODE_TABLE:
        table_set(setter, node, column);
        return;
    /* Set by what holds them. */
    case NODE_FACT:
    case NODE_CONTENTS_ENTRY:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_LINK:
    case NODE_IMAGE:
    case NODE_KIND_COUNT:
        return;
    }
}

void blocks_set(struct setter *setter, const struct node *parent, const struct column *column)
{
    for (const struct node *node = parent->first; node; node = node->next)
        if (!node_is_inline(node->kind))
            block_set(setter, node, column);
}
