#include "publish/batch.h"

#include "base/file.h"
#include "program/halt.h"
#include "program/pool.h"
#include "program/progress.h"
#include "program/timings.h"
#include "publish/batch_parts.h"

#include <stdlib.h>

enum { MOST_TREES = 64 };

static struct str print_report(struct arena *arena, const struct options *options, const struct diag_sink *sink)
{
    if (sink->diags.len == 0 || options->format == FORMAT_SARIF)
        return (struct str){0};
    struct print_options const print = {options->format, options->language, options->colour};
    struct buf text = {0};
    diag_print(&text, &print, &sink, 1);
    struct str const kept = buf_keep(&text, arena);
    buf_finish(&text);
    return kept;
}

/* Settle what is wrong with it and forget the tree unless it may be needed soon. */
static void conclude(struct batch *batch, struct job *job, struct compiled *compiled, struct arena *kept)
{
    compile_settle(compiled, batch->context.options);
    job->errors = compiled->sink.errors;
    job->warnings = compiled->sink.warnings;
    job->report = print_report(kept, batch->context.options, &compiled->sink);
    job->blocked = compiled->body && compiled->body->sink.errors > 0;
}

static struct hash content_of(const input_list *inputs)
{
    struct hash hash = hash_bytes(S("inputs"));
    for (size_t i = 0; i < inputs->len; i++)
        hash = hash_combine(hash, inputs->at[i].hash);
    return hash;
}

struct hash batch_settings(const struct batch *batch, struct hash settings, struct str forum)
{
    return hash_combine(settings, bodies_settings(batch->context.bodies, forum));
}

static bool is_unchanged(struct batch *batch, struct job *job)
{
    const struct record *record = job->record;
    struct arena scratch = {0};
    struct loaded loaded;
    bool same = record && record->source_count == 1 + job->set->items.len &&
                hash_equal(record->settings, batch_settings(batch, *batch->settings, record->unit->forum));
    if (same && !compile_load(&scratch, job->set, batch->context.options->language, &loaded)) {
        job->fault = true;
        same = false;
    }
    for (size_t i = 0; same && i < record->inputs.len; i++) {
        const struct input *input = &record->inputs.at[i];
        if (i < record->source_count) {
            same = str_equal(unit_source_key(&scratch, input->path),
                             unit_source_key(&scratch, loaded.inputs.at[i].path)) &&
                   hash_equal(input->hash, loaded.inputs.at[i].hash) && !loaded.too_large[i];
            continue;
        }
        struct str content;
        same = file_read(&scratch, str_cstr(&scratch, input->path), (size_t)1 << 30, &content) &&
               hash_equal(hash_bytes(content), input->hash);
    }
    arena_finish(&scratch);
    return same && !job->set->escapes;
}

/* What was published says nothing of closed items: which ids they have, and whether their files are still there, only
 * the sources can tell. False when errors have come. */
static bool look_into_closed(struct batch *batch, struct job *job, struct arena *kept)
{
    struct compiled *compiled = compile_meeting(&batch->context, job->set);
    if (!compiled) {
        job->fault = true;
        return false;
    }
    compile_settle(compiled, batch->context.options);
    const struct unit *unit = compile_unit(compiled, kept);
    bool const good = unit && compiled->sink.errors == 0;
    if (good)
        job->unit->hidden.at = unit->hidden.at, job->unit->hidden.len = unit->hidden.len;
    compile_free(compiled);
    return good;
}

/* First pass: each by itself. */
void batch_compile_job(void *context, unsigned worker, size_t index)
{
    struct batch *batch = context;
    struct job *job = &batch->jobs.at[index];
    if (job->unit || job->compiled || job->fault || halt_is_asked())
        return;
    progress_step(batch->context.progress, job->set->head);
    struct lap const lap = lap_begin(batch->context.options->timings);
    bool const unchanged = batch->settings && is_unchanged(batch, job);
    lap_end(&lap, TIMED_READ);
    if (unchanged) {
        job->unchanged = true;
        job->unit = job->record->unit;
        job->content = content_of(&job->record->inputs);
        if (!job->unit->withholds || look_into_closed(batch, job, &batch->kept[worker]))
            return;
        job->unchanged = false;
    }
    if (job->fault) {
        job->unit = NULL;
        return;
    }
    struct arena *kept = &batch->kept[worker];
    struct compiled *compiled = compile_meeting(&batch->context, job->set);
    if (!compiled) {
        job->fault = true;
        return;
    }
    job->unit = compile_unit(compiled, kept);
    job->content = content_of(&compiled->inputs);
    conclude(batch, job, compiled, kept);
    if (index < batch->most_trees)
        job->compiled = compiled;
    else
        compile_free(compiled);
}

