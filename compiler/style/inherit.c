#include "style/inherit.h"

#include "base/utf8.h"

/* The file of a folder; false when there is none. What is wrong with it is told in the sink. */
static bool read_layer(struct style_files *files, const char *name, struct layer *layer, struct diag_sink *sink)
{
    layer->file = style_file_read(files, layer->folder, name);
    if (layer->file)
        diag_repeat(sink, &layer->file->faults);
    return layer->file;
}

/* A misspelt key leads nowhere: whether its meaning is known yet depends on which body was read first. */
static const struct entry *arver_of(const struct layer *layer)
{
    return value_entry_typed(layer->file->map, S("arver"));
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

bool layers_read(struct style_files *files, struct str id, const char *name, struct layers *layers,
                 struct diag_sink *sink)
{
    struct arena *arena = files->arena;
    *layers = (struct layers){0};
    diag_sink_init(&layers->above, arena);
    struct layer layer = {.id = id, .folder = style_folder(files, id)};
    if (layer.folder.len == 0 || !read_layer(files, name, &layer, sink))
        return false;

    for (;;) {
        vec_push(arena, &layers->at, layer);
        struct diag_sink *own = layers_sink(layers, layers->at.len - 1, sink);
        const struct entry *entry = arver_of(&layer);
        struct str parent;
        if (!expect_line(entry, "arver: dassos", own, &parent))
            return true;
        struct layer next = {.id = utf8_fold(arena, parent)};
        if (is_visited(layers, next.id)) {
            /* Where a circle begins is chance, so it is told at the file that is read. */
            const struct entry *first = arver_of(&layers->at.at[0]);
            diag_report(sink, MSG_INHERITS_CIRCLE, first->value->span, parent);
            return true;
        }
        if (layers->at.len > INHERIT_DEEPEST) {
            const struct entry *first = arver_of(&layers->at.at[0]);
            diag_report(sink, MSG_INHERITS_TOO_DEEP, first->value->span, str_format(arena, "%d", (int)INHERIT_DEEPEST));
            return true;
        }
        next.folder = style_folder(files, next.id);
        if (next.folder.len == 0) {
            diag_report(own, MSG_INHERITS_UNKNOWN_FORUM, entry->value->span, parent);
            return true;
        }
        bool const there = read_layer(files, name, &next, &layers->above);
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
    const struct entry *entry = arver_of(&layers->at.at[0]);
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
