#include "archive/search_keys.h"

#include "archive/search.h"
#include "archive/terms.h"
#include "base/utf8.h"

#include <endian.h>
#include <stdlib.h>

static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

static void add_number(struct buf *out, uint32_t number)
{
    for (; number >= 32; number /= 32)
        buf_add_byte(out, digits[number % 32 + 32]);
    buf_add_byte(out, digits[number]);
}

static void add_postings(struct buf *out, const uint32_t *postings, size_t count)
{
    uint32_t last = 0;
    for (size_t i = 0; i < count; i++) {
        add_number(out, postings[i] - last);
        last = postings[i] & ~(uint32_t)3;
    }
}

static void end_block(struct arena *arena, search_blocks *blocks, struct search_block *block, struct buf *text)
{
    block->text = buf_keep(text, arena);
    vec_push(arena, blocks, *block);
    buf_clear(text);
}

search_blocks search_encode_postings(struct arena *arena, const search_words *words)
{
    search_blocks blocks = {0};
    struct search_block block = {0};
    struct buf text = {0};
    uint32_t number = 0;
    for (size_t i = 0; i < words->len; i++) {
        const struct search_word *word = &words->at[i];
        if (search_word_is_rare(word))
            continue;
        if (text.len == 0)
            block.first_number = number;
        if (word->written.len)
            buf_add(&text, word->written);
        else
            add_postings(&text, word->postings.at, word->postings.len);
        buf_add_byte(&text, ';');
        number++;
        if (text.len >= SEARCH_FILE_BYTES)
            end_block(arena, &blocks, &block, &text);
    }
    if (text.len)
        end_block(arena, &blocks, &block, &text);
    buf_finish(&text);
    return blocks;
}

/* A word from some byte on. */
struct suffix {
    uint64_t head; /* its first eight bytes, big-endian, zeros after its end */
    uint32_t word;
    uint16_t start, length;
};

struct keys {
    const search_words *words;
    vec_of(struct suffix) suffixes;
    uint32_t *numbers; /* of each word's list of postings, when it is not rare */
};

static const char *suffix_text(const struct keys *keys, const struct suffix *suffix)
{
    return keys->words->at[suffix->word].text.at + suffix->start;
}

static struct str suffix_str(const struct keys *keys, const struct suffix *suffix)
{
    return (struct str){suffix_text(keys, suffix), suffix->length};
}

static void add_suffix(struct arena *arena, struct keys *keys, size_t word, size_t start)
{
    struct str const text = str_from(keys->words->at[word].text, start);
    struct suffix suffix = {.word = (uint32_t)word, .start = (uint16_t)start, .length = (uint16_t)text.len};
    memcpy(&suffix.head, text.at, text.len < sizeof suffix.head ? text.len : sizeof suffix.head);
    suffix.head = be64toh(suffix.head);
    vec_push(arena, &keys->suffixes, suffix);
}

static bool begins_letter(struct str text, size_t at)
{
    return ((unsigned char)text.at[at] & 0xC0) != 0x80;
}

enum { SHORTEST_START = 2, SHORTEST_END = 3 };

static void add_suffixes(struct arena *arena, struct keys *keys, size_t word)
{
    struct str const text = keys->words->at[word].text;
    add_suffix(arena, keys, word, 0);
    if (utf8_is_digit((unsigned char)text.at[0]))
        return;
    for (size_t start = SHORTEST_START; start + SHORTEST_END <= text.len; start++)
        if (begins_letter(text, start))
            add_suffix(arena, keys, word, start);
}

static int by_key_then_word(const void *a, const void *b, void *context)
{
    const struct keys *keys = context;
    const struct suffix *one = a;
    const struct suffix *other = b;
    int const order = str_compare(suffix_str(keys, one), suffix_str(keys, other));
    return order ? order : one->word < other->word ? -1 : one->word > other->word;
}

/* By head, keeping the order of equals: a round of counting for each byte, the last first (Knuth, The Art of Computer
 * Programming 3, 5.2.5). */
static void sort_by_head(struct arena *scratch, struct keys *keys)
{
    enum { BYTES = 8, VALUES = 256 };
    size_t const count = keys->suffixes.len;
    struct suffix *from = keys->suffixes.at;
    struct suffix *to = arena_take(scratch, count * sizeof *to);
    uint32_t counts[BYTES][VALUES] = {{0}};
    for (size_t i = 0; i < count; i++)
        for (unsigned byte = 0; byte < BYTES; byte++)
            counts[byte][from[i].head >> 8 * byte & 0xFF]++;
    for (unsigned byte = 0; byte < BYTES; byte++) {
        uint32_t starts[VALUES];
        for (uint32_t value = 0, start = 0; value < VALUES; start += counts[byte][value++])
            starts[value] = start;
        for (size_t i = 0; i < count; i++)
            to[starts[from[i].head >> 8 * byte & 0xFF]++] = from[i];
        struct suffix *const sorted = to;
        to = from;
        from = sorted;
    }
    keys->suffixes.at = from;
}

