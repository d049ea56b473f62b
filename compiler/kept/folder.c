#include "kept/folder.h"

#include "base/file.h"
#include "inputs/bodies.h"
#include "kept/edition.h"
#include "program/halt.h"
#include "program/program.h"
#include "program/say.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

int folder_open(struct arena *arena, const struct options *options)
{
    const char *out = options_out(options);
    const char *marker = path_join(arena, out, MANIFEST_EDITION_NAME);
    const char *refused = edition_conflict(arena, out, options->edition);
    if (refused && !edition_is_known(arena, refused)) {
        say_fault(options->language, SAY_EDITION_UNKNOWN, str_of(path_join(arena, refused, MANIFEST_EDITION_NAME)), 0);
        return -1;
    }
    if (refused) {
        struct str const other =
            say(arena, options->language,
                options->edition == EDITION_INTERNAL ? SAY_PUBLIC_EDITION : SAY_INTERNAL_EDITION, S(""), S(""));
        say_error(options->language, say(arena, options->language, SAY_OTHER_EDITION, str_of(refused), other));
        return -1;
    }
    if (!file_make_directory(out) || !file_create(marker, edition_mark(options->edition))) {
        say_fault(options->language, SAY_CANNOT_WRITE, str_of(marker), errno);
        return -1;
    }
    int lock = file_lock(marker);
    /* Another build may have made the folder its own since it was looked at. */
    if (lock >= 0 && !file_has(marker, edition_mark(options->edition))) {
        file_unlock(lock);
        lock = -1;
        errno = EWOULDBLOCK;
    }
    if (lock < 0)
        say_fault(options->language, errno == EWOULDBLOCK ? SAY_LOCKED : SAY_CANNOT_LOCK, str_of(out),
                  errno == EWOULDBLOCK ? 0 : errno);
    return lock;
}

struct hash folder_settings(const struct options *options)
{
    struct arena scratch = {0};
    struct str const facts =
        str_format(&scratch, "%s %s %d %d%d%d", REFERAT_VERSION, options->base_url ? options->base_url : "",
                   options->edition == EDITION_INTERNAL, options->pdf, options->html, options->toc);
    struct hash const hash = hash_combine(program_hash(), hash_bytes(facts));
    arena_finish(&scratch);
    return hash;
}

bool folder_styles(const struct options *options, const char *styles, struct hash *hash)
{
    struct arena scratch = {0};
    bool const read = bodies_hash(&scratch, styles, hash);
    if (!read)
        say_fault(options->language, SAY_CANNOT_READ, str_of(styles), errno);
    arena_finish(&scratch);
    return read;
}

static void add_paths(struct arena *arena, const output_list *outputs, output_paths *paths)
{
    for (size_t i = 0; i < outputs->len; i++)
        vec_push(arena, paths, outputs->at[i].path);
}

output_paths folder_outputs(struct arena *arena, const struct manifest *manifest)
{
    output_paths paths = {0};
    for (size_t i = 0; i < manifest->products.len; i++)
        add_paths(arena, &manifest->products.at[i].outputs, &paths);
    for (size_t i = 0; i < manifest->records.len; i++)
        add_paths(arena, &manifest->records.at[i].outputs, &paths);
    for (size_t i = 0; i < manifest->announced.len; i++)
        vec_push(arena, &paths, manifest->announced.at[i]);
    if (paths.len > 1)
        qsort(paths.at, paths.len, sizeof *paths.at, str_order);
    return paths;
}

bool folder_remove_output(const struct options *options, struct str path)
{
    const char *out = options_out(options);
    struct arena scratch = {0};
    const char *full = path_join(&scratch, out, str_cstr(&scratch, path));
    bool const done = file_remove(full);
    if (!done) {
        int const why = errno;
        if (!halt_fits(why) || halt())
            say_fault(options->language, SAY_CANNOT_REMOVE, str_of(full), why);
    }
    /* Folders that became empty go too. */
    for (size_t end = path.len; end-- > 0;) {
        if (path.at[end] != '/')
            continue;
        const char *folder = path_join(&scratch, out, str_cstr(&scratch, str_part(path, 0, end)));
        if (!file_remove_empty_directory(folder))
            break;
    }
    arena_finish(&scratch);
    return done;
}

bool folder_remove_stale(const struct options *options, const struct manifest *old, const struct manifest *new)
{
    struct arena scratch = {0};
    output_paths const before = folder_outputs(&scratch, old);
    output_paths const now = folder_outputs(&scratch, new);
    bool good = true;
    for (size_t i = 0; i < before.len && !halt_is_asked(); i++) {
        if (i && str_equal(before.at[i], before.at[i - 1]))
            continue;
        if (!now.len || !bsearch(&before.at[i], now.at, now.len, sizeof *now.at, str_order))
            good = folder_remove_output(options, before.at[i]) && good;
    }
    arena_finish(&scratch);
    return good;
}

/* Whether a temporary file may be that of a build that is at work: its name holds the number of the process. */
static bool is_in_use(struct str name)
{
    struct str const digits = str_from(name, strlen(FILE_TEMPORARY_PREFIX));
    long process = 0;
    for (size_t i = 0; i < digits.len && digits.at[i] >= '0' && digits.at[i] <= '9' && process < 100000000; i++)
        process = process * 10 + (digits.at[i] - '0');
    return process > 0 && process != (long)getpid() && (kill((pid_t)process, 0) == 0 || errno == EPERM);
}

void folder_sweep(const char *out, bool unfinished)
{
    struct arena scratch = {0};
    vec_of(const char *) pending = {0};
    vec_push(&scratch, &pending, out);
    while (pending.len) {
        const char *folder = pending.at[--pending.len];
        file_list entries;
        if (!file_list_directory(&scratch, folder, &entries))
            continue;
        for (size_t i = 0; i < entries.len; i++) {
            const char *path = path_join(&scratch, folder, entries.at[i].name.at);
            if (entries.at[i].kind == FILE_DIRECTORY && unfinished)
                vec_push(&scratch, &pending, path);
            else if (str_starts(entries.at[i].name, S(FILE_TEMPORARY_PREFIX)) && !is_in_use(entries.at[i].name))
                file_remove(path);
        }
    }
    arena_finish(&scratch);
}
