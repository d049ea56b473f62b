/* Agendas: the same source as the minutes, without what the meeting itself added, and published beside them. */
#ifndef COMPILE_AGENDA_H
#define COMPILE_AGENDA_H

#include "archive/unit.h"
#include "kept/manifest.h"

/* Whether it is an agenda that has minutes written in it already: they are not printed before its status says so. */
bool agenda_holds_minutes(const struct meeting *meeting);

/* Take the minutes out of it, with the ids that stood in them. References to those keep their words. */
void agenda_drop_minutes(struct meeting *meeting);

/* Minutes whose agenda is published keep it: when an earlier build made one at its address (`record`, NULL when the
 * source is new; or a file stands there), note so in the meeting, with the day it was sent out as far as it is known.
 * `makes_pdf`: this build can make it; else only one that stands there can be linked to. */
void agenda_recall(struct meeting *meeting, const struct record *record, const char *out, bool makes_pdf);

/* Whether the meeting has minutes, and an agenda that stays beside them. */
bool agenda_precedes(const struct meeting *meeting);

/* Turn the minutes into the agenda that came before them: no Referat, nobody present, excused or absent, the agenda's
 * own date, and a link to the minutes. */
void agenda_restore(struct meeting *meeting, const struct unit *minutes);

#endif
