/* Tables: as wide as their words ask for, up to the measure; rows kept whole when they can be, headers repeated on each
 * page. */
#include "layout/blocks.h"

#define LEAST_READABLE (6 * MP_PER_POINT) /* type smaller than that is told of */
enum { NARROW = 15 };                     /* a column of fewer ems: a word divided in it saves hardly a line */

struct table_column {
    mp narrowest;   /* its widest word when words are hyphenated */
    mp least, most; /* its widest word, its widest cell on one line */
    mp x, width;
    bool hyphenated;
};

struct table {
    const struct node *node;
    const struct column *around;
    struct table_column *columns;
    size_t count;
    unsigned header_rows;
    bool addresses_divided; /* when columns are measured */
    mp size, leading, gap, pad;
    mp width; /* of all columns and the gaps between */
};

static struct manner cell_manner(const struct setter *setter, const struct table *table, bool header)
{
    return (struct manner){
        .family = FAMILY_BODY,
        .bold = header,
        .size = table->size,
        .colour = setter->look->text,
        .features = FEATURE_TABULAR_FIGURES,
    };
}

static bool is_header(const struct table *table, unsigned row, const struct node *cell)
{
    return row < table->header_rows || cell->as.cell.header;
}

/* What the cell's words would be set as; what is tagged on the way is thrown away. */
static struct text cell_text(struct setter *setter, const struct table *table, const struct node *cell, bool header)
{
    static const struct tag nowhere;
    struct text text;
    struct manner manner = cell_manner(setter, table, header);
    unsigned const tags = setter->layout->tag_count;
    manner.tag = arena_new(setter->arena, struct tag);
    *manner.tag = nowhere;
    text_open(&text, setter);
    inlines_add(&text, cell, &manner);
    setter->layout->tag_count = tags;
    return text;
}

static void measure_cell(struct setter *setter, struct table *table, const struct node *cell, bool header,
                         struct table_column *column)
{
    struct text text = cell_text(setter, table, cell, header);
    mp whole = 0, widest = 0;
    text_widths(&text, table->addresses_divided, &whole, &widest);
    mp const picture = inlines_picture_width(cell);
    widest = picture > widest ? picture : widest;
    whole = widest > whole ? widest : whole;
    /* A little more than they need, so that no line is too long for its own measure. */
    mp const spare = table->size / 20;
    column->least = widest + spare > column->least ? widest + spare : column->least;
    column->most = whole + spare > column->most ? whole + spare : column->most;
}

static void measure_cell_hyphenated(struct setter *setter, struct table *table, const struct node *cell, bool header,
                                    struct table_column *column)
{
    struct text text = cell_text(setter, table, cell, header);
    mp const width = text_narrowest(&text) + table->size / 20;
    column->narrowest = width > column->narrowest ? width : column->narrowest;
}

typedef void measure_function(struct setter *, struct table *, const struct node *, bool, struct table_column *);

static void measure_cells(struct setter *setter, struct table *table, const struct node *rows,
                          measure_function *measure)
{
    unsigned row = 0;
    for (const struct node *node = rows->first; node; node = node->next, row++) {
        size_t column = 0;
        for (const struct node *cell = node->first; cell && column < table->count; cell = cell->next, column++)
            measure(setter, table, cell, is_header(table, row, cell), &table->columns[column]);
    }
}

static bool is_sibling(const struct node *node, const struct node *other)
{
    return other && other->kind == NODE_TABLE && other->as.table.columns == node->as.table.columns;
}

static bool is_on_cover(const struct table *table)
{
    return table->node->parent && table->node->parent->kind == NODE_COVER;
}

/* The lists of people on a cover stand below each other: their columns are to as well. */
static void measure_siblings(struct setter *setter, struct table *table)
{
    const struct node *node = table->node;
    if (!is_on_cover(table))
        return;
    for (const struct node *other = node->previous; is_sibling(node, other); other = other->previous)
        measure_cells(setter, table, other, measure_cell);
    for (const struct node *other = node->next; is_sibling(node, other); other = other->next)
        measure_cells(setter, table, other, measure_cell);
}

