#include "html/page_parts.h"

#include "ast/words.h"
#include "html/url.h"

/* Names that no writer's heading can get, since those are folded to small letters. */
#define MAIN_ID S("Hovedindhold")

static void open_block(struct markup *markup, const char *element, const char *class)
{
    markup_fresh_line(markup);
    markup_open(markup, element);
    if (class)
        markup_attribute(markup, "class", str_of(class));
}

static void close_block(struct markup *markup)
{
    markup_close(markup);
    markup_newline(markup);
}

static void write_link(struct render *render, const struct html_link *link)
{
    struct markup *markup = &render->markup;
    markup_open(markup, "a");
    markup_attribute(markup, "href", url_between(&render->scratch, render->path, link->path, false));
    markup_text(markup, link->text);
    markup_close(markup);
}

static void write_external_link(struct render *render, struct str url, struct str words)
{
    struct markup *markup = &render->markup;
    markup_open(markup, "a");
    markup_attribute(markup, "href", url_escape(&render->scratch, url));
    markup_attribute(markup, "rel", S("noopener"));
    markup_text(markup, words);
    markup_close(markup);
}

/* An empty element that the script fills, where there is a script. */
static void write_place(struct render *render, const char *class)
{
    if (render->page->script.len == 0)
        return;
    open_block(&render->markup, "div", class);
    markup_flag(&render->markup, "hidden");
    close_block(&render->markup);
}

/* Where the reader is: front page, body, this page. */
static void write_path(struct render *render)
{
    struct markup *markup = &render->markup;
    const struct html_page *page = render->page;
    open_block(markup, "nav", NULL);
    markup_attribute(markup, "aria-label", word(WORD_BREADCRUMB));
    open_block(markup, "ol", NULL);
    const struct html_link *crumbs[] = {&page->home, &page->body};
    for (size_t i = 0; i < sizeof crumbs / sizeof *crumbs; i++) {
        if (crumbs[i]->path.len == 0 || str_equal(crumbs[i]->path, render->path))
            continue;
        open_block(markup, "li", NULL);
        write_link(render, crumbs[i]);
        markup_close(markup);
    }
    open_block(markup, "li", NULL);
    markup_attribute(markup, "aria-current", S("page"));
    markup_text(markup, page->document->title);
    markup_close(markup);
    markup_fresh_line(markup);
    close_block(markup);
    close_block(markup);
}

static void write_header(struct render *render)
{
    const struct html_page *page = render->page;
    bool const has_path = page->home.path.len > 0 && !str_equal(page->home.path, render->path);
    if (!has_path && page->script.len == 0)
        return;
    open_block(&render->markup, "header", "ui site-header");
    if (has_path)
        write_path(render);
    write_place(render, "ui search");
    close_block(&render->markup);
}

/* Whether there are sections enough for a list of them. */
static bool has_places(const struct node *root)
{
    unsigned sections = 0;
    for (const struct node *child = root->first; child; child = child->next)
        sections += child->kind == NODE_SECTION;
    return sections > 1;
}

/* The cover and the table of contents by themselves, all the rest in one column beside the contents. */
static void write_document(struct render *render)
{
    struct markup *markup = &render->markup;
    struct node *root = render->page->document->root;
    open_block(markup, "main", NULL);
    markup_attribute(markup, "id", MAIN_ID);
    markup_newline(markup);
    bool in_text = false;
    bool chooses = false;
    for (struct node *child = root->first; child; child = child->next) {
        bool is_text = child->kind != NODE_COVER && child->kind != NODE_CONTENTS;
        if (is_text && !in_text) {
            if (!node_child(root, NODE_CONTENTS) && has_places(root))
                render_places(render, root);
            open_block(markup, "div", "text");
            markup_newline(markup);
            in_text = true;
        }
        /* What chooses among lists of meetings stands over the first of them. */
        if (is_text && !chooses && node_child(child, NODE_CONTENTS)) {
            write_place(render, "ui filters");
            chooses = true;
        }
        render_tree(render, child);
    }
    if (in_text)
        close_block(markup);
    close_block(markup);
}

