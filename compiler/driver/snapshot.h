/* That nothing has changed since a build, told from what the file system says of its files without opening them.
 *
 * A snapshot is what stat(2) said of everything a build read, searched and wrote: identity, size, time of modification
 * and of change of state. When all of it is said again, the build would do nothing, and is not done. The times differ
 * between two copies of one archive, so the snapshot is no part of out/ but lies in the user's cache ($XDG_CACHE_HOME,
 * or ~/.cache), and may be deleted at any time. Archives that are read in no time have none.
 *
 * A file that changed while it was read, or so shortly before that the clock of its file system would give another
 * change the same time, makes its snapshot worthless, and none is taken (as Git does with what it calls racily clean
 * entries). */
#ifndef DRIVER_SNAPSHOT_H
#define DRIVER_SNAPSHOT_H

#include "base/hash.h"
#include "base/vec.h"

#include <time.h>

enum { SNAPSHOT_FEWEST_SOURCES = 100 }; /* an archive of less has no snapshot */

struct snapshot {
    struct arena arena;
    struct hash key;         /* the program, the command line, the folder it runs in */
    struct timespec started; /* before anything was read; the clock that file systems take their times from */
    struct str target;       /* the output folder */
    const char *path;        /* of its file; NULL when the user has no cache */
    vec_of(const char *) inputs, outputs;
};

/* Note when the build starts and what it is. `out` is the output folder, `facts` tells builds in it apart. */
void snapshot_begin(struct snapshot *snapshot, const char *out, struct hash facts);
void snapshot_finish(struct snapshot *snapshot);

/* Whether there is a snapshot of such a build and all its files are as they were. */
bool snapshot_holds(struct snapshot *snapshot, unsigned workers);

/* A file or folder that the build read, its absence included. Copies the path. */
void snapshot_add_input(struct snapshot *snapshot, struct str path);
/* A folder with all that is in it. */
void snapshot_add_tree(struct snapshot *snapshot, struct str folder);
/* A file that the build wrote. */
void snapshot_add_output(struct snapshot *snapshot, struct str path);

/* Keep the snapshot for the next build, unless it would not tell every later change, and remove those of output folders
 * that are gone. That it can't be kept is no fault. */
void snapshot_keep(struct snapshot *snapshot, unsigned workers);

#endif
