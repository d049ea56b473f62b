#include "html/render.h"

#include "ast/words.h"
#include "html/url.h"

void render_begin(struct render *render, struct buf *out, const struct html_page *page)
{
    *render = (struct render){.page = page};
    if (page)
        render->path = page->document->html;
    markup_begin(&render->markup, out, page ? VOID_HTML : VOID_XML);
}

void render_end(struct render *render)
{
    markup_end(&render->markup);
    arena_finish(&render->scratch);
}

void render_class(struct render *render, const char *class)
{
    markup_attribute(&render->markup, "class", str_of(class));
}

/* A section, item, part or attachment has its computed name; its heading takes the one given or made of the title. */
static void add_id(struct render *render, const struct node *node)
{
    struct str name = url_anchor(node);
    if (name.len > 0)
        markup_attribute(&render->markup, "id", name);
}

void render_number(struct render *render, struct str number)
{
    if (number.len == 0)
        return;
    markup_open(&render->markup, "span");
    render_class(render, "number");
    markup_text(&render->markup, number);
    markup_close(&render->markup);
    markup_text(&render->markup, S(" "));
}

void render_open_link(struct render *render, const struct node *node, const struct link *link)
{
    struct markup *markup = &render->markup;
    struct str url = url_escape(&render->scratch, link->url);
    if (render->link || (render->page && !url_of_link(&render->scratch, link, render->path, &url)))
        return;
    render->link = node;
    markup_open(markup, "a");
    markup_attribute(markup, "href", url);
    if (link->title.len > 0)
        markup_attribute(markup, "title", link->title);
    if (!render->page)
        return;
    if (link->bare)
        render_class(render, "address");
    if (link->kind == LINK_WEB && url_is_external(link->url))
        markup_attribute(markup, "rel", S("noopener"));
}

void render_close_link(struct render *render, const struct node *node)
{
    if (render->link != node)
        return;
    markup_close(&render->markup);
    render->link = NULL;
}

static void open_block(struct render *render, const char *element, const char *class)
{
    markup_fresh_line(&render->markup);
    markup_open(&render->markup, element);
    if (class)
        render_class(render, class);
}

static void close_block(struct render *render)
{
    markup_close(&render->markup);
    markup_newline(&render->markup);
}

static void open_group(struct render *render, const char *element, const char *class, const struct node *node)
{
    open_block(render, element, class);
    add_id(render, node);
    markup_newline(&render->markup);
}

static void close_group(struct render *render)
{
    markup_fresh_line(&render->markup);
    close_block(render);
}

static const char *part_class(enum part_kind kind)
{
    switch (kind) {
    case PART_RECOMMENDATION:
        return "part recommendation";
    case PART_ACCOUNT:
        return "part account";
    case PART_ATTACHMENTS:
        return "part attachments-part";
    case PART_MINUTES:
        return "part minutes";
    case PART_KIND_COUNT:
        break;
    }
    return "part";
}

/* `Link til punkt 1.1` and `Punkt 1.1 i PDF` */
static void render_item_links(struct render *render, const struct node *item)
{
    struct markup *markup = &render->markup;
    struct str anchor = url_anchor(item);
    if (!render->page || anchor.len == 0)
        return;
    struct str number = item_number(&render->scratch, item);
    struct str pdf = render->page->pdf;
    open_block(render, "p", "ui item-links");
    markup_open(markup, "a");
    markup_attribute(markup, "href", str_concat(&render->scratch, S("#"), anchor));
    markup_text(markup, str_format(&render->scratch, "%.*s %.*s", STR(word(WORD_PERMALINK)), STR(number)));
    markup_close(markup);
    if (pdf.len > 0) {
        struct str target = str_format(&render->scratch, "%.*s#%.*s", STR(pdf), STR(anchor));
        markup_text(markup, S(" "));
        markup_open(markup, "a");
        markup_attribute(markup, "href", url_between(&render->scratch, render->path, target, true));
        markup_text(markup, str_format(&render->scratch, "%.*s %.*s %.*s", STR(word(WORD_ITEM)), STR(number),
                                       STR(word(WORD_IN_PDF))));
        markup_close(markup);
    }
    close_block(render);
}