static void narrow_columns(struct table *table, mp room)
{
    /* The columns that need less than a fair share get what they need; the others share what is left. */
    bool settled = false;
    size_t open = table->count;
    mp rest = room;
    while (!settled && open > 0) {
        settled = true;
        mp const share = rest / (mp)open;
        for (size_t i = 0; i < table->count; i++) {
            struct table_column *column = &table->columns[i];
            if (column->width == 0 && column->least <= share && open > 1) {
                column->width = column->least > 0 ? column->least : 1;
                rest -= column->width;
                open--;
                settled = false;
            }
        }
    }
    for (size_t i = 0; i < table->count && open > 0; i++)
        if (table->columns[i].width == 0)
            table->columns[i].width = rest / (mp)open > 0 ? rest / (mp)open : 1;
}

/* When the widest words of all columns have no room beside each other: words are hyphenated where they can be, so that
 * numbers and short words stay whole. */
static void squeeze_columns(struct setter *setter, struct table *table, mp room)
{
    measure_cells(setter, table, table->node, measure_cell_hyphenated);
    int64_t narrowest = 0, wish = 0;
    for (size_t i = 0; i < table->count; i++) {
        struct table_column *column = &table->columns[i];
        if (column->narrowest > column->least || !setter->look->hyphenated)
            column->narrowest = column->least;
        narrowest += column->narrowest;
        wish += column->least - column->narrowest;
    }
    for (size_t i = 0; i < table->count; i++) {
        struct table_column *column = &table->columns[i];
        if (narrowest <= room && wish > 0)
            column->width = column->narrowest + (mp)((room - narrowest) * (column->least - column->narrowest) / wish);
        else
            column->least = column->narrowest;
    }
    if (narrowest > room || wish == 0)
        narrow_columns(table, room);
}

/* In a narrow column words stay whole when all of them fit. */
static void choose_hyphenated(const struct setter *setter, struct table *table, const mp *widest)
{
    for (size_t i = 0; i < table->count; i++) {
        struct table_column *column = &table->columns[i];
        bool const needed = column->width < widest[i] || column->width > NARROW * table->size;
        column->hyphenated = needed && setter->look->hyphenated;
    }
}

static int64_t measure_columns(struct setter *setter, struct table *table)
{
    int64_t least = 0;
    for (size_t i = 0; i < table->count; i++)
        table->columns[i].least = table->columns[i].most = 0;
    measure_cells(setter, table, table->node, measure_cell);
    measure_siblings(setter, table);
    for (size_t i = 0; i < table->count; i++)
        least += table->columns[i].least;
    return least;
}

/* Each column as wide as its widest cell; columns that differ little, as numbers and short words do, are equally wide.
 * False when the measure has no room for that. */
static bool natural_columns(struct table *table, mp room)
{
    int64_t sum = 0;
    mp widest = 0, slimmest = room;
    for (size_t i = 0; i < table->count; i++) {
        mp const most = table->columns[i].most;
        sum += most;
        widest = most > widest ? most : widest;
        slimmest = most < slimmest ? most : slimmest;
    }
    if (sum > room)
        return false;
    mp const difference = widest - slimmest;
    bool const alike = difference <= widest / 3 || difference <= 2 * table->size;
    bool const even = alike && (int64_t)widest * (int64_t)table->count <= room;
    for (size_t i = 0; i < table->count; i++)
        table->columns[i].width = even ? widest : table->columns[i].most;
    return true;
}

