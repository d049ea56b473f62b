/* What has changed since a build, told from what the file system says of its files.
 *
 * A snapshot is what stat(2) said of everything a build read, searched and wrote: identity, size, time of modification
 * and of change of state. When all of it is said again, the build would do nothing, and is not done; when it is not
 * said of some meetings' own files alone, no others have changed. The times differ between two copies of one archive,
 * so the snapshot is no part of out/ but lies in the user's cache ($XDG_CACHE_HOME, or ~/.cache), and may be deleted at
 * any time.
 *
 * A file that changed so shortly before the build that the clock of its file system would give another change the same
 * time is never known by its state, nor is one that changed while it was read (Git calls such entries racily clean).
 * Of a meeting's files the snapshot has the hashes that the build read, so that those are read again and nothing else;
 * of others it has none, and then it holds for no build. */
#ifndef KEPT_SNAPSHOT_H
#define KEPT_SNAPSHOT_H

#include "base/hash.h"
#include "base/vec.h"

#include <time.h>

enum snapshot_role {
    /* What follows, up to the next of these, belongs together. Their paths are names. */
    SNAPSHOT_ARCHIVE = 'x', /* what every meeting depends on; the folder of all sources, empty when there are several */
    SNAPSHOT_MEETING = 'm', /* what one meeting is made of; the chapter of the manifest that tells of it */
    SNAPSHOT_PRODUCT = 'p', /* a product of the archive */
    SNAPSHOT_KEPT = 'k',    /* what is kept for the next build: the manifest, or a chapter of it */
    /* Files and folders. */
    SNAPSHOT_INPUT = 'i',  /* read or searched; its absence included */
    SNAPSHOT_FOLDER = 'f', /* a folder that was searched for sources, with the hash of what was found */
    SNAPSHOT_SOURCE = 's', /* a meeting's source, with the hash of its content; its head first */
    SNAPSHOT_FILE = 'a',   /* another file of a meeting, with its hash */
    SNAPSHOT_OUTPUT = 'o'  /* written */
};

struct snapshot_entry {
    enum snapshot_role role;
    const char *path;
    struct hash content;
    unsigned long long state; /* a hash of what was said of it; 0 = not to be known by it */
    bool is_asked;            /* `state` is that of this build */
};
typedef vec_of(struct snapshot_entry) snapshot_entries;

/* Groups, each an entry and the files that belong together with it, that are others than they were. */
struct snapshot_changes {
    snapshot_entries entries; /* one group after another */
    vec_of(size_t) groups;    /* which each of them was, counted from 0 */
};

struct snapshot {
    struct arena arena;
    struct hash key;         /* the program, the command line, the folder it runs in */
    struct timespec started; /* before anything was read; the clock that file systems take their times from */
    struct str here, target; /* the working and the output folder */
    const char *path;        /* of its file; NULL when the user has no cache */
    bool is_there;           /* one was read */
    snapshot_entries entries;
    vec_of(size_t) changed; /* places of the meetings whose files have changed */
    vec_of(size_t) touched; /* places of groups of which other states are to be kept, though nothing has changed */
    struct hash seal;       /* of the file that was read */
    size_t whole, added;    /* its bytes that were written at once, and those that were added */
};

enum snapshot_news {
    SNAPSHOT_SAME,   /* nothing has changed */
    SNAPSHOT_EDITED, /* only the contents of files of the meetings in `changed` */
    SNAPSHOT_OTHER   /* something else, or there is no snapshot */
};

/* Note when the build starts. `out` is the output folder. */
void snapshot_begin(struct snapshot *snapshot, const char *out);
void snapshot_finish(struct snapshot *snapshot);

/* Whether there may be a snapshot of a build into the folder. */
bool snapshot_is_there(const struct snapshot *snapshot);

/* Note what tells this build from others into the folder: before one is compared or kept. */
void snapshot_tell_apart(struct snapshot *snapshot, struct hash facts);

/* Read the snapshot of such a build and look what has changed. Where files turn out to be the same though their states
 * are others, the snapshot is kept anew. */
enum snapshot_news snapshot_compare(struct snapshot *snapshot, unsigned workers);

/* Whether what is kept for the next build is still as it was when it was compared. */
bool snapshot_is_kept(const struct snapshot *snapshot);

/* Add an entry to a list that begins empty. Copies the path. */
void snapshot_add(struct snapshot *snapshot, snapshot_entries *entries, enum snapshot_role role, struct str path);
void snapshot_add_known(struct snapshot *snapshot, snapshot_entries *entries, enum snapshot_role role, struct str path,
                        struct hash content);
/* A folder with all that is in it, as inputs. */
void snapshot_add_tree(struct snapshot *snapshot, snapshot_entries *entries, struct str folder);

/* Where what belongs together with the entry at this place ends. */
size_t snapshot_end(const snapshot_entries *entries, size_t place);

/* Keep for the next build what was compared, but for these groups. That it can't be kept is no fault. */
void snapshot_keep_changes(struct snapshot *snapshot, struct snapshot_changes *changes);

/* Keep these entries for the next build, and remove snapshots of output folders that are gone. What has been asked for
 * is not asked again. That it can't be kept is no fault. */
void snapshot_keep(struct snapshot *snapshot, snapshot_entries *entries, unsigned workers);

#endif
