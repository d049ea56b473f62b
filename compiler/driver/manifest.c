#include "driver/manifest.h"

#include "base/file.h"
#include "base/line.h"

#include <errno.h>
#include <stdlib.h>

#define HEADER         MANIFEST_HEADER
#define MANIFEST_LIMIT ((size_t)1 << 32)

/* Writing. */

static void add_line(struct buf *out, const char *key, struct str value)
{
    buf_add(out, str_of(key));
    buf_add_byte(out, ' ');
    buf_add_escaped_line(out, value);
    buf_add_byte(out, '\n');
}

static void add_outputs(struct buf *out, const output_list *outputs)
{
    for (size_t i = 0; i < outputs->len; i++) {
        buf_format(out, "output %lld ", outputs->at[i].size);
        buf_add_escaped_line(out, outputs->at[i].path);
        buf_add_byte(out, '\n');
    }
}

static void add_record(struct buf *out, struct arena *scratch, const struct record *record)
{
    add_line(out, "meeting", record->source);
    add_line(out, "links", hash_hex(scratch, record->links));
    if (date_is_set(record->agenda_issued))
        add_line(out, "agenda", date_iso(scratch, record->agenda_issued));
    for (size_t i = 0; i < record->inputs.len; i++) {
        struct str const hex = hash_hex(scratch, record->inputs.at[i].hash);
        buf_format(out, "%s %.*s ", i < record->source_count ? "source" : "file", STR(hex));
        /* The name of an item's file may tell of a closed item. */
        bool const item = i > 0 && i < record->source_count;
        struct str const path = record->inputs.at[i].path;
        buf_add_escaped_line(out, item ? unit_source_key(scratch, path) : path);
        buf_add_byte(out, '\n');
    }
    add_outputs(out, &record->outputs);
    struct buf unit = {0};
    unit_write(&unit, record->unit);
    buf_format(out, "unit %zu\n", unit.len);
    buf_add(out, buf_str(&unit));
    buf_finish(&unit);
}

static void add_product(struct buf *out, struct arena *scratch, const struct product *product)
{
    buf_format(out, "product %.*s ", STR(hash_hex(scratch, product->inputs)));
    buf_add_escaped_line(out, product->name);
    buf_add_byte(out, '\n');
    add_outputs(out, &product->outputs);
}

static int by_name(const void *a, const void *b)
{
    return str_compare(((const struct product *)a)->name, ((const struct product *)b)->name);
}

static int by_source(const void *a, const void *b)
{
    return str_compare(((const struct record *)a)->source, ((const struct record *)b)->source);
}

/* The seal of a text: the hashes of its blocks, each but the last of BLOCK bytes, as one. */
enum { BLOCK = 64 * 1024 };

struct seal {
    struct hash hash;
    bool begun;
};

static void seal_add(struct seal *seal, struct str block)
{
    struct hash const hash = hash_bytes(block);
    seal->hash = seal->begun ? hash_combine(seal->hash, hash) : hash;
    seal->begun = true;
}

/* Text on its way to the file, with what has not been written yet. */
struct sealed_file {
    struct file_writer writer;
    struct buf text;
    struct seal seal;
};

static void flush_blocks(struct sealed_file *file)
{
    size_t done = 0;
    for (; file->text.len - done >= BLOCK; done += BLOCK) {
        struct str const block = str_part(buf_str(&file->text), done, done + BLOCK);
        seal_add(&file->seal, block);
        file_put(&file->writer, block);
    }
    if (done == 0)
        return;
    memmove(file->text.at, file->text.at + done, file->text.len - done);
    file->text.len -= done;
}

