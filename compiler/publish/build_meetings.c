/* The meetings of a build: which are to be made, and what was made of them. */
#include "publish/build_parts.h"

#include "base/file.h"
#include "compile/agenda.h"
#include "program/halt.h"
#include "program/pool.h"
#include "program/say.h"

#include <assert.h>

static bool is_up_to_date(struct build *build, const struct job *job)
{
    return job->unchanged && hash_equal(batch_links(&build->batch.archive, job->unit), job->record->links) &&
           outputs_are_there(&build->old, build->out, &job->record->outputs);
}

static bool is_to_be_built(const struct job *job)
{
    return !job->silent && job->unit && job->errors == 0 && !job->fault && !job->blocked;
}

/* A tree is used up when it is composed, so the agenda is compiled from the sources once more. */
static bool build_agenda(struct build *build, unsigned worker, const struct job *job, const struct archive *archive,
                         output_list *outputs)
{
    struct compiled *compiled = compile_again(&build->batch.context, job->set);
    if (!compiled || !compiled->meeting || !compiled->body) {
        compile_free(compiled);
        return false;
    }
    compile_link(compiled, archive, build->options->timings);
    agenda_recall(compiled->meeting, job->record, build->out, true);
    bool const done =
        render_agenda(&build->renderers[worker], compiled, job->unit, &build->batch.kept[worker], outputs);
    compile_free(compiled);
    return done;
}

/* What a meeting says is known: who publishes the archive may have it. */
static void tell(struct build *build, struct made *made)
{
    made->is_told = true;
    if (build->publishers)
        countdown_step(&build->untold);
}

/* The archive is published by another from here on. The words that the meeting's shaper knows are its: who writes a
 * PDF asks for none. */
static void hand_over(struct build *build, unsigned worker, const struct job *job, struct made *made)
{
    made->is_set = true;
    if (build->edited)
        countdown_step(build->edited);
    if (!build->publishers)
        return;
    build->publishers[job - build->batch.jobs.at].shaper = build->renderers[worker].shaper;
    build->renderers[worker].shaper = NULL;
    countdown_step(&build->unset);
}

/* All documents of a meeting that is linked to the archive. */
static void make(struct build *build, unsigned worker, struct job *job, struct compiled *compiled,
                 const struct archive *archive, struct made *made)
{
    struct arena *kept = &build->batch.kept[worker];
    const struct meeting *meeting = compiled->meeting;
    bool const dated = date_is_set(meeting->agenda_issued);
    agenda_recall(compiled->meeting, job->record, build->out, build->options->pdf);
    *made = (struct made){
        .source_count = 1 + job->set->items.len,
        .links = batch_links(archive, job->unit),
        .imports = batch_imports(archive, job->unit),
        .agenda_issued = meeting->status == STATUS_AGENDA ? meeting->issued : meeting->agenda_issued,
        .recalled = !dated && agenda_precedes(meeting),
    };
    struct renderer *renderer = &build->renderers[worker];
    bool const told = render_text(renderer, compiled, job->unit, kept, &made->outputs);
    if (told)
        tell(build, made);
    const struct layout *layout = told ? render_pages(renderer, compiled, job->unit) : NULL;
    made->notes = buf_keep(&renderer->notes, kept);
    buf_clear(&renderer->notes);
    if (layout)
        hand_over(build, worker, job, made);
    made->fault = !layout || !render_documents(renderer, compiled, layout, job->unit, archive, kept, &made->outputs);
    if (!made->fault && build->options->pdf && agenda_precedes(meeting))
        made->fault = !build_agenda(build, worker, job, archive, &made->outputs);
    made->built = !made->fault;
    for (size_t i = 0; i < compiled->inputs.len; i++) {
        struct input const input = {str_copy(kept, compiled->inputs.at[i].path), compiled->inputs.at[i].hash};
        vec_push(kept, &made->inputs, input);
    }
}

static struct compiled *take(struct build *build, struct job *job, struct made *made)
{
    struct compiled *compiled = batch_take(&build->batch, job);
    made->fault = !compiled;
    if (!compiled && job->changed)
        say_fault(build->options->language, SAY_CHANGED, job->set->head, 0);
    return compiled;
}

void build_meeting(struct build *build, unsigned worker, struct job *job, struct made *made)
{
    *made = (struct made){0};
    struct compiled *compiled = take(build, job, made);
    if (compiled)
        make(build, worker, job, compiled, &build->batch.archive, made);
    compile_free(compiled);
}

/* While it is not known yet what else there is. */

static void make_ahead(void *context, unsigned worker, struct job *job, struct compiled *compiled,
                       const struct archive *so_far)
{
    struct build *build = context;
    struct made *made = &build->made[job - build->batch.jobs.at];
    build->renderers[worker].book = ready_fonts(&build->ready);
    if (build->renderers[worker].book)
        make(build, worker, job, compiled, so_far, made);
    else
        made->fault = true;
}

/* Only where nothing is published yet: else what another meeting has at the same place may be what counts. */
const struct ahead *build_ahead(struct build *build, struct bodies *bodies)
{
    struct str *names;
    size_t count;
    bodies_names(bodies, &names, &count);
    bool fresh = build->old.records.len == 0;
    for (size_t i = 0; i < count && fresh; i++)
        fresh = file_kind(path_join(&build->arena, build->out, names[i].at)) == FILE_NONE;
    build->made = arena_many(&build->arena, struct made, build->sources.sets.len);
    build->ahead = (struct ahead){make_ahead, build};
    return fresh ? &build->ahead : NULL;
}

