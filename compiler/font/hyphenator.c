#include "font/hyphenator.h"

#include "font/compound.h"
#include "font/patterns.h"

#include "base/utf8.h"

#include <string.h>

#define WORD_LONGEST  PATTERNS_LONGEST /* letters; a longer word is none */
#define WORD_SHORTEST 5

/* A word in small letters of Latin 1, which the patterns and the index are in, with the offset of each in UTF-8. */
struct letters {
    char at[WORD_LONGEST + 1];
    uint16_t offsets[WORD_LONGEST];
    size_t count;
};

/* False for a word with other letters, an abbreviation in capitals, and one too long or too short. */
static bool letters_read(struct letters *letters, struct str word)
{
    unsigned capitals = 0;
    letters->count = 0;
    for (size_t at = 0; at < word.len;) {
        if (letters->count == WORD_LONGEST)
            return false;
        letters->offsets[letters->count] = (uint16_t)at;
        uint32_t const letter = utf8_next(word, &at);
        uint32_t const small = utf8_lower(letter);
        if (small > 0xFF || !utf8_is_letter(small))
            return false;
        capitals += letter != small;
        letters->at[letters->count++] = (char)small;
    }
    letters->at[letters->count] = '\0';
    return letters->count >= WORD_SHORTEST && capitals <= 1;
}

/* `be-` and `for-` are joined to words too, but dividing there is no better than between syllables. */
static bool is_prefix(const struct letters *letters, size_t start, size_t end)
{
    return end - start == 2 || (end - start == 3 && memcmp(letters->at + start, "for", 3) == 0);
}

static bool has_vowel(const struct letters *letters, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (strchr("aeiouy", letters->at[i]) || (unsigned char)letters->at[i] >= 0xE0)
            return true;
    return false;
}

/* Forget marks that would leave consonants alone between two hyphens: the later one, unless it is a joint. */
static void drop_consonants(const struct letters *letters, bool *marks, const bool *joints)
{
    size_t last = 0;
    for (size_t i = 1; i < letters->count; i++) {
        if (!marks[i - 1])
            continue;
        if (has_vowel(letters, last, i)) {
            last = i;
        } else if (joints[i] && last > 0 && !joints[last]) {
            marks[last - 1] = false;
            last = i;
        } else if (!joints[i]) {
            marks[i - 1] = false;
        }
    }
    if (last > 0 && !joints[last] && !has_vowel(letters, last, letters->count))
        marks[last - 1] = false;
}

size_t hyphenator_divide(struct str word, struct hyphen_point *points)
{
    struct letters letters;
    if (!letters_read(&letters, word))
        return 0;
    size_t joints[WORD_LONGEST];
    /* marks[i]: the word may be divided after letter i; is_joint[i]: parts meet before letter i. */
    bool marks[WORD_LONGEST] = {false}, is_joint[WORD_LONGEST] = {false};
    size_t const count = compound_joints(letters.at, letters.count, joints);
    for (size_t i = 0; i <= count; i++) {
        size_t const start = i > 0 ? joints[i - 1] : 0, end = i < count ? joints[i] : letters.count;
        patterns_mark(letters.at + start, end - start, marks + start);
        if (i < count) {
            is_joint[end] = !is_prefix(&letters, start, end);
            marks[end - 1] = true;
        }
    }
    drop_consonants(&letters, marks, is_joint);
    size_t found = 0;
    /* Two letters are too few to begin a line with. */
    for (size_t i = 1; i + 2 < letters.count; i++)
        if (marks[i - 1])
            points[found++] = (struct hyphen_point){letters.offsets[i], is_joint[i]};
    return found;
}

size_t hyphenator_joints(struct str word, uint16_t *joints)
{
    struct letters letters;
    if (!letters_read(&letters, word))
        return 0;
    size_t at[WORD_LONGEST];
    size_t count = compound_joints(letters.at, letters.count, at);
    count = count < HYPHENATOR_JOINTS ? count : HYPHENATOR_JOINTS;
    for (size_t i = 0; i < count; i++)
        joints[i] = letters.offsets[at[i]];
    return count;
}
