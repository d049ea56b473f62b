/* Hyphenation against words divided by hand: the joints of compounds must save at least three of four faults that the
 * patterns alone make. */
#include "font/font.h"
#include "font/patterns.h"

#include "base/file.h"
#include "base/utf8.h"

#include <hyphen.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LONGEST  200
#define PATTERNS "/usr/share/hyphen/hyph_da_DK.dic"

struct sample {
    char word[LONGEST];
    bool allowed[LONGEST], joint[LONGEST]; /* before this byte */
    size_t length;
};

struct score {
    size_t faults, points, joints, joints_found;
};

static bool sample_read(struct sample *sample, struct str line)
{
    memset(sample, 0, sizeof *sample);
    line = str_trim(line);
    if (line.len == 0 || line.at[0] == '#' || line.len >= LONGEST)
        return false;
    for (size_t i = 0; i < line.len; i++) {
        if (line.at[i] == '=' || line.at[i] == '-') {
            sample->allowed[sample->length] = true;
            sample->joint[sample->length] = line.at[i] == '=';
        } else {
            sample->word[sample->length++] = line.at[i];
        }
    }
    return true;
}

static void judge(struct score *score, const struct sample *sample, const bool *divided, const char *who)
{
    for (size_t at = 1; at < sample->length; at++) {
        score->points += divided[at];
        score->joints += sample->joint[at];
        score->joints_found += sample->joint[at] && divided[at];
        if (divided[at] && !sample->allowed[at]) {
            score->faults++;
            printf("# %s: %.*s-%s\n", who, (int)at, sample->word, sample->word + at);
        }
    }
}

/* What libhyphen says of a word of Latin 1 letters. */
static void by_patterns(HyphenDict *patterns, const struct sample *sample, bool *divided)
{
    char letters[LONGEST], marks[LONGEST + 5];
    size_t offsets[LONGEST], count = 0;
    for (size_t at = 0; at < sample->length;) {
        offsets[count] = at;
        unsigned char const byte = (unsigned char)sample->word[at++];
        letters[count++] = byte < 0x80 ? (char)byte : (char)(byte << 6 | ((unsigned char)sample->word[at++] & 0x3F));
    }
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    assert_int_equal(
        hnj_hyphen_hyphenate3(patterns, letters, (int)count, marks, NULL, &replacements, &positions, &cuts, 2, 2, 2, 2),
        0);
    for (size_t i = 0; i + 1 < count; i++)
        divided[offsets[i + 1]] = marks[i] & 1;
}

static void joints_save_three_faults_of_four(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct str list;
    assert_true(file_read(&arena, "tests/typography/hyphenation.txt", 1 << 20, &list));
    HyphenDict *patterns = hnj_hyphen_load(PATTERNS);
    assert_non_null(patterns);
    struct font_book *book = font_book_create();
    struct shaper *shaper = shaper_create(book);
    struct score alone = {0}, ours = {0};
    size_t words = 0;
    for (size_t at = 0; at < list.len;) {
        size_t const end = str_find_byte(list, '\n', at);
        struct sample sample;
        bool divided[LONGEST] = {false};
        if (sample_read(&sample, str_part(list, at, end))) {
            words++;
            by_patterns(patterns, &sample, divided);
            judge(&alone, &sample, divided, "patterns");
            memset(divided, 0, sizeof divided);
            struct hyphen_points const points = hyphenate(shaper, (struct str){sample.word, sample.length});
            for (size_t i = 0; i < points.count; i++)
                divided[points.at[i].at] = true;
            judge(&ours, &sample, divided, "ours");
        }
        at = end == SIZE_MAX ? list.len : end + 1;
    }
    printf("# %zu words; patterns alone: %zu faults in %zu points, %zu of %zu joints; with the dictionary: %zu faults "
           "in %zu "
           "points, %zu of %zu joints\n",
           words, alone.faults, alone.points, alone.joints_found, alone.joints, ours.faults, ours.points,
           ours.joints_found, ours.joints);
    assert_true(words >= 300);
    assert_true(ours.faults * 4 <= alone.faults);
    assert_true(ours.joints_found > alone.joints_found);
    hnj_hyphen_free(patterns);
    shaper_destroy(shaper);
    font_book_destroy(book);
    arena_finish(&arena);
}

/* The dictionary's words, and rows of letters that are none. */
static void patterns_divide_as_libhyphen_does(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct str list;
    assert_true(file_read(&arena, "/usr/share/hunspell/da_DK.dic", 1 << 24, &list));
    HyphenDict *patterns = hnj_hyphen_load(PATTERNS);
    size_t words = 0, places = 0;
    for (size_t at = 0; at < list.len;) {
        size_t const end = str_find_byte(list, '\n', at), slash = str_find_byte(list, '/', at);
        struct str const word = str_part(list, at, slash < end ? slash : end);
        char letters[PATTERNS_LONGEST + 1], digits[PATTERNS_LONGEST + 5]; /* libhyphen reads past the count */
        bool marks[PATTERNS_LONGEST];
        size_t count = 0;
        for (size_t i = 0; i < word.len && count < PATTERNS_LONGEST; count++) {
            uint32_t const letter = utf8_lower(utf8_next(word, &i));
            letters[count] = letter <= 0xFF && utf8_is_letter(letter) ? (char)letter : 'x';
            if (words % 3 == 2)
                letters[count] = (char)('a' + (unsigned char)letters[count] * (words + i) % 26);
        }
        letters[count] = '\0';
        at = end == SIZE_MAX ? list.len : end + 1;
        words++;
        if (count < 4)
            continue;
        char **replacements = NULL;
        int *positions = NULL, *cuts = NULL;
        assert_int_equal(hnj_hyphen_hyphenate3(patterns, letters, (int)count, digits, NULL, &replacements, &positions,
                                               &cuts, 2, 2, 2, 2),
                         0);
        patterns_mark(letters, count, marks);
        for (size_t i = 0; i + 1 < count; i++) {
            places += marks[i];
            if (marks[i] != (digits[i] & 1))
                fail_msg("%.*s after letter %zu", STR(word), i);
        }
    }
    assert_true(words > 100000 && places > words);
    hnj_hyphen_free(patterns);
    arena_finish(&arena);
}

int main(void)
{
    struct CMUnitTest const tests[] = {cmocka_unit_test(joints_save_three_faults_of_four),
                                       cmocka_unit_test(patterns_divide_as_libhyphen_does)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
