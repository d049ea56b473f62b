/* For the program that makes the index of Danish words while this one is built: the affix rules of a hunspell
 * dictionary. Words are in Latin 1, small letters. */
#ifndef FONT_INDEX_AFFIXES_H
#define FONT_INDEX_AFFIXES_H

#include "base/str.h"
#include "base/vec.h"

#define INDEX_LONGEST 100 /* letters of a word */
#define INDEX_FLAGS   128

/* A set of flags, which are numbers in the Danish dictionary. */
struct flags {
    uint64_t bits[INDEX_FLAGS / 64];
};

bool flags_has(const struct flags *flags, unsigned flag);
struct flags flags_read(struct str text); /* `10,11,2` */

struct suffix {
    struct str strip, add, condition;
    struct flags next; /* what the form may be followed by, and whether it begins or ends compounds */
};

struct affixes {
    vec_of(struct suffix) suffixes[INDEX_FLAGS];
};

/* The SFX lines of the text of an .aff file. */
void affixes_read(struct arena *arena, struct affixes *affixes, struct str text);

/* A form of a word: with its suffix, and where it can stand in a compound. */
struct form {
    struct str word;
    bool begins, ends;
};
typedef vec_of(struct form) form_list;

/* All forms of a word with these flags. */
void affixes_apply(struct arena *arena, const struct affixes *affixes, struct str word, const struct flags *flags,
                   form_list *forms);

/* UTF-8 to Latin 1 in small letters; the empty slice for a word with another character, two capitals or no letters
 * only. */
struct str latin1_of(struct arena *arena, struct str word);

/* The next line of the text, its end taken off; false after the last. */
bool next_line(struct str *rest, struct str *line);

#endif
