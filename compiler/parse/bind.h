/* Numbers, anchors and ids: who is called what. */
#ifndef PARSE_BIND_H
#define PARSE_BIND_H

#include "ast/meeting.h"
#include "source/diag.h"

/* Number sections, items and attachments, take typed numbers off (item-number, attachment-number when they are wrong),
 * give anchors and ids (duplicate-id), fill meeting->sections, items, attachments, anchors. */
void bind_meeting(struct meeting *meeting, struct diag_sink *sink);

/* The id that the title of a heading or an attachment gives: `status-paa-covid-19`. */
struct str bind_title_id(struct arena *arena, const struct node *node);

#endif
