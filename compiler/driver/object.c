#include "driver/object.h"

#include "base/hash.h"
#include "base/line.h"
#include "program/program.h"

#define HEADER "referat-objects 1"

static void add_flag(struct buf *out, const char *key, bool flag)
{
    if (flag)
        buf_add_keyed_line(out, key, S(""));
}

static void add_unit(struct buf *out, const struct unit *unit)
{
    for (size_t i = 0; i < unit->hidden.len; i++) {
        buf_add_keyed_line(out, "hidden", unit->hidden.at[i].id);
        buf_add_keyed_line(out, "anchor", unit->hidden.at[i].anchor);
    }
    struct buf text = {0};
    unit_write(&text, unit);
    struct str rest = buf_str(&text);
    struct str line;
    while (line_next(&rest, &line)) {
        buf_text(out, "| ");
        buf_add(out, line);
        buf_add_byte(out, '\n');
    }
    buf_finish(&text);
}

static void add_object(struct buf *out, const struct object *object)
{
    buf_add_keyed_line(out, "object", object->source);
    add_flag(out, "internal", object->edition == EDITION_INTERNAL);
    add_flag(out, "faulty", object->faulty);
    add_flag(out, "turned-faulty", object->turned_faulty);
    add_flag(out, "established", object->established);
    add_flag(out, "stands-in", object->stands_in);
    add_flag(out, "reference-is-error", object->reference_is_error);
    add_flag(out, "duplicate-is-error", object->duplicate_is_error);
    for (size_t i = 0; i < object->references.len; i++) {
        const struct reference *reference = &object->references.at[i];
        buf_add_keyed_line(out, reference->automatic ? "automatic" : "reference", reference->source);
        if (reference->anchor.len)
            buf_add_keyed_line(out, "id", reference->anchor);
    }
    for (size_t i = 0; i < object->outputs.len; i++)
        buf_add_keyed_line(out, "output", object->outputs.at[i]);
    if (object->errors || object->warnings)
        buf_format(out, "errors %zu\nwarnings %zu\n", object->errors, object->warnings);
    if (object->report.len)
        buf_add_keyed_line(out, "report", object->report);
    if (object->unit)
        add_unit(out, object->unit);
}

void objects_write(struct buf *out, const object_list *objects)
{
    struct arena scratch = {0};
    struct buf text = {0};
    buf_text(&text, HEADER "\n");
    buf_add_keyed_line(&text, "program", hash_hex(&scratch, program_hash()));
    for (size_t i = 0; i < objects->len; i++)
        add_object(&text, &objects->at[i]);
    buf_add_keyed_line(&text, "end", hash_hex(&scratch, hash_bytes(buf_str(&text))));
    buf_add(out, buf_str(&text));
    buf_finish(&text);
    arena_finish(&scratch);
}

/* Reading back. */

struct reader {
    struct arena *arena;
    object_list *objects;
    struct buf unit; /* lines of the current object's unit */
    vec_of(struct unit_anchor) hidden;
};

static bool finish_object(struct reader *reader)
{
    if (reader->objects->len == 0 || reader->unit.len == 0)
        return reader->hidden.len == 0;
    struct unit *unit = unit_read(reader->arena, buf_keep(&reader->unit, reader->arena));
    if (!unit)
        return false;
    for (size_t i = 0; i < reader->hidden.len; i++)
        vec_push(reader->arena, &unit->hidden, reader->hidden.at[i]);
    reader->hidden.len = 0;
    buf_clear(&reader->unit);
    reader->objects->at[reader->objects->len - 1].unit = unit;
    return true;
}

