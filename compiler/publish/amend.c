#include "publish/amend.h"

#include "base/file.h"
#include "kept/folder.h"
#include "program/halt.h"
#include "program/timings.h"
#include "publish/build_snapshot.h"
#include "publish/editing.h"

#include <errno.h>
#include <stdlib.h>

/* More are not fewer than all. */
enum { MOST_EDITED = 32, MOST_ROUNDS = 4 };

/* The meetings' sources, as the search for them found them. False when a link may have been turned elsewhere. */
static bool take_sources(struct build *build)
{
    struct arena *arena = &build->arena;
    struct sources *sources = &build->sources;
    const struct snapshot *snapshot = build->snapshot;
    const snapshot_entries *entries = &snapshot->entries;
    struct str const root = str_of(entries->at[0].path);
    if (entries->at[0].role != SNAPSHOT_ARCHIVE || root.len == 0 || snapshot->changed.len > MOST_EDITED)
        return false;
    struct str const real = file_real_path(arena, root.at);
    vec_push(arena, &sources->roots, root);
    for (size_t i = 0; i < snapshot->changed.len; i++) {
        size_t const first = snapshot->changed.at[i];
        struct source_set set = {.root = real};
        if (entries->at[first].role != SNAPSHOT_MEETING)
            return false;
        for (size_t j = first + 1; j < snapshot_end(entries, first); j++) {
            struct str const path = str_of(entries->at[j].path);
            if (entries->at[j].role != SNAPSHOT_SOURCE)
                continue;
            if (file_kind(path.at) != FILE_REGULAR)
                return false;
            if (set.head.len == 0)
                set.head = path;
            else
                vec_push(arena, &set.items, path);
        }
        vec_push(arena, &sources->sets, set);
    }
    return true;
}

/* What the manifest says of the meetings that one speaks of by their days: their pages may stand in any chapter. */
static bool read_mentioned(struct build *build, const struct unit *unit)
{
    struct arena *arena = &build->arena;
    for (size_t i = 0; i < unit->imports.len; i++) {
        struct unit other = {0};
        if (link_meeting_of(unit->imports.at[i], &other.forum, &other.date) &&
            !manifest_load_chapter(arena, build->out, manifest_chapter_name(arena, &other), &build->old))
            return false;
    }
    return true;
}

/* What the manifest says of the archive, and of those meetings with those next to them. False when it is not the one of
 * the snapshot. */
static bool read_kept(struct build *build)
{
    struct arena *arena = &build->arena;
    const snapshot_entries *entries = &build->snapshot->entries;
    struct manifest *old = &build->old;
    if (!manifest_open(arena, build->out, old) || old->unfinished ||
        file_kind(path_join(arena, build->out, MANIFEST_LOST_NAME)) != FILE_NONE)
        return false;
    for (size_t i = 0; i < build->snapshot->changed.len; i++)
        if (!manifest_load_chapter(arena, build->out, str_of(entries->at[build->snapshot->changed.at[i]].path), old))
            return false;
    for (size_t i = 0; i < build->sources.sets.len; i++) {
        const struct record *record = manifest_find(old, build->sources.sets.at[i].head);
        if (!record)
            return false;
        const struct unit *unit = record->unit; /* the record moves when others are read */
        if (!manifest_load_neighbours(arena, build->out, unit, old) || !read_mentioned(build, unit))
            return false;
    }
    build->new.settings = old->settings;
    return !old->unfinished;
}

/* Whether others may know the same of a meeting as before. */
static bool is_same_to_others(const struct job *job)
{
    if (job->fault || job->blocked || job->errors || !job->unit || !job->record || job->published != job->unit)
        return false;
    const struct unit *before = job->record->unit;
    return !job->unit->withholds && !before->withholds && job->unit->hidden_imports.len == 0 &&
           hash_equal(job->unit->hashes.facts, before->hashes.facts) &&
           hash_equal(job->unit->hashes.links, before->hashes.links);
}

/* Compile the meetings and link them to those next to them, and to those that they link to. */
static bool compile_all(struct build *build, const struct compile_context *context, unsigned workers)
{
    size_t const count = build->sources.sets.len;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        batch_run(&build->batch, context, &build->old, &build->new.settings, true, workers, true, NULL);
        size_t const known = build->old.records.len;
        bool good = !halt_is_asked();
        for (size_t i = 0; good && i < count; i++)
            good = is_same_to_others(&build->batch.jobs.at[i]);
        for (size_t i = 0; good && i < count; i++)
            good = read_mentioned(build, build->batch.jobs.at[i].unit);
        if (!good || (build->batch.jobs.len == count && build->old.records.len == known))
            return good && !build->old.unfinished;
        /* A meeting that is not known is linked to: in which chapter it stands, its source tells. */
        for (size_t i = count; i < build->batch.jobs.len; i++) {
            const struct unit *unit = build->batch.jobs.at[i].unit;
            if (!unit || !manifest_load_chapter(&build->arena, build->out, manifest_chapter_name(&build->arena, unit),
                                                &build->old))
                return false;
        }
        if (build->old.records.len == known || build->old.unfinished)
            return false;
        batch_finish(&build->batch);
        build->batch = (struct batch){0};
    }
    return false;
}

