#include "data/value.h"

#include "base/utf8.h"
#include "data/fault.h"
#include "data/scalar.h"
#include "source/escape.h"

#include <assert.h>

enum { DEEPEST = 100 };

/* A collection that is being read. */
struct level {
    struct value *value;
    struct entry entry; /* map: the key read last */
    bool has_key, refused_key;
    int column; /* where it begins: what indentation in a block scalar counts from */
};

struct reader {
    struct arena *arena;
    struct diag_sink *sink;
    struct yaml_text text;
    struct value *root;
    struct value *closed; /* the collection that ended with the last event, or NULL */
    struct value *last;   /* the last scalar, and the line it ends on */
    size_t last_line;
    struct level levels[DEEPEST];
    size_t depth;
};

/* YAML's reader stops at what it calls unprintable, so such bytes are replaced, one for one, and read on. */
static bool is_readable(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0x7F) ||
           (c >= 0xA0 && c != 0xFEFF && c < 0xFFFE && c != 0x2028 && c != 0x2029) || c >= 0x10000;
}

/* Separators and marks that are right in UTF-8, but not in YAML. */
static bool is_invisible(uint32_t c)
{
    return c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

static void prepare_text(struct reader *reader, const struct source *source, size_t start, size_t end)
{
    if (end > source->text.len)
        end = source->text.len;
    if (start == 0 && str_starts(source->text, S("\xEF\xBB\xBF")))
        start = 3;
    struct str typed = str_part(source->text, start, end);
    char *readable = NULL;
    uint32_t *checkpoints = arena_many(reader->arena, uint32_t, typed.len / YAML_STRIDE + 1);
    size_t count = 0;

    for (size_t at = 0; at < typed.len;) {
        if (count % YAML_STRIDE == 0)
            checkpoints[count / YAML_STRIDE] = (uint32_t)at;
        count++;
        size_t next = at;
        uint32_t code_point = utf8_next(typed, &next);
        bool fault = code_point == 0xFFFD && next - at == 1;
        if (!fault && is_readable(code_point)) {
            at = next;
            continue;
        }
        if (is_invisible(code_point))
            diag_report(reader->sink, MSG_YAML_SEPARATOR,
                        ((struct span){source, (uint32_t)(start + at), (uint32_t)(start + next)}),
                        str_format(reader->arena, "U+%04X", (unsigned)code_point));
        if (!readable) {
            readable = arena_alloc(reader->arena, typed.len);
            memcpy(readable, typed.at, typed.len);
            typed.at = readable;
        }
        memset(readable + at, '_', next - at); /* which means nothing in YAML */
        at++; /* what was one character is now as many as it had bytes */
    }
    reader->text = (struct yaml_text){source, typed, start, checkpoints, (count + YAML_STRIDE - 1) / YAML_STRIDE};
}

static bool is_null(struct str text)
{
    return text.len == 0 || str_equal(text, S("~")) || str_equal_ignoring_case(text, S("null"));
}

static struct value *new_value(struct reader *reader, enum value_kind kind, size_t start, size_t end)
{
    struct value *value = arena_new(reader->arena, struct value);
    value->kind = kind;
    value->span = yaml_span(&reader->text, start, end);
    return value;
}

/* Control characters that an escape in double quotation marks makes are left out. */
static void refuse_escaped_controls(struct reader *reader, struct value *value)
{
    struct str text = value->excerpt.text;
    bool found = false;
    for (size_t i = 0; i < text.len && !found;) {
        uint32_t c = utf8_next(text, &i);
        found = is_control(c) && c != '\t' && c != '\n';
    }
    if (!found)
        return;

    struct excerpt_builder clean;
    excerpt_begin(&clean, reader->arena, reader->text.source);
    for (size_t i = 0; i < text.len;) {
        size_t at = i;
        uint32_t c = utf8_next(text, &i);
        struct span span = excerpt_span(&value->excerpt, at, i);
        if (is_control(c) && c != '\t' && c != '\n')
            diag_report(reader->sink, utf8_is_noncharacter(c) ? MSG_ESCAPED_NONCHARACTER : MSG_ESCAPED_CONTROL, span,
                        str_format(reader->arena, "U+%04X", (unsigned)c));
        else if (span.end - span.start == i - at)
            excerpt_add(&clean, str_part(text, at, i), span.start);
        else
            excerpt_add_made_up(&clean, str_part(text, at, i), span.start);
    }
    value->excerpt = excerpt_end(&clean);
}

static struct value *read_scalar(struct reader *reader, const yaml_event_t *event)
{
    size_t start = yaml_offset(&reader->text, event->start_mark), end = yaml_offset(&reader->text, event->end_mark);
    struct scalar_place place = {
        .source = reader->text.source,
        .text = reader->text.text,
        .base = reader->text.base,
        .start = start,
        .end = end,
        .parent_indent = reader->depth ? reader->levels[reader->depth - 1].column : -1,
    };
    switch (event->data.scalar.style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        place.style = SCALAR_SINGLE;
        break;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        place.style = SCALAR_DOUBLE;
        break;
    case YAML_LITERAL_SCALAR_STYLE:
        place.style = SCALAR_LITERAL;
        break;
    case YAML_FOLDED_SCALAR_STYLE:
        place.style = SCALAR_FOLDED;
        break;
    case YAML_PLAIN_SCALAR_STYLE:
    case YAML_ANY_SCALAR_STYLE:
        place.style = SCALAR_PLAIN;
        break;
    }
    /* An anchor or a tag before it belongs to the event but not to the scalar. */
    if (event->data.scalar.anchor || event->data.scalar.tag) {
        struct value *value = new_value(reader, VALUE_NULL, start, end);
        value->refused = true;
        return value;
    }

    struct str text = {(const char *)event->data.scalar.value, event->data.scalar.length};
    struct value *value = new_value(reader, VALUE_SCALAR, start, end);
    value->plain = place.style == SCALAR_PLAIN;
    if (value->plain && is_null(text))
        value->kind = VALUE_NULL;
    value->excerpt = scalar_read(reader->arena, &place, text);
    if (place.style == SCALAR_DOUBLE)
        refuse_escaped_controls(reader, value);
    struct str typed = str_trim(str_part(reader->text.text, start, end));
    value->span.end = value->span.start + (uint32_t)typed.len;
    reader->last = value;
    reader->last_line = event->end_mark.line;
    return value;
}

/* Anchors and tags stand before the value, so they are found at the beginning of the event. */
static void refuse_properties(struct reader *reader, const yaml_event_t *event, const void *anchor, const void *tag)
{
    if (!anchor && !tag)
        return;
    size_t start = yaml_offset(&reader->text, event->start_mark), end = start;
    struct str text = reader->text.text;
    assert(text.at);
    while (end < text.len && text.at[end] != ' ' && text.at[end] != '\n' && text.at[end] != '\r')
        end++;
    bool is_tag = start < text.len && text.at[start] == '!';
    diag_report0(reader->sink, is_tag ? MSG_YAML_TAG : MSG_YAML_ANCHOR, yaml_span(&reader->text, start, end));
}

/* Put a finished or opening value where it belongs; false when it cannot stand there. */
static bool place_value(struct reader *reader, struct value *value)
{
    if (reader->depth == 0) {
        reader->root = value;
        return true;
    }
    struct level *level = &reader->levels[reader->depth - 1];
    if (level->value->kind == VALUE_LIST) {
        vec_push(reader->arena, &level->value->items, value);
        return true;
    }
    if (level->has_key) {
        level->entry.value = value;
        value->refused = value->refused || level->refused_key;
        vec_push(reader->arena, &level->value->entries, level->entry);
        level->has_key = false;
        return true;
    }
    if (value->kind == VALUE_LIST || value->kind == VALUE_MAP) {
        diag_report0(reader->sink, MSG_YAML_KEY_NOT_TEXT,
                     ((struct span){value->span.source, value->span.start, value->span.start + 1}));
        return false;
    }
    /* A key that was refused is one of those that may seem to be missing. */
    level->refused_key = value->refused;
    level->value->incomplete = level->value->incomplete || value->refused;
    struct str key = value->excerpt.text;
    level->entry = (struct entry){.key = key, .folded = utf8_fold(reader->arena, key), .key_span = value->span};
    level->has_key = true;
    return true;
}

static bool open_collection(struct reader *reader, enum value_kind kind, const yaml_event_t *event)
{
    size_t start = yaml_offset(&reader->text, event->start_mark);
    struct value *value = new_value(reader, kind, start, start);
    if (reader->depth == DEEPEST) {
        value->span.end++;
        diag_report0(reader->sink, MSG_VALUES_TOO_DEEP, value->span);
        return false;
    }
    if (!place_value(reader, value))
        return false;
    reader->levels[reader->depth++] = (struct level){.value = value, .column = (int)event->start_mark.column};
    return true;
}

struct key_order {
    struct str folded;
    size_t index;
};

static int compare_keys(const void *a, const void *b)
{
    const struct key_order *x = a, *y = b;
    int order = str_compare(x->folded, y->folded);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

static bool is_empty(const struct value *value)
{
    return value->kind == VALUE_NULL || (value->kind == VALUE_SCALAR && value_text(value).len == 0);
}

/* A member of a list that has run into the one before it, since the line that begins it is lost, gives one key after
 * the other again: one fault, at the first of them. A line typed twice is another. */
static bool repeats_line(const struct value *map, size_t index)
{
    return index > 0 && str_equal(map->entries.at[index].folded, map->entries.at[index - 1].folded);
}

/* Report keys given again and leave only the first of each; when that is empty it takes the value of the next. */
static void drop_duplicate_keys(struct reader *reader, struct value *map)
{
    size_t count = map->entries.len;
    if (count < 2)
        return;
    struct key_order *order = must_malloc(count * sizeof *order);
    for (size_t i = 0; i < count; i++)
        order[i] = (struct key_order){map->entries.at[i].folded, i};
    qsort(order, count, sizeof *order, compare_keys);

    bool any = false;
    bool *again = arena_many(reader->arena, bool, count);
    size_t *first_of = arena_many(reader->arena, size_t, count);
    for (size_t i = 1, first = 0; i < count; i++) {
        if (!str_equal(order[i].folded, order[first].folded)) {
            first = i;
            continue;
        }
        again[order[i].index] = any = true;
        first_of[order[i].index] = order[first].index;
    }
    free(order);

    bool const in_list = reader->depth > 0 && reader->levels[reader->depth - 1].value->kind == VALUE_LIST;
    bool reported = false;
    size_t left = 0;
    for (size_t i = 0; any && i < count; i++) {
        struct entry *entry = &map->entries.at[i], *kept = &map->entries.at[first_of[i]];
        if (!again[i]) {
            left++;
            continue;
        }
        if (!in_list || !reported || repeats_line(map, i))
            diag_report(
                reader->sink, MSG_DUPLICATE_KEY, entry->key_span, entry->key,
                str_format(reader->arena, "%zu", source_position(reader->text.source, kept->key_span.start).line));
        reported = true;
        if (is_empty(kept->value))
            kept->value = entry->value;
    }
    for (size_t i = 0, to = 0; any && i < count; i++) {
        if (!again[i])
            map->entries.at[to++] = map->entries.at[i];
    }
    if (any)
        map->entries.len = left;
}

/* Give collections the span of what is in them; a flow collection's brackets are in the events' marks. */
static void close_collection(struct reader *reader, const yaml_event_t *event)
{
    struct value *value = reader->levels[--reader->depth].value;
    size_t start = value->span.start - reader->text.base, end = yaml_offset(&reader->text, event->end_mark);
    if (end > start)
        value->span.end = value->span.start + (uint32_t)str_trim(str_part(reader->text.text, start, end)).len;
    if (value->kind == VALUE_MAP)
        drop_duplicate_keys(reader, value);
    reader->closed = value;
}

enum step { STEP_ON, STEP_END, STEP_BROKEN };

static enum step read_event(struct reader *reader, const yaml_event_t *event, size_t *documents)
{
    size_t start = yaml_offset(&reader->text, event->start_mark), end = yaml_offset(&reader->text, event->end_mark);
    reader->closed = NULL;
    switch (event->type) {
    case YAML_STREAM_END_EVENT:
        return STEP_END;
    case YAML_DOCUMENT_START_EVENT:
        if (++*documents > 1) {
            diag_report0(reader->sink, MSG_YAML_SECOND_DOCUMENT, yaml_span(&reader->text, start, end));
            return STEP_END;
        }
        if (event->data.document_start.version_directive ||
            event->data.document_start.tag_directives.start != event->data.document_start.tag_directives.end)
            diag_report0(reader->sink, MSG_YAML_DIRECTIVE, yaml_span(&reader->text, start, start + 1));
        return STEP_ON;
    case YAML_ALIAS_EVENT: {
        diag_report0(reader->sink, MSG_YAML_ALIAS, yaml_span(&reader->text, start, end));
        struct value *value = new_value(reader, VALUE_NULL, start, end);
        value->refused = true;
        return place_value(reader, value) ? STEP_ON : STEP_BROKEN;
    }
    case YAML_SCALAR_EVENT:
        refuse_properties(reader, event, event->data.scalar.anchor, event->data.scalar.tag);
        return place_value(reader, read_scalar(reader, event)) ? STEP_ON : STEP_BROKEN;
    case YAML_SEQUENCE_START_EVENT:
        refuse_properties(reader, event, event->data.sequence_start.anchor, event->data.sequence_start.tag);
        return open_collection(reader, VALUE_LIST, event) ? STEP_ON : STEP_BROKEN;
    case YAML_MAPPING_START_EVENT:
        refuse_properties(reader, event, event->data.mapping_start.anchor, event->data.mapping_start.tag);
        return open_collection(reader, VALUE_MAP, event) ? STEP_ON : STEP_BROKEN;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(reader, event);
        return STEP_ON;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        return STEP_ON;
    }
    return STEP_ON;
}

struct value *value_parse(struct arena *arena, const struct source *source, size_t start, size_t end,
                          struct diag_sink *sink)
{
    struct reader *reader = arena_new(arena, struct reader);
    reader->arena = arena;
    reader->sink = sink;
    prepare_text(reader, source, start, end);

    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        parser.error = YAML_MEMORY_ERROR;
        yaml_report_fault(&reader->text, &parser, sink);
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)(reader->text.text.at ? reader->text.text.at : ""),
                                 reader->text.text.len);

    enum step step = STEP_ON;
    size_t documents = 0;
    while (step == STEP_ON) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            yaml_report_fault(&reader->text, &parser, sink);
            /* What stands before the fault on its line is cut off, so nothing else is to be said about it. */
            if (reader->last && reader->last_line == parser.problem_mark.line)
                reader->last->refused = true;
            if (reader->closed)
                reader->closed->incomplete = true;
            step = STEP_BROKEN;
            break;
        }
        step = read_event(reader, &event, &documents);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);

    if (step == STEP_BROKEN) {
        /* The value the fault stands in was reported with it. */
        if (reader->depth > 1)
            reader->levels[reader->depth - 1].value->refused = true;
        while (reader->depth > 0) {
            struct value *open = reader->levels[--reader->depth].value;
            open->incomplete = true;
            if (open->kind == VALUE_MAP)
                drop_duplicate_keys(reader, open);
        }
        if (reader->root)
            reader->root->incomplete = true;
        return reader->root;
    }
    if (!reader->root || reader->root->kind == VALUE_NULL)
        return new_value(reader, VALUE_MAP, 0, 0);
    return reader->root;
}

