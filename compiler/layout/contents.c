/* The table of contents: titles that are links, page numbers below each other at the right edge. */
#include "layout/blocks.h"

#include <limits.h>

struct entry_look {
    mp left;   /* of numbers and of titles without one */
    mp number; /* the column of numbers */
    mp page;   /* the column of page numbers, at the right */
};

static struct manner entry_manner(const struct setter *setter, const struct column *column, const struct node *entry)
{
    struct manner manner = manner_of(column);
    manner.features = FEATURE_TABULAR_FIGURES;
    unsigned const level = entry->as.entry.level;
    manner.bold = level == 1 || (level == 2 && node_child(entry, NODE_CONTENTS_ENTRY));
    if (level > 3)
        manner.colour = setter->look->muted;
    return manner;
}

/* Dots from the title's end to the page number: they lead the eye and mean nothing, so they are no text of the
 * document. */
static void leader(struct setter *setter, struct manner manner, mp from, mp to)
{
    manner.tag = NULL;
    manner.link = NULL;
    manner.bold = false;
    manner.colour = setter->look->muted;
    struct line const dot = text_line(setter, S("."), &manner);
    setter->order--;
    mp const step = manner.size * 2 / 5;
    /* On one raster, so that the dots of all lines stand below each other. */
    mp const first = (from + step * 2 + step - 1) / step * step;
    if (first + step * 2 > to || dot.run_count == 0)
        return;
    size_t const count = (size_t)((to - step - first) / step);
    if (count == 0)
        return;
    struct run run = dot.runs[0];
    struct glyph *glyphs = arena_many(setter->arena, struct glyph, count);
    char *dots = arena_alloc(setter->arena, count + 1);
    int32_t const advance = (int32_t)((int64_t)step * font_metrics(run.font)->units_per_em / run.size);
    for (size_t i = 0; i < count; i++) {
        dots[i] = '.';
        glyphs[i] = run.glyphs[0];
        glyphs[i].advance = advance;
        glyphs[i].text = (uint32_t)i;
    }
    run.x = first;
    run.glyphs = glyphs;
    run.count = count;
    run.text = (struct str){dots, count};
    run.width = (mp)((int64_t)advance * (int64_t)count * run.size / font_metrics(run.font)->units_per_em);
    struct line const dots_line = {.runs = &run, .run_count = 1, .order = setter->order++};
    galley_line(&setter->galley, &dots_line, 0, 0);
}

static void page_number(struct setter *setter, const struct node *entry, const struct manner *manner, mp right)
{
    struct line const place = text_line(setter, S("0"), manner);
    struct number const number = {
        .run = setter->galley.runs.len,
        .target = entry->as.entry.page == 0 ? entry->as.entry.link.target : NULL,
        .page = entry->as.entry.page,
        .right = right,
    };
    /* The link's area is the whole line's: it is there already. */
    struct line const bare = {.runs = place.runs, .run_count = place.run_count, .order = place.order};
    galley_line(&setter->galley, &bare, 0, 0);
    if (bare.run_count > 0)
        vec_push(setter->arena, &setter->galley.numbers, number);
}

static bool has_page(const struct node *entry)
{
    return entry->as.entry.page != UINT_MAX && (entry->as.entry.page > 0 || entry->as.entry.link.target);
}

static void entry_lines(struct setter *setter, const struct node *entry, const struct column *column, struct tag *tag,
                        const struct entry_look *look)
{
    struct manner plain = entry_manner(setter, column, entry);
    struct line number = {0};
    bool const numbered = entry->as.entry.number.len > 0;
    if (numbered) {
        struct manner label = plain;
        label.tag = tag_new(setter, tag, TAG_LBL, NULL);
        number = text_line(setter, str_concat(setter->arena, entry->as.entry.number, S(" ")), &label);
    }
    struct manner words = plain;
    words.tag = tag_new(setter, tag, TAG_REFERENCE, entry);
    manner_link(setter, &words, &entry->as.entry.link, entry);
    words.underlined = false;
    words.colour = plain.colour;

    mp title = look->left;
    if (numbered)
        title += number.width + column->size / 2 > look->number ? number.width + column->size / 2 : look->number;
    struct setting setting = block_setting(setter, column);
    setting.justified = false;
    setting.measure = column->width - title - look->page;
    struct text text;
    text_open(&text, setter);
    inlines_add(&text, entry, &words);
    text_add(&text, S(" "), &words);
    struct lines const lines = text_set(&text, &setting);
    for (size_t i = 0; i < lines.count; i++) {
        struct line *line = &lines.at[i];
        bool const last = i + 1 == lines.count;
        mp const end = column->width;
        if (last && line->link_count > 0 && has_page(entry))
            line->links[0].width = end - title - line->links[0].x;
        setter_strip(setter, column, line->height, i > 0 ? BREAK_NEVER : BREAK_FINE);
        if (i == 0 && numbered)
            galley_line(&setter->galley, &number, column->left + look->left, 0);
        galley_line(&setter->galley, line, column->left + title, 0);
        if (last && has_page(entry)) {
            leader(setter, plain, column->left + title + line->width, column->left + end - look->page * 3 / 4);
            page_number(setter, entry, &words, column->left + end);
        }
    }
}

static void entries_set(struct setter *setter, const struct node *parent, const struct column *column, struct tag *toc,
                        const struct entry_look *look)
{
    for (const struct node *entry = parent->first; entry; entry = entry->next) {
        if (entry->kind != NODE_CONTENTS_ENTRY)
            continue;
        struct tag *tag = tag_new(setter, toc, TAG_TOCI, entry);
        bool const holds = node_child(entry, NODE_CONTENTS_ENTRY) != NULL;
        setter_space(setter, entry->as.entry.level == 1 ? setter->leading / 2 : setter->leading / (holds ? 4 : 8));
        setter_place(setter, entry);
        entry_lines(setter, entry, column, tag, look);
        if (!holds)
            continue;
        setter->penalty += BREAK_KEEP;
        struct entry_look nested = *look;
        if (entry->as.entry.number.len == 0)
            nested.left += column->size * 3 / 2;
        else if (entry->as.entry.level == 3)
            nested.left += look->number; /* what an item holds stands under its title */
        if (nested.left > column->width / 3)
            nested.left = column->width / 3;
        entries_set(setter, entry, column, tag_new(setter, tag, TAG_TOC, NULL), &nested);
    }
}

void contents_set(struct setter *setter, const struct node *node, const struct column *column)
{
    const struct node *heading = node_child(node, NODE_HEADING);
    if (heading)
        block_set(setter, heading, column);
    if (!node_child(node, NODE_CONTENTS_ENTRY))
        return;
    struct entry_look const look = {0, setter->look->body_size * 13 / 5, setter->look->body_size * 5 / 2};
    entries_set(setter, node, column, tag_new(setter, column->tag, TAG_TOC, node), &look);
    setter_space(setter, setter->leading * 2);
}
