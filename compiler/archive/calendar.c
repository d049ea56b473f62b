#include "archive/calendar.h"

#include "ast/words.h"

#include <stdlib.h>

static bool is_past(const struct unit *unit)
{
    switch (unit->status) {
    case STATUS_AGENDA:
        return false;
    case STATUS_DRAFT:
    case STATUS_MINUTES:
    case STATUS_APPROVED:
        break;
    }
    return true;
}

static void add_coming(struct arena *arena, coming_meetings *list, struct coming_meeting meeting)
{
    for (size_t i = list->len; i-- > 0 && str_equal(list->at[i].forum, meeting.forum);)
        if (date_compare(list->at[i].date, meeting.date) == 0)
            return;
    vec_push(arena, list, meeting);
}

/* One body: its units first..end-1 of by_body, oldest first. */
static void add_body(struct arena *arena, coming_meetings *list, const struct archive *archive, size_t first,
                     size_t end)
{
    struct date held = {0}; /* the newest meeting that has minutes */
    for (size_t i = first; i < end; i++)
        if (is_past(archive->by_body.at[i]))
            held = archive->by_body.at[i]->date;
    for (size_t i = first; i < end; i++) {
        const struct unit *unit = archive->by_body.at[i];
        if (!is_past(unit) && date_compare(unit->date, held) > 0)
            add_coming(arena, list, (struct coming_meeting){unit->forum, unit->date, unit->time, unit->place, unit});
    }
    /* The newest announcement of a day counts. */
    for (size_t i = end; i-- > first;) {
        const struct unit *unit = archive->by_body.at[i];
        if (date_is_set(unit->next.date) && date_compare(unit->next.date, held) > 0)
            add_coming(arena, list,
                       (struct coming_meeting){unit->forum, unit->next.date, unit->next.time, unit->next.place, unit});
    }
}

static int by_date(const void *a, const void *b)
{
    const struct coming_meeting *one = a;
    const struct coming_meeting *other = b;
    int const order = date_compare(one->date, other->date);
    return order ? order : str_compare(one->forum, other->forum);
}

coming_meetings calendar_coming(struct arena *arena, const struct archive *archive, struct str forum)
{
    coming_meetings list = {0};
    for (size_t first = 0, end; first < archive->by_body.len; first = end) {
        struct str const body = archive->by_body.at[first]->forum;
        for (end = first + 1; end < archive->by_body.len && str_equal(archive->by_body.at[end]->forum, body);)
            end++;
        if (forum.len == 0 || str_equal(forum, body))
            add_body(arena, &list, archive, first, end);
    }
    if (list.len > 1)
        qsort(list.at, list.len, sizeof *list.at, by_date);
    return list;
}

/* Lines of iCalendar: at most 75 octets, longer ones folded between letters (RFC 5545, 3.1). */
static void add_line(struct buf *out, struct str line)
{
    size_t room = 75;
    for (size_t at = 0; at < line.len;) {
        size_t end = line.len - at > room ? at + room : line.len;
        while (end < line.len && ((unsigned char)line.at[end] & 0xC0) == 0x80)
            end--;
        if (at)
            buf_add_byte(out, ' ');
        buf_add(out, str_part(line, at, end));
        buf_text(out, "\r\n");
        at = end;
        room = 74; /* the space is the first octet */
    }
}

/* A value of type TEXT (RFC 5545, 3.3.11). */
static void add_text(struct buf *out, const char *name, struct str text)
{
    struct buf line = {0};
    buf_format(&line, "%s:", name);
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n')
            buf_text(&line, "\\n");
        else if ((unsigned char)text.at[i] >= 0x20) {
            if (strchr("\\;,", text.at[i]))
                buf_add_byte(&line, '\\');
            buf_add_byte(&line, text.at[i]);
        }
    }
    add_line(out, buf_str(&line));
    buf_finish(&line);
}

static struct date day_after(struct date date)
{
    if (date_exists(date.year, date.month, date.day + 1))
        return (struct date){date.year, date.month, (int8_t)(date.day + 1)};
    if (date.month < 12)
        return (struct date){date.year, (int8_t)(date.month + 1), 1};
    return (struct date){(int16_t)(date.year + 1), 1, 1};
}

static void add_day(struct buf *out, const char *name, struct date date)
{
    buf_format(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, date.year, date.month, date.day);
}

static void add_moment(struct buf *out, const char *name, struct date date, int minutes)
{
    if (minutes == 24 * 60) {
        date = day_after(date);
        minutes = 0;
    }
    buf_format(out, "%s;TZID=Europe/Copenhagen:%04d%02d%02dT%02d%02d00\r\n", name, date.year, date.month, date.day,
               minutes / 60, minutes % 60);
}

/* The rules of the European Union since 1996 (directive 2000/84/EC). */
static const char zone[] = "BEGIN:VTIMEZONE\r\n"
                           "TZID:Europe/Copenhagen\r\n"
                           "BEGIN:DAYLIGHT\r\n"
                           "DTSTART:19960331T020000\r\n"
                           "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
                           "TZOFFSETFROM:+0100\r\n"
                           "TZOFFSETTO:+0200\r\n"
                           "TZNAME:CEST\r\n"
                           "END:DAYLIGHT\r\n"
                           "BEGIN:STANDARD\r\n"
                           "DTSTART:19961027T030000\r\n"
                           "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
                           "TZOFFSETFROM:+0200\r\n"
                           "TZOFFSETTO:+0100\r\n"
                           "TZNAME:CET\r\n"
                           "END:STANDARD\r\n"
                           "END:VTIMEZONE\r\n";

static void add_event(struct buf *out, struct arena *scratch, const struct coming_meeting *meeting, struct str name)
{
    struct date const told = date_is_set(meeting->told_by->issued) ? meeting->told_by->issued : meeting->told_by->date;
    buf_text(out, "BEGIN:VEVENT\r\n");
    add_line(out,
             str_format(scratch, "UID:%.*s-%.*s@referat", STR(meeting->forum), STR(date_iso(scratch, meeting->date))));
    buf_format(out, "DTSTAMP:%04d%02d%02dT000000Z\r\n", told.year, told.month, told.day);
    if (meeting->time.from < 0) {
        add_day(out, "DTSTART", meeting->date);
        add_day(out, "DTEND", day_after(meeting->date));
    } else {
        add_moment(out, "DTSTART", meeting->date, meeting->time.from);
        if (meeting->time.to >= 0)
            add_moment(out, "DTEND", meeting->date, meeting->time.to);
    }
    add_text(out, "SUMMARY", name);
    if (meeting->place.len)
        add_text(out, "LOCATION", meeting->place);
    buf_text(out, "END:VEVENT\r\n");
}

void calendar_write(struct buf *out, const struct archive *archive, const struct contents_body *bodies, size_t count,
                    struct str forum)
{
    struct arena scratch = {0};
    buf_text(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//referat//kalender//DA\r\nMETHOD:PUBLISH\r\n");
    add_text(out, "X-WR-CALNAME", forum.len ? contents_body_name(bodies, count, forum) : word(WORD_MEETINGS));
    buf_add(out, str_of(zone));
    coming_meetings const coming = calendar_coming(&scratch, archive, forum);
    for (size_t i = 0; i < coming.len; i++)
        add_event(out, &scratch, &coming.at[i], contents_body_name(bodies, count, coming.at[i].forum));
    buf_text(out, "END:VCALENDAR\r\n");
    arena_finish(&scratch);
}
