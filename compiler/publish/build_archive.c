/* The part of a build that publishes the archive as a whole. */
#include "program/halt.h"
#include "program/say.h"
#include "publish/build_parts.h"

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
        .keeps_others = build_is_partial(build),
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

void build_archive(struct build *build)
{
    struct publication publication = publication_by(build, build->renderers, build->batch.kept);
    for (size_t i = 0; i < build->batch.jobs.len; i++)
        publication.keeps_others = publication.keeps_others && !build_may_hide_more(build, i);
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
