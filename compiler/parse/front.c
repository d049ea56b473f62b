#include "parse/front.h"

#include "parse/front_item.h"
#include "parse/people.h"
#include "parse/values.h"

static const struct str meeting_keys[] = {KEY("forum"),     KEY("dato"),
                                          KEY("tid"),       KEY("sted"),
                                          KEY("status"),    KEY("udsendt"),
                                          KEY("titel"),     KEY("kontakt"),
                                          KEY("deltagere"), KEY("afbud"),
                                          KEY("gæster"),    KEY("næste møde"),
                                          KEY("punkter"),   KEY("dagsorden udsendt")};

/* The keys of a meeting, and those of its single item when it has one or says it has. */
static void check_keys(struct arena *arena, const struct value *front, struct diag_sink *sink)
{
    size_t own = sizeof meeting_keys / sizeof *meeting_keys, more;
    const struct str *single = single_item_keys(&more);
    struct str *known = arena_many(arena, struct str, own + more);
    memcpy(known, meeting_keys, sizeof meeting_keys);
    memcpy(known + own, single, more * sizeof *single);
    expect_keys(arena, front, known, own + more, sink);
}

/* A line without a key, after a value that never takes two: YAML reads both as one value. The value is taken to end
 * with its line, and what was meant by the next is not known. */
static bool drop_stray_lines(const struct value *front, struct diag_sink *sink)
{
    static const struct str one_line[] = {KEY("forum"), KEY("dato"), KEY("tid"), KEY("status"), KEY("udsendt")};
    bool any = false;
    for (size_t i = 0; i < sizeof one_line / sizeof *one_line; i++) {
        const struct entry *entry = value_entry(front, one_line[i]);
        if (!entry || entry->value->kind != VALUE_SCALAR || !entry->value->plain)
            continue;
        struct value *value = entry->value;
        struct str typed = span_text(value->span);
        size_t end = 0;
        while (end < typed.len && typed.at[end] != '\n' && typed.at[end] != '\r')
            end++;
        if (end == typed.len)
            continue;
        size_t next = end;
        while (typed.at[next] == ' ' || typed.at[next] == '\t' || typed.at[next] == '\n' || typed.at[next] == '\r')
            next++;
        struct span stray = {value->span.source, value->span.start + (uint32_t)next, value->span.end};
        diag_report0(sink, MSG_YAML_STRAY_LINE, stray);
        value->span.end = value->span.start + (uint32_t)end;
        value->excerpt.text = str_trim(str_part(value->excerpt.text, 0, end));
        any = true;
    }
    return any;
}

static void require(const struct value *front, const char *key, const char *example, struct span opening,
                    struct diag_sink *sink)
{
    if (!front->incomplete && !value_entry(front, str_of(key)))
        diag_report(sink, MSG_MISSING_KEY, opening, str_of(key), str_of(example));
}

static struct str both(struct arena *arena, struct str a, struct str b)
{
    return a.len && b.len ? str_format(arena, "%.*s, %.*s", STR(a), STR(b)) : a.len ? a : b;
}

/* `{navn: …, organisation: …, rolle: …, tilføjelse: …, stedfortræder for: …}` */
static bool read_long_person(struct arena *arena, const struct value *map, struct str list, struct person *person,
                             struct diag_sink *sink)
{
    static const struct str keys[] = {KEY("navn"), KEY("organisation"), KEY("rolle"), KEY("tilføjelse"),
                                      KEY("stedfortræder for")};
    *person = (struct person){.span = map->span};
    if (!has_any_key(map, keys, sizeof keys / sizeof *keys)) {
        diag_report(sink, MSG_MEMBER_NOT_PERSON, map->span, list);
        return false;
    }
    expect_keys(arena, map, keys, sizeof keys / sizeof *keys, sink);
    const struct entry *name = value_entry(map, keys[0]), *organisation = value_entry(map, keys[1]);
    if (!name)
        diag_report(sink, MSG_MISSING_KEY_IN, map->span, keys[0], list, S("navn: Bo Hansen"));
    bool ok = expect_line(name, "navn: Bo Hansen", sink, &person->name);
    if (ok)
        person->name_span = name->value->span;
    if (expect_line(organisation, "organisation: Viborg Kommune", sink, &person->organisation))
        person->organisation_span = organisation->value->span;
    else
        ok = ok && !organisation;
    struct str role = {"", 0}, addition = {"", 0};
    expect_line(value_entry(map, keys[2]), "rolle: direktør", sink, &role);
    expect_line(value_entry(map, keys[3]), "tilføjelse: formand for takstgruppen", sink, &addition);
    expect_line(value_entry(map, keys[4]), "stedfortræder for: Lis Holm", sink, &person->substitutes);
    person->addition = both(arena, role, addition);
    return ok;
}

