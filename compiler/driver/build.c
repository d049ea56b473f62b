#include "driver/build.h"

#include "driver/batch.h"
#include "driver/pool.h"
#include "driver/publish.h"
#include "driver/say.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* What this run made of a meeting. */
struct made {
    bool built, fault;
    size_t source_count;
    input_list inputs;
    output_list outputs;
    struct hash links;
};

struct build {
    struct arena arena;
    const struct options *options;
    const char *out;
    struct sources sources;
    struct manifest old, new;
    struct batch batch;
    struct renderer *renderers; /* one a worker */
    struct made *made;          /* one a job */
    atomic_size_t done;
    size_t to_do;
    struct timespec start;
    bool fault;
};

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

/* The output folder. */

static struct str edition_name(enum edition edition)
{
    return edition == EDITION_INTERNAL ? S("intern\n") : S("offentlig\n");
}

/* A folder that holds the other edition is refused. Takes the lock; -1 after telling why not. */
static int open_folder(struct build *build)
{
    const struct options *options = build->options;
    const char *marker = path_join(&build->arena, build->out, MANIFEST_EDITION_NAME);
    struct str found;
    if (file_read(&build->arena, marker, 64, &found) && !str_equal(found, edition_name(options->edition))) {
        struct str const other =
            say(&build->arena, options->language,
                options->edition == EDITION_INTERNAL ? SAY_PUBLIC_EDITION : SAY_INTERNAL_EDITION, S(""), S(""));
        say_error(options->language,
                  say(&build->arena, options->language, SAY_OTHER_EDITION, str_of(build->out), other));
        return -1;
    }
    if (!file_make_directory(build->out) || !file_write(marker, edition_name(options->edition))) {
        say_fault(options->language, SAY_CANNOT_WRITE, str_of(marker), errno);
        return -1;
    }
    int const lock = file_lock(marker);
    if (lock < 0)
        say_fault(options->language, errno == EWOULDBLOCK ? SAY_LOCKED : SAY_CANNOT_LOCK, str_of(build->out),
                  errno == EWOULDBLOCK ? 0 : errno);
    return lock;
}

/* What every output depends on: this very program, the options, the bodies. */
static bool hash_settings(struct build *build, const char *styles)
{
    const struct options *options = build->options;
    struct arena scratch = {0};
    struct hash hash;
    if (!bodies_hash(&scratch, styles, &hash)) {
        say_fault(options->language, SAY_CANNOT_READ, str_of(styles), errno);
        arena_finish(&scratch);
        return false;
    }
    struct str program;
    if (file_read(&scratch, "/proc/self/exe", (size_t)1 << 30, &program))
        hash = hash_combine(hash, hash_bytes(program));
    struct str const facts =
        str_format(&scratch, "%s %s %d %d%d%d", REFERAT_VERSION, options->base_url ? options->base_url : "",
                   options->edition == EDITION_INTERNAL, options->pdf, options->html, options->toc);
    build->new.settings = hash_combine(hash, hash_bytes(facts));
    arena_finish(&scratch);
    return true;
}

/* Meetings. */

static bool are_there(struct build *build, const output_list *outputs)
{
    struct arena scratch = {0};
    bool there = outputs->len > 0;
    for (size_t i = 0; there && i < outputs->len; i++) {
        const char *path = path_join(&scratch, build->out, str_cstr(&scratch, outputs->at[i].path));
        there = file_size(path) == outputs->at[i].size;
    }
    arena_finish(&scratch);
    return there;
}

static bool is_up_to_date(struct build *build, const struct job *job)
{
    return job->unchanged && hash_equal(build->old.settings, build->new.settings) &&
           hash_equal(batch_links(&build->batch.archive, job->unit), job->record->links) &&
           are_there(build, &job->record->outputs);
}

static bool is_to_be_built(const struct job *job)
{
    return !job->silent && job->unit && job->errors == 0 && !job->fault && !job->blocked;
}