static void open_attachment(struct render *render, const struct node *attachment)
{
    struct markup *markup = &render->markup;
    open_block(render, "li", NULL);
    add_id(render, attachment);
    if (attachment->as.attachment.number > 0) {
        markup_open(markup, "span");
        render_class(render, "label");
        /* The name the writer gave, beside the computed one. */
        if (attachment->anchor.len > 0 && attachment->id.len > 0 && !str_equal(attachment->anchor, attachment->id))
            markup_attribute(markup, "id", attachment->id);
        markup_text(markup, str_format(&render->scratch, "%.*s\xC2\xA0%u:", STR(word(WORD_ATTACHMENT)),
                                       attachment->as.attachment.number));
        markup_close(markup);
        markup_text(markup, S(" "));
    }
    render_open_link(render, attachment, &attachment->as.attachment.link);
}

/* The end of the attachment's title: its kind and size, so that nobody fetches 40 MB unawares. */
static void end_attachment_title(struct render *render, const struct node *attachment)
{
    struct markup *markup = &render->markup;
    render_close_link(render, attachment);
    struct str media = attachment->as.attachment.media;
    size_t size = attachment->as.attachment.size;
    if (media.len == 0 && size == 0)
        return;
    struct str words = size > 0 ? url_size_words(&render->scratch, size) : S("");
    const char *comma = media.len > 0 && size > 0 ? ", " : "";
    markup_text(markup, S(" "));
    markup_open(markup, "span");
    render_class(render, "ui file-kind");
    markup_text(markup, str_format(&render->scratch, "(%.*s%s%.*s)", STR(media), comma, STR(words)));
    markup_close(markup);
}

/* Whether the node is the first block after the inlines of its parent, which is where an attachment's title ends. */
static bool ends_title(const struct node *node)
{
    return node->parent && node->parent->kind == NODE_ATTACHMENT && !node_is_inline(node->kind) &&
           (!node->previous || node_is_inline(node->previous->kind));
}

static bool holds_blocks(const struct node *attachment)
{
    return attachment->last && !node_is_inline(attachment->last->kind);
}

/* Returns whether the walk is to go into the node's children. */
static bool enter(struct render *render, const struct node *node)
{
    struct markup *markup = &render->markup;
    if (ends_title(node))
        end_attachment_title(render, node->parent);
    switch (node->kind) {
    case NODE_DOCUMENT:
        break;
    case NODE_SECTION:
        open_group(render, "section", "agenda-section", node);
        break;
    case NODE_ITEM:
        open_group(render, "article", node->as.item.closed ? "item closed" : "item", node);
        break;
    case NODE_PART:
        open_group(render, "section", part_class(node->as.part.kind), node);
        break;
    case NODE_COVER:
        render_open_cover(render);
        break;
    case NODE_LETTERHEAD:
        open_block(render, "div", "letterhead");
        break;
    case NODE_FACTS:
        open_block(render, "dl", "facts");
        markup_newline(markup);
        break;
    case NODE_FACT:
        render_open_fact(render, node);
        break;
    case NODE_CONTENTS:
        render_open_contents(render, node);
        break;
    case NODE_CONTENTS_ENTRY:
        render_open_entry(render, node);
        break;
    case NODE_PRESENTER:
        open_block(render, "p", "presenter");
        break;
    case NODE_ABSENTEES:
        open_block(render, "p", "absentees");
        break;
    case NODE_CLOSURE:
        open_block(render, "p", "closure");
        break;
    case NODE_ATTACHMENT_LIST:
        open_block(render, "ul", "attachments");
        markup_newline(markup);
        break;
    case NODE_ATTACHMENT:
        open_attachment(render, node);
        break;
    case NODE_HEADING:
        render_open_heading(render, node);
        break;
    case NODE_PARAGRAPH:
        render_open_paragraph(render, node);
        break;
    case NODE_LIST:
        render_open_list(render, node);
        break;
    case NODE_LIST_ITEM:
        open_block(render, "li", NULL);
        if (node->anchor.len > 0) /* a place in a list of the archive's own */
            markup_attribute(markup, "id", node->anchor);
        break;
    case NODE_QUOTE:
        open_block(render, "blockquote", NULL);
        markup_newline(markup);
        break;
    case NODE_CODE_BLOCK:
        render_code_block(render, node);
        break;
    case NODE_RULE:
        open_block(render, "hr", NULL);
        markup_void(markup);
        markup_newline(markup);
        break;
    case NODE_TABLE:
        render_open_table(render, node);
        break;
    case NODE_ROW:
        render_open_row(render, node);
        break;
    case NODE_CELL:
        render_open_cell(render, node);
        break;
    case NODE_TEXT:
        render_words(render, node->as.text.text);
        break;
    case NODE_CODE:
        markup_element(markup, "code", node->as.text.text);
        break;
    case NODE_SOFT_BREAK:
        markup_newline(markup);
        break;
    case NODE_LINE_BREAK:
        markup_open(markup, "br");
        markup_void(markup);
        markup_newline(markup);
        break;
    case NODE_EMPHASIS:
        markup_open(markup, "em");
        break;
    case NODE_STRONG:
        markup_open(markup, "strong");
        break;
    case NODE_LINK:
        render_open_link(render, node, &node->as.link);
        break;
    case NODE_IMAGE:
        render_image(render, node);
        return false;
    case NODE_KIND_COUNT:
        break;
    }
    return true;
}

