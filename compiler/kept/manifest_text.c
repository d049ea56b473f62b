#include "kept/manifest_text.h"

#include "base/file.h"
#include "base/line.h"

/* Writing. */

static void add_outputs(struct buf *out, const output_list *outputs)
{
    for (size_t i = 0; i < outputs->len; i++) {
        buf_format(out, "output %lld ", outputs->at[i].size);
        buf_add_escaped_line(out, outputs->at[i].path);
        buf_add_byte(out, '\n');
    }
}

void manifest_add_record(struct buf *out, struct arena *scratch, const struct record *record)
{
    buf_add_keyed_line(out, "meeting", record->source);
    buf_add_keyed_line(out, "settings", hash_hex(scratch, record->settings));
    buf_add_keyed_line(out, "links", hash_hex(scratch, record->links));
    if (date_is_set(record->agenda_issued))
        buf_add_keyed_line(out, "agenda", date_iso(scratch, record->agenda_issued));
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

void manifest_add_product(struct buf *out, struct arena *scratch, const struct product *product)
{
    buf_format(out, "product %.*s ", STR(hash_hex(scratch, product->inputs)));
    buf_add_escaped_line(out, product->name);
    buf_add_byte(out, '\n');
    add_outputs(out, &product->outputs);
}

void manifest_add_chapter(struct buf *out, struct arena *scratch, const struct chapter *chapter)
{
    buf_format(out, "chapter %.*s ", STR(hash_hex(scratch, chapter->hash)));
    buf_add_escaped_line(out, chapter->name);
    buf_add_byte(out, '\n');
}

void seal_add(struct seal *seal, struct str block)
{
    struct hash const hash = hash_bytes(block);
    seal->hash = seal->begun ? hash_combine(seal->hash, hash) : hash;
    seal->begun = true;
}

struct hash seal_of(struct str text)
{
    struct seal seal = {0};
    seal_add(&seal, str_part(text, 0, SEAL_BLOCK));
    for (size_t at = SEAL_BLOCK; at < text.len; at += SEAL_BLOCK)
        seal_add(&seal, str_part(text, at, at + SEAL_BLOCK));
    return seal.hash;
}

/* Reading. */

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

bool manifest_is_safe(struct arena *arena, struct str path)
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
    return manifest_is_safe(arena, output.path);
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
    if (str_equal(key, S("settings")))
        return hash_read(line, &record->settings);
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

static bool read_chapter(struct arena *arena, struct str rest, struct manifest *manifest)
{
    struct chapter chapter = {0};
    if (!hash_read(take_word(&rest), &chapter.hash))
        return false;
    chapter.name = line_unescape(arena, rest);
    vec_push(arena, &manifest->chapters, chapter);
    return true;
}

/* Whether the text ends in a line that holds the hash of all before it; that line is taken off. */
static bool take_seal(struct str *text, struct hash *seal)
{
    struct str const mark = S("end ");
    size_t const length = mark.len + 2 * sizeof(struct hash) + 1;
    if (text->len < length)
        return false;
    struct str const last = str_from(*text, text->len - length);
    *text = str_part(*text, 0, text->len - length);
    return str_starts(last, mark) && str_ends(last, S("\n")) &&
           hash_read(str_part(last, mark.len, last.len - 1), seal) && hash_equal(*seal, seal_of(*text));
}

bool manifest_read_text(struct arena *arena, struct str text, struct manifest *manifest)
{
    struct str line;
    bool good = take_seal(&text, &manifest->seal) && line_next(&text, &line) && str_equal(line, S(MANIFEST_HEADER));
    while (good && line_next(&text, &line)) {
        struct str const key = take_word(&line);
        if (str_equal(key, S("settings")))
            good = hash_read(line, &manifest->settings);
        else if (str_equal(key, S("product")))
            good = read_product(arena, line, manifest);
        else if (str_equal(key, S("chapter")))
            good = read_chapter(arena, line, manifest);
        else
            good = str_equal(key, S("output")) && manifest->products.len &&
                   read_output(arena, line, &manifest->products.at[manifest->products.len - 1].outputs);
    }
    return good && text.len == 0;
}

bool manifest_is_of_chapter(const struct unit *unit, struct str chapter)
{
    struct str const forum = unit->forum;
    int year = unit->date.year - unit->date.year % 2;
    if (chapter.len <= forum.len + 1 || !str_starts(chapter, forum) || chapter.at[forum.len] != '/')
        return false;
    for (size_t i = chapter.len; i-- > forum.len + 1; year /= 10)
        if (chapter.at[i] != '0' + year % 10)
            return false;
    return year == 0;
}

/* Whether a record has been read to its end, and is of that chapter. */
static bool is_whole(const struct record *record, struct str chapter)
{
    return record->unit && manifest_is_of_chapter(record->unit, chapter);
}

bool manifest_read_records(struct arena *arena, struct str text, struct str chapter, record_list *records)
{
    struct str line;
    struct record *record = NULL;
    bool good = true;
    while (good && line_next(&text, &line)) {
        struct str const key = take_word(&line);
        if (!str_equal(key, S("meeting"))) {
            good = record && read_record_line(arena, record, key, line, &text);
            continue;
        }
        good = !record || is_whole(record, chapter);
        struct record const fresh = {.source = line_unescape(arena, line), .as_read = true};
        vec_push(arena, records, fresh);
        record = &records->at[records->len - 1];
    }
    return good && text.len == 0 && record && is_whole(record, chapter);
}