static bool has_same_outputs(const output_list *one, const output_list *other)
{
    bool same = one->len == other->len;
    for (size_t i = 0; same && i < one->len; i++)
        same = outputs_list(other, one->at[i].path);
    return same;
}

/* Make the meetings' outputs. False when more than those change: pages of the PDF that others tell of, files. */
static bool make_all(struct build *build, edited_list *edited)
{
    build->made = arena_many(&build->arena, struct made, build->batch.jobs.len);
    for (size_t i = 0; i < build->batch.jobs.len; i++)
        edited->at[i].now = build->batch.jobs.at[i].unit;
    for (size_t i = 0; i < build->batch.jobs.len; i++) {
        struct job *job = &build->batch.jobs.at[i];
        struct made *made = &build->made[i];
        build_meeting(build, 0, job, made);
        build->fault |= made->fault;
        if (made->fault || halt_is_asked())
            return false;
        if (!hash_equal(job->record->unit->hashes.listing, job->unit->hashes.listing) ||
            !has_same_outputs(&made->outputs, &job->record->outputs))
            return false;
    }
    return true;
}

/* The chapters that were not read stay. */
static void keep_chapters(struct build *build)
{
    for (size_t i = 0; i < build->old.chapters.len; i++)
        if (build->old.chapters.at[i].records == 0)
            vec_push(&build->arena, &build->new.chapters, build->old.chapters.at[i]);
}

/* The meetings as they were, in the order of their sources. */
static void take_edited(struct build *build, edited_list *edited)
{
    for (size_t i = 0; i < build->sources.sets.len; i++) {
        struct edited const one = {manifest_find(&build->old, build->sources.sets.at[i].head)->unit, NULL};
        vec_push(&build->arena, edited, one);
    }
}

static bool amend_meetings(struct build *build, struct bodies *bodies, struct editing *editing, unsigned workers)
{
    const struct options *options = build->options;
    struct compile_context const context = {options, bodies, &build->sources, NULL};
    edited_list *edited = arena_new(&build->arena, edited_list);
    struct lap const lap = lap_begin(options->timings);
    bool const read = read_kept(build);
    lap_end(&lap, TIMED_SEARCH);
    if (!read)
        return false;
    take_edited(build, edited);
    editing_begin(editing, &build->renderers[workers - 1], &build->old.products, edited, workers);
    build->edited = &editing->unset;
    bool const good = compile_all(build, &context, workers) && build_take_fonts(build, workers) &&
                      make_all(build, edited) && editing_end(editing, &build->new.products, &build->fault);
    keep_chapters(build);
    return good;
}

/* False when it is to be given up. */
static bool amend_folder(struct build *build, struct bodies *bodies, struct editing *editing, unsigned workers)
{
    if (!snapshot_is_kept(build->snapshot))
        return false;
    ready_begin(&build->ready, build->options, workers);
    build_prepare(build, bodies, NULL, &build->sources.sets.at[0], workers);
    bool const good = amend_meetings(build, bodies, editing, workers);
    if (good)
        build_finish_folder(build);
    else
        editing_give_up(editing, &build->fault);
    build_clear_away(build, workers);
    ready_finish(&build->ready);
    return good;
}

static int conclude(struct build *build)
{
    for (size_t i = 0; i < build->batch.jobs.len; i++) {
        struct str const notes = build->made[i].notes;
        if (notes.len)
            fwrite(notes.at, 1, notes.len, stderr);
    }
    int const status = build_report(build);
    if (status == 0)
        build_amend_snapshot(build);
    return status;
}

static bool amend_locked(struct build *build, unsigned workers, int *status)
{
    struct bodies *bodies = bodies_create(build->options, &build->sources);
    if (!bodies)
        return false;
    struct editing editing = {.before = NULL};
    bool const good = amend_folder(build, bodies, &editing, workers);
    /* A fault has been told; the next build mends what it left. */
    bool const done = good || build->fault;
    if (done)
        *status = conclude(build);
    editing_finish(&editing);
    batch_finish(&build->batch);
    bodies_destroy(bodies);
    return done;
}

bool amend(const struct options *options, struct snapshot *snapshot, unsigned workers, int *status)
{
    if (!options->pdf || !options->html || !options->toc)
        return false;
    struct build *build = must_malloc(sizeof *build);
    *build = (struct build){.options = options, .out = options_out(options), .snapshot = snapshot};
    progress_init(&build->progress, options->language);
    bool done = false;
    if (take_sources(build)) {
        halt_on_signals();
        int const lock = folder_open(&build->arena, options);
        done = lock < 0;
        *status = 2;
        if (lock >= 0)
            done = amend_locked(build, workers, status);
        file_unlock(lock);
    }
    arena_finish(&build->arena);
    free(build);
    return done;
}
