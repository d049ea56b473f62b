#include "kept/manifest.h"

#include "base/line.h"
#include "kept/manifest_text.h"
#include "program/pool.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

#define MANIFEST_LIMIT ((size_t)1 << 32)

static int by_name(const void *a, const void *b)
{
    return str_compare(((const struct product *)a)->name, ((const struct product *)b)->name);
}

static int by_source(const void *a, const void *b)
{
    return str_compare(((const struct record *)a)->source, ((const struct record *)b)->source);
}

/* Writing. */

/* Text on its way to the file, with what has not been written yet. */
struct sealed_file {
    struct file_writer writer;
    struct buf text;
    struct seal seal;
};

static void flush_blocks(struct sealed_file *file)
{
    size_t done = 0;
    for (; file->text.len - done >= SEAL_BLOCK; done += SEAL_BLOCK) {
        struct str const block = str_part(buf_str(&file->text), done, done + SEAL_BLOCK);
        seal_add(&file->seal, block);
        file_put(&file->writer, block);
    }
    if (done == 0)
        return;
    memmove(file->text.at, file->text.at + done, file->text.len - done);
    file->text.len -= done;
}

/* What is left, which the seal has to hold before anything follows it. */
static void flush_rest(struct sealed_file *file)
{
    flush_blocks(file);
    if (file->text.len || !file->seal.begun)
        seal_add(&file->seal, buf_str(&file->text));
    file_put(&file->writer, buf_str(&file->text));
    buf_clear(&file->text);
}

const char *manifest_chapter_path(struct arena *arena, const char *out, const struct chapter *chapter)
{
    struct str const name = str_format(arena, MANIFEST_KEPT_NAME "/%.*s", STR(hash_hex(arena, chapter->hash)));
    return path_join(arena, out, name.at);
}

typedef vec_of(const struct record *) record_refs;

struct str manifest_chapter_name(struct arena *arena, const struct unit *unit)
{
    return str_format(arena, "%.*s/%04d", STR(unit->forum), unit->date.year - unit->date.year % 2);
}

/* The chapter of these records. One that was read and has the same records is there already. */
static bool write_chapter(struct arena *arena, const char *out, const struct manifest *old,
                          const struct record *const *records, size_t count, struct chapter *chapter)
{
    const struct chapter *before = manifest_chapter(old, chapter->name);
    bool same = before && before->records == count;
    for (size_t i = 0; same && i < count; i++)
        same = records[i]->as_read;
    if (same) {
        chapter->hash = before->hash;
        return true;
    }
    struct arena scratch = {0};
    struct sealed_file file = {0};
    /* Its name is known when all of it is written. Where nothing can be written, nothing may have to be. */
    (void)file_begin(&file.writer, path_join(arena, out, MANIFEST_KEPT_NAME "/new"));
    for (size_t i = 0; i < count; i++) {
        arena_reset(&scratch);
        manifest_add_record(&file.text, &scratch, records[i]);
        flush_blocks(&file);
    }
    flush_rest(&file);
    chapter->hash = file.seal.hash;
    file.writer.path = manifest_chapter_path(arena, out, chapter);
    bool const there = before && before->records && hash_equal(before->hash, chapter->hash);
    if (there)
        file_abandon(&file.writer);
    bool const good = there || file_end(&file.writer);
    buf_finish(&file.text);
    arena_finish(&scratch);
    return good;
}

static int by_chapter_and_source(const void *a, const void *b)
{
    const struct record *one = *(const struct record *const *)a;
    const struct record *other = *(const struct record *const *)b;
    int const order = str_compare(one->unit->forum, other->unit->forum);
    if (order)
        return order;
    int const years = one->unit->date.year / 2 - other->unit->date.year / 2;
    return years ? years : by_source(one, other);
}

static int by_chapter_name(const void *a, const void *b)
{
    return str_compare(((const struct chapter *)a)->name, ((const struct chapter *)b)->name);
}

/* Through a link, what lies elsewhere would be taken for chapters of old. */
static bool make_place(struct arena *scratch, const char *out)
{
    const char *folder = path_join(scratch, out, MANIFEST_KEPT_NAME);
    enum file_kind const kind = file_kind(folder);
    return kind == FILE_NONE || kind == FILE_DIRECTORY || (kind != FILE_UNKNOWN && file_remove(folder));
}

