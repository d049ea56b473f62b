/* Any bytes as the files of a part of the search: the data of the index, a line `k`, the data of a file of keys, a line
 * `p`, that of a file of postings, as many as there are. They get the names that such contents have, so all are read.
 */
#include "archive/search_change.h"
#include "archive/search_files.h"
#include "archive/search_keys.h"
#include "fuzz.h"

enum { MOST = 8 }; /* files of one kind */

static struct str next_data(struct str *rest, char *kind)
{
    struct str const text = *rest;
    size_t end = 0;
    while (end + 3 <= text.len &&
           !(text.at[end] == '\n' && (text.at[end + 1] == 'k' || text.at[end + 1] == 'p') && text.at[end + 2] == '\n'))
        end++;
    bool const more = end + 3 <= text.len;
    *kind = more ? text.at[end + 1] : '\0';
    *rest = more ? str_from(text, end + 3) : (struct str){0};
    return more ? str_part(text, 0, end) : text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str rest = {(const char *)data, size};
    char kind;
    struct str const index = next_data(&rest, &kind);
    struct str keys[MOST], postings[MOST];
    size_t key_count = 0, posting_count = 0;
    while (kind) {
        bool const is_keys = kind == 'k';
        struct str const text = next_data(&rest, &kind);
        if (is_keys && key_count < MOST)
            keys[key_count++] = text;
        else if (!is_keys && posting_count < MOST)
            postings[posting_count++] = text;
    }
    struct hash contents = hash_bytes(index);
    for (size_t i = 0; i < key_count; i++)
        contents = hash_combine(contents, hash_bytes(keys[i]));
    for (size_t i = 0; i < posting_count; i++)
        contents = hash_combine(contents, hash_bytes(postings[i]));
    struct str const name = search_part_name(&arena, S("2021"), contents);

    search_files old = {0}, new = {0};
    vec_push(&arena, &old, search_call_file(&arena, str_concat(&arena, name, S("/index")), S(""), index));
    for (size_t i = 0; i < key_count; i++)
        vec_push(&arena, &old,
                 search_call_file(&arena, str_format(&arena, "%.*s/k%zu", STR(name), i), S("\""), keys[i]));
    for (size_t i = 0; i < posting_count; i++)
        vec_push(&arena, &old,
                 search_call_file(&arena, str_format(&arena, "%.*s/p%zu", STR(name), i), S("\""), postings[i]));
    struct str written;
    struct search_change *change = search_change_begin(&arena, &old, NULL, 0);
    if (change && search_change_end(change, &arena, NULL, NULL, &written, &new))
        must(new.len > 0 && str_starts(written, S("2021-")), "a part that was read is written again");
    arena_finish(&arena);
    return 0;
}