static void show_progress(struct build *build, bool last)
{
    struct timespec now;
    if (!isatty(STDERR_FILENO) || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return;
    long const passed =
        (long)(now.tv_sec - build->start.tv_sec) * 1000 + (now.tv_nsec - build->start.tv_nsec) / 1000000;
    if (passed < 500)
        return;
    struct arena scratch = {0};
    struct str const done = str_format(&scratch, "%zu", atomic_load(&build->done));
    struct str const all = str_format(&scratch, "%zu", build->to_do);
    fprintf(stderr, last ? "\r\033[K" : "\r%.*s\033[K",
            STR(say(&scratch, build->options->language, SAY_PROGRESS, done, all)));
    arena_finish(&scratch);
}

static void build_job(void *context, unsigned worker, size_t index)
{
    struct build *build = context;
    struct job *job = &build->batch.jobs.at[index];
    struct made *made = &build->made[index];
    if (!is_to_be_built(job) || is_up_to_date(build, job))
        return;
    struct compiled *compiled = batch_take(&build->batch, job);
    if (!compiled) {
        made->fault = true;
        return;
    }
    struct arena *kept = &build->batch.kept[worker];
    made->links = batch_links(&build->batch.archive, job->unit);
    made->fault =
        !render_meeting(&build->renderers[worker], compiled, job->unit, &build->batch.archive, kept, &made->outputs);
    made->built = !made->fault;
    made->source_count = 1 + job->set->items.len;
    for (size_t i = 0; i < compiled->inputs.len; i++) {
        struct input const input = {str_copy(kept, compiled->inputs.at[i].path), compiled->inputs.at[i].hash};
        vec_push(kept, &made->inputs, input);
    }
    compile_free(compiled);
    atomic_fetch_add(&build->done, 1);
    show_progress(build, false);
}

static void build_meetings(struct build *build)
{
    struct batch *batch = &build->batch;
    build->made = arena_many(&build->arena, struct made, batch->jobs.len + 1);
    build->to_do = batch->jobs.len;
    pool_run(batch->workers, batch->jobs.len, build_job, build);
    show_progress(build, true);
    bool again = false;
    for (size_t i = 0; i < batch->jobs.len; i++) {
        struct job *job = &batch->jobs.at[i];
        build->fault |= job->fault && !job->silent;
        if (!build->made[i].fault)
            continue;
        job->fault = build->fault = again = true;
    }
    if (again)
        batch_assemble(batch);
}

/* The new manifest. */

static bool is_partial(const struct build *build)
{
    return !(build->options->pdf && build->options->html && build->options->toc);
}

static bool lists(const output_list *outputs, struct str path)
{
    for (size_t i = 0; i < outputs->len; i++)
        if (str_equal(outputs->at[i].path, path))
            return true;
    return false;
}

/* With --only, what earlier builds made of the other kinds stays. */
static void keep_other_kinds(struct build *build, const output_list *old, output_list *new)
{
    if (!is_partial(build))
        return;
    for (size_t i = 0; i < old->len; i++)
        if (!lists(new, old->at[i].path))
            vec_push(&build->arena, new, old->at[i]);
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
            .links = made->links,
            .unit = job->unit,
        };
        for (size_t j = 0; j < made->inputs.len; j++)
            vec_push(arena, &record.inputs, made->inputs.at[j]);
        for (size_t j = 0; j < made->outputs.len; j++)
            vec_push(arena, &record.outputs, made->outputs.at[j]);
        if (job->record)
            keep_other_kinds(build, &job->record->outputs, &record.outputs);
        vec_push(arena, &build->new.records, record);
    }
    for (size_t i = 0; i < batch->retained.len; i++)
        vec_push(arena, &build->new.records, *batch->retained.at[i]);
}

static void build_archive(struct build *build)
{
    build->new.archive = hash_combine(build->new.settings, publish_inputs(&build->batch.archive));
    if (hash_equal(build->new.archive, build->old.archive) && are_there(build, &build->old.outputs)) {
        build->new.outputs = build->old.outputs;
        return;
    }
    bool const done = publish_archive(&build->renderers[0], &build->batch.archive, &build->arena, &build->new.outputs);
    if (!done) {
        build->fault = true;
        build->new.archive = (struct hash){0};
        for (size_t i = 0; i < build->old.outputs.len; i++)
            vec_push(&build->arena, &build->new.outputs, build->old.outputs.at[i]);
    }
    keep_other_kinds(build, &build->old.outputs, &build->new.outputs);
}

/* What no longer has a source. */

typedef vec_of(struct str) path_list;

