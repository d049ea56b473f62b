#include "kept/snapshot.h"

#include "base/file.h"
#include "inputs/sources.h"
#include "kept/snapshot_file.h"
#include "program/pool.h"

#include <stdlib.h>

/* Two changes closer than this may get one time: clocks tick every 1 to 10 ms. Where times are whole seconds, as on old
 * and foreign file systems, two seconds (FAT's grain). */
#define GRAIN        20000000LL
#define COARSE_GRAIN 2000000000LL
#define A_SECOND     1000000000LL

enum { SHARE = 256, FILE_LIMIT = 1 << 30 };

void snapshot_begin(struct snapshot *snapshot, const char *out)
{
    struct arena *arena = &snapshot->arena;
    *snapshot = (struct snapshot){0};
    clock_gettime(CLOCK_REALTIME_COARSE, &snapshot->started);
    struct str const here = snapshot->here = file_real_path(arena, ".");
    struct str const target = path_normalize(arena, str_of(path_join(arena, here.at ? here.at : ".", out)));
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

bool snapshot_is_there(const struct snapshot *snapshot)
{
    return snapshot->path && file_kind(snapshot->path) == FILE_REGULAR;
}

void snapshot_tell_apart(struct snapshot *snapshot, struct hash facts)
{
    facts = hash_combine(facts, hash_bytes(snapshot->here));
    snapshot->key = hash_combine(facts, hash_bytes(snapshot->target));
}

void snapshot_finish(struct snapshot *snapshot)
{
    arena_finish(&snapshot->arena);
}

void snapshot_add_known(struct snapshot *snapshot, snapshot_entries *entries, enum snapshot_role role, struct str path,
                        struct hash content)
{
    struct snapshot_entry const entry = {role, str_copy(&snapshot->arena, path).at, content, 0, false};
    vec_push(&snapshot->arena, entries, entry);
}

void snapshot_add(struct snapshot *snapshot, snapshot_entries *entries, enum snapshot_role role, struct str path)
{
    snapshot_add_known(snapshot, entries, role, path, (struct hash){0});
}

void snapshot_add_tree(struct snapshot *snapshot, snapshot_entries *entries, struct str folder)
{
    vec_of(struct str) pending = {0};
    vec_push(&snapshot->arena, &pending, folder);
    while (pending.len) {
        struct str const at = pending.at[--pending.len];
        file_list found;
        snapshot_add(snapshot, entries, SNAPSHOT_INPUT, at);
        if (!file_list_directory(&snapshot->arena, at.at, &found))
            continue;
        for (size_t i = 0; i < found.len; i++) {
            struct str const path = str_of(path_join(&snapshot->arena, at.at, found.at[i].name.at));
            if (found.at[i].kind == FILE_DIRECTORY)
                vec_push(&snapshot->arena, &pending, path);
            else
                snapshot_add(snapshot, entries, SNAPSHOT_INPUT, path);
        }
    }
}

size_t snapshot_end(const snapshot_entries *entries, size_t place)
{
    for (place++; place < entries->len && snapshot_is_file(entries->at[place].role);)
        place++;
    return place;
}

/* What the file system and the files say, asked for by all workers. */
struct answer {
    unsigned long long state;
    bool is_settled; /* any change after the build started, or after this was asked, gives another state */
    bool is_same;    /* in content, as far as that has been looked at; */
    bool is_read;    /* that could be */
};

struct survey {
    const struct snapshot_entry *entries;
    struct answer *answers;
    size_t count;
    long long started;
    bool all; /* also what has been asked for */
};

static struct answer look(const struct survey *survey, const char *path)
{
    struct file_state const state = file_state(path);
    bool const coarse = state.modified % A_SECOND == 0 && state.changed % A_SECOND == 0;
    long long const latest = survey->started - (coarse ? COARSE_GRAIN : GRAIN);
    struct hash const hash = hash_bytes((struct str){(const char *)&state, sizeof state});
    struct answer answer = {0, state.modified < latest && state.changed < latest, false, false};
    memcpy(&answer.state, hash.bytes, sizeof answer.state);
    answer.state |= answer.state == 0;
    return answer;
}

static void look_at_share(void *context, unsigned worker, size_t job)
{
    (void)worker;
    const struct survey *survey = context;
    size_t const end = survey->count - job * SHARE > SHARE ? (job + 1) * SHARE : survey->count;
    for (size_t i = job * SHARE; i < end; i++)
        if (snapshot_is_file(survey->entries[i].role) && (survey->all || !survey->entries[i].is_asked))
            survey->answers[i] = look(survey, survey->entries[i].path);
}

static struct survey survey_of(struct snapshot *snapshot, const snapshot_entries *entries, bool all, unsigned workers)
{
    struct survey survey = {
        .entries = entries->at,
        .answers = arena_many(&snapshot->arena, struct answer, entries->len + 1),
        .count = entries->len,
        .started = (long long)snapshot->started.tv_sec * A_SECOND + snapshot->started.tv_nsec,
        .all = all,
    };
    pool_run(workers, (survey.count + SHARE - 1) / SHARE, look_at_share, &survey);
    return survey;
}

/* Comparing. */

static bool has_content(const struct snapshot_entry *entry, bool *is_read)
{
    struct arena scratch = {0};
    struct str content;
    struct hash hash = {0};
    bool same;
    if (entry->role == SNAPSHOT_FOLDER)
        same = sources_folder_hash(&scratch, entry->path, &hash);
    else if ((same = file_read(&scratch, entry->path, FILE_LIMIT, &content)))
        hash = hash_bytes(content);
    *is_read = same;
    same = same && hash_equal(hash, entry->content);
    arena_finish(&scratch);
    return same;
}

static bool is_as_it_was(const struct survey *survey, size_t i)
{
    return !snapshot_is_file(survey->entries[i].role) || survey->answers[i].state == survey->entries[i].state;
}

static void compare_share(void *context, unsigned worker, size_t job)
{
    (void)worker;
    const struct survey *survey = context;
    size_t const end = survey->count - job * SHARE > SHARE ? (job + 1) * SHARE : survey->count;
    for (size_t i = job * SHARE; i < end; i++)
        if (!is_as_it_was(survey, i) && snapshot_has_content(survey->entries[i].role))
            survey->answers[i].is_same = has_content(&survey->entries[i], &survey->answers[i].is_read);
}

/* Whether an entry is another than it was, in a way that is no edit of a meeting's own file. */
static bool is_other(const struct survey *survey, size_t i)
{
    enum snapshot_role const role = survey->entries[i].role;
    if (is_as_it_was(survey, i) || survey->answers[i].is_same)
        return false;
    return !(role == SNAPSHOT_SOURCE || role == SNAPSHOT_FILE) || !survey->answers[i].is_read;
}

/* What the snapshot is to say of the entry from now on. */
static unsigned long long state_to_keep(enum snapshot_role role, const struct answer *answer)
{
    return answer->is_settled || role == SNAPSHOT_OUTPUT ? answer->state : 0;
}

enum snapshot_news snapshot_compare(struct snapshot *snapshot, unsigned workers)
{
    snapshot->is_there = snapshot_read(snapshot);
    if (!snapshot->is_there)
        return SNAPSHOT_OTHER;
    snapshot_entries *entries = &snapshot->entries;
    struct survey survey = survey_of(snapshot, entries, true, workers);
    bool same = true;
    for (size_t i = 0; i < entries->len; i++) {
        same = same && is_as_it_was(&survey, i);
        if (!is_as_it_was(&survey, i) && !snapshot_has_content(entries->at[i].role))
            return SNAPSHOT_OTHER;
    }
    if (same)
        return SNAPSHOT_SAME;
    pool_run(workers, (survey.count + SHARE - 1) / SHARE, compare_share, &survey);
    size_t group = 0;
    for (size_t i = 0; i < entries->len; i++) {
        struct snapshot_entry *entry = &entries->at[i];
        if (is_other(&survey, i))
            return SNAPSHOT_OTHER;
        if (!snapshot_is_file(entry->role)) {
            group = i;
            continue;
        }
        bool const changed = !is_as_it_was(&survey, i) && !survey.answers[i].is_same;
        if (changed && (snapshot->changed.len == 0 || snapshot->changed.at[snapshot->changed.len - 1] != group))
            vec_push(&snapshot->arena, &snapshot->changed, group);
        unsigned long long const state = state_to_keep(entry->role, &survey.answers[i]);
        bool const news = state != entry->state;
        if (news && (snapshot->touched.len == 0 || snapshot->touched.at[snapshot->touched.len - 1] != group))
            vec_push(&snapshot->arena, &snapshot->touched, group);
        entry->state = state;
        entry->is_asked = true;
    }
    if (snapshot->changed.len)
        return SNAPSHOT_EDITED;
    if (snapshot->touched.len)
        snapshot_write(snapshot, entries);
    return SNAPSHOT_SAME;
}

bool snapshot_is_kept(const struct snapshot *snapshot)
{
    const snapshot_entries *entries = &snapshot->entries;
    struct survey const survey = {.entries = entries->at, .count = entries->len};
    bool same = true;
    for (size_t i = 0; i < entries->len; i++)
        if (entries->at[i].role == SNAPSHOT_KEPT)
            for (size_t j = i + 1; j < snapshot_end(entries, i); j++)
                same = same && look(&survey, entries->at[j].path).state == entries->at[j].state;
    return same;
}

static void keep_states(snapshot_entries *entries, const struct survey *survey)
{
    for (size_t i = 0; i < entries->len; i++) {
        struct snapshot_entry *entry = &entries->at[i];
        if (!snapshot_is_file(entry->role) || entry->is_asked)
            continue;
        entry->state = state_to_keep(entry->role, &survey->answers[i]);
        entry->is_asked = true;
    }
}

void snapshot_keep(struct snapshot *snapshot, snapshot_entries *entries, unsigned workers)
{
    if (!snapshot->path)
        return;
    struct survey const survey = survey_of(snapshot, entries, false, workers);
    keep_states(entries, &survey);
    if (snapshot_write(snapshot, entries))
        snapshot_remove_stale(snapshot);
}

void snapshot_keep_changes(struct snapshot *snapshot, struct snapshot_changes *changes)
{
    struct survey const survey = survey_of(snapshot, &changes->entries, false, 1);
    keep_states(&changes->entries, &survey);
    if (!snapshot_add_block(snapshot, changes) && snapshot_exchange(&snapshot->arena, &snapshot->entries, changes) &&
        snapshot_write(snapshot, &snapshot->entries))
        snapshot_remove_stale(snapshot);
}
