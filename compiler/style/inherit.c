#include "style/inherit.h"

#include "base/file.h"
#include "base/utf8.h"
#include "source/encoding.h"

#include <errno.h>

struct str style_folder(struct arena *arena, const char *styles, struct str id)
{
    /* Nearly always the folder has just that name. */
    struct str path = str_of(path_join(arena, styles, str_cstr(arena, id)));
    bool one_name = id.len > 0 && id.at[0] != '.' && str_find_byte(id, '/', 0) == SIZE_MAX;
    if (one_name && file_kind(path.at) == FILE_DIRECTORY)
        return path;

    file_list entries = {0};
    if (!file_list_directory(arena, styles, &entries))
        return (struct str){"", 0};
    for (size_t i = 0; i < entries.len; i++)
        if (entries.at[i].kind == FILE_DIRECTORY && str_equal(utf8_fold(arena, entries.at[i].name), id))
            return str_of(path_join(arena, styles, entries.at[i].name.at));
    return (struct str){"", 0};
}

static void report_unread(struct diag_sink *sink, const char *path, int why)
{
    if (why == EFBIG)
        diag_report(sink, MSG_STYLE_TOO_LARGE, NOWHERE, str_of(path));
    else if (why == EINVAL || why == ENOENT || why == ELOOP)
        diag_report(sink, MSG_STYLE_UNREADABLE, NOWHERE, str_of(path));
    else
        diag_unread(sink, str_of(path), why);
}

/* The file of a folder as a map; false when there is none. A file that cannot be used is reported and gives an empty
 * map. */
static bool read_layer(struct arena *arena, struct str folder, const char *file, struct layer *layer,
                       struct diag_sink *sink)
{
    const char *path = path_join(arena, folder.at, file);
    struct str text = {0};
    if (file_kind(path) == FILE_NONE)
        return false;
    bool const read = file_read(arena, path, SOURCE_LIMIT, &text);
    if (!read) {
        if (errno == ENOENT && file_kind(path) == FILE_NONE)
            return false;
        report_unread(sink, path, errno);
        text = (struct str){"", 0};
    }
    layer->source = source_new(arena, str_of(path), text);
    source_check_encoding(layer->source, sink);
    layer->map = value_parse(arena, layer->source, 0, text.len, sink);
    if (!read || !layer->map || layer->map->kind != VALUE_MAP) {
        if (read && layer->map && !layer->map->incomplete && !layer->map->refused)
            diag_report0(sink, MSG_YAML_NO_COLON, layer->map->span);
        layer->map = arena_new(arena, struct value);
        ((struct value *)layer->map)->kind = VALUE_MAP;
        ((struct value *)layer->map)->span = (struct span){layer->source, 0, 0};
        ((struct value *)layer->map)->incomplete = true;
    }
    return true;
}

static bool is_visited(const struct layers *layers, struct str id)
{
    for (size_t i = 0; i < layers->at.len; i++)
        if (str_equal(layers->at.at[i].id, id))
            return true;
    return false;
}

struct diag_sink *layers_sink(struct layers *layers, size_t index, struct diag_sink *sink)
{
    return index == 0 ? sink : &layers->above;
}

bool layers_read(struct arena *arena, const char *styles, struct str id, const char *file, struct layers *layers,
                 struct diag_sink *sink)
{
    *layers = (struct layers){0};
    diag_sink_init(&layers->above, arena);
    struct layer layer = {.id = id, .folder = style_folder(arena, styles, id)};
    if (layer.folder.len == 0 || !read_layer(arena, layer.folder, file, &layer, sink))
        return false;

    for (;;) {
        vec_push(arena, &layers->at, layer);
        struct diag_sink *own = layers_sink(layers, layers->at.len - 1, sink);
        const struct entry *entry = value_entry(layer.map, S("arver"));
        struct str name;
        if (!expect_line(entry, "arver: dassos", own, &name))
            return true;
        struct layer next = {.id = utf8_fold(arena, name)};
        if (is_visited(layers, next.id)) {
            /* Where a circle begins is chance, so it is told at the file that is read. */
            const struct entry *first = value_entry(layers->at.at[0].map, S("arver"));
            diag_report(sink, MSG_INHERITS_CIRCLE, first->value->span, name);
            return true;
        }
        next.folder = style_folder(arena, styles, next.id);
        if (next.folder.len == 0) {
            diag_report(own, MSG_INHERITS_UNKNOWN_FORUM, entry->value->span, name);
            return true;
        }
        bool const there = read_layer(arena, next.folder, file, &next, &layers->above);
        if (layers->above.unread.len)
            diag_unread(sink, layers->above.unread, layers->above.why_unread);
        if (!there)
            return true;
        layer = next;
    }
}

bool layers_report_above(struct layers *layers, struct diag_sink *sink)
{
    if (layers->above.errors == 0)
        return true;
    const struct entry *entry = value_entry(layers->at.at[0].map, S("arver"));
    diag_report(sink, MSG_INHERITS_BROKEN, entry->value->span, value_text(entry->value));
    diag_sort(&layers->above);
    for (size_t i = 0; i < layers->above.diags.len; i++) {
        const struct diag *diag = &layers->above.diags.at[i];
        if (diag->severity == SEVERITY_ERROR) {
            diag_note(sink, MSG_INHERITED_FAULT, diag->span, NULL, 0);
            break;
        }
    }
    return false;
}
