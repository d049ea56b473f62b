/* The part Bilag: from lists, or paragraphs that begin `Bilag 3: …`, to attachments. */
#ifndef PARSE_ATTACHMENTS_H
#define PARSE_ATTACHMENTS_H

#include "ast/node.h"
#include "data/value.h"

/* Turn what the part holds into attachment lists: each item of its lists, each paragraph or line of one that begins
 * with a typed number. Other blocks stay. Attributes are taken off; numbers and links are attachment_finish's. */
void attachments_build(struct arena *arena, struct node *part);

/* The same from front matter: mappings with title, file and id, or Markdown as in a list. */
void attachments_from_data(struct arena *arena, const struct value *list, struct node *part, struct diag_sink *sink);

/* When the title begins with a link to a file, make it the attachment's: the words stay. To be called once typed
 * numbers are off. */
void attachment_take_link(struct node *attachment);

#endif
