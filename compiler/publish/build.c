#include "publish/build.h"

#include "kept/folder.h"
#include "program/halt.h"
#include "program/pool.h"
#include "program/program.h"
#include "program/say.h"
#include "program/timings.h"
#include "publish/amend.h"
#include "publish/build_parts.h"
#include "publish/build_snapshot.h"
#include "publish/publish.h"
#include "publish/warm.h"

#include <errno.h>
#include <stdlib.h>

const char *styles_folder(struct arena *arena, const struct options *options, const struct sources *sources)
{
    const char *styles = options->styles ? options->styles : "styles";
    if (!options->styles && file_kind(styles) == FILE_NONE && sources->roots.len) {
        const char *beside = path_join(arena, sources->roots.at[0].at, "../styles");
        struct str const normal = path_normalize(arena, str_of(beside));
        if (file_kind(normal.at) != FILE_NONE)
            styles = normal.at;
    }
    if (file_kind(styles) != FILE_NONE)
        return styles;
    say_fault(options->language, SAY_NO_STYLES, str_of(styles), 0);
    return NULL;
}

/* The new manifest. */

static bool is_partial(const struct build *build)
{
    return !(build->options->pdf && build->options->html && build->options->toc);
}

static bool is_same_input(const input_list *a, const input_list *b)
{
    bool same = a->len == b->len;
    for (size_t i = 0; same && i < a->len; i++)
        same = hash_equal(a->at[i].hash, b->at[i].hash);
    return same;
}

/* Whether the meeting has closed items and what an earlier build made of it may still tell of them. */
static bool may_hide_more(const struct build *build, size_t index)
{
    const struct job *job = &build->batch.jobs.at[index];
    const struct made *made = &build->made[index];
    bool closed = false;
    for (size_t i = 0; made->built && i < job->unit->sections.len; i++)
        for (size_t j = 0; j < job->unit->sections.at[i].items.len; j++)
            closed |= job->unit->sections.at[i].items.at[j].closed;
    return closed && build->options->edition == EDITION_PUBLIC && job->record &&
           !is_same_input(&job->record->inputs, &made->inputs);
}

/* With --only, what earlier builds made of the other kinds stays. */
static void keep_other_kinds(struct build *build, const output_list *old, output_list *new)
{
    if (!is_partial(build))
        return;
    for (size_t i = 0; i < old->len; i++)
        if (!outputs_list(new, old->at[i].path))
            vec_push(&build->arena, new, old->at[i]);
}

static struct str folder_of(struct str path)
{
    while (path.len && path.at[path.len - 1] != '/')
        path.len--;
    return path;
}

/* The same of a meeting, but for files that it no longer shows, a place that it has left, and what may tell of items
 * that have been closed. */
static void keep_other_documents(struct build *build, size_t index, output_list *new)
{
    const struct job *job = &build->batch.jobs.at[index];
    if (!job->record || may_hide_more(build, index))
        return;
    struct str const old_folder = folder_of(job->record->unit->html);
    struct str const files = str_concat(&build->arena, old_folder, S("bilag/"));
    bool const moved = !str_equal(old_folder, folder_of(job->unit->html));
    output_list kept = {0};
    for (size_t i = 0; i < job->record->outputs.len; i++)
        if (!str_starts(job->record->outputs.at[i].path, moved ? old_folder : files))
            vec_push(&build->arena, &kept, job->record->outputs.at[i]);
    keep_other_kinds(build, &kept, new);
}

static void add_records(struct build *build)
{
    struct arena *arena = &build->arena;
    const struct batch *batch = &build->batch;
    for (size_t i = 0; i < batch->jobs.len; i++) {
        const struct job *job = &batch->jobs.at[i];
        struct made *made = &build->made[i];
        if (job->silent)
            continue;
        if (!made->built) {
            if (job->record)
                vec_push(arena, &build->new.records, *job->record);
            continue;
        }
        struct record record = {
            .source = job->set->head,
            .source_count = made->source_count,
            .inputs = made->inputs,
            .outputs = made->outputs,
            .settings = batch_settings(batch, build->new.settings, job->unit->forum),
            .links = made->links,
            .agenda_issued = made->agenda_issued,
            .unit = job->unit,
        };
        keep_other_documents(build, i, &record.outputs);
        vec_push(arena, &build->new.records, record);
    }
    for (size_t i = 0; i < batch->retained.len; i++)
        vec_push(arena, &build->new.records, *batch->retained.at[i]);
}

static struct job *job_of(struct build *build, const struct unit *unit)
{
    for (size_t i = 0; i < build->batch.jobs.len; i++)
        if (build->batch.jobs.at[i].unit == unit)
            return &build->batch.jobs.at[i];
    return NULL;
}

/* The texts that the search is made of lie among what is published, where someone may have changed them. False when
 * none could be rendered. */
