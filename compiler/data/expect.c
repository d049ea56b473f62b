#include "data/expect.h"

#include "base/utf8.h"

static bool is_known(struct str folded, const struct str *known_folded, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(folded, known_folded[i]))
            return true;
    return false;
}

static const struct entry *entry_folded(const struct value *map, struct str folded)
{
    for (size_t i = 0; i < map->entries.len; i++)
        if (str_equal(map->entries.at[i].folded, folded))
            return &map->entries.at[i];
    return NULL;
}

void expect_keys(struct arena *arena, const struct value *map, const struct str *known, size_t count,
                 struct diag_sink *sink)
{
    struct arena scratch = {0};
    struct str *known_folded = arena_many(arena, struct str, count);
    struct str all = {"", 0};
    for (size_t i = 0; i < count; i++)
        known_folded[i] = utf8_fold(arena, known[i]);
    /* A key that is there is not the one that was meant: `ted` beside `tid` is `sted`. */
    struct str *absent = arena_many(arena, struct str, count);
    size_t absent_count = 0;
    for (size_t i = 0; i < count; i++)
        if (!entry_folded(map, known_folded[i]))
            absent[absent_count++] = known[i];

    for (size_t i = 0; i < map->entries.len; i++) {
        struct entry *entry = &map->entries.at[i];
        if (is_known(entry->folded, known_folded, count) || entry->value->refused)
            continue;
        struct str nearest = nearest_word(&scratch, entry->key, absent, absent_count);
        if (nearest.len) {
            diag_report(sink, MSG_UNKNOWN_KEY_NEAR, entry->key_span, entry->key, nearest);
            entry->meant = utf8_fold(arena, nearest);
        } else {
            all = all.len ? all : str_join(arena, known, count, S(", "));
            diag_report(sink, MSG_UNKNOWN_KEY, entry->key_span, entry->key, all);
        }
        arena_reset(&scratch);
    }
    arena_finish(&scratch);
}

bool has_any_key(const struct value *map, const struct str *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (value_entry(map, keys[i]))
            return true;
    return false;
}

const struct entry *value_entry(const struct value *map, struct str key)
{
    if (!map || map->kind != VALUE_MAP)
        return NULL;
    struct arena scratch = {0};
    struct str folded = utf8_fold(&scratch, key);
    const struct entry *found = entry_folded(map, folded);
    for (size_t i = 0; i < map->entries.len && !found && folded.len; i++)
        if (str_equal(map->entries.at[i].meant, folded))
            found = &map->entries.at[i];
    arena_finish(&scratch);
    return found;
}

const struct entry *value_entry_typed(const struct value *map, struct str key)
{
    if (!map || map->kind != VALUE_MAP)
        return NULL;
    struct arena scratch = {0};
    const struct entry *found = entry_folded(map, utf8_fold(&scratch, key));
    arena_finish(&scratch);
    return found;
}

struct span entry_span(const struct entry *entry)
{
    struct span span = entry->value->span;
    return entry->value->kind == VALUE_NULL && span.start == span.end ? entry->key_span : span;
}

static bool is_empty(const struct entry *entry, const char *example, struct diag_sink *sink)
{
    const struct value *value = entry->value;
    bool empty = value->kind == VALUE_NULL || (value->kind == VALUE_SCALAR && value_text(value).len == 0);
    if (empty)
        diag_report(sink, MSG_EMPTY_VALUE, entry->key_span, entry->key, str_of(example));
    return empty;
}

bool expect_line(const struct entry *entry, const char *example, struct diag_sink *sink, struct str *text)
{
    if (!entry || entry->value->refused || is_empty(entry, example, sink))
        return false;
    if (entry->value->kind != VALUE_SCALAR) {
        diag_report(sink, MSG_NOT_TEXT, entry->key_span, entry->key, str_of(example));
        return false;
    }
    struct str line = value_text(entry->value);
    if (str_find_byte(line, '\n', 0) != SIZE_MAX) {
        diag_report(sink, MSG_NOT_ONE_LINE, entry->value->span, entry->key, str_of(example));
        return false;
    }
    *text = line;
    return true;
}

bool expect_list(const struct entry *entry, const char *example, struct diag_sink *sink)
{
    if (!entry || entry->value->refused)
        return false;
    if (entry->value->kind != VALUE_LIST && !entry->value->incomplete)
        diag_report(sink, MSG_NOT_LIST, entry_span(entry), entry->key, str_of(example));
    return entry->value->kind == VALUE_LIST;
}

bool expect_map(const struct entry *entry, const char *example, struct diag_sink *sink)
{
    if (!entry || entry->value->refused)
        return false;
    if (entry->value->kind != VALUE_MAP && !entry->value->incomplete)
        diag_report(sink, MSG_NOT_MAP, entry_span(entry), entry->key, str_of(example));
    return entry->value->kind == VALUE_MAP;
}

bool expect_yes_or_no(const struct entry *entry, struct diag_sink *sink, bool *yes)
{
    if (!entry || entry->value->refused)
        return false;
    struct str text = value_text(entry->value);
    if (str_equal_ignoring_case(text, S("ja")))
        *yes = true;
    else if (str_equal_ignoring_case(text, S("nej")))
        *yes = false;
    else {
        diag_report(sink, MSG_NOT_YES_OR_NO, entry_span(entry), entry->key);
        return false;
    }
    return true;
}

bool expect_texts(struct arena *arena, const struct entry *entry, const char *example, struct diag_sink *sink,
                  text_list *texts)
{
    if (!expect_list(entry, example, sink))
        return false;
    bool all = true;
    for (size_t i = 0; i < entry->value->items.len; i++) {
        const struct value *item = entry->value->items.at[i];
        struct str text = value_text(item);
        if (item->refused)
            all = false;
        else if (text.len && str_find_byte(text, '\n', 0) == SIZE_MAX)
            vec_push(arena, texts, text);
        else {
            bool empty = item->kind == VALUE_NULL || (item->kind == VALUE_SCALAR && text.len == 0);
            struct span span = item->span;
            if (empty)
                diag_report0(sink, MSG_EMPTY_MEMBER, span);
            else
                diag_report(sink, MSG_MEMBER_NOT_LINE, span, entry->key, str_of(example));
            all = false;
        }
    }
    return all;
}
