/* What a build without errors tells its snapshot. */
#ifndef PUBLISH_BUILD_SNAPSHOT_H
#define PUBLISH_BUILD_SNAPSHOT_H

#include "publish/build_parts.h"

/* A hash of what tells this build from others into the same folder: the program, the command line, the environment. */
struct hash build_facts(const struct options *options);

/* Whether the build is worth a snapshot: where there are so few meetings that a build takes no longer than asking for
 * all that a snapshot has, one is taken when a build had nothing to do. */
bool build_wants_snapshot(const struct build *build);

/* After a build: everything it read, searched and wrote. */
void build_keep_snapshot(struct build *build, unsigned workers);

/* After one of some meetings alone: the snapshot that was compared, but for what belongs to them and to products that
 * were made again. */
void build_amend_snapshot(struct build *build);

#endif
