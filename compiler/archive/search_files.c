#include "archive/search_files.h"

#include "base/json.h"

struct str search_part_name(struct arena *arena, struct str year, struct str index)
{
    return str_format(arena, "%.*s-%.8s", STR(year), hash_hex(arena, hash_bytes(index)).at);
}

struct str search_block_name(struct arena *arena, struct str year, char kind, size_t n, struct str text)
{
    return str_format(arena, "%.*s/%c%zu-%.8s", STR(year), kind, n, hash_hex(arena, hash_bytes(text)).at);
}

static void write_names(struct json *json, struct arena *arena, const char *key, struct str year, char kind,
                        const search_blocks *blocks)
{
    json_key(json, key);
    json_array(json);
    for (size_t i = 0; i < blocks->len; i++)
        json_string(json, search_block_name(arena, year, kind, i, blocks->at[i].text));
    json_end_array(json);
}

struct str search_part_index(struct arena *arena, const struct search_head *head, const search_blocks *keys,
                             const search_blocks *postings)
{
    struct buf out = {0};
    struct json json;
    json_init(&json, &out, false);
    json_object(&json);
    json_key(&json, "keys");
    json_array(&json);
    for (size_t i = 0; i < keys->len; i++)
        json_string(&json, keys->at[i].first_key);
    json_end_array(&json);
    write_names(&json, arena, "key_files", head->year, 'k', keys);
    json_key(&json, "postings");
    json_array(&json);
    for (size_t i = 0; i < postings->len; i++)
        json_number(&json, postings->at[i].first_number);
    json_end_array(&json);
    write_names(&json, arena, "posting_files", head->year, 'p', postings);
    json_end_object(&json);
    /* One object, in place of the brace that begins this one the meetings. */
    struct str const kept = str_format(arena, "%.*s,%.*s", STR(head->meetings), STR(str_from(buf_str(&out), 1)));
    buf_finish(&out);
    return kept;
}

/* A block holds letters, digits and marks of which none needs to be escaped in a string. */
static void add_blocks(struct arena *arena, search_files *files, struct str year, char kind,
                       const search_blocks *blocks)
{
    for (size_t i = 0; i < blocks->len; i++) {
        struct str const text = blocks->at[i].text;
        vec_push(arena, files, search_call_file(arena, search_block_name(arena, year, kind, i, text), S("\""), text));
    }
}

void search_add_files(struct arena *arena, const struct search_head *head, const search_blocks *keys,
                      const search_blocks *postings, struct str *name, search_files *files)
{
    struct str const index = search_part_index(arena, head, keys, postings);
    *name = search_part_name(arena, head->year, index);
    vec_push(arena, files, search_call_file(arena, *name, S(""), index));
    add_blocks(arena, files, head->year, 'k', keys);
    add_blocks(arena, files, head->year, 'p', postings);
}
