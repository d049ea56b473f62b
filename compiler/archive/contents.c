/* The consolidated table of contents as a document like any other. */
#include "archive/contents.h"

#include "archive/contents_parts.h"
#include "ast/words.h"
#include "base/utf8.h"

#include <limits.h>
#include <stdlib.h>

static struct node *made(struct arena *arena, enum node_kind kind)
{
    return node_new(arena, kind, NOWHERE);
}

static void add_text(struct arena *arena, struct node *parent, struct str text)
{
    node_append(parent, node_text(arena, text, NOWHERE));
}

static struct node *new_heading(struct arena *arena, unsigned level, struct str anchor)
{
    struct node *heading = made(arena, NODE_HEADING);
    heading->as.heading.level = level;
    heading->anchor = anchor;
    return heading;
}

static struct node *new_entry(struct arena *arena, unsigned level, struct str number, struct str title, unsigned page)
{
    struct node *entry = made(arena, NODE_CONTENTS_ENTRY);
    entry->as.entry.level = level;
    entry->as.entry.number = number;
    entry->as.entry.page = page ? page : UINT_MAX;
    add_text(arena, entry, title);
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
        }
    }
    return meeting;
}

/* The place just after the body's last meeting in by_body; *first is that of its oldest. */
static size_t meetings_of(const struct archive *archive, struct str forum, size_t *first)
{
    size_t low = 0;
    size_t high = archive->by_body.len;
    while (low < high) {
        size_t const middle = low + (high - low) / 2;
        if (str_compare(archive->by_body.at[middle]->forum, forum) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (low < archive->by_body.len && str_equal(archive->by_body.at[low]->forum, forum))
        low++;
    return low;
}

static bool has_meetings(const struct archive *archive, struct str forum)
{
    size_t first;
    return meetings_of(archive, forum, &first) > first;
}

/* The meetings first..end-1 of by_body, newest first; a heading a year when there are several. */
static void add_range(struct arena *arena, struct node *section, const struct archive *archive, size_t first,
                      size_t end, unsigned level)
{
    if (end == first)
        return;
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
                struct node *heading = new_heading(arena, level, str_format(arena, "%.*s-%d", STR(forum), year));
                add_text(arena, heading, digits);
                node_append(section, heading);
            }
            node_append(section, contents);
        }
        node_append(contents, meeting_entry(arena, unit));
    }
}

enum contents_extent contents_extent(const struct archive *archive, struct str forum)
{
    size_t first = 0;
    size_t const end = forum.len ? meetings_of(archive, forum, &first) : archive->by_body.len;
    return end - first > CONTENTS_LONGEST ? CONTENTS_NEW : CONTENTS_ALL;
}

contents_year_list contents_years(struct arena *arena, const struct archive *archive, struct str forum)
{
    contents_year_list years = {0};
    size_t first;
    for (size_t i = meetings_of(archive, forum, &first); i-- > first;) {
        int const year = archive->by_body.at[i]->date.year;
        if (years.len == 0 || years.at[years.len - 1] != year)
            vec_push(arena, &years, year);
    }
    return years;
}

static struct str year_page(struct arena *arena, struct str forum, int year)
{
    return str_format(arena, "%.*s/%04d/index.html", STR(forum), year);
}

static void add_years(struct arena *arena, struct node *section, const struct archive *archive, struct str forum,
                      unsigned level)
{
    struct node *heading = new_heading(arena, level, str_format(arena, "%.*s-aar", STR(forum)));
    add_text(arena, heading, word(WORD_ALL_YEARS));
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
        link->as.link =
            (struct link){.kind = LINK_MEETING, .html = year_page(arena, forum, years.at[i]), .automatic = true};
        add_text(arena, link, str_format(arena, "%d", years.at[i]));
        node_append(paragraph, link);
        node_append(item, paragraph);
        node_append(list, item);
    }
}

static void add_meetings(struct arena *arena, struct node *section, const struct archive *archive, struct str forum,
                         unsigned level, enum contents_extent extent)
{
    size_t first;
    size_t const end = meetings_of(archive, forum, &first);
    bool const shortened = extent == CONTENTS_NEW && end - first > CONTENTS_NEWEST;
    add_range(arena, section, archive, shortened ? end - CONTENTS_NEWEST : first, end, level);
    if (shortened)
        add_years(arena, section, archive, forum, level);
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
    add_text(arena, paragraph, publisher->long_name);
    node_append(parent, paragraph);
}

