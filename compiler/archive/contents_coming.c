#include "archive/contents_parts.h"

#include "archive/calendar.h"
#include "ast/words.h"

static struct node *add_link(struct arena *arena, struct node *parent, enum link_kind kind, struct str html)
{
    struct node *link = contents_add(arena, parent, NODE_LINK);
    link->as.link = (struct link){.kind = kind, .html = html, .automatic = true};
    if (kind == LINK_FILE)
        link->as.link.pdf = html;
    return link;
}

/* `DASSOS 4. maj 2021, kl. 10.00–12.00, Regionshuset Viborg`; the name and day lead to the agenda when there is one. */
static void add_meeting(struct arena *arena, struct node *list, const struct coming_meeting *meeting, struct str name)
{
    struct node *paragraph = contents_add(arena, contents_add(arena, list, NODE_LIST_ITEM), NODE_PARAGRAPH);
    struct str const title = str_format(arena, "%.*s %.*s", STR(name), STR(date_words(arena, meeting->date)));
    bool const has_agenda = date_compare(meeting->told_by->date, meeting->date) == 0;
    struct node *words = has_agenda ? add_link(arena, paragraph, LINK_MEETING, meeting->told_by->html) : paragraph;
    if (has_agenda)
        words->as.link.pdf = meeting->told_by->pdf;
    contents_add_text(arena, words, title);
    struct node *when = node_new(arena, NODE_PARAGRAPH, NOWHERE);
    if (meeting->time.from >= 0)
        contents_add_text(arena, when, str_format(arena, ", %.*s", STR(time_words(arena, meeting->time))));
    if (meeting->place.len)
        contents_add_text(arena, when, str_format(arena, ", %.*s", STR(meeting->place)));
    typography_apply(arena, when);
    while (when->first) {
        struct node *text = when->first;
        node_detach(text);
        node_append(paragraph, text);
    }
}

void contents_add_coming(struct arena *arena, struct node *root, const struct archive *archive,
                         const struct contents_body *bodies, size_t count, struct str forum)
{
    coming_meetings const coming = calendar_coming(arena, archive, forum);
    if (coming.len == 0)
        return;
    struct node *section = contents_add_section(arena, root, S("naeste-moeder"), word(WORD_COMING));
    struct node *list = contents_add(arena, section, NODE_LIST);
    list->as.list.kind = LIST_BULLET;
    list->as.list.tight = true;
    for (size_t i = 0; i < coming.len && i < CONTENTS_COMING; i++)
        add_meeting(arena, list, &coming.at[i], contents_body_name(bodies, count, coming.at[i].forum));
    struct node *paragraph = contents_add(arena, section, NODE_PARAGRAPH);
    struct str const path = forum.len ? str_format(arena, "%.*s/kalender.ics", STR(forum)) : S("kalender.ics");
    contents_add_text(arena, add_link(arena, paragraph, LINK_FILE, path), word(WORD_CALENDAR));
}
