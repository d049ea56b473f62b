#include "driver/depfile.h"
#include "driver/step_meeting.h"
#include "driver/steps.h"
#include "kept/folder.h"
#include "program/halt.h"
#include "program/say.h"
#include "publish/products.h"

#include <errno.h>
#include <stdlib.h>

struct linker {
    struct arena arena;
    const struct options *options;
    const char *styles;
    struct bodies *bodies;
    object_list objects; /* in natural order of their sources */
    struct archive archive;
    struct renderer *renderers;
    struct arena *kept;
    unsigned workers;
    struct manifest old, new;
};

static int by_source(const void *a, const void *b)
{
    struct str const one = ((const struct object *)a)->source;
    struct str const other = ((const struct object *)b)->source;
    int const order = str_compare_natural(one, other);
    return order ? order : str_compare(one, other);
}

static bool read_objects(struct linker *linker)
{
    path_list files = {0};
    bool good = step_files(&linker->arena, linker->options, &files);
    for (size_t i = 0; good && i < files.len; i++)
        good = step_read_objects(&linker->arena, linker->options, files.at[i], &linker->objects);
    if (linker->objects.len > 1)
        qsort(linker->objects.at, linker->objects.len, sizeof *linker->objects.at, by_source);
    return good;
}

/* What was rendered as it is published now, listed so that it is removed one day. */
static struct record record_of(struct linker *linker, const struct object *object)
{
    struct arena *arena = &linker->arena;
    struct unit *unit = object->unit;
    struct record record = {
        .source = object->source,
        .agenda_issued = unit->status == STATUS_AGENDA ? unit->issued : (struct date){0},
        .unit = unit,
    };
    for (size_t i = 0; i < object->outputs.len; i++) {
        struct str const path = object->outputs.at[i];
        const char *full = path_join(arena, options_out(linker->options), str_cstr(arena, path));
        struct output const output = {path, file_size(full)};
        vec_push(arena, &record.outputs, output);
    }
    return record;
}

/* What was published of a faulty meeting stays as it was. */
static void assemble(struct linker *linker)
{
    struct arena *arena = &linker->arena;
    for (size_t i = 0; i < linker->objects.len; i++) {
        const struct object *object = &linker->objects.at[i];
        if (object->unit)
            bodies_find(linker->bodies, object->unit->forum);
        const struct record *before = manifest_find(&linker->old, object->source);
        if (object->faulty && !before)
            continue;
        struct record const record = object->faulty ? *before : record_of(linker, object);
        record.unit->established = before && str_equal(record.unit->html, before->unit->html);
        vec_push(arena, &linker->new.records, record);
        vec_push(arena, &linker->archive.units, record.unit);
    }
    archive_sort(arena, &linker->archive);
}

static bool publish(struct linker *linker)
{
    struct hash styles;
    if (!folder_styles(linker->options, linker->styles, &styles))
        return false;
    struct hash const settings =
        hash_combine(folder_settings(linker->options), font_book_hash(linker->renderers[0].book));
    struct publication const publication = {
        .archive = &linker->archive,
        .settings = settings,
        .styles = styles,
        .before = &linker->old,
        .renderers = linker->renderers,
        .kept = linker->kept,
        .workers = linker->workers,
        .tells = true,
    };
    unit_list lost = {0};
    bool const good = publish_archive(&publication, &linker->arena, &linker->new.products, &lost);
    for (size_t i = 0; i < lost.len; i++)
        say_fault(linker->options->language, SAY_NOT_RENDERED, lost.at[i]->source, 0);
    return good;
}

static bool finish_folder(struct linker *linker)
{
    const struct options *options = linker->options;
    const char *out = options_out(options);
    if (!folder_remove_stale(options, &linker->old, &linker->new))
        return false;
    /* What was published of a meeting with errors stays, and only the lost manifest knew what that is. */
    bool knows_all = true;
    for (size_t i = 0; i < linker->objects.len; i++)
        knows_all = knows_all && !linker->objects.at[i].faulty && linker->objects.at[i].errors == 0;
    if (linker->old.lost && knows_all && !folder_remove_orphans(options, &linker->new))
        return false;
    if (manifest_write_chapters(&linker->arena, out, &linker->new, &linker->old)) {
        struct manifest_draft draft;
        manifest_write(&linker->arena, out, &linker->new, linker->old.seal, &draft);
        if (manifest_replace(&linker->arena, out, &linker->new, &draft, file_sync(out)))
            return true;
    }
    say_fault(options->language, SAY_CANNOT_WRITE, str_of(out), errno);
    return false;
}