static bool read_person(struct arena *arena, const struct value *value, struct str list, struct person *person,
                        struct diag_sink *sink)
{
    if (value->refused)
        return false;
    if (value->kind == VALUE_MAP)
        return read_long_person(arena, value, list, person, sink);
    if (value->kind == VALUE_NULL || (value->kind == VALUE_SCALAR && value_text(value).len == 0)) {
        diag_report0(sink, MSG_EMPTY_MEMBER, value->span);
        return false;
    }
    if (value->kind == VALUE_LIST) {
        diag_report(sink, MSG_MEMBER_NOT_LINE, value->span, list, S("Bo Hansen, Viborg Kommune"));
        return false;
    }
    bool closed;
    bool ok = person_read(arena, &value->excerpt, person, &closed);
    if (!closed)
        diag_report(sink, MSG_BAD_PARENTHESIS, value->span, value_text(value));
    else if (!ok)
        diag_report(sink, MSG_BAD_PERSON, value->span, value_text(value));
    return ok;
}

/* A list of persons. An empty one is as good as none where it may be left out. */
static void read_people(struct meeting *meeting, const struct entry *entry, bool may_be_empty,
                        struct person_list *people, struct diag_sink *sink)
{
    may_be_empty = may_be_empty || meeting->front_incomplete;
    if (!entry || (may_be_empty && entry->value->kind == VALUE_NULL && !entry->value->refused))
        return;
    if (!expect_list(entry, "Bo Hansen, Viborg Kommune", sink)) {
        meeting->people_incomplete = true;
        return;
    }
    for (size_t i = 0; i < entry->value->items.len; i++) {
        struct person person;
        if (read_person(meeting->arena, entry->value->items.at[i], entry->key, &person, sink))
            vec_push(meeting->arena, &people->at, person);
        else
            meeting->people_incomplete = true;
    }
}

static void read_next_meeting(struct meeting *meeting, const struct entry *entry, struct diag_sink *sink)
{
    static const struct str keys[] = {KEY("dato"), KEY("tid"), KEY("sted")};
    meeting->next.time = (struct time_range){-1, -1};
    if (!expect_map(entry, "næste møde: {dato: 2021-05-04, sted: Regionshuset Viborg}", sink))
        return;
    const struct value *map = entry->value;
    expect_keys(meeting->arena, map, keys, sizeof keys / sizeof *keys, sink);
    const struct entry *date = value_entry(map, keys[0]);
    if (!date)
        diag_report(sink, MSG_MISSING_KEY_IN, entry->key_span, keys[0], entry->key, S("dato: 2021-05-04"));
    read_date(meeting->arena, date, "dato: 2021-05-04", sink, &meeting->next.date);
    read_time_range(value_entry(map, keys[1]), sink, &meeting->next.time);
    expect_line(value_entry(map, keys[2]), "sted: Regionshuset Viborg", sink, &meeting->next.place);
}

static void read_items(struct meeting *meeting, const struct value *front, item_data_list *items,
                       struct diag_sink *sink)
{
    const struct entry *entry = value_entry(front, S("punkter"));
    if (!entry || (entry->value->kind == VALUE_NULL && !entry->value->refused) ||
        !expect_list(entry, "{sektion: Beslutningspunkter, titel: Standardkontrakter fra KL}", sink))
        return;
    size_t count;
    const struct str *keys = item_keys(&count);
    for (size_t i = 0; i < entry->value->items.len; i++) {
        const struct value *value = entry->value->items.at[i];
        if (value->refused)
            continue;
        if (value->kind != VALUE_MAP || !has_any_key(value, keys, count)) {
            diag_report0(sink, value->kind == VALUE_NULL ? MSG_EMPTY_MEMBER : MSG_BAD_ITEM, value->span);
            continue;
        }
        struct item_data item = {.span = value->span};
        expect_keys(meeting->arena, value, keys, count, sink);
        item_data_read(meeting->arena, value, ITEM_OF_LIST, front->incomplete, &item, sink);
        vec_push(meeting->arena, items, item);
    }
}