static bool build_lost(struct build *build, const unit_list *lost)
{
    bool any = false;
    for (size_t i = 0; i < lost->len; i++) {
        struct job *job = job_of(build, lost->at[i]);
        if (!job || job->fault)
            continue;
        struct made *made = &build->made[job - build->batch.jobs.at];
        build_meeting(build, 0, job, made);
        job->fault = made->fault;
        any = any || made->built;
    }
    return any;
}

/* A meeting whose text for the search is not there is none of this build's sources: told once, of the first. */
static void tell_lost(struct build *build, const unit_list *lost)
{
    for (size_t i = 0; i < lost->len; i++) {
        const struct unit *unit = lost->at[i];
        if (job_of(build, unit) || unit->sources.len == 0)
            continue;
        say_fault(build->options->language, SAY_TEXT_LOST, unit->sources.at[0], 0);
        return;
    }
}

static struct publication publication_by(const struct build *build, struct renderer *renderers, struct arena *kept)
{
    return (struct publication){
        .archive = &build->batch.archive,
        .settings = build->new.settings,
        .styles = build->styles_hash,
        .before = &build->old,
        .renderers = renderers,
        .kept = kept,
        .workers = build->batch.workers,
        .tells = true,
        .keeps_others = is_partial(build),
    };
}

bool build_archive_early(struct build *build, enum publish_turn turn)
{
    if (!ready_settings_by_job(&build->ready, &build->new.settings, &build->styles_hash))
        return false;
    struct publication publication = publication_by(build, build->publishers, build->publishers_kept);
    publication.turn = turn;
    publication.tells = turn != PUBLISH_BEFORE_PAGES; /* after what is told of meetings */
    /* The processors that no meeting needs. */
    publication.workers -= (unsigned)build->batch.jobs.len;
    unit_list lost = {0};
    return publish_archive(&publication, &build->arena, &build->new.products, &lost);
}

static void build_archive(struct build *build)
{
    struct publication publication = publication_by(build, build->renderers, build->batch.kept);
    for (size_t i = 0; i < build->batch.jobs.len; i++)
        publication.keeps_others = publication.keeps_others && !may_hide_more(build, i);
    build->new.products = (product_list){0};
    unit_list lost = {0};
    bool good = publish_archive(&publication, &build->arena, &build->new.products, &lost);
    /* Of each part of the search only the first that is lost is found at a time. */
    size_t const most = build->batch.archive.units.len;
    for (size_t i = 0; !good && lost.len && !halt_is_asked() && i < most; i++) {
        if (!build_lost(build, &lost))
            break;
        struct manifest const before = {.products = build->new.products};
        publication.before = &before;
        publication.tells = false;
        build->new.products = (product_list){0};
        lost = (unit_list){0};
        good = publish_archive(&publication, &build->arena, &build->new.products, &lost);
    }
    if (good)
        return;
    /* After a fault that has been told of, what lacks a text is only what could not be made. */
    if (!build->fault)
        tell_lost(build, &lost);
    build->fault = build->unwritten = true;
}

/* Whether this build knows of everything that is to be published. */
static bool knows_all(const struct build *build)
{
    const struct options *options = build->options;
    const struct batch *batch = &build->batch;
    for (size_t i = 0; i < batch->jobs.len; i++) {
        const struct job *job = &batch->jobs.at[i];
        if (!job->silent && (!job->unit || job->errors || job->fault || job->blocked))
            return false;
    }
    bool const everything =
        options->argument_count == 0 ||
        (options->argument_count == 1 && str_equal(path_name(str_of(options->arguments[0])), S("meetings")));
    return everything && !is_partial(build) && !build->fault && !build->sources.fault;
}

/* Outputs of a manifest that was lost go as soon as that is known of all. Until then a file says that they are there.
 */
static bool remove_orphans(struct build *build)
{
    const char *sign = path_join(&build->arena, build->out, MANIFEST_LOST_NAME);
    if (!build->orphans)
        return true;
    if (knows_all(build))
        return folder_remove_orphans(build->options, &build->new) && file_remove(sign);
    if (file_write(sign, S("")))
        return true;
    say_fault(build->options->language, SAY_CANNOT_WRITE, str_of(sign), errno);
    return false;
}

void build_finish_folder(struct build *build)
{
    add_records(build);
    if (!folder_remove_stale(build->options, &build->old, &build->new) || !remove_orphans(build))
        build->fault = build->unwritten = true;
    if (build->unwritten || halt_is_asked())
        return;
    struct lap lap = lap_begin(build->options->timings);
    bool written = manifest_write_chapters(&build->arena, build->out, &build->new, &build->old);
    lap_end(&lap, TIMED_WRITE);
    lap = lap_begin(build->options->timings);
    written = written && file_sync(build->out);
    lap_end(&lap, TIMED_SYNC);
    lap = lap_begin(build->options->timings);
    written = written && manifest_write(&build->arena, build->out, &build->new, build->old.seal);
    lap_end(&lap, TIMED_WRITE);
    if (written)
        return;
    say_fault(build->options->language, SAY_CANNOT_WRITE, str_of(build->out), errno);
    build->fault = true;
}

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

