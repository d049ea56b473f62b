/* The words of names: how they are read in running text, and when two of them are the same but for a slip. Internal to
 * check/. */
#ifndef CHECK_NAME_WORDS_H
#define CHECK_NAME_WORDS_H

#include "check/context.h"

/* A name's words, folded; a hyphen parts them as a space does. */
enum { NAME_WORDS = 8 };
struct name_words {
    struct str at[NAME_WORDS];
    size_t count;
};

/* A capitalised word of running text. */
struct text_word {
    struct str typed, folded;
    struct str stem;   /* folded, without the -s of a genitive */
    size_t start, end; /* in the text */
};

/* The first NAME_WORDS words of a name, and its last of those; empty when it has none. */
void name_split(struct arena *arena, struct str name, struct name_words *words);
struct str name_last(const struct name_words *words);

/* The next capitalised words in a row from *at on, one space or hyphen between, at most `most`; 0 at the end of the
 * text. */
size_t name_read_sequence(struct arena *arena, struct str text, size_t *at, struct text_word *words, size_t most);

/* Whether the word of the text names a place, whatever it looks like: `i Herning`, `Herning Kommune`. */
bool name_is_in_place(struct str text, const struct text_word *word);

/* Index of the name's word from `next` on that the text's word is, in the genitive or not; SIZE_MAX = none. */
size_t name_find_word(const struct name_words *name, size_t next, const struct text_word *word);

/* The same, but for a slip of a letter, in a long word of two. */
size_t name_find_near(struct arena *arena, const struct name_words *name, size_t next, const struct text_word *word);

/* A given name with a slip: long, one letter, the same first letter. Otherwise Anne and Hanne Jensen would be one. */
bool name_given_near(struct arena *arena, struct str known, struct str typed);

/* A family name by itself with a slip: seven letters or more, of which one differs. */
bool name_family_near(struct arena *arena, struct str known, const struct text_word *word);

/* The typed name without the genitive's -s, when the known name does not end in one. */
struct str name_without_genitive(struct str typed, struct str known);

#endif
