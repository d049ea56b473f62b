/* The consolidated table of contents as a document like any other. */
#include "archive/contents.h"

#include "archive/contents_parts.h"
#include "ast/words.h"

#include <limits.h>

struct node *contents_add(struct arena *arena, struct node *parent, enum node_kind kind)
{
    struct node *node = node_new(arena, kind, NOWHERE);
    node_append(parent, node);
    return node;
}

void contents_add_text(struct arena *arena, struct node *parent, struct str text)
{
    node_append(parent, node_text(arena, text, NOWHERE));
}

static struct node *made(struct arena *arena, enum node_kind kind)
{
    return node_new(arena, kind, NOWHERE);
}

static struct node *new_heading(struct arena *arena, unsigned level, struct str anchor)
{
    struct node *heading = made(arena, NODE_HEADING);
    heading->as.heading.level = level;
    heading->anchor = anchor;
    return heading;
}

struct node *contents_add_section(struct arena *arena, struct node *root, struct str anchor, struct str title)
{
    struct node *section = contents_add(arena, root, NODE_SECTION);
    struct node *heading = new_heading(arena, 2, anchor);
    section->anchor = anchor;
    node_append(section, heading);
    contents_add_text(arena, heading, title);
    return section;
}

static struct node *new_entry(struct arena *arena, unsigned level, struct str number, struct str title, unsigned page)
{
    struct node *entry = made(arena, NODE_CONTENTS_ENTRY);
    entry->as.entry.level = level;
    entry->as.entry.number = number;
    entry->as.entry.page = page ? page : UINT_MAX;
    contents_add_text(arena, entry, title);
    return entry;
}

/* Lead an entry to a place of a meeting: its page and, when there is one, its PDF. */
static void lead_to(struct arena *arena, struct node *entry, const struct unit *unit, struct str anchor)
{
    entry->as.entry.link = (struct link){
        .kind = LINK_MEETING,
        .html = archive_href(arena, unit->html, anchor),
        .pdf = unit->pdf.len ? archive_href(arena, unit->pdf, anchor) : (struct str){0},
        .anchor = anchor,
        .automatic = true,
    };
}

/* The title, and what kind of document it is when that is not the minutes. */
static struct str entry_title(struct arena *arena, const struct unit *unit)
{
    switch (unit->status) {
    case STATUS_AGENDA:
    case STATUS_DRAFT:
        return str_format(arena, "%.*s (%.*s)", STR(unit->title), STR(word_status(unit->status)));
    case STATUS_MINUTES:
    case STATUS_APPROVED:
        break;
    }
    return unit->title;
}

/* Attachments as the item lists them, which says what page of the PDF they are on. */
static void add_attachments(struct arena *arena, struct node *entry, const struct unit *unit,
                            const struct unit_item *item)
{
    for (size_t i = 0; i < item->attachments.len; i++) {
        const struct unit_attachment *attachment = &item->attachments.at[i];
        struct str const number = str_format(arena, "%.*s %u", STR(word(WORD_ATTACHMENT)), attachment->number);
        struct node *child = new_entry(arena, 4, number, attachment->title, 0);
        lead_to(arena, child, unit, str_format(arena, "bilag-%u", attachment->number));
        node_append(entry, child);
    }
}

static struct node *meeting_entry(struct arena *arena, const struct unit *unit)
{
    struct node *meeting = new_entry(arena, 1, (struct str){0}, entry_title(arena, unit), unit->pages ? 1 : 0);
    lead_to(arena, meeting, unit, (struct str){0});
    for (size_t i = 0; i < unit->sections.len; i++) {
        const struct unit_section *section = &unit->sections.at[i];
        struct node *entry = new_entry(arena, 2, section->number, section->title, section->page);
        lead_to(arena, entry, unit, section->anchor);
        node_append(meeting, entry);
        for (size_t j = 0; j < section->items.len; j++) {
            const struct unit_item *item = &section->items.at[j];
            struct node *child = new_entry(arena, 3, item->number, item->title, item->page);
            lead_to(arena, child, unit, item->anchor);
            node_append(entry, child);
            add_attachments(arena, child, unit, item);
        }
    }
    return meeting;
}

