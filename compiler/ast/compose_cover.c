#include "ast/compose_parts.h"
#include "ast/words.h"

static void add_text(struct arena *arena, struct node *to, struct str text)
{
    node_append(to, node_text(arena, text, NOWHERE));
}

static void add_paragraph(struct arena *arena, struct node *to, struct str text, enum paragraph_role role)
{
    struct node *paragraph = node_new(arena, NODE_PARAGRAPH, NOWHERE);
    paragraph->as.paragraph.role = role;
    add_text(arena, paragraph, text);
    node_append(to, paragraph);
}

static void add_line_break(struct arena *arena, struct node *to)
{
    if (to->first)
        node_append(to, node_new(arena, NODE_LINE_BREAK, NOWHERE));
}

static void add_link(struct arena *arena, struct node *to, struct str url, struct str words)
{
    struct node *link = node_new(arena, NODE_LINK, NOWHERE);
    link->as.link = (struct link){.kind = LINK_WEB, .url = url, .automatic = true};
    add_text(arena, link, words);
    node_append(to, link);
}

static struct node *compose_letterhead(struct arena *arena, const struct publisher *publisher)
{
    struct node *letterhead = node_new(arena, NODE_LETTERHEAD, NOWHERE);
    struct str name = publisher->long_name.len > 0 ? publisher->long_name : publisher->name;
    if (name.len > 0)
        add_paragraph(arena, letterhead, name, PARAGRAPH_PLAIN);
    if (publisher->secretariat.len > 0)
        add_paragraph(arena, letterhead, publisher->secretariat, PARAGRAPH_PLAIN);
    for (size_t i = 0; i < publisher->address_lines; i++)
        if (publisher->address[i].len > 0)
            add_paragraph(arena, letterhead, publisher->address[i], PARAGRAPH_PLAIN);
    return letterhead;
}

static struct node *add_fact(struct arena *arena, struct node *facts, enum word term)
{
    struct node *fact = node_new(arena, NODE_FACT, NOWHERE);
    fact->as.fact.term = word(term);
    node_append(facts, fact);
    return fact;
}

/* `11. februar 2021 kl. 10.00–12.00`; the time is left out when there is none. */
static struct str day_and_time(struct arena *arena, struct date date, struct time_range time)
{
    struct str day = date_words(arena, date);
    return time.from < 0 ? day : str_format(arena, "%.*s %.*s", STR(day), STR(time_words(arena, time)));
}

/* An address that can be dialled from anywhere: eight digits alone are a Danish number. */
static struct str telephone_url(struct arena *arena, struct str number)
{
    struct buf url = {0};
    buf_text(&url, "tel:");
    size_t digits = 0;
    for (size_t i = 0; i < number.len; i++)
        digits += number.at[i] >= '0' && number.at[i] <= '9';
    if (digits == 8 && !str_starts(number, S("+")))
        buf_text(&url, "+45");
    for (size_t i = 0; i < number.len; i++)
        if ((number.at[i] >= '0' && number.at[i] <= '9') || (number.at[i] == '+' && i == 0))
            buf_add_byte(&url, number.at[i]);
    struct str kept = buf_keep(&url, arena);
    buf_finish(&url);
    return kept;
}

static void add_contact(struct arena *arena, struct node *facts, const struct contact *contact)
{
    if (contact->name.len == 0 && contact->telephone.len == 0 && contact->email.len == 0)
        return;
    struct node *fact = add_fact(arena, facts, WORD_CONTACT);
    if (contact->name.len > 0)
        add_text(arena, fact, contact->name);
    if (contact->telephone.len > 0) {
        add_line_break(arena, fact);
        add_text(arena, fact, str_concat(arena, word(WORD_TELEPHONE), S(" ")));
        add_link(arena, fact, telephone_url(arena, contact->telephone), contact->telephone);
    }
    if (contact->email.len > 0) {
        add_line_break(arena, fact);
        add_link(arena, fact, str_concat(arena, S("mailto:"), contact->email), contact->email);
    }
}

/* Agenda and minutes lead to each other. */
static void add_other_document(struct arena *arena, struct node *facts, const struct meeting *meeting)
{
    bool const agenda = meeting->status == STATUS_AGENDA;
    bool const dated = date_is_set(meeting->agenda_issued);
    if (agenda ? meeting->minutes_html.len == 0 : !dated && !meeting->agenda_kept)
        return;
    struct node *fact = node_new(arena, NODE_FACT, NOWHERE);
    fact->as.fact.term = word_document(agenda ? STATUS_MINUTES : STATUS_AGENDA);
    struct node *link = node_new(arena, NODE_LINK, NOWHERE);
    link->as.link.automatic = true;
    if (agenda) {
        link->as.link.kind = LINK_MEETING;
        link->as.link.html = meeting->minutes_html;
        link->as.link.pdf = meeting->minutes_pdf;
        add_text(arena, link, word(WORD_MINUTES_OF_MEETING));
    } else {
        link->as.link.kind = LINK_FILE;
        link->as.link.html = link->as.link.pdf = meeting_pdf_path(arena, meeting->forum, meeting->date, STATUS_AGENDA);
        struct date const day = dated ? meeting->agenda_issued : meeting->date;
        enum word const words = dated ? WORD_AGENDA_OF_DAY : WORD_AGENDA_OF_MEETING;
        add_text(arena, link, str_format(arena, "%.*s %.*s", STR(word(words)), STR(date_words(arena, day))));
    }
    node_append(fact, link);
    node_append(facts, fact);
}