static int by_path(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void add_paths(struct arena *arena, const output_list *outputs, path_list *paths)
{
    for (size_t i = 0; i < outputs->len; i++)
        vec_push(arena, paths, outputs->at[i].path);
}

static path_list all_paths(struct arena *arena, const struct manifest *manifest)
{
    path_list paths = {0};
    add_paths(arena, &manifest->outputs, &paths);
    for (size_t i = 0; i < manifest->records.len; i++)
        add_paths(arena, &manifest->records.at[i].outputs, &paths);
    for (size_t i = 0; i < manifest->announced.len; i++)
        vec_push(arena, &paths, manifest->announced.at[i]);
    if (paths.len > 1)
        qsort(paths.at, paths.len, sizeof *paths.at, by_path);
    return paths;
}

static void remove_output(struct build *build, struct str path)
{
    struct arena scratch = {0};
    const char *full = path_join(&scratch, build->out, str_cstr(&scratch, path));
    if (!file_remove(full)) {
        say_fault(build->options->language, SAY_CANNOT_REMOVE, str_of(full), errno);
        build->fault = true;
    }
    /* Folders that became empty go too. */
    for (size_t end = path.len; end-- > 0;) {
        if (path.at[end] != '/')
            continue;
        const char *folder = path_join(&scratch, build->out, str_cstr(&scratch, str_part(path, 0, end)));
        if (!file_remove_empty_directory(folder))
            break;
    }
    arena_finish(&scratch);
}

static void remove_stale(struct build *build)
{
    path_list const old = all_paths(&build->arena, &build->old);
    path_list const new = all_paths(&build->arena, &build->new);
    for (size_t i = 0; i < old.len; i++) {
        if (i && str_equal(old.at[i], old.at[i - 1]))
            continue;
        if (!new.len || !bsearch(&old.at[i], new.at, new.len, sizeof *new.at, by_path))
            remove_output(build, old.at[i]);
    }
}

/* A build that was killed may have left temporary files. */
static void sweep_temporaries(struct build *build)
{
    struct arena scratch = {0};
    vec_of(const char *) pending = {0};
    vec_push(&scratch, &pending, build->out);
    while (pending.len) {
        const char *folder = pending.at[--pending.len];
        file_list entries;
        if (!file_list_directory(&scratch, folder, &entries))
            continue;
        for (size_t i = 0; i < entries.len; i++) {
            const char *path = path_join(&scratch, folder, entries.at[i].name.at);
            if (entries.at[i].kind == FILE_DIRECTORY)
                vec_push(&scratch, &pending, path);
            else if (str_starts(entries.at[i].name, S(FILE_TEMPORARY_PREFIX)))
                file_remove(path);
        }
    }
    arena_finish(&scratch);
}

static void finish_manifest(struct build *build)
{
    if (!manifest_write(&build->arena, build->out, &build->new)) {
        say_fault(build->options->language, SAY_CANNOT_WRITE, str_of(build->out), errno);
        build->fault = true;
    }
    if (!file_sync(build->out)) {
        say_fault(build->options->language, SAY_CANNOT_WRITE, str_of(build->out), errno);
        build->fault = true;
    }
}

static int report(struct build *build)
{
    struct batch_total const total = batch_report(&build->batch, stderr);
    if (build->fault || build->sources.fault)
        return 2;
    return total.errors ? 1 : 0;
}

static int build_into_folder(struct build *build, struct bodies *bodies)
{
    const struct options *options = build->options;
    manifest_read(&build->arena, build->out, &build->old);
    if (build->old.announced.len)
        sweep_temporaries(build);
    struct font_book *book = font_book_create();
    if (!book) {
        say_fault(options->language, SAY_NO_FONTS, S(""), errno);
        return 2;
    }
    unsigned const workers = options->jobs ? options->jobs : pool_processors();
    build->renderers = arena_many(&build->arena, struct renderer, workers);
    for (unsigned i = 0; i < workers; i++)
        renderer_init(&build->renderers[i], options, bodies, book);

    struct compile_context const context = {options, bodies, &build->sources};
    bool const same_settings = hash_equal(build->old.settings, build->new.settings);
    batch_run(&build->batch, &context, &build->old, same_settings, true, workers, false);
    build_meetings(build);
    build_archive(build);
    add_records(build);
    remove_stale(build);
    finish_manifest(build);
    int const status = report(build);

    for (unsigned i = 0; i < workers; i++)
        renderer_finish(&build->renderers[i]);
    font_book_destroy(book);
    batch_finish(&build->batch);
    return status;
}

static int build_all(struct build *build)
{
    const struct options *options = build->options;
    clock_gettime(CLOCK_MONOTONIC, &build->start);
    sources_find(&build->arena, options->arguments, options->argument_count, options->language, NULL, &build->sources);
    if (build->sources.fault && build->sources.sets.len == 0)
        return 2;
    const char *styles = styles_folder(&build->arena, options, &build->sources);
    if (!styles || !hash_settings(build, styles))
        return 2;
    int const lock = open_folder(build);
    if (lock < 0)
        return 2;
    struct bodies *bodies = bodies_create(styles);
    int const status = build_into_folder(build, bodies);
    bodies_destroy(bodies);
    file_unlock(lock);
    return status;
}

int build(const struct options *options)
{
    struct build *build = must_malloc(sizeof *build);
    *build = (struct build){.options = options, .out = options_out(options)};
    int const status = build_all(build);
    arena_finish(&build->arena);
    free(build);
    return status;
}
