/* Any bytes as the files of a part of the search, of which one meeting says something else than before: the beginning
 * of the index, then pieces that each begin with a line: `k` a file of keys, `p` one of postings, `t` what the
 * meeting's item said and, in the second of them, says now. The files get the names, and the index the end, that such
 * contents have, so all are read. */
#include "archive/search_change.h"
#include "archive/search_files.h"
#include "fuzz.h"

enum { MOST = 8 }; /* pieces of one kind */

struct pieces {
    struct str at[MOST];
    size_t len;
};

static bool is_kind(char byte)
{
    return byte == 'k' || byte == 'p' || byte == 't';
}

static struct str next_piece(struct str *rest, char *kind)
{
    struct str const text = *rest;
    size_t end = 0;
    while (end + 3 <= text.len && !(text.at[end] == '\n' && is_kind(text.at[end + 1]) && text.at[end + 2] == '\n'))
        end++;
    bool const more = end + 3 <= text.len;
    *kind = more ? text.at[end + 1] : '\0';
    *rest = more ? str_from(text, end + 3) : (struct str){0};
    return more ? str_part(text, 0, end) : text;
}

static search_blocks blocks_of(struct arena *arena, const struct pieces *pieces)
{
    search_blocks blocks = {0};
    uint32_t lists = 0;
    for (size_t i = 0; i < pieces->len; i++) {
        struct str const text = pieces->at[i];
        struct search_block block = {.first_number = lists, .text = text};
        size_t end = 1;
        while (end < text.len && !strchr(";!=*+", text.at[end]))
            end++;
        if (text.len)
            block.first_key = str_part(text, 1, end);
        for (size_t j = 0; j < text.len; j++)
            lists += text.at[j] == ';';
        vec_push(arena, &blocks, block);
    }
    return blocks;
}

/* The next of the texts. */
static bool read_text(void *context, struct arena *arena, const struct unit *unit, struct str *content)
{
    struct str **texts = context;
    struct unit *sealed = (struct unit *)(uintptr_t)unit;
    *content = search_write_text(arena, sealed, (*texts)++).content;
    return true;
}

static struct unit *meeting_of(struct arena *arena)
{
    struct unit *unit = arena_new(arena, struct unit);
    *unit = (struct unit){.forum = S("a"), .title = S("Vej"), .date = {2021, 2, 11}, .status = STATUS_MINUTES};
    struct unit_section section = {.title = S("Sager")};
    struct unit_item const item = {.title = S("Skole"), .anchor = S("pkt-1")};
    vec_push(arena, &section.items, item);
    vec_push(arena, &unit->sections, section);
    return unit;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str rest = {(const char *)data, size};
    char kind;
    struct search_head const head = {S("2021"), next_piece(&rest, &kind)};
    struct pieces keys = {.len = 0}, postings = {.len = 0}, texts = {.len = 0};
    while (kind) {
        struct pieces *pieces = kind == 'k' ? &keys : kind == 'p' ? &postings : &texts;
        struct str const piece = next_piece(&rest, &kind);
        if (pieces->len < MOST)
            pieces->at[pieces->len++] = piece;
    }
    search_blocks key_blocks = blocks_of(&arena, &keys), posting_blocks = blocks_of(&arena, &postings);
    search_files old = {0}, new = {0};
    struct str name;
    search_add_files(&arena, &head, &key_blocks, &posting_blocks, &name, &old);

    struct str says[2] = {texts.len > 0 ? texts.at[0] : S(""), texts.len > 1 ? texts.at[1] : S("")};
    struct str *next = says;
    struct search_source const source = {read_text, &next};
    struct unit *unit = meeting_of(&arena);
    const struct unit *before = unit;
    size_t const count = texts.len > 0;
    struct search_change *change = search_change_begin(&arena, &old, &before, count, &source);
    if (change && search_change_end(change, &arena, &unit, &source, &name, &new))
        must(new.len > 0 && str_starts(name, S("2021-")), "a part that was read is written again");
    arena_finish(&arena);
    return 0;
}
