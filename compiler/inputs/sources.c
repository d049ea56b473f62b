#include "inputs/sources.h"

#include "base/utf8.h"
#include "program/say.h"

#include <errno.h>
#include <stdlib.h>

struct finder {
    struct arena *arena;
    enum language language;
    struct sources *sources;
    struct str real_root; /* of the folder being searched */
    struct str root;
    vec_of(struct str) pending; /* folders still to be searched */
};

static void fault(struct finder *finder, enum say what, struct str path, int why)
{
    say_fault(finder->language, what, path, why);
    finder->sources->fault = true;
}

static bool is_markdown(struct str name)
{
    return str_ends(name, S(".md")) && name.len > 3 && name.at[0] != '.';
}

static bool is_readme(struct str name)
{
    return str_equal_ignoring_case(name, S("README.md"));
}

static bool is_head(struct arena *arena, struct str name)
{
    return str_equal(utf8_fold(arena, name), S("moede.md"));
}

static bool is_inside(struct str path, struct str folder)
{
    return str_starts(path, folder) &&
           (path.len == folder.len || path.at[folder.len] == '/' || str_ends(folder, S("/")));
}

static bool leads_out(struct finder *finder, struct str path)
{
    struct str const real = file_real_path(finder->arena, path.at);
    return real.len && !is_inside(real, finder->real_root);
}

static struct str join(struct finder *finder, struct str folder, struct str name)
{
    return path_normalize(finder->arena, str_of(path_join(finder->arena, folder.at, name.at)));
}

/* Whether an entry of a folder is a source, a symbolic link to one included. */
static bool is_source(struct finder *finder, struct str folder, const struct file_entry *entry, bool *escapes)
{
    *escapes = false;
    if (!is_markdown(entry->name) || is_readme(entry->name) || entry->kind == FILE_DIRECTORY)
        return false;
    struct str const path = join(finder, folder, entry->name);
    if (entry->kind == FILE_LINK)
        *escapes = leads_out(finder, path);
    else if (entry->kind != FILE_REGULAR) {
        fault(finder, SAY_NOT_A_FILE, path, 0);
        return false;
    }
    return true;
}

static void add_folder_meeting(struct finder *finder, struct str folder, const file_list *entries, size_t head)
{
    struct source_set set = {.head = join(finder, folder, entries->at[head].name), .root = finder->real_root};
    for (size_t i = 0; i < entries->len; i++) {
        bool escapes;
        if (!is_source(finder, folder, &entries->at[i], &escapes))
            continue;
        set.escapes |= escapes;
        if (i == head)
            continue;
        struct str const item = join(finder, folder, entries->at[i].name);
        vec_push(finder->arena, &set.items, item);
    }
    vec_push(finder->arena, &finder->sources->sets, set);
}

/* Links to folders are not followed, since they may lead out or in a circle; whoever keeps meetings behind one is told.
 */
static void look_at_link(struct finder *finder, struct str path)
{
    struct str const real = file_real_path(finder->arena, path.at);
    file_list entries;
    if (real.len == 0 || is_inside(real, finder->real_root) || !file_list_directory(finder->arena, real.at, &entries))
        return;
    for (size_t i = 0; i < entries.len; i++) {
        if (!is_markdown(entries.at[i].name) || is_readme(entries.at[i].name))
            continue;
        say_note(finder->language, say(finder->arena, finder->language, SAY_LINK_TO_FOLDER, path, S("")));
        return;
    }
}

static void add_files(struct finder *finder, struct str folder, const file_list *entries)
{
    for (size_t i = 0; i < entries->len; i++) {
        const struct file_entry *entry = &entries->at[i];
        if (entry->kind == FILE_DIRECTORY && entry->name.at[0] != '.') {
            struct str const path = join(finder, folder, entry->name);
            vec_push(finder->arena, &finder->pending, path);
            continue;
        }
        struct source_set set = {.root = finder->real_root};
        if (is_source(finder, folder, entry, &set.escapes)) {
            set.head = join(finder, folder, entry->name);
            vec_push(finder->arena, &finder->sources->sets, set);
        } else if (entry->kind == FILE_LINK) {
            look_at_link(finder, join(finder, folder, entry->name));
        }
    }
}

