#include "driver/snapshot.h"

#include "base/file.h"
#include "driver/pool.h"

#include <stdlib.h>

/* The file: HEADER, the hash of what follows and of all the states, the output folder and the paths with a NUL after
 * each. */
#define HEADER "referat-snapshot 2\n"

enum { LIMIT = 1 << 30, SHARE = 256 };

/* Two changes closer than this may get one time: clocks tick every 1 to 10 ms. Where times are whole seconds, as on old
 * and foreign file systems, two seconds (FAT's grain). */
#define GRAIN        20000000LL
#define COARSE_GRAIN 2000000000LL
#define A_SECOND     1000000000LL

void snapshot_begin(struct snapshot *snapshot, const char *out, struct hash facts)
{
    struct arena *arena = &snapshot->arena;
    *snapshot = (struct snapshot){0};
    clock_gettime(CLOCK_REALTIME_COARSE, &snapshot->started);
    struct str const here = file_real_path(arena, ".");
    struct str const target = path_normalize(arena, str_of(path_join(arena, here.at ? here.at : ".", out)));
    snapshot->key = hash_combine(hash_combine(facts, hash_bytes(here)), hash_bytes(target));
    snapshot->target = target;
    const char *cache = getenv("XDG_CACHE_HOME");
    if (!cache || cache[0] != '/') {
        const char *home = getenv("HOME");
        if (!home || home[0] != '/')
            return;
        cache = path_join(arena, home, ".cache");
    }
    struct str const name = str_concat(arena, S("referat/"), hash_hex(arena, hash_bytes(target)));
    snapshot->path = path_join(arena, cache, name.at);
}

void snapshot_finish(struct snapshot *snapshot)
{
    arena_finish(&snapshot->arena);
}

void snapshot_add_input(struct snapshot *snapshot, struct str path)
{
    const char *copy = str_copy(&snapshot->arena, path).at;
    vec_push(&snapshot->arena, &snapshot->inputs, copy);
}

void snapshot_add_output(struct snapshot *snapshot, struct str path)
{
    const char *copy = str_copy(&snapshot->arena, path).at;
    vec_push(&snapshot->arena, &snapshot->outputs, copy);
}

void snapshot_add_tree(struct snapshot *snapshot, struct str folder)
{
    vec_of(struct str) pending = {0};
    vec_push(&snapshot->arena, &pending, folder);
    while (pending.len) {
        struct str const at = pending.at[--pending.len];
        file_list entries;
        snapshot_add_input(snapshot, at);
        if (!file_list_directory(&snapshot->arena, at.at, &entries))
            continue;
        for (size_t i = 0; i < entries.len; i++) {
            struct str const path = str_of(path_join(&snapshot->arena, at.at, entries.at[i].name.at));
            if (entries.at[i].kind == FILE_DIRECTORY)
                vec_push(&snapshot->arena, &pending, path);
            else
                snapshot_add_input(snapshot, path);
        }
    }
}

/* The states of many files, asked for by all workers. */
struct survey {
    const char *const *paths;
    struct file_state *states;
    size_t count;
};

static void look(void *context, unsigned worker, size_t job)
{
    (void)worker;
    const struct survey *survey = context;
    size_t const end = survey->count - job * SHARE > SHARE ? (job + 1) * SHARE : survey->count;
    for (size_t i = job * SHARE; i < end; i++)
        survey->states[i] = file_state(survey->paths[i]);
}

static struct hash hash_states(const struct survey *survey, unsigned workers)
{
    pool_run(workers, (survey->count + SHARE - 1) / SHARE, look, (void *)(uintptr_t)survey);
    return hash_bytes((struct str){(const char *)survey->states, survey->count * sizeof *survey->states});
}

static struct hash seal(const struct snapshot *snapshot, struct str paths, struct hash states)
{
    return hash_combine(hash_combine(snapshot->key, hash_bytes(paths)), states);
}

