/* What a careful colleague would find: the meeting held against its body's agenda, its people, its dates, and against
 * the law on accessibility and privacy. Only reads the meeting; form (YAML, keys, levels, ids, references) was parse's
 * business.
 *
 * One table of checks, each a function of the same type; one file a subject:
 *   agenda  sections, items, parts, recommendations    people  members, organisations, presenters, names
 *   dates   dates and weekdays in the text              privacy  CPR numbers, contact data
 *   accessibility  link texts, images, tables           attachments  of another item
 * echoes comes last and takes out what only follows from another finding. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "ast/meeting.h"
#include "style/forum.h"

/* Run every check whose rule is not off. `forum` is the meeting's body. */
void check_meeting(const struct meeting *meeting, const struct forum *forum, struct diag_sink *sink);

#endif
