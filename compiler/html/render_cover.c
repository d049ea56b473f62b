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