static void fit_columns(struct setter *setter, struct table *table)
{
    mp const room = table->around->width - table->gap * (mp)(table->count - 1);
    int64_t least = measure_columns(setter, table), most = 0, wish = 0;
    if (least > room) {
        /* Rather than words, addresses are divided: they are longer and have marks for it. */
        table->addresses_divided = true;
        least = measure_columns(setter, table);
    }
    mp *widest = arena_many(setter->arena, mp, table->count);
    for (size_t i = 0; i < table->count; i++) {
        most += table->columns[i].most;
        widest[i] = table->columns[i].least;
    }
    if (least > room) {
        squeeze_columns(setter, table, room);
    } else if (is_on_cover(table) || !natural_columns(table, room)) {
        /* A column of long texts may not push the others together to their widest words. */
        for (size_t i = 0; i < table->count; i++) {
            struct table_column *column = &table->columns[i];
            mp const bounded = column->most > room * 2 / 3 ? room * 2 / 3 : column->most;
            column->width = most <= room ? column->most : bounded > column->least ? bounded - column->least : 0;
            wish += column->width;
        }
        for (size_t i = 0; i < table->count; i++) {
            struct table_column *column = &table->columns[i];
            if (wish == 0)
                column->width = column->least + (mp)((room - least) / (int64_t)table->count);
            else if (most <= room)
                column->width += (mp)((room - most) * column->width / wish);
            else
                column->width = column->least + (mp)((room - least) * column->width / wish);
        }
    }
    choose_hyphenated(setter, table, widest);
    mp x = 0;
    for (size_t i = 0; i < table->count; i++) {
        table->columns[i].x = x;
        x += table->columns[i].width + table->gap;
    }
    table->width = x - table->gap;
}

struct cell {
    struct lines lines;
    mp x;
};

static struct cell *row_cells(struct setter *setter, const struct table *table, const struct node *row, unsigned index,
                              struct tag *tag)
{
    struct cell *cells = arena_many(setter->arena, struct cell, table->count);
    size_t i = 0;
    for (const struct node *node = row->first; node && i < table->count; node = node->next, i++) {
        bool const header = is_header(table, index, node);
        struct manner manner = cell_manner(setter, table, header);
        manner.tag = tag_new(setter, tag, header ? TAG_TH : TAG_TD, node);
        if (header)
            manner.tag->scope = index < table->header_rows ? SCOPE_COLUMN : SCOPE_ROW;
        if (index >= table->header_rows)
            manner.bold = false;
        struct setting const setting = {
            .measure = table->columns[i].width,
            .leading = table->leading,
            .hyphenated = table->columns[i].hyphenated,
            .alignment = table->node->as.table.alignments ? table->node->as.table.alignments[i] : ALIGN_NONE,
            .turns = true,
        };
        cells[i].lines = inlines_set(setter, node, &manner, &setting);
        cells[i].x = table->around->left + table->columns[i].x;
    }
    return cells;
}

static int32_t penalty_in_row(size_t line, size_t count, bool header)
{
    if (line == 0)
        return BREAK_FINE;
    if (header)
        return BREAK_KEEP;
    if (line == 1 || line + 1 == count)
        return BREAK_IN_ROW * 2;
    return count <= 8 ? BREAK_IN_ROW : BREAK_IN_TALL_ROW;
}

static mp emit_row(struct setter *setter, const struct table *table, const struct cell *cells, bool header, bool thick,
                   const struct repeat *repeat)
{
    size_t count = 1;
    for (size_t i = 0; i < table->count; i++)
        count = cells[i].lines.count > count ? cells[i].lines.count : count;
    mp whole = 0;
    for (size_t line = 0; line < count; line++) {
        mp height = table->leading;
        for (size_t i = 0; i < table->count; i++)
            if (line < cells[i].lines.count && cells[i].lines.at[line].height > height)
                height = cells[i].lines.at[line].height;
        mp const above = line == 0 ? table->pad : 0;
        mp const below = line + 1 == count ? table->pad : 0;
        struct strip *strip =
            setter_strip(setter, table->around, above + height + below, penalty_in_row(line, count, header));
        strip->repeat = repeat;
        for (size_t i = 0; i < table->count; i++)
            if (line < cells[i].lines.count)
                galley_line(&setter->galley, &cells[i].lines.at[line], cells[i].x, above);
        mp const stroke = thick ? MP_PER_POINT : MP_PER_POINT / 2;
        if (line + 1 == count)
            galley_box(&setter->galley,
                       (struct box){table->around->left, above + height + below - stroke, table->width, stroke,
                                    thick ? setter->look->accent : setter->look->rule, ARTIFACT_LAYOUT});
        whole += above + height + below;
    }
    return whole;
}

