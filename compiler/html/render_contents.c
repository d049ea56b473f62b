#include "html/render.h"

#include "ast/words.h"
#include "html/url.h"

/* The document's own contents, beside its text; others stand in a section and list meetings. */
static bool is_main(const struct node *contents)
{
    return contents->parent && contents->parent->kind == NODE_DOCUMENT;
}

static bool is_entry(const struct node *node)
{
    return node && node->kind == NODE_CONTENTS_ENTRY;
}

/* A meeting in a list of meetings: its agenda folds. */
static bool is_meeting(const struct node *entry)
{
    return is_entry(entry) && !is_entry(entry->parent) && !is_main(entry->parent);
}

void render_open_contents(struct render *render, const struct node *contents)
{
    struct markup *markup = &render->markup;
    bool named = node_child(contents, NODE_HEADING) != NULL;
    markup_fresh_line(markup);
    markup_open(markup, is_main(contents) ? "nav" : "div");
    render_class(render, is_main(contents) ? "contents" : "meetings");
    if (is_main(contents))
        markup_attribute(markup, named ? "aria-labelledby" : "aria-label", named ? S("Indhold") : word(WORD_CONTENTS));
    markup_newline(markup);
}

void render_close_contents(struct render *render)
{
    markup_fresh_line(&render->markup);
    markup_close(&render->markup);
    markup_newline(&render->markup);
}

static void open_fold(struct render *render, const char *class, bool open, struct str summary, struct str label)
{
    struct markup *markup = &render->markup;
    markup_fresh_line(markup);
    markup_open(markup, "details");
    render_class(render, class);
    if (open)
        markup_flag(markup, "open");
    markup_newline(markup);
    markup_open(markup, "summary");
    render_class(render, "ui");
    if (label.len > 0)
        markup_attribute(markup, "aria-label", label);
    markup_text(markup, summary);
    markup_close(markup);
}

/* The words of an entry's own title, not of those below it. */
static struct str title_of(struct render *render, const struct node *entry)
{
    struct str words = node_plain_text(&render->scratch, entry);
    return str_part(words, 0, str_find_byte(words, '\n', 0));
}

static unsigned count_items(const struct node *meeting)
{
    unsigned count = 0;
    for (const struct node *section = meeting->first; section; section = section->next)
        for (const struct node *item = section->first; item && is_entry(section); item = item->next)
            count += is_entry(item);
    return count;
}

static void offer_meeting_pdf(struct render *render, const struct node *meeting)
{
    struct markup *markup = &render->markup;
    struct str pdf = meeting->as.entry.link.pdf;
    if (pdf.len == 0 || meeting->as.entry.link.html.len == 0)
        return;
    markup_text(markup, S(" "));
    markup_open(markup, "a");
    render_class(render, "ui pdf");
    markup_attribute(markup, "href", url_between(&render->scratch, render->path, pdf, true));
    markup_attribute(markup, "type", S("application/pdf"));
    markup_attribute(markup, "aria-label", str_concat(&render->scratch, S("PDF: "), title_of(render, meeting)));
    markup_text(markup, S("PDF"));
    markup_close(markup);
}

/* The newest meeting of a body shows its agenda at once. */
static bool is_newest(const struct node *meeting)
{
    const struct node *contents = meeting->parent;
    for (const struct node *before = contents->previous; before; before = before->previous)
        if (before->kind == NODE_CONTENTS)
            return false;
    return !is_entry(meeting->previous);
}

static void fold_meeting(struct render *render, const struct node *meeting)
{
    offer_meeting_pdf(render, meeting);
    unsigned items = count_items(meeting);
    struct str count =
        str_format(&render->scratch, "%u %.*s", items, STR(word(items == 1 ? WORD_ONE_ITEM : WORD_ITEMS)));
    struct str label = str_format(&render->scratch, "%.*s: %.*s", STR(count), STR(title_of(render, meeting)));
    open_fold(render, "fold agenda", is_newest(meeting), count, label);
}

static void open_list(struct render *render, const struct node *entry)
{
    const struct node *parent = entry->parent;
    if (is_entry(parent))
        render_close_link(render, parent);
    if (is_meeting(parent))
        fold_meeting(render, parent);
    else if (!is_entry(parent) && is_main(parent))
        open_fold(render, "fold", false, word(WORD_SHOW_CONTENTS), S(""));
    markup_fresh_line(&render->markup);
    markup_open(&render->markup, "ol");
    markup_newline(&render->markup);
}

void render_open_entry(struct render *render, const struct node *entry)
{
    struct markup *markup = &render->markup;
    if (!is_entry(entry->previous))
        open_list(render, entry);
    markup_open(markup, "li");
    render_open_link(render, entry, &entry->as.entry.link);
    render_number(render, entry->as.entry.number);
}

static void close_element(struct render *render)
{
    markup_close(&render->markup);
    markup_newline(&render->markup);
}

void render_close_entry(struct render *render, const struct node *entry)
{
    const struct node *parent = entry->parent;
    render_close_link(render, entry);
    if (is_meeting(entry) && !is_entry(entry->last))
        offer_meeting_pdf(render, entry);
    close_element(render);
    if (is_entry(entry->next))
        return;
    close_element(render);
    if (is_meeting(parent) || (!is_entry(parent) && is_main(parent)))
        close_element(render);
}

static bool is_named_heading(const struct node *node, unsigned level)
{
    return node->kind == NODE_HEADING && node->as.heading.level == level && url_anchor(node).len > 0;
}

static void write_place(struct render *render, struct str anchor, const struct node *heading)
{
    struct markup *markup = &render->markup;
    markup_open(markup, "li");
    markup_open(markup, "a");
    markup_attribute(markup, "href", str_concat(&render->scratch, S("#"), anchor));
    render_number(render, heading->as.heading.number);
    markup_text(markup, node_plain_text(&render->scratch, heading));
    markup_close(markup);
}

static void write_places_within(struct render *render, const struct node *section)
{
    struct markup *markup = &render->markup;
    bool any = false;
    for (const struct node *child = section->first; child; child = child->next) {
        if (!is_named_heading(child, 3))
            continue;
        if (!any) {
            markup_newline(markup);
            markup_open(markup, "ol");
            markup_newline(markup);
        }
        any = true;
        write_place(render, url_anchor(child), child);
        close_element(render);
    }
    if (any)
        close_element(render);
}

void render_places(struct render *render, const struct node *root)
{
    struct markup *markup = &render->markup;
    markup_fresh_line(markup);
    markup_open(markup, "nav");
    render_class(render, "ui contents");
    markup_attribute(markup, "aria-labelledby", S("Indhold"));
    markup_newline(markup);
    markup_open(markup, "h2");
    markup_attribute(markup, "id", S("Indhold"));
    markup_text(markup, word(WORD_CONTENTS));
    close_element(render);
    open_fold(render, "fold", false, word(WORD_SHOW_PLACES), S(""));
    markup_newline(markup);
    markup_open(markup, "ol");
    markup_newline(markup);
    for (const struct node *section = root->first; section; section = section->next) {
        const struct node *heading = section->kind == NODE_SECTION ? node_child(section, NODE_HEADING) : NULL;
        if (!heading || url_anchor(section).len == 0)
            continue;
        write_place(render, url_anchor(section), heading);
        write_places_within(render, section);
        close_element(render);
    }
    close_element(render);
    close_element(render);
    close_element(render);
}
