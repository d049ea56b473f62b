/* Which edition an output folder holds: one edition is never put where the other is. */
#ifndef KEPT_EDITION_H
#define KEPT_EDITION_H

#include "ast/meeting.h"

/* What the folder's marker (MANIFEST_EDITION_NAME) says. */
struct str edition_mark(enum edition edition);

/* The folder that holds the other edition, so that `out` can't take this one: `out` itself, one that it lies in, since
 * what is published is published with all that is in it, or for the same reason one that lies directly in it. NULL when
 * there is none. Looks no deeper, since archives have many folders. */
const char *edition_conflict(struct arena *arena, const char *out, enum edition edition);

/* Whether the folder's marker says which edition it holds, and is not damaged. */
bool edition_is_known(struct arena *arena, const char *folder);

#endif
