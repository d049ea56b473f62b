#include "driver/ninja.h"
#include "driver/say.h"
#include "driver/step_meeting.h"
#include "driver/steps.h"

#include <stdlib.h>

/* What a meeting takes from another. */
enum taken { TAKEN_NAME = 1, TAKEN_ANCHORS = 2 };
struct import {
    size_t object;
    unsigned taken;
};
typedef vec_of(struct import) import_list;

struct resolver {
    struct arena arena;
    const struct options *options;
    path_list files;
    object_list objects;     /* one a file */
    struct object **by_unit; /* those that have a unit, in order of its address */
    size_t unit_count;
    import_list *imports; /* of each object */
    struct archive archive;
};

static bool read_objects(struct resolver *resolver)
{
    if (!step_files(&resolver->arena, resolver->options, &resolver->files))
        return false;
    for (size_t i = 0; i < resolver->files.len; i++) {
        const char *path = resolver->files.at[i];
        object_list read = {0};
        if (!str_ends(str_of(path), S(".unit"))) {
            say_fault(resolver->options->language, SAY_NOT_A_UNIT, str_of(path), 0);
            return false;
        }
        if (!step_read_objects(&resolver->arena, resolver->options, path, &read))
            return false;
        if (read.len != 1) {
            say_fault(resolver->options->language, SAY_NOT_AN_OBJECT, str_of(path), 0);
            return false;
        }
        vec_push(&resolver->arena, &resolver->objects, read.at[0]);
    }
    return true;
}

static int by_address(const void *a, const void *b)
{
    const struct unit *one = (*(struct object *const *)a)->unit;
    const struct unit *other = (*(struct object *const *)b)->unit;
    return (one > other) - (one < other);
}

static void index_units(struct resolver *resolver)
{
    resolver->by_unit = arena_many(&resolver->arena, struct object *, resolver->objects.len + 1);
    for (size_t i = 0; i < resolver->objects.len; i++)
        if (resolver->objects.at[i].unit)
            resolver->by_unit[resolver->unit_count++] = &resolver->objects.at[i];
    if (resolver->unit_count > 1)
        qsort(resolver->by_unit, resolver->unit_count, sizeof(struct object *), by_address);
}

static size_t index_of(const struct resolver *resolver, const struct unit *unit)
{
    struct object const wanted = {.unit = (struct unit *)unit};
    const struct object *const key = &wanted;
    struct object **found = bsearch(&key, resolver->by_unit, resolver->unit_count, sizeof(struct object *), by_address);
    return (size_t)(*found - resolver->objects.at);
}

/* As `build` does it: what has errors of its own can be linked to, and then what turns out wrong by that is left out.
 */
static void assemble(struct resolver *resolver)
{
    struct archive *archive = &resolver->archive;
    *archive = (struct archive){0};
    for (size_t i = 0; i < resolver->objects.len; i++) {
        const struct object *object = &resolver->objects.at[i];
        if (!object->unit)
            continue;
        object->unit->withheld = object->faulty || object->turned_faulty;
        vec_push(&resolver->arena, &archive->units, object->unit);
    }
    archive_sort(&resolver->arena, archive);
}

/* Whether the link leads somewhere, by the rule that holds for links in a tree. */
static bool leads_somewhere(const struct archive *archive, const struct reference *reference)
{
    struct arena scratch = {0};
    struct diag_sink sink;
    diag_sink_init(&sink, &scratch);
    struct node *node = node_new(&scratch, NODE_LINK, NOWHERE);
    node->as.link = (struct link){.kind = LINK_MEETING,
                                  .source = reference->source,
                                  .anchor = reference->anchor,
                                  .automatic = reference->automatic};
    archive_resolve(&scratch, archive, node, &sink);
    bool const leads = sink.diags.len == 0;
    arena_finish(&scratch);
    return leads;
}

static void take(struct resolver *resolver, size_t object, const struct unit *unit, unsigned taken)
{
    if (!unit || unit == resolver->objects.at[object].unit)
        return;
    struct import const import = {index_of(resolver, unit), taken};
    vec_push(&resolver->arena, &resolver->imports[object], import);
}

static void follow_references(struct resolver *resolver, size_t index)
{
    struct object *object = &resolver->objects.at[index];
    const struct archive *archive = &resolver->archive;
    bool lost = false;
    for (size_t i = 0; i < object->references.len; i++) {
        take(resolver, index, archive_find(archive, object->references.at[i].source), TAKEN_ANCHORS);
        lost |= !leads_somewhere(archive, &object->references.at[i]);
    }
    const struct unit *first = object->unit ? archive_duplicate_of(archive, object->unit) : NULL;
    take(resolver, index, first, TAKEN_NAME);
    object->turned_faulty = (lost && object->reference_is_error) || (first && object->duplicate_is_error);
}