/* Nothing has changed: what tells this build from others. */

/* Whether it is worth a snapshot: where there are so few meetings that a build takes no longer than asking for all that
 * a snapshot has, one is taken when a build had nothing to do. */
static bool wants_snapshot(const struct build *build)
{
    enum { FEW_SOURCES = 100 };
    bool idle = true;
    for (size_t i = 0; i < build->batch.jobs.len; i++)
        idle = idle && !build->made[i].built;
    return idle || build->sources.sets.len >= FEW_SOURCES;
}

static struct hash snapshot_facts(const struct options *options)
{
    struct hash hash = program_hash();
    const char *const texts[] = {options->styles, options->base_url, getenv("REFERAT_FONTS")};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hash = hash_combine(hash, hash_bytes(texts[i] ? str_of(texts[i]) : S("\1")));
    for (size_t i = 0; i < options->argument_count; i++)
        hash = hash_combine(hash, hash_bytes(str_of(options->arguments[i])));
    char const flags[] = {(char)options->edition, options->pdf, options->html, options->toc,
                          options->warnings_as_errors};
    return hash_combine(hash, hash_bytes((struct str){flags, sizeof flags}));
}

static unsigned worker_count(const struct options *options)
{
    return options->jobs ? options->jobs : pool_processors();
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
    ready_begin(&build->ready, build->options, styles, &build->warming, workers);
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
    ready_finish(&build->ready);
    for (unsigned i = 0; i < workers; i++)
        renderer_finish(&build->renderers[i]);
    pdf_stock_destroy(build->stock);
    font_book_destroy(build->ready.book);
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
                      manifest_load(build->out, worker_count(options), &build->old);
    lap_end(&lap, TIMED_SEARCH);
    if (!read) {
        say_fault(options->language, SAY_CANNOT_READ, str_of(path_join(&build->arena, build->out, MANIFEST_NAME)),
                  errno);
        return 2;
    }
    build->orphans = (build->orphans && build->old.lost) ||
                     file_kind(path_join(&build->arena, build->out, MANIFEST_LOST_NAME)) != FILE_NONE;
    folder_sweep(build->out, build->old.unfinished);
    unsigned const workers = worker_count(options);
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
    if (status == 0 && wants_snapshot(build)) {
        lap = lap_begin(options->timings);
        snapshot_tell_apart(build->snapshot, snapshot_facts(options));
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

static int build_all(struct build *build)
{
    const struct options *options = build->options;
    progress_init(&build->progress, options->language);
    struct lap lap = lap_begin(options->timings);
    snapshot_begin(build->snapshot, build->out);
    /* The formats for programs have something to say of a build without faults too. */
    enum snapshot_news news = SNAPSHOT_OTHER;
    if (options->format == FORMAT_TEXT && snapshot_is_there(build->snapshot)) {
        snapshot_tell_apart(build->snapshot, snapshot_facts(options));
        news = snapshot_compare(build->snapshot, worker_count(options));
    }
    lap_end(&lap, TIMED_SEARCH);
    int status = 0;
    if (news == SNAPSHOT_SAME ||
        (news == SNAPSHOT_EDITED && amend(options, build->snapshot, worker_count(options), &status)))
        return status;
    lap = lap_begin(options->timings);
    sources_find(&build->arena, options->arguments, options->argument_count, options->language, NULL, &build->sources);
    lap_end(&lap, TIMED_SEARCH);
    if (build->sources.fault && build->sources.sets.len == 0)
        return 2;
    const char *styles = styles_folder(&build->arena, options, &build->sources);
    if (!styles)
        return 2;
    build->styles = styles;
    struct bodies *bodies = bodies_create(styles, options->language);
    if (!bodies)
        return 2;
    if (!build_may_publish(build, bodies)) {
        bodies_destroy(bodies);
        return 2;
    }
    unsigned const workers = worker_count(options);
    /* So few meetings leave a processor idle. */
    bool const idle = build->sources.sets.len > 0 && build->sources.sets.len < workers;
    build_prepare(build, bodies, styles, idle ? &build->sources.sets.at[0] : NULL, workers);
    halt_on_signals();
    build->orphans = file_kind(path_join(&build->arena, build->out, MANIFEST_EDITION_NAME)) != FILE_NONE;
    int const lock = folder_open(&build->arena, options);
    status = lock >= 0 ? build_into_folder(build, bodies) : 2;
    build_clear_away(build, workers);
    bodies_destroy(bodies);
    file_unlock(lock);
    return status;
}

int build(const struct options *given)
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
