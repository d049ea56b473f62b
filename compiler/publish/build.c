#include "publish/build.h"

#include "kept/folder.h"
#include "program/halt.h"
#include "program/say.h"
#include "program/timings.h"
#include "publish/amend.h"
#include "publish/build_parts.h"
#include "publish/build_snapshot.h"

#include <errno.h>
#include <stdlib.h>

static int tell_interrupted(struct build *build)
{
    progress_end(&build->progress);
    say_error(build->options->language, say(&build->arena, build->options->language, SAY_INTERRUPTED, S(""), S("")));
    return 2;
}

int build_report(struct build *build)
{
    if (halt_signal())
        return tell_interrupted(build);
    struct batch_total const total = batch_report(&build->batch, stderr);
    if (build->fault || build->sources.fault)
        return 2;
    return total.errors ? 1 : 0;
}

/* Of nothing that was published nothing needs to be known before meetings are made; else it counts whether all would be
 * made as it was. */
static bool is_first(const struct build *build)
{
    return build->old.records.len == 0;
}

void build_prepare(struct build *build, struct bodies *bodies, const char *styles, const struct source_set *set,
                   unsigned workers)
{
    build->renderers = arena_many(&build->arena, struct renderer, workers);
    for (unsigned i = 0; i < workers; i++)
        renderer_init(&build->renderers[i], build->options, bodies, NULL);
    build->stock = pdf_stock_create();
    for (unsigned i = 0; i < workers; i++)
        build->renderers[i].stock = build->stock;
    warming_init(&build->warming, &build->renderers[0], set);
    ready_go_on(&build->ready, styles, &build->warming);
}

static void prepare_publishers(struct build *build, struct bodies *bodies, unsigned workers)
{
    build->publishers = arena_many(&build->arena, struct renderer, workers);
    build->publishers_kept = arena_many(&build->arena, struct arena, workers);
    for (unsigned i = 0; i < workers; i++)
        renderer_init(&build->publishers[i], build->options, bodies, NULL);
    for (unsigned i = 0; i < workers; i++)
        build->publishers[i].stock = build->stock;
}

void build_clear_away(struct build *build, unsigned workers)
{
    warming_end(&build->warming);
    ready_wait(&build->ready);
    for (unsigned i = 0; i < workers; i++)
        renderer_finish(&build->renderers[i]);
    pdf_stock_destroy(build->stock);
}

struct font_book *build_take_fonts(struct build *build, unsigned workers)
{
    warming_end(&build->warming);
    struct font_book *book = ready_fonts(&build->ready);
    for (unsigned i = 0; i < workers; i++)
        build->renderers[i].book = book;
    for (unsigned i = 0; build->publishers && i < workers; i++)
        build->publishers[i].book = book;
    return book;
}

static bool wait_for_fonts(struct build *build, unsigned workers)
{
    struct font_book *book = build_take_fonts(build, workers);
    if (!book)
        say_fault(build->options->language, SAY_NO_FONTS, S(""), build->ready.why);
    return book != NULL;
}