static bool has_row_headers(const struct node *node)
{
    for (const struct node *row = node->first; row; row = row->next)
        if (!row->first || !row->first->as.cell.header)
            return false;
    return true;
}

static void caption_set(struct setter *setter, const struct node *node, const struct column *column, struct tag *tag)
{
    if (node->as.table.caption.len == 0)
        return;
    struct column inside = *column;
    inside.tag = tag_new(setter, tag, TAG_CAPTION, NULL);
    inside.colour = setter->look->accent;
    struct manner manner = manner_of(&inside);
    manner.family = FAMILY_HEADING;
    manner.bold = true;
    struct text text;
    text_open(&text, setter);
    text_add(&text, node->as.table.caption, &manner);
    struct setting const setting = block_setting(setter, &inside);
    struct lines const lines = text_set(&text, &setting);
    lines_emit(setter, &lines, &inside, 0);
    setter->penalty += BREAK_KEEP;
}

static void rows_set(struct setter *setter, const struct table *table, struct tag *tag)
{
    size_t rows = 0;
    for (const struct node *row = table->node->first; row; row = row->next)
        rows++;
    bool const parts = table->header_rows > 0 && rows > table->header_rows;
    struct tag *head = parts ? tag_new(setter, tag, TAG_THEAD, NULL) : tag;
    struct tag *body = tag;
    struct repeat *repeat = arena_new(setter->arena, struct repeat);
    repeat->first = setter->galley.strips.len;
    unsigned index = 0;
    for (const struct node *row = table->node->first; row; row = row->next, index++) {
        bool const header = index < table->header_rows;
        if (parts && index == table->header_rows)
            body = tag_new(setter, tag, TAG_TBODY, NULL);
        struct tag *row_tag = tag_new(setter, header ? head : body, TAG_TR, row);
        const struct cell *cells = row_cells(setter, table, row, index, row_tag);
        if (index > 0)
            setter->penalty += index <= table->header_rows                            ? BREAK_NEVER
                               : index == table->header_rows + 1 || index + 1 == rows ? BREAK_IN_TABLE * 10
                                                                                      : BREAK_IN_TABLE;
        mp const height = emit_row(setter, table, cells, header, index + 1 == table->header_rows, repeat);
        if (header) {
            repeat->count = setter->galley.strips.len - repeat->first;
            repeat->height += height;
        }
    }
    /* A header as tall as a good part of the page is shown once. */
    if (repeat->height > setter->room / 3)
        repeat->height = 0;
}

void table_set(struct setter *setter, const struct node *node, const struct column *column)
{
    if (!node->first || node->as.table.columns == 0)
        return;
    struct table table = {
        .node = node,
        .around = column,
        .count = node->as.table.columns,
        .header_rows = node->as.table.header_rows,
        .size = setter->look->body_size * 92 / 100,
        .gap = setter->look->body_size * 5 / 4,
    };
    /* A screen reader needs a header for every cell. */
    if (table.header_rows == 0 && !has_row_headers(node))
        table.header_rows = 1;
    table.columns = arena_many(setter->arena, struct table_column, table.count);
    /* With very many columns type and gaps shrink, so that no word leaves its column. */
    mp const share = column->width / (mp)table.count;
    if (share < table.size * 4) {
        table.size = share / 4 > 0 ? share / 4 : 1;
        table.size = table.size < 5 * MP_PER_POINT && share > 8 * MP_PER_POINT ? 5 * MP_PER_POINT : table.size;
        table.gap = table.size / 2 < share / 4 ? table.size / 2 : share / 4;
    }
    if (table.size < LEAST_READABLE)
        vec_push(setter->arena, &setter->layout->crammed, node);
    table.leading = (mp)((int64_t)table.size * setter->look->line_height / 1000);
    table.pad = table.size / 4;
    fit_columns(setter, &table);

    setter_space(setter, setter->look->paragraph_space);
    struct tag *tag = tag_new(setter, column->tag, TAG_TABLE, node);
    caption_set(setter, node, column, tag);
    rows_set(setter, &table, tag);
    setter_edge(setter, setter->leading);
}
