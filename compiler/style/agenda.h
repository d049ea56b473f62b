/* `sektioner:` of agenda.yaml. For the files of this folder. */
#ifndef STYLE_AGENDA_H
#define STYLE_AGENDA_H

#include "data/expect.h"
#include "style/forum.h"

/* Replace the body's sections by those of the entry, when it is there; titles given twice, parts given twice and
 * sections that could hold nothing are reported. */
void agenda_read(struct arena *arena, const struct entry *entry, struct forum *forum, struct diag_sink *sink);

#endif