bool manifest_write_chapters(struct arena *scratch, const char *out, struct manifest *manifest,
                             const struct manifest *old)
{
    if (!make_place(scratch, out))
        return false;
    if (manifest->records.len > 1)
        qsort(manifest->records.at, manifest->records.len, sizeof *manifest->records.at, by_source);
    record_refs refs = {0};
    for (size_t i = 0; i < manifest->records.len; i++)
        vec_push(scratch, &refs, &manifest->records.at[i]);
    if (refs.len > 1)
        qsort(refs.at, refs.len, sizeof *refs.at, by_chapter_and_source);
    for (size_t i = 0, end; i < refs.len; i = end) {
        struct chapter chapter = {.name = manifest_chapter_name(scratch, refs.at[i]->unit)};
        for (end = i + 1; end < refs.len && manifest_is_of_chapter(refs.at[end]->unit, chapter.name);)
            end++;
        if (!write_chapter(scratch, out, old, refs.at + i, end - i, &chapter))
            return false;
        vec_push(scratch, &manifest->chapters, chapter);
    }
    if (manifest->chapters.len > 1)
        qsort(manifest->chapters.at, manifest->chapters.len, sizeof *manifest->chapters.at, by_chapter_name);
    return true;
}

static bool is_listed(const struct manifest *manifest, struct str name)
{
    struct hash hash;
    for (size_t i = 0; hash_read(name, &hash) && i < manifest->chapters.len; i++)
        if (hash_equal(manifest->chapters.at[i].hash, hash))
            return true;
    return false;
}

/* Chapters that the manifest speaks of no longer, and whatever else a killed build left there. */
static bool remove_old_chapters(struct arena *scratch, const char *out, const struct manifest *manifest)
{
    const char *folder = path_join(scratch, out, MANIFEST_KEPT_NAME);
    file_list entries;
    if (!file_list_directory(scratch, folder, &entries))
        return errno == ENOENT;
    bool good = true;
    for (size_t i = 0; i < entries.len; i++)
        if (!is_listed(manifest, entries.at[i].name))
            good = file_remove(path_join(scratch, folder, entries.at[i].name.at)) && good;
    if (manifest->chapters.len == 0)
        file_remove_empty_directory(folder);
    return good;
}

void manifest_write(struct arena *scratch, const char *out, struct manifest *manifest, struct hash seal,
                    struct manifest_draft *draft)
{
    if (manifest->products.len > 1)
        qsort(manifest->products.at, manifest->products.len, sizeof *manifest->products.at, by_name);
    struct sealed_file file = {0};
    /* Where nothing can be written, nothing may have to be. */
    (void)file_begin(&file.writer, path_join(scratch, out, MANIFEST_NAME));
    buf_text(&file.text, MANIFEST_HEADER "\n");
    buf_add_keyed_line(&file.text, "settings", hash_hex(scratch, manifest->settings));
    for (size_t i = 0; i < manifest->products.len; i++)
        manifest_add_product(&file.text, scratch, &manifest->products.at[i]);
    for (size_t i = 0; i < manifest->chapters.len; i++)
        manifest_add_chapter(&file.text, scratch, &manifest->chapters.at[i]);
    flush_rest(&file);
    buf_add_keyed_line(&file.text, "end", hash_hex(scratch, file.seal.hash));
    file_put(&file.writer, buf_str(&file.text));
    buf_finish(&file.text);
    *draft = (struct manifest_draft){file.writer, hash_equal(file.seal.hash, seal)};
    if (draft->same)
        file_abandon(&draft->file);
}

bool manifest_replace(struct arena *scratch, const char *out, const struct manifest *manifest,
                      struct manifest_draft *draft, bool safe)
{
    if (!safe && !draft->same)
        file_abandon(&draft->file);
    return safe && (draft->same || file_end(&draft->file)) && remove_old_chapters(scratch, out, manifest) &&
           file_remove(path_join(scratch, out, MANIFEST_NEW_NAME));
}

bool manifest_announce(const char *out, struct str path)
{
    struct arena scratch = {0};
    struct buf line = {0};
    buf_add_escaped_line(&line, path);
    buf_add_byte(&line, '\n');
    bool const done = file_append(path_join(&scratch, out, MANIFEST_NEW_NAME), buf_str(&line));
    buf_finish(&line);
    arena_finish(&scratch);
    return done;
}

