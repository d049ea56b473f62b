#include "ast/compose.h"

#include "ast/compose_parts.h"
#include "ast/words.h"

struct str meeting_title(struct arena *arena, const struct meeting *meeting, const struct publisher *publisher)
{
    if (meeting->title.len > 0)
        return meeting->title;
    struct str name = publisher->name.len > 0 ? publisher->name : meeting->forum;
    return str_format(arena, "%.*s %.*s", STR(name), STR(date_words(arena, meeting->date)));
}

static struct str meeting_folder(struct arena *arena, struct str forum, struct date date)
{
    return str_format(arena, "%.*s/%.*s", STR(forum), STR(date_iso(arena, date)));
}

struct str meeting_html_path(struct arena *arena, struct str forum, struct date date, enum status status)
{
    (void)status; /* the minutes take the place of the agenda: a meeting keeps its address */
    return str_concat(arena, meeting_folder(arena, forum, date), S("/index.html"));
}

struct str meeting_pdf_path(struct arena *arena, struct str forum, struct date date, enum status status)
{
    return str_format(arena, "%.*s/%.*s-%.*s-%.*s.pdf", STR(meeting_folder(arena, forum, date)), STR(forum),
                      STR(date_iso(arena, date)), STR(word_file(status)));
}

/* A copy of a heading's inlines for the line of a table of contents that is a link as a whole: without links and
 * pictures of its own, on one line. */
static void copy_title(struct arena *arena, struct node *to, const struct node *heading)
{
    struct node *place = to;
    struct node_walk walk = node_walk_begin((struct node *)(uintptr_t)heading);
    while (node_walk_next(&walk)) {
        const struct node *from = walk.node;
        if (from == heading)
            continue;
        bool holds = from->kind == NODE_EMPHASIS || from->kind == NODE_STRONG;
        if (holds && !walk.entering) {
            place = place->parent;
        } else if (holds || from->kind == NODE_TEXT || from->kind == NODE_CODE) {
            struct node *copy = node_new(arena, from->kind, NOWHERE);
            if (!holds)
                copy->as.text.text = from->as.text.text;
            node_append(place, copy);
            if (holds)
                place = copy;
        } else if (from->kind == NODE_SOFT_BREAK || from->kind == NODE_LINE_BREAK) {
            node_append(place, node_text(arena, S(" "), NOWHERE));
        }
    }
}

static struct node *compose_entry(struct arena *arena, struct node *to, struct node *target, unsigned level)
{
    const struct node *heading = node_child(target, NODE_HEADING);
    struct node *entry = node_new(arena, NODE_CONTENTS_ENTRY, NOWHERE);
    entry->as.entry.level = level;
    entry->as.entry.link = (struct link){.kind = LINK_ANCHOR, .target = target, .automatic = true};
    if (heading) {
        entry->as.entry.number = heading->as.heading.number;
        copy_title(arena, entry, heading);
    }
    node_append(to, entry);
    return entry;
}

static struct node *compose_contents(struct arena *arena, const struct node *root)
{
    struct node *contents = node_new(arena, NODE_CONTENTS, NOWHERE);
    struct node *heading = node_new(arena, NODE_HEADING, NOWHERE);
    heading->as.heading.level = 2;
    node_append(heading, node_text(arena, word(WORD_CONTENTS), NOWHERE));
    node_append(contents, heading);
    for (struct node *section = root->first; section; section = section->next) {
        if (section->kind != NODE_SECTION)
            continue;
        struct node *entry = compose_entry(arena, contents, section, 1);
        for (struct node *item = section->first; item; item = item->next)
            if (item->kind == NODE_ITEM)
                compose_entry(arena, entry, item, 2);
    }
    return contents;
}

struct document *document_compose(struct arena *arena, struct meeting *meeting, const struct publisher *publisher)
{
    struct document *document = arena_new(arena, struct document);
    document->title = meeting_title(arena, meeting, publisher);
    document->subtitle = word_document(meeting->status);
    document->draft = meeting->status == STATUS_DRAFT;
    /* The mark of a draft says what it is. */
    document->running_head = document->draft
                                 ? document->title
                                 : str_format(arena, "%.*s – %.*s", STR(document->title), STR(document->subtitle));
    document->language = S("da-DK");
    document->html = meeting_html_path(arena, meeting->forum, meeting->date, meeting->status);
    document->pdf = meeting_pdf_path(arena, meeting->forum, meeting->date, meeting->status);
    document->date = meeting->date;
    document->issued = date_is_set(meeting->issued) ? meeting->issued : meeting->date;
    document->publisher = *publisher;
    document->internal = meeting->edition == EDITION_INTERNAL;

    struct node *root = node_new(arena, NODE_DOCUMENT, meeting->root->span);
    node_append(root, compose_cover(arena, document, meeting));
    struct node *contents = compose_contents(arena, meeting->root);
    if (contents->first->next)
        node_append(root, contents);
    while (meeting->root->first) {
        struct node *child = meeting->root->first;
        node_detach(child);
        node_append(root, child);
    }
    document->root = root;
    typography_apply(arena, root);
    return document;
}
