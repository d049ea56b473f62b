#include "driver/path_list.h"

/* `'it'\''s'` is `it's`. False when the quotes are not closed. */
static bool unquote(struct arena *arena, struct str line, struct str *path)
{
    struct buf plain = {0};
    bool inside = false;
    for (size_t i = 0; i < line.len; i++) {
        if (line.at[i] == '\'')
            inside = !inside;
        else if (line.at[i] != '\\' || inside || i + 1 == line.len)
            buf_add_byte(&plain, line.at[i]);
        else
            buf_add_byte(&plain, line.at[++i]);
    }
    *path = buf_keep(&plain, arena);
    buf_finish(&plain);
    return !inside;
}

bool path_list_read(struct arena *arena, struct str text, path_list *paths)
{
    while (text.len) {
        size_t const feed = str_find_byte(text, '\n', 0);
        size_t const end = feed == SIZE_MAX ? text.len : feed;
        struct str path = str_part(text, 0, end);
        text = str_from(text, end + 1);
        if (path.len == 0)
            continue;
        if (str_starts(path, S("'")) && !unquote(arena, path, &path))
            return false;
        if (path.len == 0 || str_find_byte(path, '\0', 0) != SIZE_MAX)
            return false;
        vec_push(arena, paths, str_cstr(arena, path));
    }
    return true;
}
