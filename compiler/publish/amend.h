/* A build after edits of some meetings' texts alone: the most frequent one, and in a large archive the one that should
 * cost least. The snapshot tells which meetings' files have changed and that nothing else has. When it turns out that
 * what others may know of those meetings is as it was, no other output changes but the parts of the search they are in.
 * Then the records of their bodies are all of the manifest that is read and written.
 *
 * It is a build of those meetings alone, by the same functions; what it makes is what any build would have made. Where
 * anything does not fit, it is given up, and the manifest decides what is to be done. */
#ifndef PUBLISH_AMEND_H
#define PUBLISH_AMEND_H

#include "publish/build_parts.h"

/* Whether the build has been done, and with what status. `snapshot` has told SNAPSHOT_EDITED. */
bool amend(const struct options *options, struct snapshot *snapshot, unsigned workers, int *status);

#endif
