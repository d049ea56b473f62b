/* References resolved into links (referat-format(5), Ids and references). */
#ifndef PARSE_REFERENCES_H
#define PARSE_REFERENCES_H

#include "ast/meeting.h"
#include "source/diag.h"

/* Resolve every link and every `pkt. 2.1`, `punkt 2.1`, `bilag 4` in running text: unknown-reference,
 * unknown-item-reference, unknown-attachment-reference, unsafe-link, dead-link. Links to other sources become
 * LINK_MEETING by their path and are completed by the archive. Runs after bind. */
void references_resolve(struct meeting *meeting, struct diag_sink *sink);

#endif