struct value *value_lookup(const struct value *map, struct str key)
{
    if (!map || map->kind != VALUE_MAP)
        return NULL;
    struct arena scratch = {0};
    struct str folded = utf8_fold(&scratch, key);
    struct value *found = NULL;
    for (size_t i = 0; i < map->entries.len && !found; i++)
        if (str_equal(map->entries.at[i].folded, folded))
            found = map->entries.at[i].value;
    arena_finish(&scratch);
    return found;
}

struct str value_text(const struct value *value)
{
    return value && value->kind == VALUE_SCALAR ? str_trim(value->excerpt.text) : (struct str){"", 0};
}

/* Folded, but with one byte for each of the letters that fold to two: `ø` typed for `d` is one slip. */
static struct str fold_letters(struct arena *scratch, struct str typed)
{
    static const struct str two[] = {{"æ", 2}, {"ø", 2}, {"å", 2}, {"Æ", 2}, {"Ø", 2}, {"Å", 2}};
    struct buf out = {0};
    for (size_t at = 0; at < typed.len;) {
        size_t const start = at;
        utf8_next(typed, &at);
        struct str const letter = str_part(typed, start, at);
        size_t which = 0;
        while (which < 6 && !str_equal(letter, two[which]))
            which++;
        if (which < 6)
            buf_add_byte(&out, (char)('1' + which % 3));
        else
            buf_add(&out, letter);
    }
    struct str const letters = utf8_fold(scratch, buf_str(&out));
    buf_finish(&out);
    return letters;
}

static size_t distance_of(struct arena *scratch, struct str folded, struct str letters, struct str candidate,
                          size_t limit)
{
    size_t const distance = edit_distance(scratch, folded, utf8_fold(scratch, candidate), limit);
    size_t const other = edit_distance(scratch, letters, fold_letters(scratch, candidate), limit);
    return other < distance ? other : distance;
}

struct str nearest_word(struct arena *scratch, struct str typed, const struct str *candidates, size_t count)
{
    enum { LONGEST = 200 };
    struct str nearest = {"", 0};
    if (typed.len > LONGEST)
        return nearest;
    struct str const folded = utf8_fold(scratch, typed), letters = fold_letters(scratch, typed);
    size_t limit = utf8_count(folded) / 3;
    limit = limit < 1 ? 1 : limit > 4 ? 4 : limit;
    for (size_t i = 0; i < count; i++) {
        size_t distance = distance_of(scratch, folded, letters, candidates[i], limit);
        /* A word of which nothing stays is not the one that was meant. */
        if (distance > limit || distance >= utf8_count(candidates[i]))
            continue;
        if (distance == 0)
            return candidates[i];
        limit = distance - 1;
        nearest = candidates[i];
    }
    return nearest;
}