static struct str year_anchor(struct arena *arena, struct str forum, int year)
{
    return str_format(arena, "%.*s-%d", STR(forum), year);
}

/* The meetings first..end-1 of by_body, newest first; a heading a year when there are several, which is told. */
static bool add_range(struct arena *arena, struct node *section, const struct archive *archive, size_t first,
                      size_t end, unsigned level)
{
    if (end == first)
        return false;
    struct str const forum = archive->by_body.at[first]->forum;
    bool const years = archive->by_body.at[first]->date.year != archive->by_body.at[end - 1]->date.year;
    struct node *contents = NULL;
    int year = 0;
    for (size_t i = end; i-- > first;) {
        const struct unit *unit = archive->by_body.at[i];
        if (!contents || (years && unit->date.year != year)) {
            year = unit->date.year;
            contents = made(arena, NODE_CONTENTS);
            if (years) {
                struct str const digits = str_format(arena, "%d", year);
                struct node *heading = new_heading(arena, level, year_anchor(arena, forum, year));
                contents_add_text(arena, heading, digits);
                node_append(section, heading);
            }
            node_append(section, contents);
        }
        node_append(contents, meeting_entry(arena, unit));
    }
    return years;
}

/* Lead to the years of a body that is listed in part. A year has the name that its heading has where all meetings are
 * listed, so that a link to it still leads there when the archive has grown; those from `headed` on stand above by
 * themselves. */
static void add_years(struct arena *arena, struct node *section, const struct archive *archive, struct str forum,
                      unsigned level, int headed)
{
    struct node *heading = new_heading(arena, level, str_format(arena, "%.*s-aar", STR(forum)));
    contents_add_text(arena, heading, word(WORD_ALL_YEARS));
    node_append(section, heading);
    struct node *list = made(arena, NODE_LIST);
    list->as.list.kind = LIST_BULLET;
    list->as.list.tight = true;
    node_append(section, list);
    contents_year_list const years = contents_years(arena, archive, forum);
    for (size_t i = 0; i < years.len; i++) {
        struct node *item = made(arena, NODE_LIST_ITEM);
        struct node *paragraph = made(arena, NODE_PARAGRAPH);
        struct node *link = made(arena, NODE_LINK);
        link->as.link = (struct link){
            .kind = LINK_MEETING,
            .html = contents_year_page(arena, forum, years.at[i]),
            .pdf = contents_year_pdf(arena, forum, years.at[i]),
            .automatic = true,
        };
        if (years.at[i] < headed)
            item->anchor = year_anchor(arena, forum, years.at[i]);
        contents_add_text(arena, link, str_format(arena, "%d", years.at[i]));
        node_append(paragraph, link);
        node_append(item, paragraph);
        node_append(list, item);
    }
}

static void add_meetings(struct arena *arena, struct node *section, const struct archive *archive, struct str forum,
                         unsigned level, struct contents_plan plan)
{
    struct contents_range const all = contents_range(archive, forum);
    bool const shortened = all.end - all.first > plan.newest;
    size_t const first = shortened ? all.end - plan.newest : all.first;
    bool const headed = add_range(arena, section, archive, first, all.end, level);
    if (shortened && plan.years)
        add_years(arena, section, archive, forum, level, headed ? archive->by_body.at[first]->date.year : INT_MAX);
}

static void add_paragraph(struct arena *arena, struct node *parent, struct str text)
{
    struct node *paragraph = made(arena, NODE_PARAGRAPH);
    contents_add_text(arena, paragraph, text);
    node_append(parent, paragraph);
}

static void add_about(struct node *section, struct node *about)
{
    while (about && about->first) {
        struct node *block = about->first;
        node_detach(block);
        node_append(section, block);
    }
}

static void add_long_name(struct arena *arena, struct node *parent, const struct publisher *publisher,
                          enum paragraph_role role)
{
    if (publisher->long_name.len == 0 || str_equal(publisher->long_name, publisher->name))
        return;
    struct node *paragraph = made(arena, NODE_PARAGRAPH);
    paragraph->as.paragraph.role = role;
    contents_add_text(arena, paragraph, publisher->long_name);
    node_append(parent, paragraph);
}

