/* The agenda that was sent out before the minutes: the same source without what the meeting itself added. */
#ifndef DRIVER_AGENDA_H
#define DRIVER_AGENDA_H

#include "archive/unit.h"

/* Whether the meeting has minutes and says that an agenda was sent out before them. */
bool agenda_precedes(const struct meeting *meeting);

/* Turn the minutes into the agenda that came before them: no Referat, nobody present or excused, the agenda's own date,
 * and a link to the minutes. */
void agenda_restore(struct meeting *meeting, const struct unit *minutes);

#endif
