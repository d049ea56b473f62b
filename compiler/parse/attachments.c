#include "parse/attachments.h"

#include "ast/words.h"
#include "parse/attributes.h"
#include "parse/body.h"
#include "parse/number.h"

static void take_id(struct arena *arena, struct node *attachment)
{
    if (attachment->id_given)
        return;
    struct attributes attributes = attributes_take(arena, attachment);
    if (attributes.id.len == 0)
        return;
    attachment->id = attributes.id;
    attachment->id_span = attributes.id_span;
    attachment->id_given = true;
}

static void move_children(struct node *from, struct node *to)
{
    while (from->first) {
        struct node *child = from->first;
        node_detach(child);
        node_append(to, child);
    }
}

static struct node *new_attachment(struct arena *arena, struct span span)
{
    struct node *attachment = node_new(arena, NODE_ATTACHMENT, span);
    attachment->as.attachment.link.span = span;
    return attachment;
}

/* The title is the first paragraph; what follows stays as blocks. */
static struct node *from_list_item(struct arena *arena, struct node *item)
{
    struct node *attachment = new_attachment(arena, item->span);
    struct node *title = item->first;
    if (title && title->kind == NODE_PARAGRAPH) {
        node_detach(title);
        move_children(title, attachment);
    }
    move_children(item, attachment);
    return attachment;
}

static void replace_list(struct arena *arena, struct node *list)
{
    struct node *attachments = node_new(arena, NODE_ATTACHMENT_LIST, list->span);
    for (struct node *item = list->first; item; item = item->next)
        node_append(attachments, from_list_item(arena, item));
    node_insert_before(list, attachments);
    node_detach(list);
}

static bool begins_with_number(const struct node *inline_node)
{
    unsigned number;
    size_t end;
    return inline_node && inline_node->kind == NODE_TEXT &&
           number_of_attachment(inline_node->as.text.text, &number, &end) > 0;
}

/* A paragraph `Bilag 3: …`, or several such lines that were pasted without blank ones, joins the list before it. */
static void replace_paragraph(struct arena *arena, struct node *paragraph)
{
    struct node *list = paragraph->previous;
    if (!list || list->kind != NODE_ATTACHMENT_LIST) {
        list = node_new(arena, NODE_ATTACHMENT_LIST, paragraph->span);
        node_insert_before(paragraph, list);
    }
    struct node *attachment = NULL;
    while (paragraph->first) {
        struct node *child = paragraph->first;
        bool begins_line = !attachment;
        if (child->kind == NODE_SOFT_BREAK && begins_with_number(child->next)) {
            node_detach(child);
            child = paragraph->first;
            begins_line = true;
        }
        node_detach(child);
        if (begins_line) {
            attachment = new_attachment(arena, child->span);
            node_append(list, attachment);
        }
        node_append(attachment, child);
        attachment->span = span_join(attachment->span, child->span);
    }
    list->span = span_join(list->span, paragraph->span);
    node_detach(paragraph);
}

void attachments_build(struct arena *arena, struct node *part)
{
    for (struct node *block = part->first, *next; block; block = next) {
        next = block->next;
        if (block->kind == NODE_LIST)
            replace_list(arena, block);
        else if (block->kind == NODE_PARAGRAPH && begins_with_number(block->first))
            replace_paragraph(arena, block);
    }
    for (struct node *list = part->first; list; list = list->next) {
        for (struct node *attachment = list->kind == NODE_ATTACHMENT_LIST ? list->first : NULL; attachment;
             attachment = attachment->next)
            take_id(arena, attachment);
    }
}

static struct node *from_value(struct arena *arena, const struct value *value, struct diag_sink *sink)
{
    struct node *attachment = new_attachment(arena, value->span);
    if (value->kind == VALUE_SCALAR) {
        body_parse_line(arena, &value->excerpt, attachment, sink);
        take_id(arena, attachment);
        return attachment;
    }
    const struct value *title = value_lookup(value, word(WORD_TITLE_KEY));
    if (title && title->kind == VALUE_SCALAR)
        body_parse_line(arena, &title->excerpt, attachment, sink);
    const struct value *file = value_lookup(value, word(WORD_FILE_KEY));
    attachment->as.attachment.link.url = value_text(file);
    if (file)
        attachment->as.attachment.link.span = file->span;
    const struct value *id = value_lookup(value, word(WORD_ID_KEY));
    attachment->id = value_text(id);
    attachment->id_given = attachment->id.len > 0;
    if (attachment->id_given)
        attachment->id_span = id->span;
    return attachment;
}

void attachments_from_data(struct arena *arena, const struct value *list, struct node *part, struct diag_sink *sink)
{
    struct node *attachments = node_new(arena, NODE_ATTACHMENT_LIST, list->span);
    for (size_t i = 0; i < list->items.len; i++) {
        const struct value *value = list->items.at[i];
        if (value->kind == VALUE_SCALAR || value->kind == VALUE_MAP)
            node_append(attachments, from_value(arena, value, sink));
    }
    if (attachments->first)
        node_append(part, attachments);
}

void attachment_take_link(struct node *attachment)
{
    struct node *link = attachment->first;
    if (!link || link->kind != NODE_LINK || attachment->as.attachment.link.url.len > 0 || link->as.link.url.len == 0 ||
        link->as.link.url.at[0] == '#' || !link->first)
        return;
    attachment->as.attachment.link = link->as.link;
    while (link->first) {
        struct node *child = link->first;
        node_detach(child);
        node_insert_before(link, child);
    }
    node_detach(link);
}