bool snapshot_holds(struct snapshot *snapshot, unsigned workers)
{
    struct arena *arena = &snapshot->arena;
    struct str text;
    struct str const header = S(HEADER);
    struct hash sealed;
    if (!snapshot->path || !file_read(arena, snapshot->path, LIMIT, &text) || !str_starts(text, header) ||
        text.len < header.len + sizeof sealed || text.at[text.len - 1] != '\0')
        return false;
    memcpy(sealed.bytes, text.at + header.len, sizeof sealed.bytes);
    struct str const paths = str_from(text, header.len + sizeof sealed);
    vec_of(const char *) all = {0};
    for (size_t at = strlen(paths.at) + 1; at < paths.len; at += strlen(paths.at + at) + 1)
        vec_push(arena, &all, paths.at + at);
    struct survey const survey = {all.at, arena_many(arena, struct file_state, all.len + 1), all.len};
    return hash_equal(sealed, seal(snapshot, paths, hash_states(&survey, workers)));
}

/* Whether any change after the build started, or after this state was asked for, gives another state. */
static bool is_settled(const struct file_state *state, long long started)
{
    bool const coarse = state->modified % A_SECOND == 0 && state->changed % A_SECOND == 0;
    long long const latest = started - (coarse ? COARSE_GRAIN : GRAIN);
    return state->modified < latest && state->changed < latest;
}

/* Snapshots of folders that are gone. */
static void remove_stale(struct snapshot *snapshot)
{
    enum { HEAD = 8192 };
    struct arena *arena = &snapshot->arena;
    struct str const path = str_of(snapshot->path);
    size_t end = path.len;
    while (end && path.at[end - 1] != '/')
        end--;
    const char *folder = str_cstr(arena, str_part(path, 0, end));
    size_t const start = S(HEADER).len + sizeof(struct hash);
    file_list entries;
    if (!file_list_directory(arena, folder, &entries))
        return;
    for (size_t i = 0; i < entries.len; i++) {
        const char *other = path_join(arena, folder, entries.at[i].name.at);
        char head[HEAD] = {0};
        size_t const length = file_read_head(other, head, sizeof head - 1);
        if (length > start && str_starts((struct str){head, length}, S(HEADER)) && head[start] == '/' &&
            strlen(head + start) < length - start && file_kind(head + start) == FILE_NONE)
            file_remove(other);
    }
}

void snapshot_keep(struct snapshot *snapshot, unsigned workers)
{
    if (!snapshot->path)
        return;
    struct arena *arena = &snapshot->arena;
    size_t const inputs = snapshot->inputs.len;
    for (size_t i = 0; i < snapshot->outputs.len; i++)
        vec_push(arena, &snapshot->inputs, snapshot->outputs.at[i]);
    size_t const count = snapshot->inputs.len;
    struct survey const survey = {snapshot->inputs.at, arena_many(arena, struct file_state, count + 1), count};
    struct hash const states = hash_states(&survey, workers);
    long long const started = (long long)snapshot->started.tv_sec * A_SECOND + snapshot->started.tv_nsec;
    for (size_t i = 0; i < inputs; i++)
        if (!is_settled(&survey.states[i], started))
            return;
    struct buf paths = {0};
    buf_add(&paths, snapshot->target);
    buf_add_byte(&paths, '\0');
    for (size_t i = 0; i < count; i++) {
        buf_add(&paths, str_of(survey.paths[i]));
        buf_add_byte(&paths, '\0');
    }
    struct hash const sealed = seal(snapshot, buf_str(&paths), states);
    struct buf text = {0};
    buf_text(&text, HEADER);
    buf_add(&text, (struct str){(const char *)sealed.bytes, sizeof sealed.bytes});
    buf_add(&text, buf_str(&paths));
    if (file_write(snapshot->path, buf_str(&text)))
        remove_stale(snapshot);
    buf_finish(&text);
    buf_finish(&paths);
}
