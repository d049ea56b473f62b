/* The end of a build: the records of its meetings, what is no longer wanted in the output folder, the manifest. */
#include "base/file.h"
#include "kept/folder.h"
#include "program/halt.h"
#include "program/say.h"
#include "program/timings.h"
#include "publish/build_parts.h"

#include <errno.h>

bool build_is_partial(const struct build *build)
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

bool build_may_hide_more(const struct build *build, size_t index)
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
    if (!build_is_partial(build))
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
    if (!job->record || build_may_hide_more(build, index))
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
    return everything && !build_is_partial(build) && !build->fault && !build->sources.fault;
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
    struct manifest_draft draft;
    bool written = manifest_write_chapters(&build->arena, build->out, &build->new, &build->old);
    if (written)
        manifest_write(&build->arena, build->out, &build->new, build->old.seal, &draft);
    lap_end(&lap, TIMED_WRITE);
    lap = lap_begin(build->options->timings);
    bool const safe = written && file_sync(build->out);
    lap_end(&lap, TIMED_SYNC);
    lap = lap_begin(build->options->timings);
    written = written && manifest_replace(&build->arena, build->out, &build->new, &draft, safe);
    lap_end(&lap, TIMED_WRITE);
    if (written)
        return;
    say_fault(build->options->language, SAY_CANNOT_WRITE, str_of(build->out), errno);
    build->fault = true;
}
