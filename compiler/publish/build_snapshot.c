/* What a build tells its snapshot. */
#include "publish/build_snapshot.h"

#include "base/file.h"
#include "kept/folder.h"
#include "program/program.h"

/* What all pages share, stylesheets and the script, is listed with each; the snapshot has it once. */
static bool is_shared(struct str path)
{
    return str_starts(path, S("styles/"));
}

static void snapshot_add_outputs(struct build *build, const output_list *outputs, snapshot_entries *entries)
{
    for (size_t i = 0; i < outputs->len; i++) {
        if (is_shared(outputs->at[i].path))
            continue;
        const char *path = path_join(&build->arena, build->out, str_cstr(&build->arena, outputs->at[i].path));
        snapshot_add(build->snapshot, entries, SNAPSHOT_OUTPUT, str_of(path));
    }
}

static void snapshot_add_manifest(struct build *build, snapshot_entries *entries)
{
    struct arena *arena = &build->arena;
    static const char *const own[] = {MANIFEST_NAME, MANIFEST_KEPT_NAME, MANIFEST_NEW_NAME, MANIFEST_EDITION_NAME};
    snapshot_add(build->snapshot, entries, SNAPSHOT_KEPT, S(""));
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        snapshot_add(build->snapshot, entries, SNAPSHOT_OUTPUT, str_of(path_join(arena, build->out, own[i])));
}

static void snapshot_add_chapter(struct build *build, const struct chapter *chapter, snapshot_entries *entries)
{
    const char *path = manifest_chapter_path(&build->arena, build->out, chapter);
    snapshot_add(build->snapshot, entries, SNAPSHOT_KEPT, chapter->name);
    snapshot_add(build->snapshot, entries, SNAPSHOT_OUTPUT, str_of(path));
}

/* What a meeting was made of; the sources of a job without a record are told like any input. */
static void snapshot_add_meeting(struct build *build, const struct job *job, snapshot_entries *entries)
{
    struct snapshot *snapshot = build->snapshot;
    const struct record *record = job->silent ? NULL : manifest_find(&build->new, job->set->head);
    if (!record) {
        snapshot_add(snapshot, entries, SNAPSHOT_ARCHIVE, S(""));
        snapshot_add(snapshot, entries, SNAPSHOT_INPUT, job->set->head);
        for (size_t i = 0; i < job->set->items.len; i++)
            snapshot_add(snapshot, entries, SNAPSHOT_INPUT, job->set->items.at[i]);
        return;
    }
    snapshot_add(snapshot, entries, SNAPSHOT_MEETING, manifest_chapter_name(&build->arena, record->unit));
    for (size_t i = 0; i < record->inputs.len; i++) {
        const struct input *input = &record->inputs.at[i];
        bool const source = i < record->source_count;
        /* The record may have a key for the path. */
        struct str const path = source && i > 0 ? job->set->items.at[i - 1] : input->path;
        snapshot_add_known(snapshot, entries, source ? SNAPSHOT_SOURCE : SNAPSHOT_FILE, path, input->hash);
    }
    snapshot_add_outputs(build, &record->outputs, entries);
}

/* What was linked to and is not there, and meetings that this run was not about. */
static void snapshot_add_others(struct build *build, snapshot_entries *entries)
{
    const struct batch *batch = &build->batch;
    for (size_t i = 0; i < batch->jobs.len; i++) {
        const struct unit *unit = batch->jobs.at[i].unit;
        for (size_t j = 0; unit && j < unit->imports.len; j++)
            if (!str_starts(unit->imports.at[j], S("//")) && !archive_find(&batch->archive, unit->imports.at[j]))
                snapshot_add(build->snapshot, entries, SNAPSHOT_INPUT, unit->imports.at[j]);
    }
    for (size_t i = 0; i < batch->retained.len; i++) {
        const struct record *record = batch->retained.at[i];
        snapshot_add(build->snapshot, entries, SNAPSHOT_INPUT, record->source);
        for (size_t j = record->source_count; j < record->inputs.len; j++)
            snapshot_add(build->snapshot, entries, SNAPSHOT_INPUT, record->inputs.at[j].path);
        snapshot_add_outputs(build, &record->outputs, entries);
    }
}

bool build_wants_snapshot(const struct build *build)
{
    enum { FEW_SOURCES = 100 };
    bool idle = true;
    for (size_t i = 0; i < build->batch.jobs.len; i++)
        idle = idle && !build->made[i].built;
    return idle || build->sources.sets.len >= FEW_SOURCES;
}

struct hash build_facts(const struct options *options)
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

