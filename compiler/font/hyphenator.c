#include "font/hyphenator.h"

#include "base/utf8.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>

#define PATTERNS    "/usr/share/hyphen/hyph_da_DK.dic"
#define WORD_LONGEST 100 /* letters; a longer word is none */
#define WORD_SHORTEST 5

struct hyphenator {
    HyphenDict *patterns;
};

struct hyphenator *hyphenator_create(void)
{
    struct hyphenator *hyphenator = must_malloc(sizeof *hyphenator);
    hyphenator->patterns = hnj_hyphen_load(PATTERNS);
    return hyphenator;
}

void hyphenator_destroy(struct hyphenator *hyphenator)
{
    if (!hyphenator)
        return;
    if (hyphenator->patterns)
        hnj_hyphen_free(hyphenator->patterns);
    free(hyphenator);
}

/* The patterns are in Latin 1: the word in small letters of it, with the offset of each in UTF-8. False for a word with other
 * letters, an abbreviation in capitals, or one too long or too short. */
static bool latin1_word(struct str word, char *letters, uint16_t *offsets, size_t *length)
{
    size_t count = 0;
    unsigned capitals = 0;
    for (size_t at = 0; at < word.len;) {
        if (count == WORD_LONGEST)
            return false;
        offsets[count] = (uint16_t)at;
        uint32_t const letter = utf8_next(word, &at);
        uint32_t const small = utf8_lower(letter);
        if (small > 0xFF || !utf8_is_letter(small))
            return false;
        capitals += letter != small;
        letters[count++] = (char)small;
    }
    letters[count] = '\0';
    *length = count;
    return count >= WORD_SHORTEST && capitals <= 1;
}

size_t hyphenator_divide(struct hyphenator *hyphenator, struct arena *scratch, struct str word, struct hyphen_point *points)
{
    (void)scratch;
    char letters[WORD_LONGEST + 1], marks[WORD_LONGEST + 6];
    uint16_t offsets[WORD_LONGEST];
    size_t length = 0;
    if (!hyphenator->patterns || !latin1_word(word, letters, offsets, &length))
        return 0;
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    if (hnj_hyphen_hyphenate3(hyphenator->patterns, letters, (int)length, marks, NULL, &replacements, &positions, &cuts, 2, 2,
                              2, 2) != 0)
        return 0;
    size_t count = 0;
    for (size_t i = 0; i + 1 < length; i++)
        if (marks[i] & 1)
            points[count++] = (struct hyphen_point){offsets[i + 1], false};
    return count;
}