/* Whether the meeting's front matter holds an item's keys. An id alone is no item. */
static bool has_single_item(const struct value *front)
{
    size_t count;
    const struct str *keys = single_item_keys(&count);
    for (size_t i = 0; i < count; i++)
        if (!str_equal(keys[i], S("id")) && value_entry(front, keys[i]))
            return true;
    return false;
}

static void read_status_and_people(struct meeting *meeting, const struct value *front, struct diag_sink *sink)
{
    const struct entry *status = value_entry(front, S("status")), *attendees = value_entry(front, S("deltagere"));
    /* A status that cannot be read demands nothing, so that one slip is not reported in every item. */
    meeting->status = status || front->incomplete ? STATUS_AGENDA : STATUS_MINUTES;
    if (status)
        meeting->status_span = entry_span(status);
    read_status(meeting->arena, status, sink, &meeting->status);

    meeting->people_incomplete = front->incomplete;
    if (attendees)
        meeting->attendees_span = attendees->key_span;
    else if (meeting->status != STATUS_AGENDA && !front->incomplete) {
        diag_report0(sink, MSG_MISSING_ATTENDEES, meeting->opening);
        meeting->people_incomplete = true;
    }
    read_people(meeting, attendees, meeting->status == STATUS_AGENDA, &meeting->attendees, sink);
    read_people(meeting, value_entry(front, S("afbud")), true, &meeting->apologies, sink);
    read_people(meeting, value_entry(front, S("gæster")), true, &meeting->guests, sink);
}

void front_read_meeting(struct meeting *meeting, const struct value *given, item_data_list *items,
                        struct diag_sink *sink)
{
    struct arena *arena = meeting->arena;
    struct value whole = *given;
    const struct value *front = &whole;
    check_keys(arena, front, sink);
    whole.incomplete = drop_stray_lines(front, sink) || given->incomplete;
    meeting->front_incomplete = whole.incomplete;
    require(front, "forum", "forum: dassos", meeting->opening, sink);
    require(front, "dato", "dato: 2021-02-11", meeting->opening, sink);
    require(front, "tid", "tid: 10.00-12.00", meeting->opening, sink);
    require(front, "sted", "sted: Regionshuset Viborg", meeting->opening, sink);

    const struct entry *forum = value_entry(front, S("forum")), *date = value_entry(front, S("dato"));
    bool has_forum = read_forum(arena, forum, sink, &meeting->forum);
    bool has_date = read_date(arena, date, "dato: 2021-02-11", sink, &meeting->date);
    if (forum)
        meeting->forum_span = entry_span(forum);
    if (date)
        meeting->date_span = entry_span(date);
    meeting->usable = has_forum && has_date;

    read_time_range(value_entry(front, S("tid")), sink, &meeting->time);
    expect_line(value_entry(front, S("sted")), "sted: Regionshuset Viborg", sink, &meeting->place);
    read_date(arena, value_entry(front, S("udsendt")), "udsendt: 2021-02-26", sink, &meeting->issued);
    read_date(arena, value_entry(front, S("dagsorden udsendt")), "dagsorden udsendt: 2021-02-01", sink,
              &meeting->agenda_issued);
    if (meeting->status == STATUS_AGENDA && !date_is_set(meeting->issued))
        meeting->issued = meeting->agenda_issued;
    expect_line(value_entry(front, S("titel")), "titel: DASSOS 11. februar 2021", sink, &meeting->title);
    const struct entry *contact = value_entry(front, S("kontakt"));
    if (contact)
        meeting->contact_span = contact->value->span;
    read_contact(arena, contact, sink, &meeting->contact);
    read_status_and_people(meeting, front, sink);
    read_next_meeting(meeting, value_entry(front, S("næste møde")), sink);

    read_items(meeting, front, items, sink);
    if (has_single_item(front)) {
        struct item_data item = {.span = meeting->opening};
        item_data_read(arena, front, ITEM_OF_MEETING, front->incomplete, &item, sink);
        vec_push(arena, items, item);
    }
}

void front_read_item(struct arena *arena, const struct value *front, struct item_data *item, struct diag_sink *sink)
{
    size_t count;
    const struct str *keys = item_keys(&count);
    expect_keys(arena, front, keys, count, sink);
    item_data_read(arena, front, ITEM_OF_FILE, front->incomplete, item, sink);
}