static void write_all(struct sealed_file *file, const struct manifest *manifest)
{
    struct arena scratch = {0};
    struct buf *text = &file->text;
    buf_text(text, HEADER "\n");
    add_line(text, "settings", hash_hex(&scratch, manifest->settings));
    for (size_t i = 0; i < manifest->products.len; i++)
        add_product(text, &scratch, &manifest->products.at[i]);
    for (size_t i = 0; i < manifest->records.len; i++) {
        flush_blocks(file);
        arena_reset(&scratch);
        add_record(text, &scratch, &manifest->records.at[i]);
    }
    flush_blocks(file);
    if (text->len || !file->seal.begun)
        seal_add(&file->seal, buf_str(text));
    add_line(text, "end", hash_hex(&scratch, file->seal.hash));
    file_put(&file->writer, buf_str(text));
    buf_finish(text);
    arena_finish(&scratch);
}

bool manifest_write(struct arena *scratch, const char *out, struct manifest *manifest, struct hash seal)
{
    if (manifest->records.len > 1)
        qsort(manifest->records.at, manifest->records.len, sizeof *manifest->records.at, by_source);
    if (manifest->products.len > 1)
        qsort(manifest->products.at, manifest->products.len, sizeof *manifest->products.at, by_name);
    struct sealed_file file = {0};
    /* Where nothing can be written, nothing may have to be. */
    (void)file_begin(&file.writer, path_join(scratch, out, MANIFEST_NAME));
    write_all(&file, manifest);
    bool const same = hash_equal(file.seal.hash, seal);
    if (same)
        file_abandon(&file.writer);
    return (same || file_end(&file.writer, true)) && file_remove(path_join(scratch, out, MANIFEST_NEW_NAME));
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

static int by_text(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

bool manifest_is_announced(const struct manifest *manifest, struct str path)
{
    return manifest->announced.len &&
           bsearch(&path, manifest->announced.at, manifest->announced.len, sizeof path, by_text);
}

/* Split at the first space. */
static struct str take_word(struct str *rest)
{
    size_t space = str_find_byte(*rest, ' ', 0);
    if (space == SIZE_MAX)
        space = rest->len;
    struct str const word = str_part(*rest, 0, space);
    *rest = str_from(*rest, space + 1);
    return word;
}

/* Outputs are removed one day: a path that leads out of the folder is not believed. */
static bool is_safe(struct arena *arena, struct str path)
{
    struct str const normal = path_normalize(arena, path);
    return path.len && str_equal(normal, path) && path.at[0] != '/' && !str_starts(path, S(".."));
}

static bool read_output(struct arena *arena, struct str rest, output_list *outputs)
{
    struct str const digits = take_word(&rest);
    struct output output = {.path = line_unescape(arena, rest)};
    for (size_t i = 0; i < digits.len && i < 18; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9')
            return false;
        output.size = output.size * 10 + (digits.at[i] - '0');
    }
    vec_push(arena, outputs, output);
    return is_safe(arena, output.path);
}

static bool read_product(struct arena *arena, struct str rest, struct manifest *manifest)
{
    struct product product = {0};
    if (!hash_read(take_word(&rest), &product.inputs))
        return false;
    product.name = line_unescape(arena, rest);
    vec_push(arena, &manifest->products, product);
    return true;
}

/* The unit takes as many bytes as its line says. */
static bool read_unit(struct arena *arena, struct record *record, struct str digits, struct str *rest)
{
    size_t size = 0;
    for (size_t i = 0; i < digits.len && i < 10; i++)
        size = size * 10 + (size_t)(digits.at[i] - '0');
    if (size > rest->len)
        return false;
    record->unit = unit_read(arena, str_part(*rest, 0, size));
    *rest = str_from(*rest, size);
    return record->unit != NULL;
}

static bool read_record_line(struct arena *arena, struct record *record, struct str key, struct str line,
                             struct str *rest)
{
    if (str_equal(key, S("unit")))
        return read_unit(arena, record, line, rest);
    if (str_equal(key, S("links")))
        return hash_read(line, &record->links);
    if (str_equal(key, S("agenda")))
        return date_parse_iso(line, &record->agenda_issued);
    if (str_equal(key, S("output")))
        return read_output(arena, line, &record->outputs);
    bool const source = str_equal(key, S("source"));
    if (!source && !str_equal(key, S("file")))
        return false;
    struct input input;
    if (!hash_read(take_word(&line), &input.hash))
        return false;
    input.path = line_unescape(arena, line);
    vec_push(arena, &record->inputs, input);
    record->source_count += source;
    return true;
}

static bool read_lines(struct arena *arena, struct str rest, struct manifest *manifest)
{
    struct str line;
    struct record *record = NULL;
    if (!line_next(&rest, &line) || !str_equal(line, S(HEADER)))
        return false;
    while (line_next(&rest, &line)) {
        struct str const key = take_word(&line);
        if (str_equal(key, S("meeting")) || str_equal(key, S("end"))) {
            if (record && !record->unit)
                return false;
            if (str_equal(key, S("end")))
                return rest.len == 0 && hash_read(line, &manifest->seal);
            struct record const fresh = {.source = line_unescape(arena, line)};
            vec_push(arena, &manifest->records, fresh);
            record = &manifest->records.at[manifest->records.len - 1];
            continue;
        }
        bool good;
        if (record)
            good = read_record_line(arena, record, key, line, &rest);
        else if (str_equal(key, S("settings")))
            good = hash_read(line, &manifest->settings);
        else if (str_equal(key, S("product")))
            good = read_product(arena, line, manifest);
        else
            good = str_equal(key, S("output")) && manifest->products.len &&
                   read_output(arena, line, &manifest->products.at[manifest->products.len - 1].outputs);
        if (!good)
            return false;
    }
    return false;
}

/* Whether the text ends in a line that holds the hash of all before it. */
static bool is_whole(struct arena *arena, struct str text)
{
    struct str const mark = S("\nend ");
    size_t const length = mark.len + 2 * sizeof(struct hash) + 1;
    if (text.len < length)
        return false;
    size_t const end = text.len - length;
    struct seal seal = {0};
    for (size_t at = 0; at <= end; at += BLOCK)
        seal_add(&seal, str_part(text, at, end + 1 - at > BLOCK ? at + BLOCK : end + 1));
    struct str const hex = hash_hex(arena, seal.hash);
    return str_starts(str_from(text, end), mark) && str_equal(str_part(text, end + mark.len, text.len - 1), hex);
}

static bool read_if_there(struct arena *arena, const char *path, struct str *text)
{
    *text = (struct str){0};
    return file_read(arena, path, MANIFEST_LIMIT, text) || errno == ENOENT || errno == EFBIG || errno == EINVAL;
}

bool manifest_read(struct arena *arena, const char *out, struct manifest *manifest)
{
    struct str text;
    *manifest = (struct manifest){0};
    if (!read_if_there(arena, path_join(arena, out, MANIFEST_NAME), &text))
        return false;
    bool const none = text.len == 0;
    if (!none && !(is_whole(arena, text) && read_lines(arena, text, manifest)))
        *manifest = (struct manifest){0};
    const char *announced = path_join(arena, out, MANIFEST_NEW_NAME);
    /* Where there is no manifest, a build may have been killed before it could announce anything. */
    manifest->unfinished = none || file_kind(announced) != FILE_NONE;
    if (!read_if_there(arena, announced, &text))
        return false;
    struct str line;
    while (line_next(&text, &line)) {
        struct str const path = line_unescape(arena, line);
        if (is_safe(arena, path))
            vec_push(arena, &manifest->announced, path);
    }
    if (manifest->announced.len > 1)
        qsort(manifest->announced.at, manifest->announced.len, sizeof *manifest->announced.at, by_text);
    return true;
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
        there = file_size(path) == outputs->at[i].size && !manifest_is_announced(manifest, outputs->at[i].path);
    }
    arena_finish(&scratch);
    return there;
}
