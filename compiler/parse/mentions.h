/* `pkt. 2.1` and `bilag 4` in running text. */
#ifndef PARSE_MENTIONS_H
#define PARSE_MENTIONS_H

#include "ast/meeting.h"
#include "source/diag.h"

/* Turn mentions of items and attachments into links, and report those of what is not there. Links, code, titles of
 * attachments and what is said of laws are left alone; in headings mentions are reported but stay text. */
void mentions_resolve(struct meeting *meeting, struct diag_sink *sink);

#endif
