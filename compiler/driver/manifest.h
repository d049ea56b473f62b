/* What earlier builds wrote into an output folder, and of what: so that only what changed is built again and only what
 * referat wrote is ever removed. Kept in the folder as text without times or absolute order of events: the same sources
 * give the same manifest. It may be deleted at any time, and one that is damaged is not believed. */
#ifndef DRIVER_MANIFEST_H
#define DRIVER_MANIFEST_H

#include "archive/unit.h"
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
    struct hash links;         /* what it took from other meetings */
    struct date agenda_issued; /* of the agenda among its outputs; year 0 = none or not known */
    output_list outputs;
    struct unit *unit;
};

/* Files that are made together of the whole archive or a part of it. */
struct product {
    struct str name;
    struct hash inputs; /* all they are made of; all zero when they could not be made */
    output_list outputs;
};
typedef vec_of(struct product) product_list;

struct manifest {
    struct hash settings;          /* the program, the edition, the styles: what every record depends on */
    product_list products;         /* by name */
    struct hash seal;              /* of the text it was read from; all zero when there was none */
    vec_of(struct record) records; /* by source */
    bool unfinished;               /* the last build did not come to its end */
    vec_of(struct str) announced;  /* outputs that it was about to make or to change, in byte order */
};

/* Its first line. */
#define MANIFEST_HEADER "referat-manifest 4"

/* Names from out/. */
#define MANIFEST_NAME         ".referat"
#define MANIFEST_NEW_NAME     ".referat-new"
#define MANIFEST_EDITION_NAME ".referat-edition"

/* Read what is there; a manifest that is not there or not whole leaves an empty one. False with errno when it is there
 * and cannot be read: without it, what is no longer wanted would stay for ever. */
bool manifest_read(struct arena *arena, const char *out, struct manifest *manifest);

/* Sorts the records and products. `seal` is that of the manifest that is there: one that says the same is left
 * untouched. False with errno. */
bool manifest_write(struct arena *scratch, const char *out, struct manifest *manifest, struct hash seal);

/* Before a file is written or changed: note its path, so that the next build knows of it even if this one does not come
 * to its end, and believes no record that lists it. Thread-safe. */
bool manifest_announce(const char *out, struct str path);

bool manifest_is_announced(const struct manifest *manifest, struct str path);

const struct record *manifest_find(const struct manifest *manifest, struct str source);
const struct product *manifest_product(const struct manifest *manifest, struct str name);

/* Whether a path is listed. */
bool outputs_list(const output_list *outputs, struct str path);
/* Whether all of them, at least one, are in out/ with their sizes and were not about to be changed when the last build
 * ended. */
bool outputs_are_there(const struct manifest *manifest, const char *out, const output_list *outputs);

#endif
