/* A snapshot as a file. Only for snapshot.c.
 *
 * SNAPSHOT_HEADER, a hash of the key and all that follows, the path of the output folder, and the entries: a byte for
 * the role, eight for the state, sixteen for the hash where the role has one, the path; paths end in NUL. */
#ifndef KEPT_SNAPSHOT_FILE_H
#define KEPT_SNAPSHOT_FILE_H

#include "kept/snapshot.h"

#define SNAPSHOT_HEADER "referat-snapshot 3\n"

/* Whether an entry is of something on the disk, and whether its content is known. */
bool snapshot_is_file(enum snapshot_role role);
bool snapshot_has_content(enum snapshot_role role);

/* False when there is none of such a build, or it is damaged. */
bool snapshot_read(struct snapshot *snapshot);
bool snapshot_write(struct snapshot *snapshot, const snapshot_entries *entries);

/* Read the entries; false when the text is not what is written. It must live as long as they do. */
bool snapshot_read_entries(struct arena *arena, struct str text, snapshot_entries *entries);

/* Remove snapshots of output folders that are gone. */
void snapshot_remove_stale(struct snapshot *snapshot);

#endif
