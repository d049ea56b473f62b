#include "html/render.h"

#include "ast/words.h"
#include "html/url.h"

static const char *heading_element(unsigned level)
{
    static const char *const elements[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    return elements[level < 1 ? 0 : level > 6 ? 5 : level - 1];
}

static bool has_name_of_its_own(const struct node *node)
{
    return node->kind == NODE_SECTION || node->kind == NODE_ITEM || node->kind == NODE_PART;
}

/* The name of a heading. Its section's computed name stands on the section, and the heading carries the other one, so
 * that both lead to the same place. */
static struct str heading_id(const struct node *heading)
{
    const struct node *parent = heading->parent;
    struct str own = url_anchor(heading);
    if (!parent || !has_name_of_its_own(parent) || heading->previous)
        return own;
    struct str taken = url_anchor(parent);
    struct str other = str_equal(parent->id, taken) ? own : parent->id.len > 0 ? parent->id : own;
    return str_equal(other, taken) ? S("") : other;
}

void render_open_heading(struct render *render, const struct node *heading)
{
    struct markup *markup = &render->markup;
    markup_fresh_line(markup);
    markup_open(markup, heading_element(heading->as.heading.level));
    if (!render->page)
        return;
    bool of_contents = heading->parent && heading->parent->kind == NODE_CONTENTS;
    struct str id = of_contents ? S("Indhold") : heading_id(heading);
    if (id.len > 0)
        markup_attribute(markup, "id", id);
    render_number(render, heading->as.heading.number);
}

void render_close_heading(struct render *render, const struct node *heading)
{
    (void)heading;
    markup_close(&render->markup);
    markup_newline(&render->markup);
}

/* The paragraphs of a tight list are printed without their tags. */
static bool is_tight(const struct node *paragraph)
{
    const struct node *item = paragraph->parent;
    return item && item->kind == NODE_LIST_ITEM && item->parent && item->parent->kind == NODE_LIST &&
           item->parent->as.list.tight;
}

static bool is_picture(const struct node *paragraph)
{
    return paragraph->first && paragraph->first == paragraph->last && paragraph->first->kind == NODE_IMAGE;
}

static const char *paragraph_class(enum paragraph_role role)
{
    switch (role) {
    case PARAGRAPH_PLAIN:
        return NULL;
    case PARAGRAPH_SUBTITLE:
        return "subtitle";
    case PARAGRAPH_NOTICE:
        return "notice";
    }
    return NULL;
}

void render_open_paragraph(struct render *render, const struct node *paragraph)
{
    struct markup *markup = &render->markup;
    if (is_tight(paragraph)) {
        if (paragraph->previous)
            markup_fresh_line(markup);
        return;
    }
    markup_fresh_line(markup);
    markup_open(markup, render->page && is_picture(paragraph) ? "figure" : "p");
    const char *class = paragraph_class(paragraph->as.paragraph.role);
    if (class)
        render_class(render, class);
}

void render_close_paragraph(struct render *render, const struct node *paragraph)
{
    if (is_tight(paragraph))
        return;
    markup_close(&render->markup);
    markup_newline(&render->markup);
}

void render_open_list(struct render *render, const struct node *list)
{
    struct markup *markup = &render->markup;
    bool ordered = list->as.list.kind == LIST_ORDERED;
    markup_fresh_line(markup);
    markup_open(markup, ordered ? "ol" : "ul");
    if (ordered && list->as.list.start != 1)
        markup_number(markup, "start", (unsigned long)list->as.list.start);
    markup_newline(markup);
}

void render_close_list(struct render *render)
{
    markup_fresh_line(&render->markup);
    markup_close(&render->markup);
    markup_newline(&render->markup);
}

void render_code_block(struct render *render, const struct node *block)
{
    struct markup *markup = &render->markup;
    struct str info = block->as.code_block.info;
    size_t end = 0;
    while (end < info.len && info.at[end] != ' ' && info.at[end] != '\t')
        end++;
    markup_fresh_line(markup);
    markup_open(markup, "pre");
    markup_open(markup, "code");
    if (end > 0)
        markup_attribute(markup, "class", str_concat(&render->scratch, S("language-"), str_part(info, 0, end)));
    markup_text(markup, block->as.code_block.text);
    markup_close(markup);
    markup_close(markup);
    markup_newline(markup);
}

/* A wide table scrolls by itself, not the page; whoever has no pointer must be able to reach it (WCAG 2.2, 2.1.1). */
static void open_scroller(struct render *render, const struct node *table)
{
    struct markup *markup = &render->markup;
    struct str name = table->as.table.caption;
    if (name.len == 0)
        name = str_format(&render->scratch, "%.*s %u", STR(word(WORD_TABLE)), ++render->tables);
    markup_open(markup, "div");
    render_class(render, "table-scroll");
    markup_attribute(markup, "role", S("group"));
    markup_attribute(markup, "aria-label", name);
    markup_attribute(markup, "tabindex", S("0"));
    markup_newline(markup);
}

void render_open_table(struct render *render, const struct node *table)
{
    struct markup *markup = &render->markup;
    markup_fresh_line(markup);
    if (render_is_folded(table)) {
        size_t rows = 0;
        for (const struct node *row = table->first; row; row = row->next)
            rows++;
        rows -= rows < table->as.table.header_rows ? rows : table->as.table.header_rows;
        markup_open(markup, "details");
        render_class(render, "fold people");
        markup_newline(markup);
        markup_open(markup, "summary");
        render_class(render, "ui");
        markup_text(markup, str_format(&render->scratch, "%.*s (%zu)", STR(table->as.table.caption), rows));
        markup_close(markup);
        markup_newline(markup);
    } else if (render->page) {
        open_scroller(render, table);
    }
    markup_open(markup, "table");
    markup_newline(markup);
    if (table->as.table.caption.len > 0) {
        markup_element(markup, "caption", table->as.table.caption);
        markup_newline(markup);
    }
    render->row = 0;
}

void render_close_table(struct render *render, const struct node *table)
{
    struct markup *markup = &render->markup;
    markup_fresh_line(markup);
    markup_close(markup);
    markup_newline(markup);
    if (render->page || render_is_folded(table)) {
        markup_close(markup);
        markup_newline(markup);
    }
}

void render_open_row(struct render *render, const struct node *row)
{
    struct markup *markup = &render->markup;
    unsigned header_rows = row->parent->as.table.header_rows;
    markup_fresh_line(markup);
    if (render->row == 0 || render->row == header_rows) {
        markup_open(markup, render->row < header_rows ? "thead" : "tbody");
        markup_newline(markup);
    }
    markup_open(markup, "tr");
    markup_newline(markup);
    render->column = 0;
}

void render_close_row(struct render *render, const struct node *row)
{
    struct markup *markup = &render->markup;
    render->row++;
    markup_fresh_line(markup);
    markup_close(markup);
    markup_newline(markup);
    if (!row->next || render->row == row->parent->as.table.header_rows) {
        markup_close(markup);
        markup_newline(markup);
    }
}

static const char *alignment_name(enum alignment alignment)
{
    switch (alignment) {
    case ALIGN_NONE:
        return NULL;
    case ALIGN_LEFT:
        return "left";
    case ALIGN_CENTRE:
        return "center";
    case ALIGN_RIGHT:
        return "right";
    }
    return NULL;
}

/* A header cell without words is no header to a screen reader, so a page makes it an ordinary one. */
static bool is_header(const struct render *render, const struct node *cell)
{
    return cell->as.cell.header && (!render->page || cell->first);
}

void render_open_cell(struct render *render, const struct node *cell)
{
    struct markup *markup = &render->markup;
    const struct node *table = cell->parent->parent;
    unsigned column = render->column++;
    markup_fresh_line(markup);
    markup_open(markup, is_header(render, cell) ? "th" : "td");
    if (render->page && is_header(render, cell))
        markup_attribute(markup, "scope", render->row < table->as.table.header_rows ? S("col") : S("row"));
    const char *alignment = NULL;
    if (table->as.table.alignments && column < table->as.table.columns)
        alignment = alignment_name(table->as.table.alignments[column]);
    if (alignment) /* GFM's examples have the attribute that HTML has given up */
        markup_attribute(markup, render->page ? "class" : "align", str_of(alignment));
}

void render_image(struct render *render, const struct node *image)
{
    struct markup *markup = &render->markup;
    const struct link *link = &image->as.image.link;
    struct str words = node_plain_text(&render->scratch, image);
    struct str url = url_escape(&render->scratch, link->url);
    if (render->page && link->kind == LINK_WEB) { /* a page fetches nothing from elsewhere: the reader may */
        render_open_link(render, image, link);
        markup_text(markup, words);
        render_close_link(render, image);
        return;
    }
    if (render->page && !url_of_link(&render->scratch, link, render->path, &url)) {
        markup_text(markup, words);
        return;
    }
    markup_open(markup, "img");
    markup_attribute(markup, "src", url);
    markup_attribute(markup, "alt", words);
    if (link->title.len > 0)
        markup_attribute(markup, "title", link->title);
    if (image->as.image.width > 0 && image->as.image.height > 0) {
        markup_number(markup, "width", image->as.image.width);
        markup_number(markup, "height", image->as.image.height);
    }
    markup_void(markup);
}