static void write_neighbour(struct render *render, const struct html_link *link, enum word label, const char *rel)
{
    struct markup *markup = &render->markup;
    if (link->path.len == 0)
        return;
    open_block(markup, "li", rel);
    markup_open(markup, "a");
    markup_attribute(markup, "href", url_between(&render->scratch, render->path, link->path, false));
    markup_attribute(markup, "rel", str_of(rel));
    markup_element(markup, "span", word(label));
    markup_text(markup, S(" "));
    markup_text(markup, link->text);
    markup_close(markup);
    markup_close(markup);
}

static void write_neighbours(struct render *render)
{
    struct markup *markup = &render->markup;
    const struct html_page *page = render->page;
    if (page->previous.path.len == 0 && page->next.path.len == 0)
        return;
    open_block(markup, "nav", "ui neighbours");
    markup_attribute(markup, "aria-label", word(page->meeting ? WORD_NEIGHBOURS : WORD_YEARS_AROUND));
    open_block(markup, "ul", NULL);
    write_neighbour(render, &page->previous, page->meeting ? WORD_PREVIOUS_MEETING : WORD_PREVIOUS_YEAR, "prev");
    write_neighbour(render, &page->next, page->meeting ? WORD_NEXT_MEETING : WORD_NEXT_YEAR, "next");
    markup_fresh_line(markup);
    close_block(markup);
    close_block(markup);
}

/* `https://sekretariat.example.dk/` as readers write it */
static struct str without_scheme(struct str url)
{
    size_t scheme = str_find(url, S("://"), 0);
    if (scheme != SIZE_MAX)
        url = str_from(url, scheme + 3);
    return str_ends(url, S("/")) ? str_part(url, 0, url.len - 1) : url;
}

static void write_footer(struct render *render)
{
    struct markup *markup = &render->markup;
    const struct publisher *publisher = &render->page->document->publisher;
    open_block(markup, "footer", "ui site-footer");
    open_block(markup, "div", NULL);
    struct str lines[] = {publisher->long_name.len > 0 ? publisher->long_name : publisher->name,
                          publisher->secretariat};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].len > 0) {
            open_block(markup, "p", i == 0 ? "publisher" : NULL);
            markup_text(markup, lines[i]);
            for (size_t j = 0; i == 1 && j < publisher->address_lines; j++) {
                markup_text(markup, S(", "));
                markup_text(markup, publisher->address[j]);
            }
            markup_close(markup);
        }
    markup_fresh_line(markup);
    close_block(markup);
    bool web = url_is_external(publisher->web);
    bool statement = url_is_external(publisher->accessibility);
    if (web || statement) {
        open_block(markup, "ul", NULL);
        if (web) {
            open_block(markup, "li", NULL);
            write_external_link(render, publisher->web, without_scheme(publisher->web));
            markup_close(markup);
        }
        if (statement) {
            open_block(markup, "li", NULL);
            write_external_link(render, publisher->accessibility, word(WORD_ACCESSIBILITY));
            markup_close(markup);
        }
        markup_fresh_line(markup);
        close_block(markup);
    }
    close_block(markup);
}

void html_write_page(struct buf *out, const struct html_page *page)
{
    struct render render;
    render_begin(&render, out, page);
    struct markup *markup = &render.markup;
    struct str language = page->document->language;
    markup_raw(markup, S("<!DOCTYPE html>\n"));
    markup_open(markup, "html");
    markup_attribute(markup, "lang", str_part(language, 0, str_find_byte(language, '-', 0)));
    markup_newline(markup);
    page_write_head(&render);
    markup_open(markup, "body");
    if (node_child(page->document->root, NODE_CONTENTS) || has_places(page->document->root))
        render_class(&render, "with-contents");
    markup_newline(markup);
    open_block(markup, "a", "ui skip-link");
    markup_attribute(markup, "href", str_concat(&render.scratch, S("#"), MAIN_ID));
    markup_text(markup, word(WORD_SKIP));
    close_block(markup);
    write_header(&render);
    if (page->document->internal && !page->meeting) { /* a meeting's cover says it by itself */
        open_block(markup, "p", "notice internal");
        markup_text(markup, word(WORD_INTERNAL_NOTICE));
        close_block(markup);
    }
    write_document(&render);
    write_neighbours(&render);
    write_footer(&render);
    close_block(markup);
    close_block(markup);
    render_end(&render);
}