static bool is_looked_at(const struct file_entry *entry)
{
    if (entry->kind == FILE_DIRECTORY)
        return entry->name.at[0] != '.';
    struct str const ending = str_from(entry->name, entry->name.len < 3 ? 0 : entry->name.len - 3);
    return entry->kind != FILE_REGULAR || str_equal_ignoring_case(ending, S(".md"));
}

static struct hash hash_entries(const file_list *entries)
{
    struct hash all = hash_bytes(S("folder"));
    for (size_t i = 0; i < entries->len; i++) {
        char const kind = (char)entries->at[i].kind;
        if (is_looked_at(&entries->at[i]))
            all = hash_combine(all, hash_combine(hash_bytes(entries->at[i].name), hash_bytes((struct str){&kind, 1})));
    }
    return all;
}

bool sources_folder_hash(struct arena *scratch, const char *folder, struct hash *hash)
{
    file_list entries;
    bool const done = file_list_directory(scratch, folder, &entries);
    if (done)
        *hash = hash_entries(&entries);
    return done;
}

static bool list_folder(struct finder *finder, struct str folder, file_list *entries)
{
    vec_push(finder->arena, &finder->sources->folders, folder);
    bool const done = file_list_directory(finder->arena, folder.at, entries);
    struct hash const found = done ? hash_entries(entries) : (struct hash){0};
    vec_push(finder->arena, &finder->sources->found, found);
    return done;
}

static void search_one(struct finder *finder, struct str folder)
{
    file_list entries;
    if (!list_folder(finder, folder, &entries)) {
        fault(finder, SAY_CANNOT_READ, folder, errno);
        return;
    }
    for (size_t i = 0; i < entries.len; i++)
        if (entries.at[i].kind != FILE_DIRECTORY && is_head(finder->arena, entries.at[i].name)) {
            add_folder_meeting(finder, folder, &entries, i);
            return;
        }
    add_files(finder, folder, &entries);
}

static void search(struct finder *finder, struct str root)
{
    finder->root = root;
    finder->real_root = file_real_path(finder->arena, root.at);
    vec_push(finder->arena, &finder->sources->searched, root);
    vec_push(finder->arena, &finder->sources->roots, root);
    vec_push(finder->arena, &finder->pending, root);
    while (finder->pending.len)
        search_one(finder, finder->pending.at[--finder->pending.len]);
}

static struct str folder_of(struct finder *finder, struct str path)
{
    size_t end = path.len;
    while (end && path.at[end - 1] != '/')
        end--;
    if (end == 0)
        return S(".");
    return str_copy(finder->arena, str_part(path, 0, end > 1 ? end - 1 : end));
}

/* For a single file, the folder called meetings/ that it lies in, or else its own folder. */
static struct str root_of(struct finder *finder, struct str file)
{
    struct str const folder = folder_of(finder, file);
    for (size_t end = folder.len; end > 0; end--) {
        if (end < folder.len && folder.at[end] != '/')
            continue;
        struct str const above = str_part(folder, 0, end);
        if (str_equal(above, S("meetings")) || str_ends(above, S("/meetings")))
            return str_copy(finder->arena, above);
    }
    return folder;
}

/* A file named on the command line: a meeting, or an item's file, which stands for its meeting. */
static void take_file(struct finder *finder, struct str path)
{
    if (!str_ends(path, S(".md"))) {
        fault(finder, SAY_NOT_A_SOURCE, path, 0);
        return;
    }
    struct str const root = root_of(finder, path);
    vec_push(finder->arena, &finder->sources->roots, root);
    finder->root = root;
    finder->real_root = file_real_path(finder->arena, root.at);
    struct str const folder = folder_of(finder, path);
    file_list entries;
    if (list_folder(finder, folder, &entries))
        for (size_t i = 0; i < entries.len; i++)
            if (entries.at[i].kind != FILE_DIRECTORY && is_head(finder->arena, entries.at[i].name)) {
                add_folder_meeting(finder, folder, &entries, i);
                return;
            }
    struct source_set const set = {.head = path, .root = finder->real_root, .escapes = leads_out(finder, path)};
    vec_push(finder->arena, &finder->sources->sets, set);
}

