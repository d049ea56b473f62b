/* Where a build may not publish: among its own sources. What it makes has names of bodies and a few of its own, and of
 * those it removes what it made earlier or would have made. */
#include "publish/build_parts.h"

#include "base/file.h"
#include "program/say.h"

struct place {
    struct build *build;
    struct str out; /* real path, as all here */
    struct str *names;
    size_t name_count;
};

/* What comes after the folder in the path, without the slash between them; false when it is not in it. */
static bool way_from(struct str folder, struct str path, struct str *way)
{
    size_t const length = str_ends(folder, S("/")) ? folder.len - 1 : folder.len;
    if (!str_starts(path, str_part(folder, 0, length)) || (path.len > length && path.at[length] != '/'))
        return false;
    *way = str_from(path, length + 1);
    return true;
}

/* Whether something that is published may stand at or below that way from the output folder. */
static bool is_published(const struct place *place, struct str way)
{
    struct str const first = str_part(way, 0, str_find_byte(way, '/', 0));
    struct str const own[] = {S(""), S("schema"), S("search"), S("styles")};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (str_equal(first, own[i]))
            return true;
    for (size_t i = 0; i < place->name_count; i++)
        if (str_equal(first, place->names[i]))
            return true;
    return false;
}

/* Whether sources that were found below the folder stand where something may be published. */
static bool holds_sources(const struct place *place, struct str folder, struct str real)
{
    struct arena *arena = &place->build->arena;
    struct str way, rest;
    if (!way_from(real, place->out, &way))
        return false;
    const char *out = path_join(arena, folder.at, str_cstr(arena, way));
    struct str const named = path_normalize(arena, str_of(out));
    for (size_t i = 0; i < place->build->sources.sets.len; i++)
        if (way_from(named, place->build->sources.sets.at[i].head, &rest) && is_published(place, rest))
            return true;
    return false;
}

bool build_may_publish(struct build *build, struct bodies *bodies)
{
    struct arena *arena = &build->arena;
    struct place place = {.build = build, .out = file_real_path(arena, build->out)};
    if (place.out.len == 0) /* nothing is there yet */
        return true;
    bodies_names(bodies, &place.names, &place.name_count);
    struct str const styles = str_of(build->styles);
    for (size_t i = 0; i <= build->sources.roots.len; i++) {
        struct str const folder = i < build->sources.roots.len ? build->sources.roots.at[i] : styles;
        struct str const real = file_real_path(arena, folder.at);
        struct str way;
        if (real.len == 0)
            continue;
        if ((way_from(place.out, real, &way) && is_published(&place, way)) || holds_sources(&place, folder, real)) {
            struct str const out = str_of(build->out);
            say_error(build->options->language, say(arena, build->options->language, SAY_OUT_IS_SOURCE, out, folder));
            return false;
        }
    }
    return true;
}
