/* Single values of front matter, each with the report that shows its right form. Shared by the files of this folder. */
#ifndef PARSE_VALUES_H
#define PARSE_VALUES_H

#include "ast/meeting.h"
#include "data/expect.h"

/* All take an entry that may be NULL (then nothing happens and they give false) and report what they cannot read. */
bool read_date(struct arena *arena, const struct entry *entry, const char *example, struct diag_sink *sink,
               struct date *date);
bool read_time_range(const struct entry *entry, struct diag_sink *sink, struct time_range *time);
bool read_status(struct arena *arena, const struct entry *entry, struct diag_sink *sink, enum status *status);
bool read_forum(struct arena *arena, const struct entry *entry, struct diag_sink *sink, struct str *forum); /* folded */
bool read_id(const struct entry *entry, struct diag_sink *sink, struct str *id);
bool read_contact(struct arena *arena, const struct entry *entry, struct diag_sink *sink, struct contact *contact);

#endif