/* Reading. */

static bool is_announced(const struct manifest *manifest, struct str path)
{
    return manifest->announced.len &&
           bsearch(&path, manifest->announced.at, manifest->announced.len, sizeof path, str_order);
}

static bool read_if_there(struct arena *arena, const char *path, struct str *text)
{
    *text = (struct str){0};
    return file_read(arena, path, MANIFEST_LIMIT, text) || errno == ENOENT || errno == EFBIG || errno == EINVAL;
}

bool manifest_open(struct arena *arena, const char *out, struct manifest *manifest)
{
    struct str text;
    *manifest = (struct manifest){0};
    if (!read_if_there(arena, path_join(arena, out, MANIFEST_NAME), &text))
        return false;
    /* A link in place of the chapters' folder is none of ours. */
    bool const whole =
        manifest_read_text(arena, text, manifest) && file_kind(path_join(arena, out, MANIFEST_KEPT_NAME)) != FILE_LINK;
    if (!whole)
        *manifest = (struct manifest){.lost = true};
    const char *announced = path_join(arena, out, MANIFEST_NEW_NAME);
    /* Where there is no manifest, a build may have been killed before it could announce anything. */
    manifest->unfinished = !whole || file_kind(announced) != FILE_NONE;
    if (!read_if_there(arena, announced, &text))
        return false;
    struct str line;
    while (line_next(&text, &line)) {
        struct str const path = line_unescape(arena, line);
        if (manifest_is_safe(arena, path))
            vec_push(arena, &manifest->announced, path);
    }
    if (manifest->announced.len > 1)
        qsort(manifest->announced.at, manifest->announced.len, sizeof *manifest->announced.at, str_order);
    return true;
}

/* What is there of a chapter. False with errno when it cannot be read. */
static bool read_chapter(struct arena *arena, const char *out, struct chapter *chapter, record_list *records)
{
    struct str text;
    if (!read_if_there(arena, manifest_chapter_path(arena, out, chapter), &text))
        return false;
    bool const whole = text.len && hash_equal(seal_of(text), chapter->hash) &&
                       manifest_read_records(arena, text, chapter->name, records);
    chapter->records = whole ? records->len : 0;
    return true;
}

static void add_records(struct arena *arena, const struct chapter *chapter, const record_list *records,
                        struct manifest *manifest)
{
    manifest->unfinished |= chapter->records == 0;
    manifest->lost |= chapter->records == 0;
    for (size_t i = 0; i < chapter->records; i++)
        vec_push(arena, &manifest->records, records->at[i]);
}

static void sort_records(struct manifest *manifest)
{
    if (manifest->records.len > 1)
        qsort(manifest->records.at, manifest->records.len, sizeof *manifest->records.at, by_source);
}

static bool load_chapter(struct arena *arena, const char *out, struct chapter *chapter, struct manifest *manifest)
{
    record_list records = {0};
    if (chapter->records)
        return true;
    if (!read_chapter(arena, out, chapter, &records))
        return false;
    add_records(arena, chapter, &records, manifest);
    sort_records(manifest);
    return true;
}

bool manifest_load_chapter(struct arena *arena, const char *out, struct str name, struct manifest *manifest)
{
    for (size_t i = 0; i < manifest->chapters.len; i++)
        if (str_equal(manifest->chapters.at[i].name, name))
            return load_chapter(arena, out, &manifest->chapters.at[i], manifest);
    return true;
}

/* How far from the first to the second: the sign, or 0 when they are of different bodies or the same. Years that are
 * written with so many digits are in the order of their texts. */
static int chapter_order(const struct chapter *one, const struct chapter *other)
{
    size_t const end = one->name.len - path_name(one->name).len;
    bool const same =
        str_equal(str_part(one->name, 0, end), str_part(other->name, 0, other->name.len - path_name(other->name).len));
    return same ? str_compare(str_from(other->name, end), str_from(one->name, end)) : 0;
}