void build_keep_snapshot(struct build *build, unsigned workers)
{
    struct snapshot *snapshot = build->snapshot;
    const struct sources *sources = &build->sources;
    snapshot_entries entries = {0};
    bool const one = sources->searched.len == 1 && sources->roots.len == 1;
    snapshot_add(snapshot, &entries, SNAPSHOT_ARCHIVE, one ? sources->roots.at[0] : S(""));
    for (size_t i = 0; i < sources->folders.len; i++)
        snapshot_add_known(snapshot, &entries, SNAPSHOT_FOLDER, sources->folders.at[i], sources->found.at[i]);
    snapshot_add_tree(snapshot, &entries, str_of(build->styles));
    font_folder_list const fonts = font_folders(&build->arena);
    for (size_t i = 0; i < fonts.len; i++)
        snapshot_add_tree(snapshot, &entries, fonts.at[i]);
    snapshot_add_others(build, &entries);
    for (size_t i = 0; i < build->batch.jobs.len; i++)
        snapshot_add_meeting(build, &build->batch.jobs.at[i], &entries);
    for (size_t i = 0; i < build->new.products.len; i++) {
        snapshot_add(snapshot, &entries, SNAPSHOT_PRODUCT, build->new.products.at[i].name);
        snapshot_add_outputs(build, &build->new.products.at[i].outputs, &entries);
    }
    snapshot_add(snapshot, &entries, SNAPSHOT_PRODUCT, S(""));
    output_paths const outputs = folder_outputs(&build->arena, &build->new);
    for (size_t i = 0; i < outputs.len; i++)
        if (is_shared(outputs.at[i]) && (i == 0 || !str_equal(outputs.at[i], outputs.at[i - 1])))
            snapshot_add(snapshot, &entries, SNAPSHOT_OUTPUT,
                         str_of(path_join(&build->arena, build->out, outputs.at[i].at)));
    snapshot_add_manifest(build, &entries);
    for (size_t i = 0; i < build->new.chapters.len; i++)
        snapshot_add_chapter(build, &build->new.chapters.at[i], &entries);
    snapshot_keep(snapshot, &entries, workers);
}

static const struct job *find_job(const struct build *build, const char *head)
{
    for (size_t i = 0; i < build->batch.jobs.len; i++)
        if (str_equal(build->batch.jobs.at[i].set->head, str_of(head)))
            return &build->batch.jobs.at[i];
    return NULL;
}

/* Whether what belongs together at this place was made again, and then what it is now. */
static bool add_again(struct build *build, const snapshot_entries *old, size_t place, snapshot_entries *entries)
{
    const struct snapshot_entry *entry = &old->at[place];
    struct str const name = str_of(entry->path);
    if (entry->role == SNAPSHOT_KEPT && name.len == 0) {
        snapshot_add_manifest(build, entries);
        return true;
    }
    if (entry->role == SNAPSHOT_KEPT) {
        const struct chapter *before = manifest_chapter(&build->old, name);
        const struct chapter *now = manifest_chapter(&build->new, name);
        if (!before || !now || hash_equal(before->hash, now->hash))
            return false;
        snapshot_add_chapter(build, now, entries);
        return true;
    }
    if (entry->role == SNAPSHOT_MEETING && place + 1 < old->len) {
        const struct job *job = find_job(build, old->at[place + 1].path);
        if (job)
            snapshot_add_meeting(build, job, entries);
        return job != NULL;
    }
    if (entry->role != SNAPSHOT_PRODUCT)
        return false;
    const struct product *before = manifest_product(&build->old, name);
    const struct product *now = manifest_product(&build->new, name);
    if (!before || !now || before->outputs.at == now->outputs.at)
        return false;
    snapshot_add(build->snapshot, entries, SNAPSHOT_PRODUCT, name);
    snapshot_add_outputs(build, &now->outputs, entries);
    return true;
}

void build_amend_snapshot(struct build *build)
{
    struct snapshot *snapshot = build->snapshot;
    const snapshot_entries *old = &snapshot->entries;
    struct snapshot_changes changes = {0};
    size_t group = 0;
    size_t touched = 0;
    for (size_t place = 0, end; place < old->len; place = end, group++) {
        end = snapshot_end(old, place);
        bool const other = touched < snapshot->touched.len && snapshot->touched.at[touched] == place;
        touched += other;
        bool const again = add_again(build, old, place, &changes.entries);
        for (size_t i = place; other && !again && i < end; i++)
            vec_push(&snapshot->arena, &changes.entries, old->at[i]);
        if (again || other)
            vec_push(&snapshot->arena, &changes.groups, group);
    }
    snapshot_keep_changes(snapshot, &changes);
}
