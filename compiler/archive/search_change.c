#include "archive/search_change.h"

#include "archive/search_decode.h"
#include "base/json_read.h"

#include <stdlib.h>

/* One of the meetings: its documents in the part and the words in them, numbered from 0. */
struct said {
    uint32_t first, end;
    search_words before;
};

struct search_change {
    struct arena *arena;
    struct search_decoded part;
    struct said *meetings;
    size_t count;
    bool keys_change; /* words come, go, become rare or are no longer, or where rare ones stand changes */
};

/* The number of a body in the list of them, more than any is when it is not there. */
static uint32_t take_bodies(struct arena *arena, struct str *rest, struct str forum)
{
    struct str body;
    uint32_t number = UINT32_MAX;
    for (uint32_t i = 0; json_take_string(arena, rest, &body); i++) {
        if (str_equal(body, forum))
            number = i;
        if (!json_take(rest, S(",")))
            break;
    }
    return number;
}

/* The number of the meeting's first document, by the beginning of the part's index:
 * `{"bodies":["raad"],"meetings":[[0,"2021-02-11",5],…],` (search.c). */
static bool find_documents(struct arena *arena, const struct search_decoded *part, const struct unit *unit,
                           uint32_t *first)
{
    struct str rest = part->head.meetings;
    struct str const wanted = date_iso(arena, unit->date);
    struct str date;
    uint32_t body, documents, agenda;
    bool good = json_take(&rest, S("{\"bodies\":["));
    uint32_t const wanted_body = take_bodies(arena, &rest, unit->forum);
    good = good && json_take(&rest, S("],\"meetings\":["));
    *first = 0;
    while (good && json_take(&rest, S("[")) && json_take_number(&rest, &body) && json_take(&rest, S(",")) &&
           json_take_string(arena, &rest, &date) && json_take(&rest, S(",")) && json_take_number(&rest, &documents)) {
        if (body == wanted_body && str_equal(date, wanted))
            return documents == search_item_count(unit) + 1;
        *first += documents;
        good = (!json_take(&rest, S(",")) || json_take_number(&rest, &agenda)) && json_take(&rest, S("],"));
    }
    return false;
}

/* What the documents from first to end say of a word gives way to what it is said now; NULL: nothing. */
static void exchange(struct arena *arena, struct search_word *word, const struct said *said,
                     const struct search_word *now)
{
    struct search_word changed = {.text = word->text};
    vec_reserve(arena, &changed.postings, word->postings.len + (now ? now->postings.len : 0));
    size_t i = 0;
    for (; i < word->postings.len && word->postings.at[i] / 4 < said->first; i++)
        vec_push(arena, &changed.postings, word->postings.at[i]);
    while (i < word->postings.len && word->postings.at[i] / 4 < said->end)
        i++;
    for (size_t j = 0; now && j < now->postings.len; j++)
        vec_push(arena, &changed.postings, now->postings.at[j] + 4 * said->first);
    for (; i < word->postings.len; i++)
        vec_push(arena, &changed.postings, word->postings.at[i]);
    *word = changed;
}

/* A word stands elsewhere in these documents than before. False when its list is none. */
static bool change_word(struct search_change *change, const struct said *said, struct str text,
                        const struct search_word *now, search_words *new)
{
    search_words *words = &change->part.words;
    struct search_word const wanted = {.text = text};
    struct search_word *word =
        words->len ? bsearch(&wanted, words->at, words->len, sizeof *words->at, search_word_order) : NULL;
    if (!word) {
        struct search_word added = wanted;
        exchange(change->arena, &added, said, now);
        vec_push(change->arena, new, added);
        change->keys_change = true;
        return true;
    }
    bool const was_rare = search_word_is_rare(word);
    if (!was_rare && word->written.len && !search_decode_list(change->arena, word))
        return false;
    exchange(change->arena, word, said, now);
    change->keys_change = change->keys_change || was_rare || search_word_is_rare(word);
    return true;
}

static bool has_same_postings(const struct search_word *one, const struct search_word *other)
{
    return one->postings.len == other->postings.len &&
           memcmp(one->postings.at, other->postings.at, one->postings.len * sizeof *one->postings.at) == 0;
}

/* Both in byte order; none is in both. */
static void merge(struct arena *arena, search_words *words, const search_words *new)
{
    search_words const old = *words;
    *words = (search_words){0};
    vec_reserve(arena, words, old.len + new->len);
    size_t i = 0;
    for (size_t j = 0; j < new->len; j++) {
        while (i < old.len && search_word_order(&old.at[i], &new->at[j]) < 0)
            vec_push(arena, words, old.at[i++]);
        vec_push(arena, words, new->at[j]);
    }
    for (; i < old.len; i++)
        vec_push(arena, words, old.at[i]);
}

/* All words that stand elsewhere in a meeting than before. */
static bool change_words(struct search_change *change, const struct said *said, const search_words *now)
{
    const search_words *before = &said->before;
    search_words new = {0};
    bool good = true;
    for (size_t i = 0, j = 0; good && (i < before->len || j < now->len);) {
        int const order = i == before->len ? 1 : j == now->len ? -1 : search_word_order(&before->at[i], &now->at[j]);
        if (order != 0 || !has_same_postings(&before->at[i], &now->at[j]))
            good = change_word(change, said, order <= 0 ? before->at[i].text : now->at[j].text,
                               order >= 0 ? &now->at[j] : NULL, &new);
        i += order <= 0;
        j += order >= 0;
    }
    if (new.len)
        merge(change->arena, &change->part.words, &new);
    return good;
}

/* Words that no meeting says any more go. */
static void leave_out_unsaid(search_words *words)
{
    size_t kept = 0;
    for (size_t i = 0; i < words->len; i++)
        if (words->at[i].postings.len || words->at[i].written.len)
            words->at[kept++] = words->at[i];
    words->len = kept;
}

struct search_change *search_change_begin(struct arena *arena, const search_files *old, const struct unit *const *units,
                                          size_t count, const struct search_source *source)
{
    struct search_change *change = arena_new(arena, struct search_change);
    *change = (struct search_change){.arena = arena, .meetings = arena_many(arena, struct said, count), .count = count};
    bool good = search_decode(arena, old, &change->part);
    for (size_t i = 0; good && i < count; i++) {
        struct said *said = &change->meetings[i];
        good = find_documents(arena, &change->part, units[i], &said->first) &&
               search_collect_meeting(arena, units[i], source, &said->before);
        said->end = said->first + (uint32_t)search_item_count(units[i]) + 1;
    }
    return good ? change : NULL;
}

bool search_change_end(struct search_change *change, struct arena *arena, struct unit *const *units,
                       const struct search_source *source, struct str *name, search_files *files)
{
    struct search_decoded *part = &change->part;
    for (size_t i = 0; i < change->count; i++) {
        search_words now;
        if (!search_collect_meeting(change->arena, units[i], source, &now) ||
            !change_words(change, &change->meetings[i], &now))
            return false;
    }
    leave_out_unsaid(&part->words);
    if (change->keys_change)
        part->keys = search_encode_keys(change->arena, &part->words);
    part->postings = search_encode_postings(change->arena, &part->words);
    search_add_files(arena, &part->head, &part->keys, &part->postings, name, files);
    return true;
}
