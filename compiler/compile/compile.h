/* One meeting from its files to a checked tree and a unit. Sees nothing of other meetings but through link. */
#ifndef COMPILE_COMPILE_H
#define COMPILE_COMPILE_H

#include "archive/link.h"
#include "inputs/bodies.h"
#include "inputs/sources.h"
#include "kept/manifest.h"
#include "program/options.h"

/* The texts of a meeting's files with their hashes. */
struct loaded {
    struct str *texts; /* head first; an empty one stands for a file that is too large */
    bool *too_large;
    input_list inputs; /* one a file */
};

/* False after telling what could not be read. */
bool compile_load(struct arena *arena, const struct source_set *set, enum language language, struct loaded *loaded);

/* A file that is copied beside the page. */
struct file_output {
    struct str from;
    struct str path; /* from out/ */
    size_t size;
    struct hash hash; /* of its content */
    unsigned width, height; /* pixels of a PNG or JPEG; else 0 */
};

struct compiled {
    struct arena arena; /* everything below lives in it */
    const struct source_set *set;
    struct diag_sink sink;
    bool judged; /* held against the rules: else what the sink has is not all that is wrong with it */
    struct meeting *meeting;
    struct meeting *checked; /* what the rules look at: the meeting, or when that one lacks closed items, all of it */
    const struct body *body; /* NULL when the meeting does not say which */
    input_list inputs;       /* the sources, then the files it publishes or shows */
    vec_of(struct file_output) files;
};

struct compile_context {
    const struct options *options;
    struct bodies *bodies;
    const struct sources *sources;
    struct progress *progress; /* told of each meeting that is compiled; or NULL */
};

/* Parse and check. NULL after telling about a file that cannot be read. The caller owns the result. */
struct compiled *compile_meeting(const struct compile_context *context, const struct source_set *set);

/* Parse a meeting once more whose faults are known: the same tree and inputs, not held against the rules. */
struct compiled *compile_again(const struct compile_context *context, const struct source_set *set);
void compile_free(struct compiled *compiled);

/* Its unit, in an arena that outlives the tree; NULL when its body or date is not known. */
struct unit *compile_unit(const struct compiled *compiled, struct arena *arena);

/* Complete its links to other meetings, reporting those that lead nowhere, and report that another source is the same
 * meeting. */
void compile_link(struct compiled *compiled, const struct archive *archive, struct timings *timings);

/* Give every diagnostic the severity that the body and the command line say, and sort. To be called last. */
void compile_settle(struct compiled *compiled, const struct options *options);

#endif