static int build_into_folder(struct build *build, struct bodies *bodies)
{
    const struct options *options = build->options;
    struct lap lap = lap_begin(options->timings);
    bool const read = manifest_open(&build->arena, build->out, &build->old) &&
                      manifest_load(build->out, options_workers(options), &build->old);
    lap_end(&lap, TIMED_SEARCH);
    if (!read) {
        say_fault(options->language, SAY_CANNOT_READ, str_of(path_join(&build->arena, build->out, MANIFEST_NAME)),
                  errno);
        return 2;
    }
    build->orphans = (build->orphans && build->old.lost) ||
                     file_kind(path_join(&build->arena, build->out, MANIFEST_LOST_NAME)) != FILE_NONE;
    folder_sweep(build->out, build->old.unfinished);
    unsigned const workers = options_workers(options);
    if (is_first(build) && build->sources.sets.len < workers)
        prepare_publishers(build, bodies, workers);
    struct renderer *publishers = build->publishers;
    bool good = is_first(build) || (wait_for_fonts(build, workers) &&
                                    ready_settings(&build->ready, &build->new.settings, &build->styles_hash));
    struct compile_context const context = {options, bodies, &build->sources, &build->progress};
    if (good)
        batch_run(&build->batch, &context, &build->old, is_first(build) ? NULL : &build->new.settings, true, workers,
                  false, build_ahead(build, bodies));
    good = good && wait_for_fonts(build, workers);
    if (good && !halt_is_asked())
        build_meetings(build);
    good = good && ready_settings(&build->ready, &build->new.settings, &build->styles_hash);
    if (good && !halt_is_asked() && !build->published)
        build_archive(build);
    if (good && !halt_is_asked())
        build_finish_folder(build);
    int const status = good ? build_report(build) : 2;
    if (status == 0 && build_wants_snapshot(build)) {
        lap = lap_begin(options->timings);
        snapshot_tell_apart(build->snapshot, build_facts(options));
        build_keep_snapshot(build, workers);
        lap_end(&lap, TIMED_SEARCH);
    }

    for (unsigned i = 0; publishers && i < workers; i++) {
        renderer_finish(&publishers[i]);
        arena_finish(&build->publishers_kept[i]);
    }
    batch_finish(&build->batch);
    return status;
}

static int build_sources(struct build *build, unsigned workers)
{
    const struct options *options = build->options;
    struct lap const lap = lap_begin(options->timings);
    sources_find(&build->arena, options->arguments, options->argument_count, options->language, NULL, &build->sources);
    lap_end(&lap, TIMED_SEARCH);
    if (build->sources.fault && build->sources.sets.len == 0)
        return 2;
    struct bodies *bodies = bodies_create(options, &build->sources);
    if (!bodies)
        return 2;
    build->styles = bodies_folder(bodies);
    if (!build_may_publish(build, bodies)) {
        bodies_destroy(bodies);
        return 2;
    }
    /* So few meetings leave a processor idle. */
    bool const idle = build->sources.sets.len > 0 && build->sources.sets.len < workers;
    build_prepare(build, bodies, build->styles, idle ? &build->sources.sets.at[0] : NULL, workers);
    halt_on_signals();
    build->orphans = file_kind(path_join(&build->arena, build->out, MANIFEST_EDITION_NAME)) != FILE_NONE;
    int const lock = folder_open(&build->arena, options);
    int const status = lock >= 0 ? build_into_folder(build, bodies) : 2;
    build_clear_away(build, workers);
    bodies_destroy(bodies);
    file_unlock(lock);
    return status;
}

static int build_all(struct build *build)
{
    const struct options *options = build->options;
    progress_init(&build->progress, options->language);
    struct lap const lap = lap_begin(options->timings);
    snapshot_begin(build->snapshot, build->out);
    /* The formats for programs have something to say of a build without faults too. */
    enum snapshot_news news = SNAPSHOT_OTHER;
    if (options->format == FORMAT_TEXT && snapshot_is_there(build->snapshot)) {
        snapshot_tell_apart(build->snapshot, build_facts(options));
        news = snapshot_compare(build->snapshot, options_workers(options));
    }
    lap_end(&lap, TIMED_SEARCH);
    int status = 0;
    if (news == SNAPSHOT_SAME ||
        (news == SNAPSHOT_EDITED && amend(options, build->snapshot, options_workers(options), &status)))
        return status;
    unsigned const workers = options_workers(options);
    ready_begin(&build->ready, options, workers);
    status = build_sources(build, workers);
    ready_finish(&build->ready);
    return status;
}

int build_command(const struct options *given)
{
    struct options options = *given;
    struct timings timings;
    if (options.wants_timings) {
        timings_start(&timings);
        options.timings = &timings;
    }
    struct snapshot snapshot;
    struct build *build = must_malloc(sizeof *build);
    *build = (struct build){.options = &options, .out = options_out(&options), .snapshot = &snapshot};
    int const status = build_all(build);
    snapshot_finish(&snapshot);
    manifest_finish(&build->old);
    arena_finish(&build->arena);
    free(build);
    if (options.timings)
        timings_print(&timings, options.language);
    halt_by_signal();
    return status;
}