bool manifest_load_neighbours(struct arena *arena, const char *out, const struct unit *unit, struct manifest *manifest)
{
    struct str const name = manifest_chapter_name(arena, unit);
    const struct chapter *own = manifest_chapter(manifest, name);
    struct chapter *before = NULL;
    struct chapter *after = NULL;
    bool first = true;
    bool last = true;
    for (size_t i = 0; i < manifest->records.len; i++) {
        const struct unit *other = manifest->records.at[i].unit;
        int const order = manifest_is_of_chapter(other, name) ? date_compare(other->date, unit->date) : 0;
        first = first && order >= 0;
        last = last && order <= 0;
    }
    for (size_t i = 0; own && i < manifest->chapters.len; i++) {
        struct chapter *other = &manifest->chapters.at[i];
        int const order = chapter_order(own, other);
        if (order < 0 && (!before || chapter_order(before, other) > 0))
            before = other;
        if (order > 0 && (!after || chapter_order(after, other) < 0))
            after = other;
    }
    return own && (!first || !before || load_chapter(arena, out, before, manifest)) &&
           (!last || !after || load_chapter(arena, out, after, manifest));
}

/* All chapters, read by several threads. */
struct load {
    const char *out;
    struct manifest *manifest;
    record_list *records; /* one a chapter */
    atomic_int why;       /* one could not be read */
};

static void load_job(void *context, unsigned worker, size_t index)
{
    struct load *load = context;
    if (!read_chapter(&load->manifest->arenas[worker], load->out, &load->manifest->chapters.at[index],
                      &load->records[index]))
        atomic_store(&load->why, errno);
}

bool manifest_load(const char *out, unsigned workers, struct manifest *manifest)
{
    size_t const count = manifest->chapters.len;
    if (count == 0)
        return true;
    manifest->arena_count = workers < count ? workers : (unsigned)count;
    manifest->arenas = must_malloc(manifest->arena_count * sizeof *manifest->arenas);
    for (unsigned i = 0; i < manifest->arena_count; i++)
        arena_init(&manifest->arenas[i]);
    struct arena *arena = &manifest->arenas[0];
    struct load load = {.out = out, .manifest = manifest, .records = arena_many(arena, record_list, count)};
    atomic_init(&load.why, 0);
    pool_run(manifest->arena_count, count, load_job, &load);
    errno = atomic_load(&load.why);
    if (errno)
        return false;
    for (size_t i = 0; i < count; i++)
        add_records(arena, &manifest->chapters.at[i], &load.records[i], manifest);
    sort_records(manifest);
    return true;
}

void manifest_finish(struct manifest *manifest)
{
    for (unsigned i = 0; i < manifest->arena_count; i++)
        arena_finish(&manifest->arenas[i]);
    free(manifest->arenas);
    manifest->arenas = NULL;
    manifest->arena_count = 0;
}

const struct chapter *manifest_chapter(const struct manifest *manifest, struct str name)
{
    for (size_t i = 0; i < manifest->chapters.len; i++)
        if (str_equal(manifest->chapters.at[i].name, name))
            return &manifest->chapters.at[i];
    return NULL;
}

const struct record *manifest_find(const struct manifest *manifest, struct str source)
{
    struct record const wanted = {.source = source};
    if (manifest->records.len == 0)
        return NULL;
    return bsearch(&wanted, manifest->records.at, manifest->records.len, sizeof *manifest->records.at, by_source);
}

const struct product *manifest_product(const struct manifest *manifest, struct str name)
{
    struct product const wanted = {.name = name};
    if (manifest->products.len == 0)
        return NULL;
    return bsearch(&wanted, manifest->products.at, manifest->products.len, sizeof *manifest->products.at, by_name);
}

bool outputs_list(const output_list *outputs, struct str path)
{
    for (size_t i = 0; i < outputs->len; i++)
        if (str_equal(outputs->at[i].path, path))
            return true;
    return false;
}

bool outputs_are_there(const struct manifest *manifest, const char *out, const output_list *outputs)
{
    struct arena scratch = {0};
    bool there = outputs->len > 0;
    for (size_t i = 0; there && i < outputs->len; i++) {
        const char *path = path_join(&scratch, out, str_cstr(&scratch, outputs->at[i].path));
        there = file_size(path) == outputs->at[i].size && !is_announced(manifest, outputs->at[i].path);
    }
    arena_finish(&scratch);
    return there;
}