static void take_standard_input(struct finder *finder, struct str name)
{
    struct str const path = path_normalize(finder->arena, name);
    struct str const root = root_of(finder, path);
    vec_push(finder->arena, &finder->sources->roots, root);
    struct source_set const set = {
        .head = path, .root = file_real_path(finder->arena, root.at), .standard_input = true};
    vec_push(finder->arena, &finder->sources->sets, set);
}

static int compare_paths(const void *a, const void *b)
{
    const struct str *one = a;
    const struct str *other = b;
    int const order = str_compare_natural(*one, *other);
    return order ? order : str_compare(*one, *other);
}

static int compare_sets(const void *a, const void *b)
{
    return compare_paths(&((const struct source_set *)a)->head, &((const struct source_set *)b)->head);
}

static void sort(source_sets *sets)
{
    if (sets->len == 0)
        return;
    qsort(sets->at, sets->len, sizeof *sets->at, compare_sets);
    size_t kept = 1;
    for (size_t i = 1; i < sets->len; i++)
        if (!str_equal(sets->at[i].head, sets->at[kept - 1].head))
            sets->at[kept++] = sets->at[i];
    sets->len = kept;
    for (size_t i = 0; i < sets->len; i++)
        if (sets->at[i].items.len > 1)
            qsort(sets->at[i].items.at, sets->at[i].items.len, sizeof(struct str), compare_paths);
}

void sources_find(struct arena *arena, const char *const *arguments, size_t count, enum language language,
                  const char *standard_input, struct sources *sources)
{
    *sources = (struct sources){0};
    struct finder finder = {.arena = arena, .language = language, .sources = sources};
    static const char *const usual[] = {"meetings"};
    if (count == 0) {
        arguments = usual;
        count = 1;
    }
    for (size_t i = 0; i < count; i++) {
        if (standard_input && strcmp(arguments[i], "-") == 0) {
            take_standard_input(&finder, str_of(standard_input));
            continue;
        }
        struct str const path = path_normalize(arena, str_of(arguments[i]));
        enum file_kind kind = file_kind(path.at);
        if (kind == FILE_LINK) {
            struct str const real = file_real_path(arena, path.at);
            kind = real.len ? file_kind(real.at) : FILE_NONE;
        }
        switch (kind) {
        case FILE_DIRECTORY:
            search(&finder, path);
            break;
        case FILE_REGULAR:
            take_file(&finder, path);
            break;
        case FILE_NONE:
            fault(&finder, SAY_NO_SOURCE, path, 0);
            break;
        case FILE_UNKNOWN:
            fault(&finder, SAY_CANNOT_READ, path, errno);
            break;
        case FILE_LINK:
        case FILE_OTHER:
            fault(&finder, SAY_NOT_A_FILE, path, 0);
            break;
        }
    }
    sort(&sources->sets);
}

bool sources_take(struct arena *arena, const char *const *files, size_t count, const char *root, enum language language,
                  struct sources *sources)
{
    *sources = (struct sources){0};
    struct finder finder = {.arena = arena, .language = language, .sources = sources};
    struct source_set set = {0};
    for (size_t i = 0; i < count; i++) {
        struct str const path = path_normalize(arena, str_of(files[i]));
        struct str const real = file_real_path(arena, path.at);
        enum file_kind const kind = real.len ? file_kind(real.at) : FILE_NONE;
        if (kind != FILE_REGULAR || !str_ends(path, S(".md"))) {
            fault(&finder, kind == FILE_NONE ? SAY_NO_SOURCE : SAY_NOT_A_SOURCE, path, 0);
            continue;
        }
        if (i == 0) {
            struct str const folder = root ? path_normalize(arena, str_of(root)) : root_of(&finder, path);
            vec_push(arena, &sources->roots, folder);
            finder.real_root = set.root = file_real_path(arena, folder.at);
            set.head = path;
        } else {
            vec_push(arena, &set.items, path);
        }
        set.escapes |= !is_inside(real, finder.real_root);
    }
    vec_push(arena, &sources->sets, set);
    sort(&sources->sets);
    return !sources->fault;
}
