#include "archive/search_text.h"

#include "ast/words.h"
#include "base/json.h"
#include "base/json_read.h"

size_t search_item_count(const struct unit *unit)
{
    size_t count = 0;
    for (size_t i = 0; i < unit->sections.len; i++)
        count += unit->sections.at[i].items.len;
    return count;
}

static struct str text_of(struct arena *arena, const struct node *item, enum edition edition)
{
    if (item->as.item.closed && edition == EDITION_PUBLIC)
        return (struct str){0};
    struct arena scratch = {0};
    struct buf text = {0};
    for (const struct node *child = item->first; child; child = child->next) {
        if (child->kind == NODE_HEADING)
            continue;
        if (text.len)
            buf_add_byte(&text, '\n');
        buf_add(&text, node_plain_text(&scratch, child));
    }
    struct str const kept = buf_keep(&text, arena);
    buf_finish(&text);
    arena_finish(&scratch);
    return kept;
}

struct str *search_texts(struct arena *arena, const struct meeting *meeting)
{
    struct str *texts = arena_many(arena, struct str, meeting->items.len + 1);
    size_t count = 0;
    for (size_t i = 0; i < meeting->sections.len; i++)
        for (const struct node *item = meeting->sections.at[i]->first; item; item = item->next)
            if (item->kind == NODE_ITEM)
                texts[count++] = text_of(arena, item, meeting->edition);
    return texts;
}

struct search_file search_call_file(struct arena *arena, struct str name, struct str quote, struct str data)
{
    struct buf text = {0};
    buf_reserve(&text, name.len + data.len + 32);
    buf_text(&text, "referatSearch(\"");
    buf_add(&text, name);
    buf_text(&text, "\",");
    buf_add(&text, quote);
    buf_add(&text, data);
    buf_add(&text, quote);
    buf_text(&text, ");\n");
    struct search_file const file = {
        .path = str_format(arena, "search/%.*s.js", STR(name)),
        .content = buf_keep(&text, arena),
    };
    buf_finish(&text);
    return file;
}

static struct str text_name(struct arena *arena, const struct unit *unit)
{
    return str_format(arena, "tekst/%.*s-%.*s-%.*s", STR(unit->forum), STR(date_iso(arena, unit->date)),
                      STR(word_file(unit->status)));
}

struct str search_text_path(struct arena *arena, const struct unit *unit)
{
    return str_format(arena, "search/%.*s.js", STR(text_name(arena, unit)));
}

struct search_file search_write_text(struct arena *arena, struct unit *unit, const struct str *texts)
{
    struct buf out = {0};
    struct json json;
    json_init(&json, &out, false);
    json_object(&json);
    json_key(&json, "title");
    json_string(&json, unit->title);
    json_key(&json, "kind");
    json_string(&json, word_document(unit->status));
    json_key(&json, "href");
    json_string(&json, unit->html);
    json_key(&json, "text");
    json_string(&json, unit->place);
    json_key(&json, "items"); /* number, title, anchor, section, text */
    json_array(&json);
    for (size_t i = 0; i < unit->sections.len; i++)
        for (size_t j = 0; j < unit->sections.at[i].items.len; j++) {
            const struct unit_item *item = &unit->sections.at[i].items.at[j];
            json_array(&json);
            json_string(&json, item->number);
            json_string(&json, item->title);
            json_string(&json, item->anchor);
            json_string(&json, unit->sections.at[i].title);
            json_string(&json, *texts++);
            json_end_array(&json);
        }
    json_end_array(&json);
    json_end_object(&json);
    struct search_file const file = search_call_file(arena, text_name(arena, unit), S(""), buf_str(&out));
    buf_finish(&out);
    unit->text = hash_bytes(file.content);
    return file;
}

bool search_read_text(struct arena *arena, const struct unit *unit, struct str content, struct str **texts)
{
    enum { STRINGS_BEFORE_TEXT = 4 };
    size_t const count = search_item_count(unit);
    *texts = arena_many(arena, struct str, count + 1);
    struct str const items = S("\"items\":[");
    size_t const at = str_find(content, items, 0);
    bool good = at != SIZE_MAX && hash_equal(hash_bytes(content), unit->text);
    struct str rest = good ? str_from(content, at + items.len) : (struct str){0};
    for (size_t i = 0; good && i < count; i++) {
        good = (i == 0 || json_take(&rest, S(","))) && json_take(&rest, S("["));
        for (int j = 0; good && j < STRINGS_BEFORE_TEXT; j++)
            good = json_pass_string(&rest) && json_take(&rest, S(","));
        good = good && json_take_string(arena, &rest, &(*texts)[i]) && json_take(&rest, S("]"));
    }
    return good && str_equal(rest, S("]});\n"));
}
