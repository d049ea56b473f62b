/* What a careful colleague would find: the meeting held against its body's agenda, its people, its dates, and against
 * the law on accessibility and privacy. Only reads the meeting; form (YAML, keys, levels, ids, references) was parse's
 * business.
 *
 * One table of checks, each a function of the same type; one file a subject:
 *   agenda, parts, order   sections, items and parts     recommendation  what the body is asked to decide
 *   people, organisations  members, presenters           names           spelt in two ways
 *   dates                  dates and weekdays            cpr, contact    numbers and addresses of persons
 *   accessibility          link texts, images, tables    attachments     of another item
 *   files                  files that are not there, or lie outside meetings/
 * echoes comes last and takes out what only follows from another finding. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "ast/meeting.h"
#include "style/forum.h"

/* Run every check whose rule is not off. `forum` is the meeting's body. */
void check_meeting(const struct meeting *meeting, const struct forum *forum, struct diag_sink *sink);

#endif
