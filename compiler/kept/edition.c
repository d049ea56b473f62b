#include "kept/edition.h"

#include "base/file.h"
#include "kept/manifest.h"

struct str edition_mark(enum edition edition)
{
    return edition == EDITION_INTERNAL ? S("intern\n") : S("offentlig\n");
}

static bool holds_other(struct arena *arena, const char *folder, enum edition edition)
{
    struct str found;
    return file_read(arena, path_join(arena, folder, MANIFEST_EDITION_NAME), 64, &found) &&
           !str_equal(found, edition_mark(edition));
}

bool edition_is_known(struct arena *arena, const char *folder)
{
    return !holds_other(arena, folder, EDITION_PUBLIC) || !holds_other(arena, folder, EDITION_INTERNAL);
}

/* The part of the path that is there already, links followed. */
static struct str existing_part(struct arena *arena, const char *out)
{
    struct str path = path_normalize(arena, str_of(out));
    struct str real = {0};
    while (real.len == 0) {
        real = file_real_path(arena, path.len ? str_cstr(arena, path) : ".");
        if (path.len == 0)
            break;
        size_t end = path.len - 1;
        while (end > 0 && path.at[end] != '/')
            end--;
        path = str_part(path, 0, end);
    }
    return real;
}

static const char *other_around(struct arena *arena, const char *out, enum edition edition)
{
    struct str const real = existing_part(arena, out);
    for (size_t end = real.len; end > 0; end--) {
        if (end < real.len && real.at[end] != '/')
            continue;
        const char *folder = str_cstr(arena, str_part(real, 0, end));
        if (holds_other(arena, folder, edition))
            return folder;
    }
    return NULL;
}

static const char *other_inside(struct arena *arena, const char *out, enum edition edition)
{
    file_list entries = {0};
    if (!file_list_directory(arena, out, &entries))
        return NULL;
    for (size_t i = 0; i < entries.len; i++) {
        bool const folder = entries.at[i].kind == FILE_DIRECTORY || entries.at[i].kind == FILE_LINK;
        const char *path = path_join(arena, out, entries.at[i].name.at);
        if (folder && holds_other(arena, path, edition))
            return path;
    }
    return NULL;
}

const char *edition_conflict(struct arena *arena, const char *out, enum edition edition)
{
    if (holds_other(arena, out, edition))
        return out;
    const char *around = other_around(arena, out, edition);
    return around ? around : other_inside(arena, out, edition);
}
