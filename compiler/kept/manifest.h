/* What earlier builds wrote into an output folder, and of what: so that only what changed is built again and only what
 * referat wrote is ever removed. Kept in the folder as text without times or absolute order of events: the same sources
 * give the same manifest. It may be deleted at any time, and what is damaged is not believed.
 *
 * Records stand in chapters, one for every two years of a body, each a file that is named by the hash of what it holds.
 * So an edit of a meeting reads and writes one chapter, and the manifest speaks of the old chapters or of the new,
 * whenever a build is killed. */
#ifndef KEPT_MANIFEST_H
#define KEPT_MANIFEST_H

#include "archive/unit.h"
#include "base/file.h"
#include "base/hash.h"

struct input {
    struct str path; /* as opened; of an item's file a key (unit_source_key) once it was read back */
    struct hash hash;
};
typedef vec_of(struct input) input_list;

struct output {
    struct str path; /* from out/ */
    long long size;
};
typedef vec_of(struct output) output_list;

/* A meeting as it was published. */
struct record {
    struct str source;   /* the path of its head */
    size_t source_count; /* how many of the inputs are its sources; they come first */
    input_list inputs;
    struct hash settings;      /* what it was made with besides: all that every record depends on, and its body */
    struct hash links;         /* what it took from other meetings */
    struct date agenda_issued; /* of the agenda among its outputs; year 0 = none or not known */
    output_list outputs;
    struct unit *unit;
    bool as_read; /* it stands in its chapter just so */
};

/* The records of a body's meetings in two years. */
struct chapter {
    struct str name;  /* the body and the first of the years, which is even: `havnen/2020` */
    struct hash hash; /* of its text, and the name of its file */
    size_t records;   /* how many were read from it; 0 when it has not been read, or was damaged */
};

/* Files that are made together of the whole archive or a part of it. */
struct product {
    struct str name;
    struct hash inputs; /* all they are made of; all zero when they could not be made */
    output_list outputs;
};
typedef vec_of(struct product) product_list;

struct manifest {
    struct hash settings;  /* the program, the edition, the fonts: what every record depends on */
    product_list products; /* by name */
    vec_of(struct chapter) chapters;
    struct hash seal;              /* of the text it was read from; all zero when there was none */
    vec_of(struct record) records; /* by source */
    struct arena *arenas;          /* where records live that several threads read */
    unsigned arena_count;
    bool lost;                    /* there was none, or a part of it was not whole */
    bool unfinished;              /* the last build did not come to its end */
    vec_of(struct str) announced; /* outputs that it was about to make or to change, in byte order */
};

/* Its first line. */
#define MANIFEST_HEADER "referat-manifest 7"

/* Names from out/. */
#define MANIFEST_NAME         ".referat"
#define MANIFEST_KEPT_NAME    ".referat-kept"
#define MANIFEST_NEW_NAME     ".referat-new"
#define MANIFEST_EDITION_NAME ".referat-edition"
#define MANIFEST_LOST_NAME    ".referat-lost" /* a manifest was lost, and what only it spoke of is still there */

/* Read what it says of the archive, but no record; a manifest that is not there or not whole leaves an empty one. False
 * with errno when it is there and cannot be read: without it, what is no longer wanted would stay for ever. */
bool manifest_open(struct arena *arena, const char *out, struct manifest *manifest);

/* Then the records: of all chapters, or of one. A chapter that is gone or damaged has none, and the last build counts
 * as unfinished. False with errno when one cannot be read. manifest_finish gives back what manifest_load took. */
bool manifest_load(const char *out, unsigned workers, struct manifest *manifest);
bool manifest_load_chapter(struct arena *arena, const char *out, struct str name, struct manifest *manifest);

/* The meetings of its body next to one whose chapter has been read, when they stand in other chapters. */
bool manifest_load_neighbours(struct arena *arena, const char *out, const struct unit *unit, struct manifest *manifest);

/* The name of the chapter that a meeting's record stands in. */
struct str manifest_chapter_name(struct arena *arena, const struct unit *unit);
void manifest_finish(struct manifest *manifest);

/* Write the chapters that are not there yet, beside those of the manifest that is there. Sorts the records, and makes
 * the list of chapters, which on entry holds those to be kept unread. `old` is the manifest that is there. */
bool manifest_write_chapters(struct arena *scratch, const char *out, struct manifest *manifest,
                             const struct manifest *old);

/* Then the manifest itself, beside the one that is there, unless that says the same, as its seal tells. */
struct manifest_draft {
    struct file_writer file;
    bool same;
};
void manifest_write(struct arena *scratch, const char *out, struct manifest *manifest, struct hash seal,
                    struct manifest_draft *draft);

/* Last, when all that it speaks of is safe on the disk, and so is the draft (file_sync does both at once): let it take
 * the place of the one that is there, and forget what it speaks of no longer. Where it is not safe the draft is
 * removed. False with errno. */
bool manifest_replace(struct arena *scratch, const char *out, const struct manifest *manifest,
                      struct manifest_draft *draft, bool safe);

/* Where the chapter's file is. */
const char *manifest_chapter_path(struct arena *arena, const char *out, const struct chapter *chapter);

/* Before a file is written or changed: note its path, so that the next build knows of it even if this one does not come
 * to its end, and believes no record that lists it. Thread-safe. */
bool manifest_announce(const char *out, struct str path);

/* The record of a head, the chapter, the product of that name; NULL when there is none. */
const struct record *manifest_find(const struct manifest *manifest, struct str source);
const struct chapter *manifest_chapter(const struct manifest *manifest, struct str name);
const struct product *manifest_product(const struct manifest *manifest, struct str name);

/* Whether a path is listed. */
bool outputs_list(const output_list *outputs, struct str path);
/* Whether all of them, at least one, are in out/ with their sizes and were not about to be changed when the last build
 * ended. */
bool outputs_are_there(const struct manifest *manifest, const char *out, const output_list *outputs);

#endif
