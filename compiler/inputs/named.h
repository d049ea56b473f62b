/* The names that files have on the disk, which may be spelt with other code points than a source spells them: macOS
 * writes `å` as an `a` and a ring. */
#ifndef INPUTS_NAMED_H
#define INPUTS_NAMED_H

#include "ast/meeting.h"

/* Give links to files and to other sources the paths that these have on the disk, when none is spelt as the link is. */
void named_find_all(struct arena *arena, struct meeting *meeting);

#endif
