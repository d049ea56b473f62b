#include "base/file.h"

const char *path_join(struct arena *arena, const char *folder, const char *name)
{
    struct str const a = str_of(folder);
    struct str const b = str_of(name);
    if (a.len == 0 || str_starts(b, S("/")))
        return str_cstr(arena, b);
    if (b.len == 0)
        return str_cstr(arena, a);
    size_t const start = a.at[a.len - 1] == '/' ? a.len : a.len + 1;
    char *path = arena_take(arena, start + b.len + 1);
    memcpy(path, a.at, a.len);
    path[start - 1] = '/';
    memcpy(path + start, b.at, b.len + 1);
    return path;
}

/* The part of a path from *at up to the next slash, stepping over the slash. */
static struct str next_part(struct str path, size_t *at)
{
    size_t end = str_find_byte(path, '/', *at);
    if (end == SIZE_MAX)
        end = path.len;
    struct str const part = str_part(path, *at, end);
    *at = end + 1;
    return part;
}

struct str path_name(struct str path)
{
    size_t start = path.len;
    while (start && path.at[start - 1] != '/')
        start--;
    return str_from(path, start);
}

struct str path_normalize(struct arena *arena, struct str path)
{
    bool const absolute = str_starts(path, S("/"));
    vec_of(struct str) parts = {0};
    for (size_t at = 0; at < path.len;) {
        struct str const part = next_part(path, &at);
        if (part.len == 0 || str_equal(part, S(".")))
            continue;
        if (str_equal(part, S(".."))) {
            if (parts.len && !str_equal(parts.at[parts.len - 1], part)) {
                parts.len--;
                continue;
            }
            if (absolute)
                continue;
        }
        vec_push(arena, &parts, part);
    }
    struct buf joined = {0};
    if (absolute)
        buf_add_byte(&joined, '/');
    for (size_t i = 0; i < parts.len; i++) {
        if (i)
            buf_add_byte(&joined, '/');
        buf_add(&joined, parts.at[i]);
    }
    if (joined.len == 0)
        buf_add_byte(&joined, '.');
    struct str const kept = buf_keep(&joined, arena);
    buf_finish(&joined);
    return kept;
}

struct str path_relative(struct arena *arena, struct str from, struct str to)
{
    /* Length of the folders both begin with, the slash after them included. */
    size_t common = 0;
    for (size_t i = 0; i < from.len && i < to.len && from.at[i] == to.at[i]; i++)
        if (from.at[i] == '/')
            common = i + 1;
    struct buf way = {0};
    for (size_t i = common; i < from.len; i++)
        if (from.at[i] == '/')
            buf_text(&way, "../");
    buf_add(&way, str_from(to, common));
    struct str const kept = buf_keep(&way, arena);
    buf_finish(&way);
    return kept;
}