/* A source of which nothing could be made is there all the same: links to it are no faults of theirs. */
static struct unit *unknown_unit(struct arena *arena, const struct source_set *set)
{
    struct unit *unit = arena_new(arena, struct unit);
    unit->source = set->head;
    unit->withheld = true;
    vec_push(arena, &unit->sources, set->head);
    for (size_t i = 0; i < set->items.len; i++)
        vec_push(arena, &unit->sources, set->items.at[i]);
    return unit;
}

void batch_place(struct batch *batch, struct job *job, struct arena *arena, struct archive *archive)
{
    struct unit *old = job->record ? job->record->unit : NULL;
    struct unit *unit = job->errors || job->fault || job->blocked ? old : job->unit;
    job->published = job->silent && batch->publishing ? NULL : unit;
    if (unit) {
        unit->withheld = job->published == NULL;
        unit->established = job->record != NULL && str_equal(unit->html, job->record->unit->html);
    } else if (job->unit) {
        unit = job->unit;
        unit->withheld = true;
    } else {
        unit = unknown_unit(arena, job->set);
    }
    vec_push(arena, &archive->units, unit);
}

void batch_assemble(struct batch *batch)
{
    struct lap const lap = lap_begin(batch->context.options->timings);
    struct archive *archive = &batch->archive;
    *archive = (struct archive){0};
    for (size_t i = 0; i < batch->jobs.len; i++)
        batch_place(batch, &batch->jobs.at[i], &batch->arena, archive);
    for (size_t i = 0; i < batch->retained.len; i++)
        vec_push(&batch->arena, &archive->units, batch->retained.at[i]->unit);
    archive_sort(&batch->arena, archive);
    lap_end(&lap, TIMED_LINK);
}

struct hash batch_links(const struct archive *archive, const struct unit *unit)
{
    struct buf text = {0};
    struct neighbours const neighbours = archive_neighbours(archive, unit);
    const struct unit *const around[] = {neighbours.previous, neighbours.next};
    for (size_t i = 0; i < 2; i++)
        if (around[i])
            buf_format(&text, "neighbour %zu %.*s %.*s\n", i, STR(around[i]->html), STR(around[i]->title));
    struct hash const hash = hash_combine(hash_bytes(buf_str(&text)), batch_imports(archive, unit));
    buf_finish(&text);
    return hash;
}

struct hash batch_imports(const struct archive *archive, const struct unit *unit)
{
    struct arena scratch = {0};
    struct buf text = {0};
    for (size_t i = 0; i < unit->imports.len; i++) {
        const struct unit *import = archive_find(archive, unit->imports.at[i]);
        buf_format(&text, "import %.*s\n", STR(unit_source_key(&scratch, unit->imports.at[i])));
        if (!import || import->withheld)
            continue;
        buf_format(&text, "%.*s\n", STR(hash_hex(&scratch, import->hashes.links)));
        for (size_t j = 0; j < import->hidden.len; j++)
            buf_format(&text, "%.*s %.*s\n", STR(import->hidden.at[j].id), STR(import->hidden.at[j].anchor));
    }
    arena_finish(&scratch);
    struct hash const hash = hash_bytes(buf_str(&text));
    buf_finish(&text);
    return hash;
}

/* Second pass: what is wrong with it as a part of the archive. */
static void link_job(void *context, unsigned worker, size_t index)
{
    struct batch *batch = context;
    struct job *job = &batch->jobs.at[index];
    if (!job->unit || job->silent || halt_is_asked())
        return;
    bool const duplicate = archive_duplicate_of(&batch->archive, job->unit) != NULL;
    bool const imports = job->unit->imports.len + job->unit->hidden_imports.len > 0;
    bool const fresh = !job->unchanged;
    if (job->unchanged) {
        if (!duplicate && (!imports || hash_equal(batch_links(&batch->archive, job->unit), job->record->links)))
            return;
        job->unchanged = false;
    }
    if (!duplicate && !imports)
        return;
    /* A tree that was not kept is not made again only to find nothing. */
    if (!duplicate && fresh && !job->compiled && archive_leads_on(&batch->archive, job->unit))
        return;
    struct compiled *compiled = job->compiled ? job->compiled : compile_meeting(&batch->context, job->set);
    if (!compiled) {
        job->fault = true;
        return;
    }
    compile_link(compiled, &batch->archive, batch->context.options->timings);
    conclude(batch, job, compiled, &batch->kept[worker]);
    if (!job->compiled)
        compile_free(compiled);
}

