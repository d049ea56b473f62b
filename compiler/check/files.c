#include "base/file.h"
#include "check/context.h"

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

static int hex_value(char digit)
{
    return digit >= '0' && digit <= '9'                 ? digit - '0'
           : (digit | 32) >= 'a' && (digit | 32) <= 'f' ? (digit | 32) - 'a' + 10
                                                        : -1;
}

/* The path of an address: without `#…` and `?…`, `%20` turned to what it stands for. */
static struct str decode_path(struct arena *arena, struct str url)
{
    struct buf path = {0};
    for (size_t i = 0; i < url.len && url.at[i] != '#' && url.at[i] != '?'; i++) {
        int const high = url.at[i] == '%' && i + 2 < url.len ? hex_value(url.at[i + 1]) : -1;
        int const low = high >= 0 ? hex_value(url.at[i + 2]) : -1;
        if (low >= 0 && high * 16 + low > 0) {
            buf_add_byte(&path, (char)(high * 16 + low));
            i += 2;
        } else {
            buf_add_byte(&path, url.at[i]);
        }
    }
    struct str const kept = buf_keep(&path, arena);
    buf_finish(&path);
    return kept;
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

static void check_path(struct check *check, const struct place *place, const struct node *node, const struct link *link)
{
    struct arena *arena = check->arena;
    struct span const span = span_is_nowhere(link->span) ? node->span : link->span;
    struct str const url = link->url;
    struct str const path = decode_path(arena, url);
    if (path.len == 0)
        return;
    if (path.at[0] == '/' || path.at[0] == '\\') {
        diag_report(check->sink, MSG_PATH_ABSOLUTE, span, url);
        return;
    }
    if (place->real_folder.len == 0)
        return; /* a source that is in no folder, such as standard input of a test */
    struct str const climbed =
        path_normalize(arena, str_format(arena, "%.*s/%.*s", STR(place->real_folder), STR(path)));
    if (!is_inside(climbed, place->root)) {
        diag_report(check->sink, MSG_PATH_CLIMBS, span, url);
        return;
    }
    const char *file = path_join(arena, place->folder, str_cstr(arena, path));
    struct str const real = file_real_path(arena, file);
    if (real.len > 0 && !is_inside(real, place->root)) {
        diag_report(check->sink, MSG_PATH_LINK, span, url);
    } else if (real.len == 0) {
        struct str const meant = nearest_file(arena, file);
        diag_report(check->sink, meant.len > 0 ? MSG_ATTACHMENT_MISSING_NEAR : MSG_ATTACHMENT_MISSING, span, url,
                    meant);
    } else if (file_kind(str_cstr(arena, real)) != FILE_REGULAR) {
        diag_report(check->sink, MSG_ATTACHMENT_NO_FILE, span, url);
    }
}

/* Whether the link was meant to lead to a file of ours. */
static bool leads_to_file(const struct link *link)
{
    return link->kind == LINK_FILE && link->url.len > 0;
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
        if (!link || !leads_to_file(link) || span_is_nowhere(node->span))
            continue;
        if (place.source != node->span.source)
            place = place_of(check->arena, check->meeting, node->span.source);
        check_path(check, &place, node, link);
    }
}
