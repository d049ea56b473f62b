#include "ast/dump.h"

static void dump_string(struct buf *out, struct str text)
{
    buf_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        if (byte == '"' || byte == '\\')
            buf_format(out, "\\%c", byte);
        else if (byte == '\n')
            buf_text(out, "\\n");
        else if (byte < 0x20 || byte == 0x7F)
            buf_format(out, "\\x%02X", byte);
        else
            buf_add_byte(out, (char)byte);
    }
    buf_add_byte(out, '"');
}

static void dump_named(struct buf *out, const char *name, struct str value)
{
    if (value.len == 0)
        return;
    buf_format(out, " %s=", name);
    dump_string(out, value);
}

static void dump_place(struct buf *out, struct span span)
{
    if (span_is_nowhere(span))
        return;
    struct position at = source_position(span.source, span.start);
    buf_format(out, " @%zu:%zu", at.line, at.column);
}

static void dump_link(struct buf *out, const struct link *link)
{
    static const char *const kinds[] = {"unresolved", "web", "anchor", "meeting", "file"};
    buf_format(out, " %s", kinds[link->kind]);
    dump_named(out, "url", link->url);
    dump_named(out, "title", link->title);
    if (link->target) {
        struct str anchor = link->target->anchor.len ? link->target->anchor : link->target->id;
        buf_format(out, " -> %s #%.*s", node_kind_name(link->target->kind), STR(anchor));
    }
    dump_named(out, "source", link->source);
    dump_named(out, "anchor", link->anchor);
    dump_named(out, "html", link->html);
    dump_named(out, "pdf", link->pdf);
    if (link->automatic)
        buf_text(out, " automatic");
    if (link->bare)
        buf_text(out, " bare");
}

static void dump_persons(struct buf *out, const char *name, const struct person_list *list)
{
    for (size_t i = 0; list && i < list->at.len; i++) {
        const struct person *person = &list->at.at[i];
        buf_format(out, " %s=", name);
        dump_string(out, person->name);
        dump_named(out, "note", person->note);
        dump_named(out, "organisation", person->organisation);
        dump_named(out, "addition", person->addition);
        dump_named(out, "substitutes", person->substitutes);
    }
}

static void dump_table(struct buf *out, const struct node *node)
{
    static const char letters[] = {'-', 'l', 'c', 'r'};
    buf_format(out, " %u columns ", node->as.table.columns);
    for (unsigned i = 0; i < node->as.table.columns; i++)
        buf_add_byte(out, letters[node->as.table.alignments[i]]);
    if (node->as.table.header_rows != 1)
        buf_format(out, " %u header rows", node->as.table.header_rows);
    dump_named(out, "caption", node->as.table.caption);
}

/* What a node is, besides its kind. */
static void dump_details(struct buf *out, const struct node *node)
{
    static const char *const parts[] = {"recommendation", "account", "attachments", "minutes"};
    static const char *const roles[] = {"", " subtitle", " notice"};
    switch (node->kind) {
    case NODE_SECTION:
        buf_format(out, " %u", node->as.section.number);
        break;
    case NODE_ITEM:
        buf_format(out, " %u.%u", node->as.item.section, node->as.item.number);
        if (node->as.item.closed)
            buf_text(out, " closed");
        dump_named(out, "legal-basis", node->as.item.legal_basis);
        dump_named(out, "public-title", node->as.item.public_title);
        dump_persons(out, "presenter", node->as.item.presenters);
        dump_persons(out, "absentee", node->as.item.absentees);
        break;
    case NODE_PART:
        buf_format(out, " %s", parts[node->as.part.kind]);
        break;
    case NODE_HEADING:
        buf_format(out, " %u", node->as.heading.level);
        dump_named(out, "number", node->as.heading.number);
        break;
    case NODE_PARAGRAPH:
        buf_format(out, "%s", roles[node->as.paragraph.role]);
        break;
    case NODE_FACT:
        dump_named(out, "term", node->as.fact.term);
        break;
    case NODE_CONTENTS_ENTRY:
        buf_format(out, " %u", node->as.entry.level);
        dump_named(out, "number", node->as.entry.number);
        dump_link(out, &node->as.entry.link);
        break;
    case NODE_ATTACHMENT:
        buf_format(out, " %u", node->as.attachment.number);
        dump_link(out, &node->as.attachment.link);
        dump_named(out, "media", node->as.attachment.media);
        break;
    case NODE_LIST:
        if (node->as.list.kind == LIST_ORDERED)
            buf_format(out, " ordered from %d%c", node->as.list.start, node->as.list.delimiter);
        else
            buf_text(out, " bullet");
        buf_format(out, "%s", node->as.list.tight ? " tight" : " loose");
        break;
    case NODE_CODE_BLOCK:
        dump_named(out, "info", node->as.code_block.info);
        buf_add_byte(out, ' ');
        dump_string(out, node->as.code_block.text);
        break;
    case NODE_TABLE:
        dump_table(out, node);
        break;
    case NODE_CELL:
        if (node->as.cell.header)
            buf_text(out, " header");
        break;
    case NODE_TEXT:
    case NODE_CODE:
        buf_add_byte(out, ' ');
        dump_string(out, node->as.text.text);
        break;
    case NODE_LINK:
        dump_link(out, &node->as.link);
        break;
    case NODE_IMAGE:
        dump_link(out, &node->as.image.link);
        break;
    case NODE_DOCUMENT:
    case NODE_COVER:
    case NODE_LETTERHEAD:
    case NODE_FACTS:
    case NODE_CONTENTS:
    case NODE_PRESENTER:
    case NODE_ABSENTEES:
    case NODE_CLOSURE:
    case NODE_ATTACHMENT_LIST:
    case NODE_LIST_ITEM:
    case NODE_QUOTE:
    case NODE_RULE:
    case NODE_ROW:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_KIND_COUNT:
        break;
    }
}