static bool has_job(const struct batch *batch, struct str head)
{
    for (size_t i = 0; i < batch->jobs.len; i++)
        if (str_equal(batch->jobs.at[i].set->head, head))
            return true;
    return false;
}

static void add_job(struct batch *batch, const struct source_set *set, bool silent)
{
    struct job const job = {
        .set = set,
        .silent = silent,
        .record = batch->manifest ? manifest_find(batch->manifest, set->head) : NULL,
    };
    vec_push(&batch->arena, &batch->jobs, job);
}

static bool is_below(struct str path, struct str folder)
{
    if (str_equal(folder, S(".")))
        return !str_starts(path, S("/")) && !str_starts(path, S("../"));
    return str_starts(path, folder) &&
           (str_ends(folder, S("/")) || (path.len > folder.len && path.at[folder.len] == '/'));
}

/* A meeting that was published before and is not among the sources now: it is gone when a folder was searched that it
 * was in, or when its file is no longer there; else this run is about other meetings. */
static bool is_retained(const struct batch *batch, const struct record *record)
{
    const struct sources *sources = batch->context.sources;
    if (sources->fault)
        return true;
    for (size_t i = 0; i < sources->searched.len; i++)
        if (is_below(record->source, sources->searched.at[i]))
            return false;
    return file_kind(record->source.at) != FILE_NONE;
}

static void retain_others(struct batch *batch)
{
    if (!batch->manifest)
        return;
    const struct record *records = batch->manifest->records.at;
    bool *asked = arena_many(&batch->arena, bool, batch->manifest->records.len + 1);
    for (size_t i = 0; i < batch->jobs.len; i++)
        if (batch->jobs.at[i].record)
            asked[batch->jobs.at[i].record - records] = true;
    for (size_t i = 0; i < batch->manifest->records.len; i++)
        if (!asked[i] && is_retained(batch, &records[i]))
            vec_push(&batch->arena, &batch->retained, &records[i]);
}

/* Sources that are linked to and were not asked for. */
static void add_imported(struct batch *batch)
{
    vec_of(struct str) wanted = {0};
    vec_of(struct str) known = {0};
    for (size_t i = 0; i < batch->jobs.len; i++) {
        const struct job *job = &batch->jobs.at[i];
        struct str const head = unit_source_key(&batch->arena, job->set->head);
        vec_push(&batch->arena, &known, head);
        for (size_t j = 0; j < job->set->items.len; j++) {
            struct str const item = unit_source_key(&batch->arena, job->set->items.at[j]);
            vec_push(&batch->arena, &known, item);
        }
        for (size_t j = 0; job->unit && j < job->unit->imports.len; j++)
            vec_push(&batch->arena, &wanted, job->unit->imports.at[j]);
        for (size_t j = 0; job->unit && j < job->unit->hidden_imports.len; j++)
            vec_push(&batch->arena, &wanted, job->unit->hidden_imports.at[j]);
    }
    for (size_t i = 0; i < batch->retained.len; i++) {
        const struct unit *unit = batch->retained.at[i]->unit;
        for (size_t j = 0; j < unit->sources.len; j++) {
            struct str const source = unit_source_key(&batch->arena, unit->sources.at[j]);
            vec_push(&batch->arena, &known, source);
        }
    }
    if (known.len > 1)
        qsort(known.at, known.len, sizeof *known.at, str_order);
    for (size_t i = 0; i < wanted.len; i++) {
        const char *path = str_cstr(&batch->arena, wanted.at[i]);
        struct str const key = unit_source_key(&batch->arena, wanted.at[i]);
        if (bsearch(&key, known.at, known.len, sizeof *known.at, str_order) || file_size(path) < 0)
            continue;
        struct sources *found = arena_new(&batch->arena, struct sources);
        sources_find(&batch->arena, &path, 1, batch->context.options->language, NULL, found);
        if (found->sets.len == 1 && !has_job(batch, found->sets.at[0].head))
            add_job(batch, &found->sets.at[0], true);
    }
}

static struct unit **published_units(struct batch *batch)
{
    struct unit **units = arena_many(&batch->arena, struct unit *, batch->jobs.len + 1);
    for (size_t i = 0; i < batch->jobs.len; i++)
        units[i] = batch->jobs.at[i].published;
    return units;
}

