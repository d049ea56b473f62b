#include "driver/depfile.h"

#include "base/file.h"
#include "program/say.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void depfile_add_folder(struct arena *arena, dependency_list *list, const char *folder)
{
    file_list entries;
    vec_push(arena, list, str_of(folder));
    if (!file_list_directory(arena, folder, &entries))
        return;
    for (size_t i = 0; i < entries.len; i++)
        if (entries.at[i].kind == FILE_REGULAR || entries.at[i].kind == FILE_LINK)
            vec_push(arena, list, str_of(path_join(arena, folder, entries.at[i].name.at)));
}

static const struct link *file_of(const struct node *node)
{
    const struct link *link = NULL;
    if (node->kind == NODE_LINK)
        link = &node->as.link;
    else if (node->kind == NODE_ATTACHMENT)
        link = &node->as.attachment.link;
    else if (node->kind == NODE_IMAGE)
        link = &node->as.image.link;
    return link && link->kind == LINK_FILE && link->source.len ? link : NULL;
}

void depfile_add_meeting(struct arena *arena, dependency_list *list, const struct compiled *compiled,
                         const char *styles)
{
    for (size_t i = 0; i < compiled->inputs.len; i++) {
        struct str const path = str_copy(arena, compiled->inputs.at[i].path);
        vec_push(arena, list, path);
    }
    /* Files that only closed items name are looked into as well, and one that is not there may come. */
    if (compiled->checked)
        for (struct node_walk walk = node_walk_begin(compiled->checked->root); node_walk_next(&walk);) {
            const struct link *link = walk.entering ? file_of(walk.node) : NULL;
            if (!link)
                continue;
            struct str const path = str_copy(arena, link->source);
            vec_push(arena, list, path);
        }
    if (!compiled->body)
        return;
    struct style_files files = {.arena = arena, .folder = styles};
    folder_list folders = {0};
    forum_folders(&files, compiled->body->id, &folders);
    for (size_t i = 0; i < folders.len; i++)
        depfile_add_folder(arena, list, str_cstr(arena, folders.at[i]));
}

bool depfile_has_path(struct str path)
{
    /* ninja reads these as the end of a name, or another way than make does. */
    for (size_t i = 0; i < path.len; i++)
        if (strchr("'\"&;*?<>|^`\\\n\r", path.at[i]))
            return false;
    return true;
}

/* What is named on the command line the engine knows anyway. */
static bool is_named(const struct options *options, struct str path)
{
    bool named = options->imports && str_equal(path, str_of(options->imports));
    for (size_t i = 0; !named && i < options->argument_count; i++)
        named = str_equal(path, str_of(options->arguments[i]));
    return named;
}

/* What make and ninja agree on. */
static void add_path(struct buf *out, struct str path)
{
    for (size_t i = 0; i < path.len; i++) {
        if (path.at[i] == ' ' || path.at[i] == '#')
            buf_add_byte(out, '\\');
        if (path.at[i] == '$')
            buf_add_byte(out, '$');
        buf_add_byte(out, path.at[i]);
    }
}

bool depfile_write(const struct options *options, const char *target, dependency_list *list)
{
    const char *path = options->depfile;
    if (!path)
        return true;
    if (list->len > 1)
        qsort(list->at, list->len, sizeof *list->at, str_order);
    struct buf text = {0};
    add_path(&text, str_of(target));
    buf_add_byte(&text, ':');
    for (size_t i = 0; i < list->len; i++) {
        if (i && str_equal(list->at[i], list->at[i - 1]))
            continue;
        if (!depfile_has_path(list->at[i]) && is_named(options, list->at[i]))
            continue;
        buf_text(&text, " \\\n  ");
        add_path(&text, list->at[i]);
    }
    buf_add_byte(&text, '\n');
    bool const done = file_write(path, buf_str(&text));
    if (!done)
        say_fault(options->language, SAY_CANNOT_WRITE, str_of(path), errno);
    buf_finish(&text);
    return done;
}