/* By key, those of one key in the order of their words. */
static void sort_suffixes(struct arena *scratch, struct keys *keys)
{
    sort_by_head(scratch, keys);
    struct suffix *const all = keys->suffixes.at;
    size_t const count = keys->suffixes.len;
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && all[end].head == all[first].head;)
            end++;
        if (end - first > 1 && (all[first].head & 0xFF)) /* keys of less than eight bytes are equal, and in order */
            qsort_r(all + first, end - first, sizeof *all, by_key_then_word, keys);
    }
}

static bool same_key(const struct keys *keys, const struct suffix *one, const struct suffix *other)
{
    return one->head == other->head && str_equal(suffix_str(keys, one), suffix_str(keys, other));
}

static int by_value(const void *a, const void *b)
{
    uint32_t const one = *(const uint32_t *)a;
    uint32_t const other = *(const uint32_t *)b;
    return one < other ? -1 : one > other;
}

/* Most are a handful. */
static void sort_values(uint32_t *values, size_t count)
{
    enum { FEW = 16 };
    if (count > FEW) {
        qsort(values, count, sizeof *values, by_value);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        uint32_t const value = values[i];
        size_t at = i;
        for (; at > 0 && values[at - 1] > value; at--)
            values[at] = values[at - 1];
        values[at] = value;
    }
}

typedef vec_of(uint32_t) number_list;

/* Postings of several words as those of one: each document once, with the greatest weight. */
static void merge_postings(number_list *postings)
{
    if (postings->len < 2)
        return;
    sort_values(postings->at, postings->len);
    size_t kept = 0;
    for (size_t i = 1; i < postings->len; i++) {
        if (postings->at[i] / 4 != postings->at[kept] / 4)
            kept++;
        postings->at[kept] = postings->at[i];
    }
    postings->len = kept + 1;
}

/* What is known of the key that suffixes first..end-1 share. */
static void add_entry(struct arena *scratch, struct buf *out, const struct keys *keys, const struct suffix *first,
                      const struct suffix *end)
{
    number_list numbers = {0};
    number_list postings = {0};
    for (const struct suffix *suffix = first; suffix < end; suffix++) {
        const struct search_word *word = &keys->words->at[suffix->word];
        uint32_t const number = keys->numbers[suffix->word];
        if (suffix->start == 0) {
            buf_add_byte(out, search_word_is_rare(word) ? '=' : '!');
            if (search_word_is_rare(word))
                add_postings(out, word->postings.at, word->postings.len);
            else
                add_number(out, number);
        } else if (search_word_is_rare(word)) {
            for (size_t i = 0; i < word->postings.len; i++)
                vec_push(scratch, &postings, word->postings.at[i]);
        } else {
            vec_push(scratch, &numbers, number);
        }
    }
    if (numbers.len)
        buf_add_byte(out, '*');
    /* Suffixes of one key are in the order of their words, and so are the numbers. */
    for (size_t i = 0; i < numbers.len; i++)
        add_number(out, numbers.at[i] - (i ? numbers.at[i - 1] : 0));
    merge_postings(&postings);
    if (postings.len)
        buf_add_byte(out, '+');
    add_postings(out, postings.at, postings.len);
    buf_add_byte(out, ';');
    arena_reset(scratch);
}

/* How many letters of ASCII two keys begin with alike: that many bytes, and as many of JavaScript's characters. */
static size_t shared_letters(struct str a, struct str b)
{
    size_t shared = 0;
    while (shared < a.len && shared < b.len && a.at[shared] == b.at[shared] && (unsigned char)b.at[shared] < 0x80)
        shared++;
    return shared;
}

static search_blocks encode(struct arena *arena, const struct keys *keys)
{
    _Static_assert(TERM_LONGEST < sizeof digits - 1, "one digit must hold the length of any word");
    struct arena scratch = {0};
    search_blocks blocks = {0};
    struct search_block block = {0};
    struct buf text = {0};
    struct str last = {0};
    if (keys->suffixes.len == 0)
        return blocks;
    const struct suffix *end = keys->suffixes.at + keys->suffixes.len;
    for (const struct suffix *first = keys->suffixes.at, *next; first < end; first = next) {
        for (next = first + 1; next < end && same_key(keys, first, next);)
            next++;
        struct str const key = suffix_str(keys, first);
        if (text.len == 0) {
            block.first_key = key;
            last = (struct str){0};
        }
        size_t const shared = shared_letters(last, key);
        buf_add_byte(&text, digits[shared]);
        buf_add(&text, str_from(key, shared));
        add_entry(&scratch, &text, keys, first, next);
        last = key;
        if (text.len >= SEARCH_FILE_BYTES)
            end_block(arena, &blocks, &block, &text);
    }
    if (text.len)
        end_block(arena, &blocks, &block, &text);
    buf_finish(&text);
    arena_finish(&scratch);
    return blocks;
}

search_blocks search_encode_keys(struct arena *arena, const search_words *words)
{
    struct keys keys = {.words = words, .numbers = arena_many(arena, uint32_t, words->len + 1)};
    uint32_t number = 0;
    for (size_t i = 0; i < words->len; i++) {
        keys.numbers[i] = search_word_is_rare(&words->at[i]) ? 0 : number++;
        add_suffixes(arena, &keys, i);
    }
    sort_suffixes(arena, &keys);
    return encode(arena, &keys);
}