void node_dump(struct buf *out, const struct node *root)
{
    size_t depth = 0;
    /* The walk doesn't write through its root. */
    struct node_walk walk = node_walk_begin((struct node *)(uintptr_t)root);
    while (node_walk_next(&walk)) {
        if (!walk.entering) {
            depth--;
            continue;
        }
        const struct node *node = walk.node;
        for (size_t i = 0; i < depth; i++)
            buf_text(out, "  ");
        buf_format(out, "%s", node_kind_name(node->kind));
        dump_details(out, node);
        if (node->anchor.len)
            buf_format(out, " #%.*s", STR(node->anchor));
        if (node->id.len)
            buf_format(out, " %s%.*s", node->id_given ? "#" : "~", STR(node->id));
        dump_place(out, node->span);
        buf_add_byte(out, '\n');
        if (!node_is_leaf(node->kind))
            depth++;
    }
}

static void dump_people(struct buf *out, const char *name, const struct person_list *list)
{
    for (size_t i = 0; i < list->at.len; i++) {
        buf_format(out, "  %s", name);
        dump_persons(out, "name", &(struct person_list){.at = {&list->at.at[i], 1, 1}});
        dump_place(out, list->at.at[i].span);
        buf_add_byte(out, '\n');
    }
}

static void dump_date(struct buf *out, const char *name, struct date date)
{
    if (date_is_set(date))
        buf_format(out, " %s=%04d-%02d-%02d", name, date.year, date.month, date.day);
}

static void dump_time(struct buf *out, struct time_range time)
{
    if (time.from < 0)
        return;
    buf_format(out, " time=%02d:%02d", time.from / 60, time.from % 60);
    if (time.to >= 0)
        buf_format(out, "-%02d:%02d", time.to / 60, time.to % 60);
}

void meeting_dump(struct buf *out, const struct meeting *meeting)
{
    static const char *const statuses[] = {"agenda", "draft", "minutes", "approved"};
    buf_text(out, "meeting");
    dump_named(out, "forum", meeting->forum);
    dump_date(out, "date", meeting->date);
    dump_time(out, meeting->time);
    dump_named(out, "place", meeting->place);
    buf_format(out, " status=%s", statuses[meeting->status]);
    dump_date(out, "issued", meeting->issued);
    dump_named(out, "title", meeting->title);
    if (meeting->edition == EDITION_INTERNAL)
        buf_text(out, " internal");
    buf_add_byte(out, '\n');
    if (meeting->contact.name.len || meeting->contact.telephone.len || meeting->contact.email.len) {
        buf_text(out, "  contact");
        dump_named(out, "name", meeting->contact.name);
        dump_named(out, "telephone", meeting->contact.telephone);
        dump_named(out, "email", meeting->contact.email);
        buf_add_byte(out, '\n');
    }
    dump_people(out, "attendee", &meeting->attendees);
    dump_people(out, "apology", &meeting->apologies);
    dump_people(out, "guest", &meeting->guests);
    if (date_is_set(meeting->next.date)) {
        buf_text(out, "  next");
        dump_date(out, "date", meeting->next.date);
        dump_time(out, meeting->next.time);
        dump_named(out, "place", meeting->next.place);
        buf_add_byte(out, '\n');
    }
    if (meeting->root)
        node_dump(out, meeting->root);
}
