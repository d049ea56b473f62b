#include "kept/snapshot_file.h"

#include "base/file.h"

enum { LIMIT = 1 << 30, USUAL_SIZE = 80 /* of an entry */ };

static bool is_role(char byte)
{
    static const char roles[] = {SNAPSHOT_ARCHIVE, SNAPSHOT_MEETING, SNAPSHOT_PRODUCT, SNAPSHOT_KEPT,  SNAPSHOT_INPUT,
                                 SNAPSHOT_FOLDER,  SNAPSHOT_SOURCE,  SNAPSHOT_FILE,    SNAPSHOT_OUTPUT};
    return memchr(roles, byte, sizeof roles) != NULL;
}

bool snapshot_is_file(enum snapshot_role role)
{
    switch (role) {
    case SNAPSHOT_ARCHIVE:
    case SNAPSHOT_MEETING:
    case SNAPSHOT_PRODUCT:
    case SNAPSHOT_KEPT:
        return false;
    case SNAPSHOT_INPUT:
    case SNAPSHOT_FOLDER:
    case SNAPSHOT_SOURCE:
    case SNAPSHOT_FILE:
    case SNAPSHOT_OUTPUT:
        break;
    }
    return true;
}

bool snapshot_has_content(enum snapshot_role role)
{
    return role == SNAPSHOT_FOLDER || role == SNAPSHOT_SOURCE || role == SNAPSHOT_FILE;
}

static struct hash seal_of(const struct snapshot *snapshot, struct str rest)
{
    return hash_combine(snapshot->key, hash_bytes(rest));
}

/* Take so many bytes off a text. */
static bool take(struct str *text, void *bytes, size_t size)
{
    if (text->len < size)
        return false;
    memcpy(bytes, text->at, size);
    *text = str_from(*text, size);
    return true;
}

static bool take_path(struct str *text, const char **path)
{
    size_t const end = str_find_byte(*text, '\0', 0);
    if (end == SIZE_MAX)
        return false;
    *path = text->at;
    *text = str_from(*text, end + 1);
    return true;
}

bool snapshot_read_entries(struct arena *arena, struct str text, snapshot_entries *entries)
{
    vec_reserve(arena, entries, text.len / USUAL_SIZE + 1);
    while (text.len) {
        struct snapshot_entry entry = {0};
        char role;
        if (!take(&text, &role, 1) || !is_role(role))
            return false;
        entry.role = (enum snapshot_role)role;
        if (!take(&text, &entry.state, sizeof entry.state) ||
            (snapshot_has_content(entry.role) && !take(&text, &entry.content, sizeof entry.content)) ||
            !take_path(&text, &entry.path))
            return false;
        vec_push(arena, entries, entry);
    }
    return true;
}

bool snapshot_read(struct snapshot *snapshot)
{
    struct str text;
    struct str const header = S(SNAPSHOT_HEADER);
    struct hash seal;
    const char *target;
    if (!snapshot->path || !file_read(&snapshot->arena, snapshot->path, LIMIT, &text) || !str_starts(text, header))
        return false;
    text = str_from(text, header.len);
    return take(&text, &seal, sizeof seal) && hash_equal(seal, seal_of(snapshot, text)) && take_path(&text, &target) &&
           snapshot_read_entries(&snapshot->arena, text, &snapshot->entries);
}

static void put(struct buf *text, const void *bytes, size_t size)
{
    buf_add(text, (struct str){bytes, size});
}

bool snapshot_write(struct snapshot *snapshot, const snapshot_entries *entries)
{
    struct buf text = {0};
    struct hash seal = {0};
    buf_reserve(&text, entries->len * USUAL_SIZE + snapshot->target.len);
    buf_text(&text, SNAPSHOT_HEADER);
    put(&text, &seal, sizeof seal);
    size_t const start = text.len;
    put(&text, str_cstr(&snapshot->arena, snapshot->target), snapshot->target.len + 1);
    for (size_t i = 0; i < entries->len; i++) {
        const struct snapshot_entry *entry = &entries->at[i];
        buf_add_byte(&text, (char)entry->role);
        put(&text, &entry->state, sizeof entry->state);
        if (snapshot_has_content(entry->role))
            put(&text, &entry->content, sizeof entry->content);
        put(&text, entry->path, strlen(entry->path) + 1);
    }
    seal = seal_of(snapshot, str_from(buf_str(&text), start));
    memcpy(text.at + start - sizeof seal, &seal, sizeof seal);
    bool const done = file_write(snapshot->path, buf_str(&text));
    buf_finish(&text);
    return done;
}

void snapshot_remove_stale(struct snapshot *snapshot)
{
    enum { HEAD = 8192 };
    struct arena *arena = &snapshot->arena;
    struct str const path = str_of(snapshot->path);
    const char *folder = str_cstr(arena, str_part(path, 0, path.len - path_name(path).len));
    size_t const start = S(SNAPSHOT_HEADER).len + sizeof(struct hash);
    file_list entries;
    if (!file_list_directory(arena, folder, &entries))
        return;
    for (size_t i = 0; i < entries.len; i++) {
        const char *other = path_join(arena, folder, entries.at[i].name.at);
        char head[HEAD] = {0};
        size_t const length = file_read_head(other, head, sizeof head - 1);
        if (length > start && str_starts((struct str){head, length}, S(SNAPSHOT_HEADER)) && head[start] == '/' &&
            strlen(head + start) < length - start && file_kind(head + start) == FILE_NONE)
            file_remove(other);
    }
}
