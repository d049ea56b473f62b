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

static void write_names(struct json *json, const char *key, const search_blocks *blocks)
{
    json_key(json, key);
    json_array(json);
    for (size_t i = 0; i < blocks->len; i++)
        json_string(json, blocks->at[i].name);
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
    write_names(&json, "key_files", keys);
    json_key(&json, "postings");
    json_array(&json);
    for (size_t i = 0; i < postings->len; i++)
        json_number(&json, postings->at[i].first_number);
    json_end_array(&json);
    write_names(&json, "posting_files", postings);
    json_end_object(&json);
    /* One object, in place of the brace that begins this one the meetings. */
    struct str const kept = str_format(arena, "%.*s,%.*s", STR(head->meetings), STR(str_from(buf_str(&out), 1)));
    buf_finish(&out);
    return kept;
}

static void name_blocks(struct arena *arena, struct str year, char kind, search_blocks *blocks)
{
    for (size_t i = 0; i < blocks->len; i++)
        if (blocks->at[i].name.len == 0)
            blocks->at[i].name = search_block_name(arena, year, kind, i, blocks->at[i].text);
}

/* A block holds letters, digits and marks of which none needs to be escaped in a string. */
static void add_blocks(struct arena *arena, search_files *files, const search_blocks *blocks)
{
    for (size_t i = 0; i < blocks->len; i++)
        vec_push(arena, files, search_call_file(arena, blocks->at[i].name, S("\""), blocks->at[i].text));
}

void search_add_files(struct arena *arena, const struct search_head *head, search_blocks *keys, search_blocks *postings,
                      struct str *name, search_files *files)
{
    name_blocks(arena, head->year, 'k', keys);
    name_blocks(arena, head->year, 'p', postings);
    struct str const index = search_part_index(arena, head, keys, postings);
    *name = search_part_name(arena, head->year, index);
    vec_push(arena, files, search_call_file(arena, *name, S(""), index));
    add_blocks(arena, files, keys);
    add_blocks(arena, files, postings);
}
