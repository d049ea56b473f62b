/* Many meetings from files to a linked archive of units: the part that `build` and `check` share. A meeting is compiled
 * by itself, in any order and by any thread; then all units are linked. How many trees stay in memory is bounded: a
 * meeting whose tree did not is compiled again when it is needed. */
#ifndef PUBLISH_BATCH_H
#define PUBLISH_BATCH_H

#include "compile/compile.h"

#include <stdio.h>

struct job {
    const struct source_set *set;
    const struct record *record; /* how it was published last, or NULL */
    bool unchanged;              /* the record's inputs are still the same and nothing was compiled */
    bool fault;                  /* a file could not be read */
    bool blocked;                /* its body's files in styles/ have errors */
    bool silent;                 /* looked at only because others link to it: neither reported nor published */
    size_t errors, warnings;
    struct str report;      /* its diagnostics, printed */
    struct unit *unit;      /* of this compilation or, when unchanged, the record's; NULL when there is none */
    struct unit *published; /* what the archive holds of it: `unit`, or the record's when there are errors; or NULL */
    struct compiled *compiled; /* or NULL when it was not kept */
    struct hash content;       /* of all its inputs as `unit` was made of them */
    bool changed;              /* they were others when it was compiled again */
};

/* What is done with a meeting as soon as its tree is there, by any thread, with what is known of others so far. Others
 * that come later may show that it was done too early. The tree is freed after it. */
struct ahead {
    void (*make)(void *context, unsigned worker, struct job *job, struct compiled *compiled,
                 const struct archive *so_far);
    void *context;
};

struct batch_total {
    size_t errors, warnings, meetings; /* meetings with any of them */
};

struct batch {
    struct compile_context context;
    const struct manifest *manifest; /* what is published; or NULL */
    const struct hash *settings;     /* what it must have been made with to tell of what is unchanged; or NULL */
    bool publishing;                 /* what is not built can't be linked to */
    unsigned workers;
    struct arena *kept; /* one a worker: units and reports */
    struct arena arena;
    vec_of(struct job) jobs;                /* those asked for in order of their sources, then the silent ones */
    vec_of(const struct record *) retained; /* published, but not what this run is about: they stay in the archive */
    struct archive archive;
    size_t most_trees; /* trees of the first so many jobs are kept */
};

/* Compile all the sources and link. Sources that the manifest, which may be NULL, knows as made with these settings are
 * not compiled; with NULL as settings it only tells what is published. `ahead` is what to do with meetings that are
 * right so far, unless NULL. */
void batch_run(struct batch *batch, const struct compile_context *context, const struct manifest *manifest,
               const struct hash *settings, bool publishing, unsigned workers, bool keep_all,
               const struct ahead *ahead);
void batch_finish(struct batch *batch);

/* Make the archive of what is published, after a job turned out faulty. */
void batch_assemble(struct batch *batch);

/* Print all diagnostics, the bodies' first, in the order of their sources, and in text a summary. */
struct batch_total batch_report(struct batch *batch, FILE *to);

/* The job's meeting linked to the final archive; compiled again when it was not kept. The caller owns it. NULL when its
 * files cannot be read any more or are others than before. */
struct compiled *batch_take(struct batch *batch, struct job *job);

/* What a record of a meeting of that body is made with, its body's files included, under these settings. */
struct hash batch_settings(const struct batch *batch, struct hash settings, struct str forum);

/* A hash of all that the meeting takes from others: its neighbours and what it links to; and of the latter alone. */
struct hash batch_links(const struct archive *archive, const struct unit *unit);
struct hash batch_imports(const struct archive *archive, const struct unit *unit);

#endif
