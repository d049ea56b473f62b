/* Inside font/: a shaper's caches. */
#ifndef FONT_SHAPE_H
#define FONT_SHAPE_H

#include "base/vec.h"
#include "font/font.h"
#include "late/harfbuzz.h"

/* One entry of a cache of words: the key is the text with the font and features it was shaped by (none for
 * hyphenation). */
struct word_entry {
    struct str text;
    const struct font *font;
    unsigned features;
    const void *value;
};

struct word_slot {
    uint32_t hash;
    uint32_t entry; /* its index + 1; 0: the slot is free */
};

/* Open addressing, a power of two of slots, at most half of them taken. */
struct word_cache {
    struct word_slot *slots;
    size_t slot_count;
    struct word_entry *entries; /* half as many have room */
    size_t count;
};

struct latin;

/* How plain words of a face are shaped. */
struct face_words {
    const struct font *font;
    struct latin *latin;
};

struct shaper {
    struct font_book *book;
    struct arena arena;
    hb_buffer_t *buffer;
    hb_language_t language;
    struct word_cache shaped, hyphenated;
    vec_of(struct face_words) latins;
};

/* Whether the parts of a compound meet between these bytes, so that a ligature there would hide how the word is read:
 * `Drift|indtægt`. */
bool joint_inside(struct str text, unsigned start, unsigned end);

/* The entry of a word: its value is NULL when it is new, and the caller is to set it. Valid until the next call. */
struct word_entry *word_cache_find(struct shaper *shaper, struct word_cache *cache, const struct font *font,
                                   unsigned features, struct str text);

#endif