/* Only what documents can show of it. */
static struct unit *cut_down(struct arena *arena, const struct unit *unit, unsigned taken)
{
    struct unit *cut = arena_new(arena, struct unit);
    *cut = (struct unit){
        .source = unit->source,
        .sources = {unit->sources.at, unit->sources.len, unit->sources.len},
        .forum = unit->forum,
        .title = unit->title,
        .date = unit->date,
        .status = unit->status,
        .time = {-1, -1},
        .next.time = {-1, -1},
        .html = unit->html,
        .pdf = unit->pdf,
        .withholds = unit->withholds,
    };
    if (!(taken & TAKEN_ANCHORS))
        return cut;
    cut->anchors.at = unit->anchors.at, cut->anchors.len = unit->anchors.len;
    cut->hidden.at = unit->hidden.at, cut->hidden.len = unit->hidden.len;
    for (size_t i = 0; i < unit->sections.len; i++) {
        const struct unit_section *whole = &unit->sections.at[i];
        struct unit_section section = {.number = whole->number, .title = whole->title, .anchor = whole->anchor};
        for (size_t j = 0; j < whole->items.len; j++) {
            const struct unit_item *from = &whole->items.at[j];
            struct unit_item item = {.number = from->number, .anchor = from->anchor};
            for (size_t k = 0; k < from->attachments.len; k++) {
                struct unit_attachment const attachment = {.number = from->attachments.at[k].number};
                vec_push(arena, &item.attachments, attachment);
            }
            vec_push(arena, &section.items, item);
        }
        vec_push(arena, &cut->sections, section);
    }
    return cut;
}

static int by_object(const void *a, const void *b)
{
    size_t const one = ((const struct import *)a)->object;
    size_t const other = ((const struct import *)b)->object;
    return (one > other) - (one < other);
}

static bool write_imports(struct resolver *resolver, size_t index)
{
    struct arena scratch = {0};
    import_list *imports = &resolver->imports[index];
    if (imports->len > 1)
        qsort(imports->at, imports->len, sizeof *imports->at, by_object);
    object_list cut = {0};
    for (size_t i = 0; i < imports->len; i++) {
        unsigned taken = imports->at[i].taken;
        for (; i + 1 < imports->len && imports->at[i + 1].object == imports->at[i].object; i++)
            taken |= imports->at[i + 1].taken;
        const struct object *from = &resolver->objects.at[imports->at[i].object];
        struct object const object = {
            .source = from->source,
            .edition = from->edition,
            .unit = cut_down(&scratch, from->unit, taken),
            .faulty = from->faulty,
            .turned_faulty = from->turned_faulty,
        };
        vec_push(&scratch, &cut, object);
    }
    struct str const file = str_of(resolver->files.at[index]);
    struct str const stem = str_part(file, 0, file.len - S(".unit").len);
    bool const done = step_write_objects(resolver->options, str_format(&scratch, "%.*s.imports", STR(stem)).at, &cut);
    arena_finish(&scratch);
    return done;
}

/* What each meeting will be published as, so that ninja misses it when it is gone. */
static bool write_dyndep(const struct resolver *resolver)
{
    const struct options *options = resolver->options;
    if (!options->dyndep)
        return true;
    struct buf text = {0};
    buf_text(&text, "ninja_dyndep_version = 1.0\n");
    for (size_t i = 0; i < resolver->objects.len; i++) {
        const struct object *object = &resolver->objects.at[i];
        struct str const file = str_of(resolver->files.at[i]);
        struct str const stem = str_part(file, 0, file.len - S(".unit").len);
        bool const published =
            object->unit && !object->unit->withheld && !archive_duplicate_of(&resolver->archive, object->unit);
        buf_text(&text, "build ");
        ninja_add_path(&text, stem);
        buf_text(&text, ".made");
        for (size_t j = 0; published && j < object->outputs.len; j++) {
            struct arena scratch = {0};
            buf_add(&text, j ? S(" ") : S(" | "));
            const char *out = options_out(options);
            ninja_add_path(&text, str_of(path_join(&scratch, out, str_cstr(&scratch, object->outputs.at[j]))));
            arena_finish(&scratch);
        }
        buf_text(&text, ": dyndep\n  restat = 1\n");
    }
    bool const done = step_write(options, options->dyndep, buf_str(&text));
    buf_finish(&text);
    return done;
}

static int resolve(struct resolver *resolver)
{
    size_t const count = resolver->objects.len;
    resolver->imports = arena_many(&resolver->arena, import_list, count + 1);
    index_units(resolver);
    assemble(resolver);
    for (size_t i = 0; i < count; i++)
        follow_references(resolver, i);
    assemble(resolver);
    bool good = true;
    for (size_t i = 0; good && i < count; i++) {
        const struct unit *unit = resolver->objects.at[i].unit;
        if (unit && !unit->withheld) {
            struct neighbours const around = archive_neighbours(&resolver->archive, unit);
            take(resolver, i, around.previous, TAKEN_NAME);
            take(resolver, i, around.next, TAKEN_NAME);
        }
        good = write_imports(resolver, i);
    }
    return good && write_dyndep(resolver) ? 0 : 2;
}

int resolve_step(const struct options *options)
{
    struct resolver resolver = {.options = options};
    int const status = read_objects(&resolver) ? resolve(&resolver) : 2;
    arena_finish(&resolver.arena);
    return status;
}
