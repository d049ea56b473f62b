#include "archive/search_words.h"

#include "archive/terms.h"

#include <stdlib.h>

/* A hash table with open addressing; places hold an index into words plus one, 0 is free. */
struct collector {
    struct arena *arena;
    struct arena scratch;
    search_words words;
    uint32_t *places;
    size_t place_count;       /* a power of two */
    vec_of(uint32_t) touched; /* words of the current document */
    uint32_t document;
};

static size_t hash_of(struct str word)
{
    struct hash const hash = hash_bytes(word);
    uint64_t value;
    memcpy(&value, hash.bytes, sizeof value);
    return (size_t)value;
}

static void grow(struct collector *collector)
{
    size_t const count = collector->place_count ? collector->place_count * 2 : 4096;
    free(collector->places);
    collector->places = must_malloc(count * sizeof *collector->places);
    memset(collector->places, 0, count * sizeof *collector->places);
    collector->place_count = count;
    for (size_t i = 0; i < collector->words.len; i++) {
        size_t place = hash_of(collector->words.at[i].text) & (count - 1);
        while (collector->places[place])
            place = (place + 1) & (count - 1);
        collector->places[place] = (uint32_t)i + 1;
    }
}

static uint32_t index_of(struct collector *collector, struct str text)
{
    if ((collector->words.len + 1) * 2 > collector->place_count)
        grow(collector);
    size_t place = hash_of(text) & (collector->place_count - 1);
    for (; collector->places[place]; place = (place + 1) & (collector->place_count - 1)) {
        uint32_t const known = collector->places[place] - 1;
        if (str_equal(collector->words.at[known].text, text))
            return known;
    }
    struct search_word const word = {.text = str_copy(collector->arena, text)};
    vec_push(collector->arena, &collector->words, word);
    collector->places[place] = (uint32_t)collector->words.len;
    return (uint32_t)collector->words.len - 1;
}

static void add_words(struct collector *collector, struct str text, bool title)
{
    struct terms terms = terms_begin(&collector->scratch, text);
    struct str term;
    while (terms_next(&terms, &term)) {
        uint32_t const index = index_of(collector, term);
        struct search_word *word = &collector->words.at[index];
        if (word->times == 0)
            vec_push(collector->arena, &collector->touched, index);
        word->times++;
        word->in_title = word->in_title || title;
    }
}

static uint32_t weight_of(const struct search_word *word)
{
    if (word->in_title)
        return 3;
    return word->times > 3 ? 2 : word->times > 1 ? 1 : 0;
}

static void end_document(struct collector *collector)
{
    for (size_t i = 0; i < collector->touched.len; i++) {
        struct search_word *word = &collector->words.at[collector->touched.at[i]];
        vec_push(collector->arena, &word->postings, collector->document * 4 + weight_of(word));
        word->times = 0;
        word->in_title = false;
    }
    collector->touched.len = 0;
    collector->document++;
    arena_reset(&collector->scratch);
}

static bool add_meeting(struct collector *collector, const struct unit *unit, const struct search_source *source)
{
    struct arena read = {0};
    struct str content;
    struct str *texts;
    bool const good =
        source->read(source->context, &read, unit, &content) && search_read_text(&read, unit, content, &texts);
    if (good) {
        add_words(collector, unit->title, true);
        add_words(collector, unit->forum, false);
        add_words(collector, unit->place, false);
        end_document(collector);
        for (size_t i = 0; i < unit->sections.len; i++)
            for (size_t j = 0; j < unit->sections.at[i].items.len; j++) {
                add_words(collector, unit->sections.at[i].items.at[j].title, true);
                add_words(collector, *texts++, false);
                end_document(collector);
            }
    }
    arena_finish(&read);
    return good;
}

int search_word_order(const void *a, const void *b)
{
    return str_compare(((const struct search_word *)a)->text, ((const struct search_word *)b)->text);
}

static void end_collecting(struct collector *collector, search_words *words)
{
    if (collector->words.len > 1)
        qsort(collector->words.at, collector->words.len, sizeof *collector->words.at, search_word_order);
    free(collector->places);
    arena_finish(&collector->scratch);
    *words = collector->words;
}

bool search_collect(struct arena *arena, struct unit *const *units, size_t count, const struct search_source *source,
                    search_words *words)
{
    struct collector collector = {.arena = arena};
    bool good = true;
    for (size_t i = 0; good && i < count; i++)
        good = add_meeting(&collector, units[i], source);
    end_collecting(&collector, words);
    return good;
}

bool search_collect_meeting(struct arena *arena, const struct unit *unit, const struct search_source *source,
                            search_words *words)
{
    struct collector collector = {.arena = arena};
    bool const good = add_meeting(&collector, unit, source);
    end_collecting(&collector, words);
    return good;
}
