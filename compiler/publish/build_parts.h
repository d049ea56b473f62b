/* A build at work. Only for build.c, build_*.c and amend.c. */
#ifndef PUBLISH_BUILD_PARTS_H
#define PUBLISH_BUILD_PARTS_H

#include "compile/render.h"
#include "kept/snapshot.h"
#include "program/pool.h"
#include "program/progress.h"
#include "publish/batch.h"
#include "publish/products.h"
#include "publish/ready.h"
#include "publish/warm.h"

/* What this run made of a meeting. */
struct made {
    bool built, fault;
    bool is_told, is_set; /* all is known that others want to know of it: but its pages, and those too */
    size_t source_count;
    input_list inputs;
    output_list outputs;
    struct hash links, imports; /* batch_links and batch_imports */
    struct date agenda_issued;
    struct str notes; /* told when it is certain that it stays */
    bool recalled;    /* the agenda beside the minutes is there for no other reason than that it was */
};

struct build {
    struct arena arena;
    const struct options *options;
    const char *out;
    struct sources sources;
    const char *styles;
    struct hash styles_hash; /* of all below it */
    struct snapshot *snapshot;
    struct ready ready;
    struct warming warming;
    struct manifest old, new;
    struct batch batch;
    struct renderer *renderers;  /* one a worker */
    struct made *made;           /* one a job */
    struct renderer *publishers; /* those of threads that publish the archive while meetings' PDFs are written, and what
                                    lists what they wrote; NULL when it is published after that */
    struct arena *publishers_kept;
    struct pdf_stock *stock;
    struct countdown untold, unset; /* meetings of which not all is known yet: but their pages, and those too */
    struct countdown *edited;       /* the last of edited meetings, when others wait for their texts; or NULL */
    bool published;                 /* the archive, as a whole and as it ought to be */
    struct ahead ahead;
    struct progress progress;
    bool fault;
    bool orphans;   /* there may be outputs that no manifest speaks of */
    bool unwritten; /* something could not be written or removed, so the next build must look again */
};

/* Whether the output folder may be published in; told when sources stand where what is published would. */
bool build_may_publish(struct build *build, struct bodies *bodies);

/* How to make meetings while they are compiled; NULL where they have to wait for each other. */
const struct ahead *build_ahead(struct build *build, struct bodies *bodies);

/* Begin what takes long and needs no meeting: fonts, settings unless `styles` is NULL, the words of a meeting unless
 * `set` is. It ends when all is cleared away. */
void build_prepare(struct build *build, struct bodies *bodies, const char *styles, const struct source_set *set,
                   unsigned workers);
void build_clear_away(struct build *build, unsigned workers);

/* End the warming and give every renderer the fonts; NULL when there are none. */
struct font_book *build_take_fonts(struct build *build, unsigned workers);

/* Make the meetings that are not up to date. */
void build_meetings(struct build *build);

/* Whether, by --only, some kinds of outputs are not made. */
bool build_is_partial(const struct build *build);

/* Whether the meeting of a job has closed items and what an earlier build made of it may still tell of them. */
bool build_may_hide_more(const struct build *build, size_t index);

/* Publish the archive as a whole. */
void build_archive(struct build *build);

/* Publish a turn of the archive by the thread that got all ready, which is alone with the build's arena. False when all
 * has to be published again. */
bool build_archive_early(struct build *build, enum publish_turn turn);

/* Make one. */
void build_meeting(struct build *build, unsigned worker, struct job *job, struct made *made);

/* Records and what is no longer wanted, then the manifest, which must not speak of anything that a power cut may take
 * back. When something failed, what is announced stays: the next build goes on from there. */
void build_finish_folder(struct build *build);

/* Tell what was found, and the exit status. */
int build_report(struct build *build);

#endif