static struct node *compose_facts(struct arena *arena, const struct meeting *meeting)
{
    struct node *facts = node_new(arena, NODE_FACTS, NOWHERE);
    if (date_is_set(meeting->date))
        add_text(arena, add_fact(arena, facts, WORD_TIME), day_and_time(arena, meeting->date, meeting->time));
    if (meeting->place.len > 0)
        add_text(arena, add_fact(arena, facts, WORD_PLACE), meeting->place);
    if (date_is_set(meeting->issued))
        add_text(arena, add_fact(arena, facts, WORD_ISSUED), date_words(arena, meeting->issued));
    add_other_document(arena, facts, meeting);
    add_contact(arena, facts, &meeting->contact);
    if (date_is_set(meeting->next.date)) {
        struct str when = day_and_time(arena, meeting->next.date, meeting->next.time);
        if (meeting->next.place.len > 0)
            when = str_format(arena, "%.*s, %.*s", STR(when), STR(meeting->next.place));
        add_text(arena, add_fact(arena, facts, WORD_NEXT_MEETING), when);
    }
    return facts;
}

static struct node *add_cell(struct arena *arena, struct node *row, struct str text, bool header)
{
    struct node *cell = node_new(arena, NODE_CELL, NOWHERE);
    cell->as.cell.header = header;
    if (text.len > 0)
        add_text(arena, cell, text);
    node_append(row, cell);
    return cell;
}

/* `Jesper Thyrring Møller (formand)` */
static struct str person_words(struct arena *arena, const struct person *person)
{
    if (person->note.len > 0)
        return str_format(arena, "%.*s (%.*s)", STR(person->name), STR(person->note));
    if (person->substitutes.len > 0)
        return str_format(arena, "%.*s (%.*s %.*s)", STR(person->name), STR(word(WORD_SUBSTITUTE)),
                          STR(person->substitutes));
    return person->name;
}

/* `Viborg Kommune, formand for takstgruppen` */
static struct str organisation_words(struct arena *arena, const struct person *person)
{
    if (person->organisation.len == 0)
        return person->addition;
    if (person->addition.len == 0)
        return person->organisation;
    return str_format(arena, "%.*s, %.*s", STR(person->organisation), STR(person->addition));
}

/* A group of people as a table of its own: each cell of it then answers to one column and one name, which a table
 * parted by rows of group names would not (ISO 14289-1, 7.5). */
static void add_people(struct arena *arena, struct node *cover, enum word caption, const struct person_list *people)
{
    if (people->at.len == 0)
        return;
    unsigned columns = 1;
    for (size_t i = 0; i < people->at.len; i++)
        if (people->at.at[i].organisation.len > 0 || people->at.at[i].addition.len > 0)
            columns = 2;

    struct node *table = node_new(arena, NODE_TABLE, NOWHERE);
    table->as.table.columns = columns;
    table->as.table.header_rows = 1;
    table->as.table.alignments = arena_many(arena, enum alignment, columns);
    table->as.table.caption = word(caption);

    struct node *header = node_new(arena, NODE_ROW, NOWHERE);
    add_cell(arena, header, word(WORD_NAME), true);
    if (columns == 2)
        add_cell(arena, header, word(WORD_ORGANISATION), true);
    node_append(table, header);
    for (size_t i = 0; i < people->at.len; i++) {
        const struct person *person = &people->at.at[i];
        struct node *row = node_new(arena, NODE_ROW, NOWHERE);
        add_cell(arena, row, person_words(arena, person), true);
        if (columns == 2)
            add_cell(arena, row, organisation_words(arena, person), false);
        node_append(table, row);
    }
    node_append(cover, table);
}

struct node *compose_cover(struct arena *arena, const struct document *document, const struct meeting *meeting)
{
    struct node *cover = node_new(arena, NODE_COVER, NOWHERE);
    struct node *letterhead = compose_letterhead(arena, &document->publisher);
    if (letterhead->first)
        node_append(cover, letterhead);

    struct node *heading = node_new(arena, NODE_HEADING, NOWHERE);
    heading->as.heading.level = 1;
    add_text(arena, heading, document->title);
    node_append(cover, heading);
    add_paragraph(arena, cover, document->subtitle, PARAGRAPH_SUBTITLE);
    if (document->draft)
        add_paragraph(arena, cover, word(WORD_DRAFT_NOTICE), PARAGRAPH_NOTICE);
    if (document->internal)
        add_paragraph(arena, cover, word(WORD_INTERNAL_NOTICE), PARAGRAPH_NOTICE);

    struct node *facts = compose_facts(arena, meeting);
    if (facts->first)
        node_append(cover, facts);
    add_people(arena, cover, WORD_ATTENDEES, &meeting->attendees);
    add_people(arena, cover, WORD_APOLOGIES, &meeting->apologies);
    add_people(arena, cover, WORD_GUESTS, &meeting->guests);
    return cover;
}
