/* Words as a writer would type them in a source, so that they are read back as these very words, whatever stands in
 * them. */
#ifndef DRIVER_TYPED_H
#define DRIVER_TYPED_H

#include "ast/meeting.h"

/* A YAML scalar, in double quotes when it could mean something else without; also between braces. */
void typed_scalar(struct buf *out, struct str text);

/* A person as a member of a list, in the short form when it says the same: who is chairman, but no other note. */
void typed_person(struct buf *out, const struct person *person);

/* The words of a heading, as Markdown. */
void typed_title(struct buf *out, struct str text);

#endif
