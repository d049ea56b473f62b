#include "html/render.h"

#include "ast/words.h"
#include "html/url.h"

void render_open_cover(struct render *render)
{
    markup_fresh_line(&render->markup);
    markup_open(&render->markup, "header");
    render_class(render, "cover");
    markup_newline(&render->markup);
}

/* `Hent som PDF (12 sider, 244 kB)` */
static void offer_pdf(struct render *render)
{
    struct markup *markup = &render->markup;
    const struct html_page *page = render->page;
    if (render->offered_pdf || !page || page->pdf.len == 0)
        return;
    render->offered_pdf = true;
    markup_open(markup, "p");
    render_class(render, "ui downloads");
    markup_open(markup, "a");
    render_class(render, "button");
    markup_attribute(markup, "href", url_between(&render->scratch, render->path, page->pdf, false));
    markup_attribute(markup, "type", S("application/pdf"));
    markup_text(markup, word(WORD_DOWNLOAD));
    if (page->pdf_pages > 0) {
        struct str noun = word(page->pdf_pages == 1 ? WORD_ONE_PAGE : WORD_PAGES);
        struct str size = page->pdf_size > 0 ? url_size_words(&render->scratch, page->pdf_size) : S("");
        markup_text(markup, S(" "));
        markup_open(markup, "span");
        markup_text(markup, str_format(&render->scratch, "(%u %.*s%s%.*s)", page->pdf_pages, STR(noun),
                                       size.len > 0 ? ", " : "", STR(size)));
        markup_close(markup);
    }
    markup_close(markup);
    markup_close(markup);
    markup_newline(markup);
}

void render_close_cover(struct render *render)
{
    offer_pdf(render);
    markup_fresh_line(&render->markup);
    markup_close(&render->markup);
    markup_newline(&render->markup);
}

void render_open_fact(struct render *render, const struct node *fact)
{
    struct markup *markup = &render->markup;
    markup_open(markup, "div");
    markup_element(markup, "dt", fact->as.fact.term);
    markup_text(markup, S(" "));
    markup_open(markup, "dd");
}

void render_close_fact(struct render *render)
{
    markup_close(&render->markup);
    markup_close(&render->markup);
    markup_newline(&render->markup);
}

void render_close_facts(struct render *render)
{
    markup_fresh_line(&render->markup);
    markup_close(&render->markup);
    markup_newline(&render->markup);
    offer_pdf(render);
}

/* A list of people is long on a telephone: there it folds. The stylesheet keeps it open where there is room. */
bool render_is_folded(const struct node *table)
{
    return table->parent && table->parent->kind == NODE_COVER && table->as.table.caption.len > 0;
}

static bool is_main_contents(const struct node *contents)
{
    return contents->parent && contents->parent->kind == NODE_DOCUMENT;
}

void render_open_contents(struct render *render, const struct node *contents)
{
    struct markup *markup = &render->markup;
    bool named = node_child(contents, NODE_HEADING) != NULL;
    markup_fresh_line(markup);
    markup_open(markup, is_main_contents(contents) ? "nav" : "div");
    render_class(render, "contents");
    if (is_main_contents(contents))
        markup_attribute(markup, named ? "aria-labelledby" : "aria-label", named ? S("Indhold") : word(WORD_CONTENTS));
    markup_newline(markup);
}

void render_close_contents(struct render *render, const struct node *contents)
{
    (void)contents;
    markup_fresh_line(&render->markup);
    markup_close(&render->markup);
    markup_newline(&render->markup);
}

static bool is_entry(const struct node *node)
{
    return node && node->kind == NODE_CONTENTS_ENTRY;
}

void render_open_entry(struct render *render, const struct node *entry)
{
    struct markup *markup = &render->markup;
    const struct node *parent = entry->parent;
    if (!is_entry(entry->previous)) {
        if (is_entry(parent)) {
            render_close_link(render, parent);
        } else if (is_main_contents(parent)) {
            markup_open(markup, "details");
            render_class(render, "fold");
            markup_newline(markup);
            markup_open(markup, "summary");
            render_class(render, "ui");
            markup_text(markup, word(WORD_SHOW_CONTENTS));
            markup_close(markup);
        }
        markup_fresh_line(markup);
        markup_open(markup, "ol");
        markup_newline(markup);
    }
    markup_open(markup, "li");
    render_open_link(render, entry, &entry->as.entry.link);
    if (entry->as.entry.number.len > 0) {
        markup_open(markup, "span");
        render_class(render, "number");
        markup_text(markup, entry->as.entry.number);
        markup_close(markup);
        markup_text(markup, S(" "));
    }
}

void render_close_entry(struct render *render, const struct node *entry)
{
    struct markup *markup = &render->markup;
    render_close_link(render, entry);
    markup_close(markup);
    markup_newline(markup);
    if (is_entry(entry->next))
        return;
    markup_close(markup);
    markup_newline(markup);
    if (!is_entry(entry->parent) && is_main_contents(entry->parent)) {
        markup_close(markup);
        markup_newline(markup);
    }
}