static bool read_flag(struct object *object, struct str key)
{
    if (str_equal(key, S("internal")))
        object->edition = EDITION_INTERNAL;
    else if (str_equal(key, S("faulty")))
        object->faulty = true;
    else if (str_equal(key, S("turned-faulty")))
        object->turned_faulty = true;
    else if (str_equal(key, S("established")))
        object->established = true;
    else if (str_equal(key, S("stands-in")))
        object->stands_in = true;
    else if (str_equal(key, S("reference-is-error")))
        object->reference_is_error = true;
    else if (str_equal(key, S("duplicate-is-error")))
        object->duplicate_is_error = true;
    else
        return false;
    return true;
}

static bool read_count(struct str digits, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9' || i > 9)
            return false;
        *count = *count * 10 + (size_t)(digits.at[i] - '0');
    }
    return digits.len > 0;
}

static bool read_fact(struct reader *reader, struct object *object, struct str key, struct str value)
{
    struct arena *arena = reader->arena;
    bool const automatic = str_equal(key, S("automatic"));
    if (automatic || str_equal(key, S("reference"))) {
        struct reference const reference = {.source = value, .automatic = automatic};
        vec_push(arena, &object->references, reference);
    } else if (str_equal(key, S("id"))) {
        if (object->references.len == 0)
            return false;
        object->references.at[object->references.len - 1].anchor = value;
    } else if (str_equal(key, S("output"))) {
        vec_push(arena, &object->outputs, value);
    } else if (str_equal(key, S("report"))) {
        object->report = value;
    } else if (str_equal(key, S("errors"))) {
        return read_count(value, &object->errors);
    } else if (str_equal(key, S("warnings"))) {
        return read_count(value, &object->warnings);
    } else if (str_equal(key, S("hidden"))) {
        struct unit_anchor const hidden = {.id = value};
        vec_push(arena, &reader->hidden, hidden);
    } else if (str_equal(key, S("anchor"))) {
        if (reader->hidden.len == 0)
            return false;
        reader->hidden.at[reader->hidden.len - 1].anchor = value;
    } else {
        return read_flag(object, key);
    }
    return true;
}

static bool read_line(struct reader *reader, struct str line)
{
    size_t space = str_find_byte(line, ' ', 0);
    if (space == SIZE_MAX)
        return false;
    struct str const key = str_part(line, 0, space);
    struct str const rest = str_from(line, space + 1);
    object_list *objects = reader->objects;
    if (str_equal(key, S("object"))) {
        if (!finish_object(reader))
            return false;
        struct object const object = {.source = line_unescape(reader->arena, rest)};
        vec_push(reader->arena, objects, object);
        return true;
    }
    if (objects->len == 0)
        return false;
    if (str_equal(key, S("|"))) {
        buf_add(&reader->unit, rest);
        buf_add_byte(&reader->unit, '\n');
        return true;
    }
    return read_fact(reader, &objects->at[objects->len - 1], key, line_unescape(reader->arena, rest));
}

/* The text without its last line, when that holds the hash of what goes before. */
static bool take_whole(struct arena *arena, struct str *text)
{
    struct str const mark = S("\nend ");
    size_t const length = mark.len + 2 * sizeof(struct hash) + 1;
    if (text->len < length)
        return false;
    size_t const end = text->len - length;
    struct str const hex = hash_hex(arena, hash_bytes(str_part(*text, 0, end + 1)));
    bool const whole =
        str_starts(str_from(*text, end), mark) && str_equal(str_part(*text, end + mark.len, text->len - 1), hex);
    *text = str_part(*text, 0, end + 1);
    return whole;
}

bool objects_read(struct arena *arena, struct str text, object_list *objects)
{
    struct str const program = str_concat(arena, S("program "), hash_hex(arena, program_hash()));
    struct str line;
    bool good = take_whole(arena, &text) && line_next(&text, &line) && str_equal(line, S(HEADER)) &&
                line_next(&text, &line) && str_equal(line, program);
    struct reader reader = {.arena = arena, .objects = objects};
    while (good && line_next(&text, &line))
        good = read_line(&reader, line);
    good = good && finish_object(&reader);
    buf_finish(&reader.unit);
    return good;
}
