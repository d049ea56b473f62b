#include "inputs/named.h"

#include "base/file.h"
#include "base/utf8.h"

static bool is_ascii(struct str path)
{
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.at[i] >= 0x80)
            return false;
    return true;
}

/* The entry of a folder that has this name in other code points; empty when none has. */
static struct str find_entry(struct arena *arena, struct str folder, struct str name)
{
    file_list entries;
    if (!file_list_directory(arena, folder.len ? str_cstr(arena, folder) : ".", &entries))
        return (struct str){0};
    struct str const wanted = utf8_compose(arena, name);
    for (size_t i = 0; i < entries.len; i++)
        if (!is_ascii(entries.at[i].name) && str_equal(utf8_compose(arena, entries.at[i].name), wanted))
            return entries.at[i].name;
    return (struct str){0};
}

static struct str find(struct arena *arena, struct str path)
{
    if (is_ascii(path) || str_starts(path, S("//")) || file_kind(str_cstr(arena, path)) != FILE_NONE)
        return path;
    struct str found = str_starts(path, S("/")) ? S("/") : S("");
    for (size_t at = found.len; at < path.len;) {
        size_t end = str_find_byte(path, '/', at);
        if (end == SIZE_MAX)
            end = path.len;
        struct str const name = str_part(path, at, end);
        struct str next = str_of(path_join(arena, str_cstr(arena, found), str_cstr(arena, name)));
        if (file_kind(next.at) == FILE_NONE) {
            struct str const other = find_entry(arena, found, name);
            if (other.len == 0)
                return path;
            next = str_of(path_join(arena, str_cstr(arena, found), str_cstr(arena, other)));
        }
        found = next;
        at = end + 1;
    }
    return found;
}

void named_find_all(struct arena *arena, struct meeting *meeting)
{
    for (struct node_walk walk = node_walk_begin(meeting->root); node_walk_next(&walk);) {
        struct link *link = walk.entering ? node_link(walk.node) : NULL;
        if (link && (link->kind == LINK_FILE || link->kind == LINK_MEETING) && link->source.len)
            link->source = find(arena, link->source);
    }
}
