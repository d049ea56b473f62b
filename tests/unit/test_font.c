#include "font/font.h"

#include "base/utf8.h"

#include "test.h"

#include <linebreak.h>

/* A linear congruential generator: the same texts on every machine. */
static uint32_t next_number(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static void assert_same_breaks(struct str text)
{
    unsigned char ours[128];
    char theirs[128];
    assert_true(text.len <= sizeof ours);
    line_breaks(text, ours);
    set_linebreaks_utf8((const utf8_t *)text.at, text.len, "da", theirs);
    for (size_t i = 0; i < text.len; i++) {
        enum line_break const wanted = theirs[i] == LINEBREAK_MUSTBREAK    ? BREAK_MANDATORY
                                       : theirs[i] == LINEBREAK_ALLOWBREAK ? BREAK_ALLOWED
                                                                           : BREAK_NONE;
        if (ours[i] != wanted)
            fail_msg("after byte %zu of '%.*s': %d, not %d", i, STR(text), ours[i], wanted);
    }
}

static size_t put(char *text, size_t at, uint32_t code_point)
{
    return at + utf8_encode(code_point, text + at);
}

/* Every character of the tables next to every other, with no space, one and two between. */
static void test_breaks_of_pairs(void **state)
{
    (void)state;
    init_linebreak();
    uint32_t characters[512];
    size_t count = 0;
    for (uint32_t c = 0x20; c < 0x180; c++)
        if (c < 0x7F || c >= 0xA0)
            characters[count++] = c;
    for (uint32_t c = 0x2010; c < 0x2028; c++)
        characters[count++] = c;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            for (size_t spaces = 0; spaces < 3; spaces++) {
                char text[16];
                size_t len = put(text, 0, characters[i]);
                for (size_t k = 0; k < spaces; k++)
                    text[len++] = ' ';
                len = put(text, len, characters[j]);
                assert_same_breaks((struct str){text, len});
            }
}

static void test_breaks_of_texts(void **state)
{
    (void)state;
    init_linebreak();
    static const uint32_t characters[] = {'a', 'b', '1',  '2',    ' ',    ' ',    '.',    ',',    '-',    '/', '(',
                                          ')', '%', '\n', 0xA0,   0xAD,   0xE6,   0xAB,   0xBB,   0x2013, '"', '!',
                                          '$', ']', '}',  0x2014, 0x2026, 0x201D, 0x2022, 0x200B, 0x4E00, ':'};
    uint32_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        char text[128];
        size_t len = 0;
        uint32_t const letters = 1 + next_number(&seed, 24);
        for (uint32_t i = 0; i < letters; i++)
            len = put(text, len, characters[next_number(&seed, sizeof characters / sizeof *characters)]);
        assert_same_breaks((struct str){text, len});
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_breaks_of_pairs),
        cmocka_unit_test(test_breaks_of_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