/* The last step of a meeting that was made ahead. */
static void complete(struct build *build, unsigned worker, struct job *job, struct made *made)
{
    const struct archive *archive = &build->batch.archive;
    struct hash const links = batch_links(archive, job->unit);
    if (made->fault || hash_equal(links, made->links))
        return;
    if (!hash_equal(batch_imports(archive, job->unit), made->imports)) {
        build_meeting(build, worker, job, made);
        return;
    }
    made->links = links;
    struct compiled *compiled = build->options->html ? take(build, job, made) : NULL;
    if (!compiled)
        return;
    agenda_recall(compiled->meeting, job->record, build->out, build->options->pdf);
    made->fault = !render_page(&build->renderers[worker], compiled, job->unit, archive, &made->outputs);
    made->built = !made->fault;
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

static void build_job(struct build *build, unsigned worker, struct job *job, struct made *made)
{
    progress_step(&build->progress, job->set->head);
    if (halt_is_asked() || !is_to_be_built(job))
        return;
    if (made->built || made->fault)
        complete(build, worker, job, made);
    else if (!is_up_to_date(build, job))
        build_meeting(build, worker, job, made);
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

static void tell_of_meetings(struct build *build)
{
    for (size_t i = 0; i < build->batch.jobs.len; i++) {
        struct made *made = &build->made[i];
        if (made->notes.len)
            fwrite(made->notes.at, 1, made->notes.len, stderr);
        tell_recalled(build, &build->batch.jobs.at[i], made);
        made->notes = (struct str){0};
        made->recalled = false;
    }
}

/* Whether all is known that waits for it. */

static bool is_all_told(const struct build *build)
{
    for (size_t i = 0; i < build->batch.jobs.len; i++)
        if (is_to_be_built(&build->batch.jobs.at[i]) && !build->made[i].is_told)
            return false;
    return !halt_is_asked();
}

static bool is_all_set(const struct build *build)
{
    for (size_t i = 0; i < build->batch.jobs.len; i++)
        if (is_to_be_built(&build->batch.jobs.at[i]) && !build->made[i].is_set)
            return false;
    return !halt_is_asked();
}

/* What the PDFs will have of the fonts they are mostly set in. */
static void prepare_fonts(struct build *build)
{
    struct font_book *book = build->publishers[0].book;
    for (size_t i = 0; build->options->pdf && i < build->batch.jobs.len; i++) {
        const struct job *job = &build->batch.jobs.at[i];
        if (!is_to_be_built(job))
            continue;
        const struct look *look = bodies_look_up(build->publishers[0].bodies, job->unit->forum)->forum->look;
        const struct font *fonts[] = {font_find(book, look->body_family, FONT_REGULAR),
                                      font_find(book, look->heading_family, FONT_BOLD)};
        for (size_t k = 0; k < sizeof fonts / sizeof *fonts; k++)
            if (fonts[k])
                pdf_stock_prepare(build->stock, fonts[k]);
    }
}

/* What tells of no pages while meetings are set, the rest while PDFs are written that nothing in the archive depends
 * on. */
static void publish_meanwhile(void *context)
{
    struct build *build = context;
    read_all_bodies(build->publishers[0].bodies);
    countdown_wait(&build->untold);
    bool const good = is_all_told(build) && build_archive_early(build, PUBLISH_BEFORE_PAGES);
    if (good)
        prepare_fonts(build);
    countdown_wait(&build->unset);
    if (!good || !is_all_set(build))
        return;
    tell_of_meetings(build);
    build->published = build_archive_early(build, PUBLISH_WITH_PAGES);
}

/* The last job is to read the bodies, the others are the meetings. */
static void run_job(void *context, unsigned worker, size_t index)
{
    struct build *build = context;
    if (index == build->batch.jobs.len) {
        read_all_bodies(build->renderers[worker].bodies);
        return;
    }
    struct made *made = &build->made[index];
    build_job(build, worker, &build->batch.jobs.at[index], made);
    if (build->publishers && !made->is_told)
        countdown_step(&build->untold);
    if (build->publishers && !made->is_set)
        countdown_step(&build->unset);
}

void build_meetings(struct build *build)
{
    struct batch *batch = &build->batch;
    struct made *made = arena_many(&build->arena, struct made, batch->jobs.len + 1);
    for (size_t i = 0; build->made && i < build->sources.sets.len; i++)
        made[i] = build->made[i];
    build->made = made;
    /* Of two sources of one meeting the first counts, and sources are compiled in their order; links that led somewhere
     * do so still. So what was made ahead stays. */
    for (size_t i = 0; i < batch->jobs.len; i++)
        assert(!made[i].built || is_to_be_built(&batch->jobs.at[i]));
    progress_begin(&build->progress, batch->jobs.len);
    countdown_begin(&build->untold, batch->jobs.len);
    countdown_begin(&build->unset, batch->jobs.len);
    if (batch->jobs.len >= batch->workers || !ready_then(&build->ready, publish_meanwhile, build))
        build->publishers = NULL;
    pool_run(batch->workers, batch->jobs.len + (build->publishers ? 0 : 1), run_job, build);
    ready_wait(&build->ready);
    countdown_end(&build->unset);
    countdown_end(&build->untold);
    progress_end(&build->progress);
    tell_of_meetings(build);
    bool again = false;
    for (size_t i = 0; i < batch->jobs.len; i++) {
        struct job *job = &batch->jobs.at[i];
        build->fault |= job->fault && !job->silent;
        if (!made[i].fault)
            continue;
        job->fault = build->fault = build->unwritten = again = true;
    }
    if (again)
        batch_assemble(batch);
    build->published = build->published && !again;
}