static bool link_archive(struct linker *linker)
{
    const struct options *options = linker->options;
    const char *out = options_out(options);
    if (!step_read_published(&linker->arena, options, &linker->old))
        return false;
    folder_sweep(out, linker->old.unfinished);
    assemble(linker);
    struct font_book *book = font_book_create();
    if (!book) {
        say_fault(options->language, SAY_NO_FONTS, S(""), errno);
        return false;
    }
    linker->workers = options_workers(options);
    linker->renderers = arena_many(&linker->arena, struct renderer, linker->workers);
    linker->kept = arena_many(&linker->arena, struct arena, linker->workers);
    for (unsigned i = 0; i < linker->workers; i++)
        renderer_init(&linker->renderers[i], options, linker->bodies, book);
    bool const good = publish(linker) && !halt_is_asked() && finish_folder(linker);
    for (unsigned i = 0; i < linker->workers; i++) {
        renderer_finish(&linker->renderers[i]);
        arena_finish(&linker->kept[i]);
    }
    font_book_destroy(book);
    return good;
}

/* As `build` tells it: the bodies, then the meetings. False when the report can't be written. */
static bool report(struct linker *linker, size_t *errors)
{
    const struct options *options = linker->options;
    struct print_options const print = {options->format, options->language, options->colour};
    const struct body **bodies;
    size_t const count = bodies_used(linker->bodies, &bodies);
    const struct diag_sink **sinks = arena_many(&linker->arena, const struct diag_sink *, count + 1);
    size_t warnings = 0, meetings = 0;
    *errors = 0;
    for (size_t i = 0; i < count; i++) {
        sinks[i] = &bodies[i]->sink;
        *errors += sinks[i]->errors;
        warnings += sinks[i]->warnings;
    }
    struct buf text = {0};
    diag_print(&text, &print, sinks, count);
    for (size_t i = 0; i < linker->objects.len; i++) {
        const struct object *object = &linker->objects.at[i];
        *errors += object->errors;
        warnings += object->warnings;
        meetings += object->errors || object->warnings;
        buf_add(&text, object->report);
    }
    struct str const summary = diag_summary(&linker->arena, options->language, *errors, warnings, meetings);
    if (options->format == FORMAT_TEXT && summary.len) {
        buf_add(&text, summary);
        buf_add_byte(&text, '\n');
    }
    bool good = true;
    if (options->report)
        good = step_write(options, options->report, buf_str(&text));
    else if (text.len)
        fwrite(text.at, 1, text.len, stderr);
    buf_finish(&text);
    return good;
}

static bool write_depfile(struct linker *linker)
{
    struct arena *arena = &linker->arena;
    dependency_list list = {0};
    struct str *names;
    size_t count;
    struct style_files files = {.arena = arena, .folder = linker->styles};
    bodies_names(linker->bodies, &names, &count);
    vec_push(arena, &list, str_of(linker->styles));
    for (size_t i = 0; i < count; i++) {
        folder_list folders = {0};
        forum_folders(&files, names[i], &folders);
        for (size_t j = 0; j < folders.len; j++)
            depfile_add_folder(arena, &list, str_cstr(arena, folders.at[j]));
    }
    const char *target = path_join(arena, options_out(linker->options), "index.html");
    return depfile_write(linker->options, target, &list);
}

static int link_all(struct linker *linker)
{
    const struct options *options = linker->options;
    struct sources const none = {0};
    if (!read_objects(linker) || !(linker->bodies = bodies_create(options, &none)))
        return 2;
    linker->styles = bodies_folder(linker->bodies);
    halt_on_signals();
    int const lock = folder_open(&linker->arena, options);
    size_t errors = 0;
    bool const good = lock >= 0 && link_archive(linker) && write_depfile(linker) && report(linker, &errors);
    bodies_destroy(linker->bodies);
    file_unlock(lock);
    return !good ? 2 : errors > 0 && !options->report;
}

int link_step(const struct options *options)
{
    struct linker *linker = must_malloc(sizeof *linker);
    *linker = (struct linker){.options = options};
    int const status = link_all(linker);
    manifest_finish(&linker->old);
    arena_finish(&linker->arena);
    free(linker);
    halt_by_signal();
    return status;
}