static void leave(struct render *render, const struct node *node)
{
    switch (node->kind) {
    case NODE_SECTION:
    case NODE_PART:
        close_group(render);
        break;
    case NODE_ITEM:
        render_item_links(render, node);
        close_group(render);
        break;
    case NODE_COVER:
        render_close_cover(render);
        break;
    case NODE_FACTS:
        render_close_facts(render);
        break;
    case NODE_FACT:
        render_close_fact(render);
        break;
    case NODE_CONTENTS:
        render_close_contents(render);
        break;
    case NODE_CONTENTS_ENTRY:
        render_close_entry(render, node);
        break;
    case NODE_LETTERHEAD:
    case NODE_ATTACHMENT_LIST:
    case NODE_QUOTE:
        close_group(render);
        break;
    case NODE_PRESENTER:
    case NODE_ABSENTEES:
    case NODE_CLOSURE:
    case NODE_LIST_ITEM:
        close_block(render);
        break;
    case NODE_ATTACHMENT:
        if (!holds_blocks(node))
            end_attachment_title(render, node);
        close_block(render);
        break;
    case NODE_HEADING:
        render_close_heading(render, node);
        break;
    case NODE_PARAGRAPH:
        render_close_paragraph(render, node);
        break;
    case NODE_LIST:
        render_close_list(render);
        break;
    case NODE_TABLE:
        render_close_table(render, node);
        break;
    case NODE_ROW:
        render_close_row(render, node);
        break;
    case NODE_CELL:
        close_block(render);
        break;
    case NODE_EMPHASIS:
    case NODE_STRONG:
        markup_close(&render->markup);
        break;
    case NODE_LINK:
        render_close_link(render, node);
        break;
    case NODE_DOCUMENT:
    case NODE_CODE_BLOCK:
    case NODE_RULE:
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_IMAGE:
    case NODE_KIND_COUNT:
        break;
    }
}

void render_tree(struct render *render, struct node *root)
{
    struct node_walk walk = node_walk_begin(root);
    while (node_walk_next(&walk)) {
        if (!walk.entering)
            leave(render, walk.node);
        else if (!enter(render, walk.node))
            node_walk_skip(&walk);
    }
}

void html_write_fragment(struct buf *out, const struct node *root)
{
    struct render render;
    render_begin(&render, out, NULL);
    render_tree(&render, (struct node *)(uintptr_t)root);
    render_end(&render);
}
