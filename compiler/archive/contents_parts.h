/* What the archive's documents are put together from. Only for contents.c and contents_*.c. */
#ifndef ARCHIVE_CONTENTS_PARTS_H
#define ARCHIVE_CONTENTS_PARTS_H

#include "archive/contents.h"

/* The meetings that are still to come, as a section with a list and a way to the calendar; nothing when there are none.
 * Of one body when `forum` is not empty. */
void contents_add_coming(struct arena *arena, struct node *root, const struct archive *archive,
                         const struct contents_body *bodies, size_t count, struct str forum);

#endif
