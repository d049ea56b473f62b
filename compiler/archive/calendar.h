/* The meetings that are still to come, as far as the sources tell: no clock is asked, so a meeting is to come until a
 * later one of its body has minutes. */
#ifndef ARCHIVE_CALENDAR_H
#define ARCHIVE_CALENDAR_H

#include "archive/contents.h"

struct coming_meeting {
    struct str forum;
    struct date date;
    struct time_range time;
    struct str place;
    const struct unit *told_by; /* the meeting that announces it, or its own agenda */
};
typedef vec_of(struct coming_meeting) coming_meetings;

/* By date, then body; of one body when `forum` is not empty. A body's day stands once, as its agenda has it when there
 * is one. */
coming_meetings calendar_coming(struct arena *arena, const struct archive *archive, struct str forum);

/* out/kalender.ics and, when `forum` is not empty, out/<forum>/kalender.ics: iCalendar (RFC 5545), times in
 * Europe/Copenhagen. An event's identity is its body and day; its stamp is the day of the document that tells of it. A
 * calendar without events is valid too, so that whoever subscribes keeps an address that works. */
void calendar_write(struct buf *out, const struct archive *archive, const struct contents_body *bodies, size_t count,
                    struct str forum);

#endif