static void add_cover(struct arena *arena, struct document *document)
{
    struct node *cover = made(arena, NODE_COVER);
    struct node *heading = new_heading(arena, 1, (struct str){0});
    add_text(arena, heading, document->title);
    node_append(cover, heading);
    node_append(document->root, cover);
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

static struct str body_page(struct arena *arena, struct str forum)
{
    return str_format(arena, "%.*s/index.html", STR(forum));
}

static int by_danish_name(const void *a, const void *b)
{
    const struct contents_body *one = *(const struct contents_body *const *)a;
    const struct contents_body *other = *(const struct contents_body *const *)b;
    int const order = danish_compare(one->publisher.name, other->publisher.name);
    return order ? order : str_compare(one->publisher.forum, other->publisher.forum);
}

static const struct contents_body *find_body(const struct contents_body *bodies, size_t count, struct str forum)
{
    for (size_t i = 0; i < count; i++)
        if (forum.len && str_equal(bodies[i].publisher.forum, forum))
            return &bodies[i];
    return NULL;
}

typedef vec_of(const struct contents_body *) body_list;

static bool holds(const body_list *list, const struct contents_body *body)
{
    for (size_t i = 0; i < list->len; i++)
        if (list->at[i] == body)
            return true;
    return false;
}

/* Each body is followed by those below it, at every level in alphabetical order. A circle of bodies is broken where it
 * is met. */
static body_list in_hierarchical_order(struct arena *arena, const struct contents_body *bodies, size_t count)
{
    body_list sorted = {0};
    for (size_t i = 0; i < count; i++)
        vec_push(arena, &sorted, &bodies[i]);
    if (count > 1)
        qsort(sorted.at, count, sizeof *sorted.at, by_danish_name);
    body_list ordered = {0};
    body_list open = {0}; /* a stack, the next one on top */
    for (size_t round = 0; round < 2; round++)
        for (size_t i = 0; i < count; i++) {
            bool const below = find_body(bodies, count, sorted.at[i]->parent) != NULL;
            if ((round == 0 && below) || holds(&ordered, sorted.at[i]))
                continue;
            vec_push(arena, &open, sorted.at[i]);
            while (open.len) {
                const struct contents_body *body = open.at[--open.len];
                if (holds(&ordered, body))
                    continue;
                vec_push(arena, &ordered, body);
                for (size_t j = count; j-- > 0;)
                    if (str_equal(sorted.at[j]->parent, body->publisher.forum))
                        vec_push(arena, &open, sorted.at[j]);
            }
        }
    return ordered;
}

static void add_body(struct arena *arena, struct document *document, const struct archive *archive,
                     const struct contents_body *body, enum contents_extent extent)
{
    struct str const forum = body->publisher.forum;
    struct node *section = made(arena, NODE_SECTION);
    section->anchor = forum;
    struct node *heading = new_heading(arena, 2, forum);
    struct node *link = made(arena, NODE_LINK);
    link->as.link = (struct link){.kind = LINK_MEETING, .html = body_page(arena, forum), .automatic = true};
    add_text(arena, link, body->publisher.name);
    node_append(heading, link);
    node_append(section, heading);
    add_long_name(arena, section, &body->publisher, PARAGRAPH_PLAIN);
    add_meetings(arena, section, archive, forum, 3, extent);
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
    contents_add_coming(arena, document->root, archive, bodies, count, (struct str){0});
    body_list const ordered = in_hierarchical_order(arena, bodies, count);
    for (size_t i = 0; i < ordered.len; i++) {
        if (!has_meetings(archive, ordered.at[i]->publisher.forum))
            continue;
        if (document->publisher.name.len == 0)
            document->publisher = ordered.at[i]->publisher;
        add_body(arena, document, archive, ordered.at[i], extent);
    }
    return document;
}

struct document *contents_body_document(struct arena *arena, const struct archive *archive,
                                        const struct contents_body *body, enum edition edition)
{
    struct str const forum = body->publisher.forum;
    struct document *document = new_document(arena, body->publisher.name, edition);
    document->html = body_page(arena, forum);
    document->issued = newest_day(archive, forum);
    document->publisher = body->publisher;
    add_cover(arena, document);
    add_long_name(arena, document->root->first, &body->publisher, PARAGRAPH_SUBTITLE);
    contents_add_coming(arena, document->root, archive, body, 1, forum);
    struct node *section = made(arena, NODE_SECTION);
    struct node *heading = new_heading(arena, 2, S("moeder"));
    add_text(arena, heading, word(WORD_MEETINGS));
    section->anchor = heading->anchor;
    node_append(section, heading);
    add_meetings(arena, section, archive, forum, 3, contents_extent(archive, forum));
    node_append(document->root, section);
    if (body->about && body->about->first) {
        struct node *about = made(arena, NODE_SECTION);
        struct node *title = new_heading(arena, 2, S("om"));
        add_text(arena, title, str_format(arena, "%.*s %.*s", STR(word(WORD_ABOUT)), STR(body->publisher.name)));
        about->anchor = title->anchor;
        node_append(about, title);
        add_about(about, body->about);
        node_append(document->root, about);
    }
    return document;
}

struct document *contents_year_document(struct arena *arena, const struct archive *archive,
                                        const struct contents_body *body, int year, enum edition edition)
{
    struct str const forum = body->publisher.forum;
    struct document *document =
        new_document(arena, str_format(arena, "%.*s %d", STR(body->publisher.name), year), edition);
    document->html = year_page(arena, forum, year);
    document->issued = newest_day(archive, forum);
    document->publisher = body->publisher;
    add_cover(arena, document);
    struct node *section = made(arena, NODE_SECTION);
    struct node *heading = new_heading(arena, 2, S("moeder"));
    add_text(arena, heading, word(WORD_MEETINGS));
    section->anchor = heading->anchor;
    node_append(section, heading);
    size_t first;
    size_t end = meetings_of(archive, forum, &first);
    while (end > first && archive->by_body.at[end - 1]->date.year > year)
        end--;
    while (first < end && archive->by_body.at[first]->date.year < year)
        first++;
    add_range(arena, section, archive, first, end, 3);
    node_append(document->root, section);
    return document;
}
