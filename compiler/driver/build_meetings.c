/* The meetings of a build: which are to be made, and what was made of them. */
#include "driver/build_parts.h"

#include "driver/agenda.h"
#include "driver/halt.h"
#include "driver/pool.h"
#include "driver/say.h"

static bool is_up_to_date(struct build *build, const struct job *job)
{
    return job->unchanged && hash_equal(build->old.settings, build->new.settings) &&
           hash_equal(batch_links(&build->batch.archive, job->unit), job->record->links) &&
           outputs_are_there(&build->old, build->out, &job->record->outputs);
}

static bool is_to_be_built(const struct job *job)
{
    return !job->silent && job->unit && job->errors == 0 && !job->fault && !job->blocked;
}

/* A tree is used up when it is composed, so the agenda is compiled from the sources once more. */
static bool build_agenda(struct build *build, unsigned worker, const struct job *job, output_list *outputs)
{
    struct compiled *compiled = compile_again(&build->batch.context, job->set);
    if (!compiled || !compiled->meeting || !compiled->body) {
        compile_free(compiled);
        return false;
    }
    compile_link(compiled, &build->batch.archive, build->options->timings);
    agenda_recall(compiled->meeting, job->record, build->out, true);
    bool const done =
        render_agenda(&build->renderers[worker], compiled, job->unit, &build->batch.kept[worker], outputs);
    compile_free(compiled);
    return done;
}

void build_meeting(struct build *build, unsigned worker, struct job *job, struct made *made)
{
    *made = (struct made){0};
    struct compiled *compiled = batch_take(&build->batch, job);
    if (!compiled) {
        if (job->changed)
            say_fault(build->options->language, SAY_CHANGED, job->set->head, 0);
        made->fault = true;
        return;
    }
    struct arena *kept = &build->batch.kept[worker];
    made->links = batch_links(&build->batch.archive, job->unit);
    const struct meeting *meeting = compiled->meeting;
    bool const dated = date_is_set(meeting->agenda_issued);
    agenda_recall(compiled->meeting, job->record, build->out, build->options->pdf);
    made->agenda_issued = meeting->status == STATUS_AGENDA ? meeting->issued : meeting->agenda_issued;
    made->recalled = !dated && agenda_precedes(meeting);
    made->fault =
        !render_meeting(&build->renderers[worker], compiled, job->unit, &build->batch.archive, kept, &made->outputs);
    if (!made->fault && build->options->pdf && agenda_precedes(meeting))
        made->fault = !build_agenda(build, worker, job, &made->outputs);
    made->built = !made->fault;
    made->source_count = 1 + job->set->items.len;
    for (size_t i = 0; i < compiled->inputs.len; i++) {
        struct input const input = {str_copy(kept, compiled->inputs.at[i].path), compiled->inputs.at[i].hash};
        vec_push(kept, &made->inputs, input);
    }
    compile_free(compiled);
}

/* The archive tells of bodies that have not met too. They are read here, by a thread that may have no meeting to make.
 */
static void read_all_bodies(struct bodies *bodies)
{
    struct str *names;
    size_t count;
    bodies_names(bodies, &names, &count);
    for (size_t i = 0; i < count; i++)
        bodies_look_up(bodies, names[i]);
}

/* The last job is to read the bodies, the others are the meetings. */
static void build_job(void *context, unsigned worker, size_t index)
{
    struct build *build = context;
    if (index == build->batch.jobs.len) {
        read_all_bodies(build->renderers[worker].bodies);
        return;
    }
    struct job *job = &build->batch.jobs.at[index];
    progress_step(&build->progress, job->set->head);
    if (!halt_is_asked() && is_to_be_built(job) && !is_up_to_date(build, job))
        build_meeting(build, worker, job, &build->made[index]);
}

/* The first time minutes are published beside an agenda that only the output folder knows of. */
static void tell_recalled(struct build *build, const struct job *job, const struct made *made)
{
    if (!made->recalled || (job->record && job->record->unit->status != STATUS_AGENDA))
        return;
    enum language const language = build->options->language;
    struct str const day = date_is_set(made->agenda_issued) ? date_iso(&build->arena, made->agenda_issued)
                                                            : say(&build->arena, language, SAY_A_DAY, S(""), S(""));
    say_note(language, say(&build->arena, language, SAY_AGENDA_KEPT, job->set->head, day));
}

void build_meetings(struct build *build)
{
    struct batch *batch = &build->batch;
    build->made = arena_many(&build->arena, struct made, batch->jobs.len + 1);
    progress_begin(&build->progress, batch->jobs.len);
    pool_run(batch->workers, batch->jobs.len + 1, build_job, build);
    progress_end(&build->progress);
    bool again = false;
    for (size_t i = 0; i < batch->jobs.len; i++) {
        struct job *job = &batch->jobs.at[i];
        build->fault |= job->fault && !job->silent;
        tell_recalled(build, job, &build->made[i]);
        if (!build->made[i].fault)
            continue;
        job->fault = build->fault = build->unwritten = again = true;
    }
    if (again)
        batch_assemble(batch);
}
