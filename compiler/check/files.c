#include "base/file.h"
#include "check/context.h"

#include <errno.h>

/* The files that attachments, images and links name: there, and inside meetings/. Paths count from the folder of the
 * source that names them, whatever symbolic links lie on the way. */

/* The folder files must stay in: the nearest one above the source that is called meetings, or else the one that was
 * searched for sources, or the source's own. Real paths, so that they can be compared. */
struct place {
    const struct source *source;
    const char *folder;
    struct str real_folder, root;
};

static bool is_inside(struct str path, struct str root)
{
    return str_equal(root, S("/")) || str_equal(path, root) || (str_starts(path, root) && path.at[root.len] == '/');
}

static struct place place_of(struct arena *arena, const struct meeting *meeting, const struct source *source)
{
    size_t slash = SIZE_MAX;
    for (size_t i = 0; i < source->path.len; i++) {
        if (source->path.at[i] == '/')
            slash = i;
    }
    struct place place = {.source = source};
    place.folder = slash == SIZE_MAX ? "." : slash == 0 ? "/" : str_cstr(arena, str_part(source->path, 0, slash));
    place.real_folder = place.root = file_real_path(arena, place.folder);
    if (meeting->root_folder.len > 0 && is_inside(place.real_folder, meeting->root_folder))
        place.root = meeting->root_folder;
    struct str const name = S("/meetings/");
    struct str const whole = str_concat(arena, place.real_folder, S("/"));
    for (size_t at = str_find(whole, name, 0); at != SIZE_MAX; at = str_find(whole, name, at + 1))
        place.root = str_part(whole, 0, at + name.len - 1);
    return place;
}

/* A file in the same folder whose name was probably meant. */
static struct str nearest_file(struct arena *arena, const char *path)
{
    struct str const whole = str_of(path);
    size_t slash = whole.len;
    while (slash > 0 && whole.at[slash - 1] != '/')
        slash--;
    file_list entries = {0};
    if (!file_list_directory(arena, slash > 0 ? str_cstr(arena, str_part(whole, 0, slash)) : ".", &entries))
        return S("");
    struct str *names = arena_many(arena, struct str, entries.len + 1);
    size_t count = 0;
    for (size_t i = 0; i < entries.len; i++) {
        if (entries.at[i].kind == FILE_REGULAR && !str_starts(entries.at[i].name, S(".")))
            names[count++] = entries.at[i].name;
    }
    return nearest_word(arena, str_from(whole, slash), names, count);
}

/* The reason why a path leads nowhere: there is nothing. */
static bool is_absent(int why)
{
    return why == ENOENT || why == ENOTDIR || why == ELOOP || why == ENAMETOOLONG;
}

static void check_path(struct check *check, const struct place *place, const struct node *node, const struct link *link)
{
    struct arena *arena = check->arena;
    struct span const span = span_is_nowhere(link->span) ? node->span : link->span;
    if (place->real_folder.len == 0)
        return; /* a source that is in no folder, such as standard input */
    struct str const from_source = path_relative(arena, path_normalize(arena, place->source->path), link->source);
    struct str const climbed =
        path_normalize(arena, str_format(arena, "%.*s/%.*s", STR(place->real_folder), STR(from_source)));
    struct str const real = file_real_path(arena, str_cstr(arena, link->source));
    int const why = errno;
    if (!is_inside(climbed, place->root)) {
        diag_report(check->sink, MSG_PATH_LEAVES_MEETINGS, span, link->url);
    } else if (real.len > 0 && !is_inside(real, place->root)) {
        diag_report(check->sink, MSG_PATH_LINK, span, link->url);
    } else if (real.len == 0 && !is_absent(why)) {
        return; /* a fault of the machine, which whoever reads the file tells of */
    } else if (real.len == 0) {
        struct str const meant = nearest_file(arena, str_cstr(arena, link->source));
        diag_report(check->sink, meant.len > 0 ? MSG_ATTACHMENT_MISSING_NEAR : MSG_ATTACHMENT_MISSING, span, link->url,
                    meant);
    } else {
        enum file_kind const kind = file_kind(str_cstr(arena, real));
        if (kind != FILE_REGULAR && kind != FILE_UNKNOWN)
            diag_report(check->sink, MSG_ATTACHMENT_NO_FILE, span, link->url);
    }
}

void check_files(struct check *check)
{
    struct place place = {0};
    struct node_walk walk = node_walk_begin(check->meeting->root);
    while (node_walk_next(&walk)) {
        const struct node *node = walk.node;
        const struct link *link = NULL;
        if (!walk.entering)
            continue;
        if (node->kind == NODE_LINK)
            link = &node->as.link;
        else if (node->kind == NODE_IMAGE)
            link = &node->as.image.link;
        else if (node->kind == NODE_ATTACHMENT)
            link = &node->as.attachment.link;
        if (!link || link->kind != LINK_FILE || link->source.len == 0 || span_is_nowhere(node->span))
            continue;
        if (place.source != node->span.source)
            place = place_of(check->arena, check->meeting, node->span.source);
        check_path(check, &place, node, link);
    }
}