static void add_cover(struct arena *arena, struct document *document)
{
    struct node *cover = made(arena, NODE_COVER);
    struct node *heading = new_heading(arena, 1, (struct str){0});
    contents_add_text(arena, heading, document->title);
    node_append(cover, heading);
    node_append(document->root, cover);
}

/* Say that a document lists the newest meetings only, and where the others are. */
static void add_note(struct arena *arena, struct node *cover, struct contents_plan plan)
{
    if (plan.newest == SIZE_MAX)
        return;
    add_paragraph(arena, cover, word(plan.years ? WORD_SHORTENED : WORD_SHORTENED_MUCH));
}

/* The newest day told of: what the PDF carries as its date. */
static struct date newest_day(const struct archive *archive, struct str forum)
{
    struct date newest = {0};
    for (size_t i = 0; i < archive->units.len; i++) {
        const struct unit *unit = archive->units.at[i];
        if (forum.len && !str_equal(unit->forum, forum))
            continue;
        struct date const day = date_is_set(unit->issued) ? unit->issued : unit->date;
        if (date_compare(day, newest) > 0)
            newest = day;
    }
    return newest;
}

static struct document *new_document(struct arena *arena, struct str title, enum edition edition)
{
    struct document *document = arena_new(arena, struct document);
    document->title = document->running_head = title;
    document->language = S("da-DK");
    document->internal = edition == EDITION_INTERNAL;
    document->root = made(arena, NODE_DOCUMENT);
    return document;
}

/* What a body is for, in short: how `om:` begins. */
static struct str lead_of(struct arena *arena, const struct contents_body *body)
{
    const struct node *first = body->about ? body->about->first : NULL;
    return first && first->kind == NODE_PARAGRAPH ? node_plain_text(arena, first) : (struct str){0};
}

/* What the leads of bodies and the sections of those without meetings take of a page. Leads that are together too long
 * for it are left to the bodies' pages: *leads says so. */
static size_t size_of_bodies(struct arena *arena, const struct archive *archive, const struct contents_body *bodies,
                             size_t count, bool *leads)
{
    size_t told = 0;
    size_t sections = 0;
    for (size_t i = 0; i < count; i++) {
        if (!contents_has_page(archive, &bodies[i]))
            continue;
        told += lead_of(arena, &bodies[i]).len;
        sections += contents_has_meetings(archive, bodies[i].publisher.forum) ? 0 : 600;
    }
    *leads = told <= CONTENTS_LONGEST / 8;
    return sections + (*leads ? told : 0);
}

/* The front page's own sections have their names first. */
static struct str body_anchor(struct arena *arena, struct str forum)
{
    bool const taken = str_equal(forum, S("organisation")) || str_equal(forum, S("naeste-moeder"));
    return taken ? str_concat(arena, S("forum-"), forum) : forum;
}

static void add_body(struct arena *arena, struct document *document, const struct archive *archive,
                     const struct contents_body *body, struct contents_plan plan, bool lead)
{
    struct str const forum = body->publisher.forum;
    struct node *section = made(arena, NODE_SECTION);
    section->anchor = body_anchor(arena, forum);
    struct node *heading = new_heading(arena, 2, section->anchor);
    struct node *link = made(arena, NODE_LINK);
    link->as.link = (struct link){.kind = LINK_MEETING, .html = contents_body_page(arena, forum), .automatic = true};
    contents_add_text(arena, link, body->publisher.name);
    node_append(heading, link);
    node_append(section, heading);
    add_long_name(arena, section, &body->publisher, PARAGRAPH_PLAIN);
    struct str const about = lead ? lead_of(arena, body) : (struct str){0};
    if (about.len)
        add_paragraph(arena, section, about);
    if (contents_has_meetings(archive, forum))
        add_meetings(arena, section, archive, forum, 3, plan);
    else
        add_paragraph(arena, section, word(WORD_NO_MEETINGS));
    node_append(document->root, section);
}

