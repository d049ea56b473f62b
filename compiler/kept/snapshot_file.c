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

static bool read_entries(struct arena *arena, struct str text, snapshot_entries *entries)
{
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

bool snapshot_read_entries(struct arena *arena, struct str text, snapshot_entries *entries)
{
    vec_reserve(arena, entries, text.len / USUAL_SIZE + 1);
    return read_entries(arena, text, entries);
}

/* What follows the head of the next block, whose seal is that of the snapshot from here on. */
static bool take_block(struct snapshot *snapshot, struct str *text, struct str *block)
{
    struct hash seal;
    uint64_t length;
    if (!take(text, &seal, sizeof seal) || !take(text, &length, sizeof length) || length > text->len)
        return false;
    *block = str_part(*text, 0, (size_t)length);
    *text = str_from(*text, (size_t)length);
    snapshot->seal = hash_combine(snapshot->seal, hash_bytes(*block));
    return hash_equal(seal, snapshot->seal);
}

static bool read_changes(struct arena *arena, struct str block, struct snapshot_changes *changes)
{
    while (block.len) {
        uint64_t group, length;
        if (!take(&block, &group, sizeof group) || !take(&block, &length, sizeof length) || length > block.len ||
            length == 0)
            return false;
        size_t const first = changes->entries.len;
        vec_push(arena, &changes->groups, (size_t)group);
        if (!read_entries(arena, str_part(block, 0, (size_t)length), &changes->entries) ||
            snapshot_is_file(changes->entries.at[first].role) ||
            snapshot_end(&changes->entries, first) != changes->entries.len)
            return false;
        block = str_from(block, (size_t)length);
    }
    return true;
}

bool snapshot_exchange(struct arena *arena, snapshot_entries *entries, const struct snapshot_changes *changes)
{
    const snapshot_entries *fresh = &changes->entries;
    size_t *places = arena_many(arena, size_t, entries->len + 1); /* of what a group becomes, plus one; 0 = stays */
    for (size_t i = 0, place = 0; i < changes->groups.len; i++, place = snapshot_end(fresh, place)) {
        if (changes->groups.at[i] >= entries->len)
            return false;
        places[changes->groups.at[i]] = place + 1;
    }
    snapshot_entries all = {0};
    vec_reserve(arena, &all, entries->len + fresh->len);
    size_t group = 0;
    for (size_t place = 0, end; place < entries->len; place = end, group++) {
        end = snapshot_end(entries, place);
        bool const stays = places[group] == 0;
        size_t const first = stays ? place : places[group] - 1;
        const struct snapshot_entry *from = (stays ? entries : fresh)->at + first;
        size_t const count = (stays ? end : snapshot_end(fresh, first)) - first;
        memcpy(all.at + all.len, from, count * sizeof *from);
        all.len += count;
    }
    for (size_t i = 0; i < changes->groups.len; i++)
        if (changes->groups.at[i] >= group)
            return false;
    *entries = all;
    return true;
}

bool snapshot_read(struct snapshot *snapshot)
{
    struct arena *arena = &snapshot->arena;
    struct str text, block;
    struct str const header = S(SNAPSHOT_HEADER);
    struct snapshot_changes changes = {0};
    const char *target;
    if (!snapshot->path || !file_read(arena, snapshot->path, LIMIT, &text) || !str_starts(text, header))
        return false;
    text = str_from(text, header.len);
    snapshot->seal = snapshot->key;
    if (!take_block(snapshot, &text, &block) || !take_path(&block, &target) ||
        !snapshot_read_entries(arena, block, &snapshot->entries))
        return false;
    snapshot->whole = block.len;
    snapshot->added = text.len;
    while (text.len)
        if (!take_block(snapshot, &text, &block) || !read_changes(arena, block, &changes))
            return false;
    return changes.groups.len == 0 || snapshot_exchange(arena, &snapshot->entries, &changes);
}

static void put(struct buf *text, const void *bytes, size_t size)
{
    buf_add(text, (struct str){bytes, size});
}

static void put_entries(struct buf *text, const struct snapshot_entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct snapshot_entry *entry = &entries[i];
        buf_add_byte(text, (char)entry->role);
        put(text, &entry->state, sizeof entry->state);
        if (snapshot_has_content(entry->role))
            put(text, &entry->content, sizeof entry->content);
        put(text, entry->path, strlen(entry->path) + 1);
    }
}

/* A place for a number or a hash that is known later. */
static size_t leave(struct buf *text, size_t size)
{
    static const char nothing[sizeof(struct hash)];
    put(text, nothing, size);
    return text->len - size;
}

static void put_length(struct buf *text, size_t place)
{
    uint64_t const length = text->len - place - sizeof length;
    memcpy(text->at + place, &length, sizeof length);
}

static void end_block(struct buf *text, size_t seal_place, size_t length_place, struct hash before)
{
    put_length(text, length_place);
    struct str const block = str_from(buf_str(text), length_place + sizeof(uint64_t));
    struct hash const seal = hash_combine(before, hash_bytes(block));
    memcpy(text->at + seal_place, &seal, sizeof seal);
}

bool snapshot_write(struct snapshot *snapshot, const snapshot_entries *entries)
{
    struct buf text = {0};
    buf_reserve(&text, entries->len * USUAL_SIZE + snapshot->target.len);
    buf_text(&text, SNAPSHOT_HEADER);
    size_t const seal = leave(&text, sizeof(struct hash));
    size_t const length = leave(&text, sizeof(uint64_t));
    put(&text, str_cstr(&snapshot->arena, snapshot->target), snapshot->target.len + 1);
    put_entries(&text, entries->at, entries->len);
    end_block(&text, seal, length, snapshot->key);
    bool const done = file_write(snapshot->path, buf_str(&text));
    buf_finish(&text);
    return done;
}

bool snapshot_add_block(struct snapshot *snapshot, const struct snapshot_changes *changes)
{
    enum { MOST_ADDED = 8 }; /* of so many parts */
    struct buf text = {0};
    if (snapshot->added > snapshot->whole / MOST_ADDED)
        return false;
    size_t const seal = leave(&text, sizeof(struct hash));
    size_t const length = leave(&text, sizeof(uint64_t));
    const snapshot_entries *fresh = &changes->entries;
    for (size_t i = 0, first = 0, end; i < changes->groups.len; i++, first = end) {
        uint64_t const group = changes->groups.at[i];
        end = snapshot_end(fresh, first);
        put(&text, &group, sizeof group);
        size_t const size = leave(&text, sizeof(uint64_t));
        put_entries(&text, fresh->at + first, end - first);
        put_length(&text, size);
    }
    end_block(&text, seal, length, snapshot->seal);
    bool const done = file_append(snapshot->path, buf_str(&text));
    buf_finish(&text);
    return done;
}

void snapshot_remove_stale(struct snapshot *snapshot)
{
    enum { HEAD = 8192 };
    struct arena *arena = &snapshot->arena;
    struct str const path = str_of(snapshot->path);
    const char *folder = str_cstr(arena, str_part(path, 0, path.len - path_name(path).len));
    size_t const start = S(SNAPSHOT_HEADER).len + sizeof(struct hash) + sizeof(uint64_t);
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
