#include "html/page_parts.h"

#include "html/url.h"

/* Nothing from elsewhere, nothing inline, and no script but the archive's own. An inline data block such as JSON-LD is
 * never run, so no policy is asked about it. The empty icon keeps a browser from asking the server's root for one. */
#define POLICY "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

static void write_meta(struct markup *markup, const char *key, const char *name, struct str content)
{
    markup_open(markup, "meta");
    markup_attribute(markup, key, str_of(name));
    markup_attribute(markup, "content", content);
    markup_void(markup);
    markup_newline(markup);
}

static void write_link(struct markup *markup, const char *rel, struct str href, const char *type)
{
    markup_open(markup, "link");
    markup_attribute(markup, "rel", str_of(rel));
    markup_attribute(markup, "href", href);
    if (type)
        markup_attribute(markup, "type", str_of(type));
    markup_void(markup);
    markup_newline(markup);
}

/* A link to another page of the archive. */
static void write_page_link(struct render *render, const char *rel, struct str path, const char *type)
{
    if (path.len > 0)
        write_link(&render->markup, rel, url_between(&render->scratch, render->path, path, false), type);
}

/* `Referat: Den Administrative Styregruppe …. 11. februar 2021 kl. 10.00–12.00, Regionshuset Viborg.` */
static struct str description(struct render *render)
{
    struct arena *scratch = &render->scratch;
    const struct document *document = render->page->document;
    const struct meeting *meeting = render->page->meeting;
    struct str name = document->publisher.long_name.len > 0 ? document->publisher.long_name : document->publisher.name;
    struct str text = document->subtitle.len > 0 ? document->subtitle : document->title;
    if (name.len > 0)
        text = str_format(scratch, "%.*s: %.*s", STR(text), STR(name));
    if (!meeting)
        return text;
    text = str_format(scratch, "%.*s. %.*s", STR(text), STR(date_words(scratch, meeting->date)));
    if (meeting->time.from >= 0)
        text = str_format(scratch, "%.*s %.*s", STR(text), STR(time_words(scratch, meeting->time)));
    if (meeting->place.len > 0)
        text = str_format(scratch, "%.*s, %.*s", STR(text), STR(meeting->place));
    return text;
}

/* What leads from the page to out/ itself: `../../`, or nothing. */
static struct str page_root(struct render *render)
{
    struct buf up = {0};
    for (size_t i = 0; i < render->path.len; i++)
        if (render->path.at[i] == '/')
            buf_text(&up, "../");
    struct str const root = buf_keep(&up, &render->scratch);
    buf_finish(&up);
    return root;
}

static void write_script(struct render *render)
{
    struct markup *markup = &render->markup;
    markup_open(markup, "script");
    markup_attribute(markup, "src", url_between(&render->scratch, render->path, render->page->script, false));
    markup_attribute(markup, "data-root", page_root(render));
    markup_flag(markup, "defer");
    markup_attribute(markup, "blocking",
                     S("render")); /* nothing moves if what it adds is there from the first picture on */
    markup_close(markup);
    markup_newline(markup);
}

void page_write_head(struct render *render)
{
    struct markup *markup = &render->markup;
    const struct html_page *page = render->page;
    const struct document *document = page->document;

    markup_open(markup, "head");
    markup_newline(markup);
    markup_open(markup, "meta");
    markup_attribute(markup, "charset", S("utf-8"));
    markup_void(markup);
    markup_newline(markup);
    write_meta(markup, "http-equiv", "Content-Security-Policy",
               page->script.len > 0 ? S(POLICY "; script-src 'self'") : S(POLICY));
    write_meta(markup, "name", "viewport", S("width=device-width, initial-scale=1"));
    struct str title = document->title;
    if (document->subtitle.len > 0)
        title = str_format(&render->scratch, "%.*s – %.*s", STR(title), STR(document->subtitle));
    markup_element(markup, "title", title);
    markup_newline(markup);
    write_meta(markup, "name", "description", description(render));
    write_meta(markup, "name", "color-scheme", S("light dark"));
    write_meta(markup, "name", "referrer", S("no-referrer"));
    if (document->internal)
        write_meta(markup, "name", "robots", S("noindex, nofollow"));
    write_meta(markup, "property", "og:title", title);
    write_meta(markup, "property", "og:type", page->meeting ? S("article") : S("website"));
    write_meta(markup, "property", "og:locale", S("da_DK"));
    if (page->home.text.len > 0)
        write_meta(markup, "property", "og:site_name", page->home.text);
    write_page_link(render, "canonical", document->html, NULL);
    write_page_link(render, "stylesheet", page->stylesheet, NULL);
    if (page->script.len > 0)
        write_script(render);
    write_link(markup, "icon", S("data:,"), NULL);
    write_page_link(render, "prev", page->previous.path, NULL);
    write_page_link(render, "next", page->next.path, NULL);
    write_page_link(render, "alternate", page->pdf, "application/pdf");
    write_page_link(render, "alternate", page->feed, "application/atom+xml");
    if (page->meeting) {
        struct buf event = {0};
        page_write_event(&event, &render->scratch, page);
        markup_open(markup, "script");
        markup_attribute(markup, "type", S("application/ld+json"));
        markup_raw(markup, buf_str(&event));
        markup_close(markup);
        markup_newline(markup);
        buf_finish(&event);
    }
    markup_close(markup);
    markup_newline(markup);
}
