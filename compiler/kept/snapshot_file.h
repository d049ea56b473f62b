/* A snapshot as a file. Only for snapshot.c.
 *
 * SNAPSHOT_HEADER, then blocks: a hash, how many bytes follow in the block, and those. The hash is that of the block
 * before it, of the first block the snapshot's key, and of what follows; so a block holds only behind those that it was
 * added to.
 *
 * The first block has the path of the output folder and the entries: a byte for the role, eight for the state, sixteen
 * for the hash where the role has one, the path; paths end in NUL. Each other block was added by a build that changed
 * little: for each group that became another its number, from 0 on, how many bytes its entries take, and those. */
#ifndef KEPT_SNAPSHOT_FILE_H
#define KEPT_SNAPSHOT_FILE_H

#include "kept/snapshot.h"

#define SNAPSHOT_HEADER "referat-snapshot 4\n"

/* Whether an entry is of something on the disk, and whether its content is known. */
bool snapshot_is_file(enum snapshot_role role);
bool snapshot_has_content(enum snapshot_role role);

/* False when there is none of such a build, or it is damaged. */
bool snapshot_read(struct snapshot *snapshot);
/* Write it whole. */
bool snapshot_write(struct snapshot *snapshot, const snapshot_entries *entries);
/* Add a block to the one that was read. False when it can't be, or when so much has been added that it should rather be
 * written whole. */
bool snapshot_add_block(struct snapshot *snapshot, const struct snapshot_changes *changes);

/* Read the entries; false when the text is not what is written. It must live as long as they do. */
bool snapshot_read_entries(struct arena *arena, struct str text, snapshot_entries *entries);

/* Put the groups of the changes in the places of those they take the place of; of several the last. False when there is
 * no such place. */
bool snapshot_exchange(struct arena *arena, snapshot_entries *entries, const struct snapshot_changes *changes);

/* Remove snapshots of output folders that are gone. */
void snapshot_remove_stale(struct snapshot *snapshot);

#endif
