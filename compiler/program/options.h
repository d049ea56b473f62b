/* The command line (referat(1)) as data. Knows the options, not what they do, and tells nothing itself. */
#ifndef PROGRAM_OPTIONS_H
#define PROGRAM_OPTIONS_H

#include "ast/meeting.h"
#include "source/print.h"

enum command {
    COMMAND_BUILD,
    COMMAND_CHECK,
    COMMAND_NEW,
    COMMAND_EXPLAIN,
    COMMAND_COMPILE,
    COMMAND_RESOLVE,
    COMMAND_RENDER,
    COMMAND_LINK,
    COMMAND_GRAPH,
    COMMAND_HELP,
    COMMAND_VERSION
};

/* What `--emit` prints instead of building. */
enum stage { STAGE_NONE, STAGE_AST, STAGE_LAYOUT, STAGE_TAGS, STAGE_UNIT };

struct options {
    enum command command;
    const char *const *arguments; /* what is no option, in order */
    size_t argument_count;
    const char *out;                 /* NULL: by the edition */
    const char *styles;              /* NULL: beside the sources */
    const char *standard_input_name; /* what `-` is called in diagnostics, and where its attachments are looked for */
    const char *base_url;            /* where out/ is published, for the site map; or NULL */
    enum edition edition;
    /* Of the steps of separate compilation (steps.h); NULL where not given. */
    const char *unit, *imports, *made, *depfile, *dyndep, *report, *objects, *file, *root;
    bool defers_errors;
    unsigned jobs; /* 0: one a processor */
    bool pdf, html, toc;
    enum stage stage;
    enum diag_format format;
    enum language language;
    bool warnings_as_errors;
    bool wants_timings;
    struct timings *timings; /* where time is noted while a command runs; or NULL */
    bool colour;             /* diagnostics go to a terminal that wants colour */
};

/* False when the command line is wrong: `fault` is what is to be told of it then, in the language that was asked for up
 * to there. What is pointed at is part of `argv`. */
bool options_parse(struct arena *arena, int argc, char *const *argv, struct options *options, struct str *fault);

/* On how many threads to work: as many as were asked for, or one a processor. */
unsigned options_workers(const struct options *options);

/* Where the outputs go. */
const char *options_out(const struct options *options);

#endif