struct document *contents_document(struct arena *arena, const struct archive *archive,
                                   const struct contents_body *bodies, size_t count, enum contents_extent extent,
                                   enum edition edition)
{
    struct document *document = new_document(arena, word(WORD_ARCHIVE), edition);
    document->html = S("index.html");
    document->pdf = S("indhold.pdf");
    document->issued = newest_day(archive, (struct str){0});
    add_cover(arena, document);
    bool leads;
    size_t const besides = size_of_bodies(arena, archive, bodies, count, &leads);
    struct contents_plan const plan = contents_plan(archive, (struct str){0}, extent, besides);
    add_note(arena, document->root->first, plan);
    contents_add_coming(arena, document->root, archive, bodies, count, (struct str){0});
    ordered_bodies const ordered = contents_order_bodies(arena, bodies, count);
    contents_add_organisation(arena, document->root, archive, &ordered);
    bool published = false;
    for (size_t i = 0; i < ordered.len; i++) {
        const struct contents_body *body = ordered.at[i].body;
        if (!contents_has_page(archive, body))
            continue;
        /* The archive is published by the highest body that meets. */
        bool const meets = contents_has_meetings(archive, body->publisher.forum);
        if (document->publisher.name.len == 0 || (meets && !published)) {
            document->publisher = body->publisher;
            published = meets;
        }
        add_body(arena, document, archive, body, plan, leads);
    }
    return document;
}

struct document *contents_body_document(struct arena *arena, const struct archive *archive,
                                        const struct contents_body *bodies, size_t count,
                                        const struct contents_body *body, enum edition edition)
{
    struct str const forum = body->publisher.forum;
    struct document *document = new_document(arena, body->publisher.name, edition);
    document->html = contents_body_page(arena, forum);
    document->issued = newest_day(archive, forum);
    document->publisher = body->publisher;
    add_cover(arena, document);
    add_long_name(arena, document->root->first, &body->publisher, PARAGRAPH_SUBTITLE);
    contents_add_relations(arena, document->root->first, archive, bodies, count, body);
    struct contents_plan const plan = contents_plan(archive, forum, contents_extent(archive, forum), 0);
    add_note(arena, document->root->first, plan);
    contents_add_coming(arena, document->root, archive, body, 1, forum);
    struct node *section = contents_add_section(arena, document->root, S("moeder"), word(WORD_MEETINGS));
    if (contents_has_meetings(archive, forum))
        add_meetings(arena, section, archive, forum, 3, plan);
    else
        add_paragraph(arena, section,
                      str_format(arena, "%.*s %.*s %.*s", STR(word(WORD_NO_MEETINGS_OF)), STR(body->publisher.name),
                                 STR(word(WORD_NO_MEETINGS_HERE))));
    if (body->about && body->about->first) {
        struct str const title = str_format(arena, "%.*s %.*s", STR(word(WORD_ABOUT)), STR(body->publisher.name));
        add_about(contents_add_section(arena, document->root, S("om"), title), body->about);
    }
    return document;
}

struct document *contents_year_document(struct arena *arena, const struct archive *archive,
                                        const struct contents_body *body, int year, enum edition edition)
{
    struct str const forum = body->publisher.forum;
    struct document *document =
        new_document(arena, str_format(arena, "%.*s %d", STR(body->publisher.name), year), edition);
    document->html = contents_year_page(arena, forum, year);
    document->pdf = contents_year_pdf(arena, forum, year);
    document->issued = newest_day(archive, forum);
    document->publisher = body->publisher;
    add_cover(arena, document);
    struct node *section = contents_add_section(arena, document->root, S("moeder"), word(WORD_MEETINGS));
    struct contents_range range = contents_range(archive, forum);
    while (range.end > range.first && archive->by_body.at[range.end - 1]->date.year > year)
        range.end--;
    while (range.first < range.end && archive->by_body.at[range.first]->date.year < year)
        range.first++;
    add_range(arena, section, archive, range.first, range.end, 3);
    return document;
}
