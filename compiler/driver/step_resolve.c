#include "driver/ninja.h"
#include "driver/step_meeting.h"
#include "driver/steps.h"
#include "kept/manifest.h"
#include "program/say.h"

#include <stdlib.h>

/* What a meeting takes from another. */
enum taken { TAKEN_NAME = 1, TAKEN_ANCHORS = 2, TAKEN_DAY = 4 };
struct import {
    size_t object;
    unsigned taken;
};
typedef vec_of(struct import) import_list;

struct known {
    const struct unit *unit;
    size_t object;
};

struct resolver {
    struct arena arena;
    const struct options *options;
    path_list files;
    object_list objects;    /* one a file */
    struct manifest before; /* what is published */
    struct known *known;    /* in order of address */
    size_t known_count;
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

/* What is published of a source, which stays as it is while the source is faulty; or NULL. */
static struct unit *standing(const struct resolver *resolver, const struct object *object)
{
    const struct record *record = manifest_find(&resolver->before, object->source);
    return record ? record->unit : NULL;
}

static int by_address(const void *a, const void *b)
{
    const struct unit *one = ((const struct known *)a)->unit;
    const struct unit *other = ((const struct known *)b)->unit;
    return (one > other) - (one < other);
}

/* All units that may be imported, with the objects they are of. */
static void index_units(struct resolver *resolver)
{
    size_t const count = resolver->objects.len;
    resolver->known = arena_many(&resolver->arena, struct known, 2 * count + 1);
    for (size_t i = 0; i < count; i++) {
        struct object *object = &resolver->objects.at[i];
        struct unit *published = standing(resolver, object);
        if (object->unit) {
            resolver->known[resolver->known_count++] = (struct known){object->unit, i};
            object->established = published && str_equal(published->html, object->unit->html);
        }
        if (published)
            resolver->known[resolver->known_count++] = (struct known){published, i};
    }
    if (resolver->known_count > 1)
        qsort(resolver->known, resolver->known_count, sizeof(struct known), by_address);
}

static size_t index_of(const struct resolver *resolver, const struct unit *unit)
{
    struct known const wanted = {.unit = unit};
    const struct known *found =
        bsearch(&wanted, resolver->known, resolver->known_count, sizeof(struct known), by_address);
    return found->object;
}

/* The unit that others see: as `build` does it, of what is faulty that which is still published. */
static struct unit *seen_unit(const struct resolver *resolver, const struct object *object)
{
    struct unit *published = object->faulty || object->turned_faulty ? standing(resolver, object) : NULL;
    return published ? published : object->unit;
}

/* What has errors of its own can be linked to; then what turns out wrong by that is left out. */
static void assemble(struct resolver *resolver)
{
    struct archive *archive = &resolver->archive;
    *archive = (struct archive){0};
    for (size_t i = 0; i < resolver->objects.len; i++) {
        const struct object *object = &resolver->objects.at[i];
        struct unit *unit = seen_unit(resolver, object);
        if (!unit)
            continue;
        unit->established = unit != object->unit || object->established;
        unit->withheld = (object->faulty || object->turned_faulty) && unit == object->unit;
        vec_push(&resolver->arena, &archive->units, unit);
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
    if (!unit)
        return;
    struct import const import = {index_of(resolver, unit), taken};
    if (import.object == object)
        return;
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
    const struct unit *seen = seen_unit(resolver, object);
    const struct unit *first = seen ? archive_duplicate_of(archive, seen) : NULL;
    take(resolver, index, first, TAKEN_NAME | TAKEN_DAY);
    if (object->faulty)
        return;
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

static void add_import(struct arena *arena, object_list *list, const struct resolver *resolver,
                       const struct object *from, unsigned taken)
{
    struct unit *published = from->faulty || from->turned_faulty ? standing(resolver, from) : NULL;
    struct object object = {
        .source = from->source,
        .edition = from->edition,
        .established = (taken & TAKEN_DAY) && from->established,
        .faulty = from->faulty && !published,
        .turned_faulty = from->turned_faulty,
    };
    if (from->unit && !(from->faulty && published)) {
        object.unit = cut_down(arena, from->unit, taken);
        vec_push(arena, list, object);
    }
    if (!published)
        return;
    object.unit = cut_down(arena, published, taken);
    object.established = taken & TAKEN_DAY;
    object.stands_in = from->turned_faulty;
    object.turned_faulty = false;
    vec_push(arena, list, object);
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
        add_import(&scratch, &cut, resolver, &resolver->objects.at[imports->at[i].object], taken);
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
    if (!step_read_published(&resolver->arena, resolver->options, &resolver->before))
        return 2;
    resolver->imports = arena_many(&resolver->arena, import_list, count + 1);
    index_units(resolver);
    assemble(resolver);
    for (size_t i = 0; i < count; i++)
        follow_references(resolver, i);
    assemble(resolver);
    bool good = true;
    for (size_t i = 0; good && i < count; i++) {
        const struct object *object = &resolver->objects.at[i];
        const struct unit *unit = object->unit;
        if (unit && !object->faulty && !object->turned_faulty) {
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
    manifest_finish(&resolver.before);
    arena_finish(&resolver.arena);
    return status;
}
