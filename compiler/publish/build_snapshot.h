/* What a build without errors tells its snapshot. */
#ifndef PUBLISH_BUILD_SNAPSHOT_H
#define PUBLISH_BUILD_SNAPSHOT_H

#include "publish/build_parts.h"

/* After a build: everything it read, searched and wrote. */
void build_keep_snapshot(struct build *build, unsigned workers);

/* After one of some meetings alone: the snapshot that was compared, but for what belongs to them and to products that
 * were made again. */
void build_amend_snapshot(struct build *build);

#endif