/* When meetings turned out wrong only by their links, what was linked to them, or to their day, is linked anew. */
static void forget_outdated(struct batch *batch, struct unit *const *before)
{
    bool turned = false;
    for (size_t i = 0; i < batch->jobs.len; i++)
        turned |= batch->jobs.at[i].published != before[i];
    for (size_t i = 0; turned && i < batch->jobs.len; i++) {
        struct job *job = &batch->jobs.at[i];
        if (!job->compiled || !job->unit || job->unit->imports.len == 0)
            continue;
        compile_free(job->compiled);
        job->compiled = NULL;
    }
}

void batch_run(struct batch *batch, const struct compile_context *context, const struct manifest *manifest,
               const struct hash *settings, bool publishing, unsigned workers, bool keep_all, const struct ahead *ahead)
{
    *batch = (struct batch){
        .context = *context, .manifest = manifest, .settings = settings, .publishing = publishing, .workers = workers};
    batch->most_trees = keep_all ? SIZE_MAX : MOST_TREES;
    batch->kept = arena_many(&batch->arena, struct arena, workers);
    for (size_t i = 0; i < context->sources->sets.len; i++)
        add_job(batch, &context->sources->sets.at[i], false);
    if (publishing)
        retain_others(batch);
    if (context->progress)
        progress_begin(context->progress, batch->jobs.len);
    if (ahead)
        batch_compile_ahead(batch, ahead);
    else
        pool_run(workers, batch->jobs.len, batch_compile_job, batch);
    size_t const asked = batch->jobs.len;
    add_imported(batch);
    if (batch->jobs.len > asked)
        pool_run(workers, batch->jobs.len, batch_compile_job, batch);
    batch_assemble(batch);
    struct unit *const *before = published_units(batch);
    pool_run(workers, asked, link_job, batch);
    batch_assemble(batch);
    if (publishing)
        forget_outdated(batch, before);
}

struct compiled *batch_take(struct batch *batch, struct job *job)
{
    struct compiled *compiled = job->compiled;
    job->compiled = NULL;
    if (compiled)
        return compiled;
    compiled = compile_again(&batch->context, job->set);
    if (!compiled)
        return NULL;
    job->changed = !hash_equal(content_of(&compiled->inputs), job->content);
    if (job->changed || !compiled->meeting || !compiled->meeting->usable) {
        compile_free(compiled);
        return NULL;
    }
    compile_link(compiled, &batch->archive, batch->context.options->timings);
    return compiled;
}

/* The bodies that meetings were held against, then the meetings: what a run has found. */
struct batch_total batch_report(struct batch *batch, FILE *to)
{
    const struct options *options = batch->context.options;
    struct batch_total total = {0};
    const struct body **bodies;
    size_t const body_count = bodies_used(batch->context.bodies, &bodies);
    const struct diag_sink **sinks =
        arena_many(&batch->arena, const struct diag_sink *, body_count + batch->jobs.len + 1);
    size_t sink_count = 0;
    for (size_t i = 0; i < body_count; i++) {
        sinks[sink_count++] = &bodies[i]->sink;
        total.errors += bodies[i]->sink.errors;
        total.warnings += bodies[i]->sink.warnings;
    }
    struct print_options const print = {options->format, options->language, options->colour};
    struct buf text = {0};
    if (options->format != FORMAT_SARIF)
        diag_print(&text, &print, sinks, sink_count);
    for (size_t i = 0; i < batch->jobs.len; i++) {
        const struct job *job = &batch->jobs.at[i];
        if (job->silent)
            continue;
        total.errors += job->errors;
        total.warnings += job->warnings;
        total.meetings += job->errors || job->warnings;
        buf_add(&text, job->report);
        if (job->compiled)
            sinks[sink_count++] = &job->compiled->sink;
    }
    if (options->format == FORMAT_SARIF)
        diag_print(&text, &print, sinks, sink_count);
    struct str const summary =
        diag_summary(&batch->arena, options->language, total.errors, total.warnings, total.meetings);
    if (options->format == FORMAT_TEXT && summary.len) {
        buf_add(&text, summary);
        buf_add_byte(&text, '\n');
    }
    if (text.len)
        fwrite(text.at, 1, text.len, to);
    buf_finish(&text);
    return total;
}

void batch_finish(struct batch *batch)
{
    for (size_t i = 0; i < batch->jobs.len; i++)
        compile_free(batch->jobs.at[i].compiled);
    for (unsigned i = 0; i < batch->workers; i++)
        arena_finish(&batch->kept[i]);
    arena_finish(&batch->arena);
}
