#include "base/text_table.h"

#include "base/hash.h"

#include <string.h>

enum { FIRST = 64 };

struct text_note {
    struct str text;
    size_t number;
    bool is_used;
};

static size_t hash_of(struct str text)
{
    struct hash const hash = hash_bytes(text);
    size_t number;
    memcpy(&number, hash.bytes, sizeof number);
    return number;
}

/* The slot of the text, or the free one where it belongs (Knuth, The Art of Computer Programming 3, 6.4, algorithm L).
 */
static struct text_note *find(const struct text_table *table, struct str text)
{
    size_t const mask = table->cap - 1;
    for (size_t i = hash_of(text) & mask;; i = (i + 1) & mask)
        if (!table->slots[i].is_used || str_equal(table->slots[i].text, text))
            return &table->slots[i];
}

static void grow(struct arena *arena, struct text_table *table)
{
    struct text_table larger = {.count = table->count, .cap = table->cap ? table->cap * 2 : FIRST};
    larger.slots = arena_many(arena, struct text_note, larger.cap);
    for (size_t i = 0; i < table->cap; i++)
        if (table->slots[i].is_used)
            *find(&larger, table->slots[i].text) = table->slots[i];
    *table = larger;
}

size_t *text_table_at(struct arena *arena, struct text_table *table, struct str text)
{
    if (table->count >= table->cap / 2)
        grow(arena, table);
    struct text_note *note = find(table, text);
    if (!note->is_used) {
        *note = (struct text_note){.text = text, .is_used = true};
        table->count++;
    }
    return &note->number;
}
