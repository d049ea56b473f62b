#include "font/font.h"

#include "base/file.h"
#include "base/utf8.h"
#include "font/face.h"
#include "font/latin.h"

#include "test.h"

#include <linebreak.h>
#include <string.h>

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

static void assert_same_glyphs(const struct shaped *shaped, hb_buffer_t *buffer, struct str word)
{
    unsigned count = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, &count);
    assert_int_equal(shaped->count, count);
    for (unsigned i = 0; i < count; i++) {
        const struct glyph *glyph = &shaped->glyphs[i];
        bool const same = glyph->id == infos[i].codepoint && glyph->advance == at[i].x_advance &&
                          glyph->text == infos[i].cluster && at[i].x_offset == 0 && at[i].y_offset == 0 &&
                          glyph->space == (word.at[glyph->text] == ' ');
        if (!same)
            fail_msg("glyph %u of '%.*s'", i, STR(word));
    }
}

/* As HarfBuzz shapes it. */
static void assert_shaped_so(struct shaper *shaper, const struct font *font, const struct shaped *shaped,
                             struct str word)
{
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, word.at, (int)word.len, 0, (int)word.len);
    hb_buffer_guess_segment_properties(buffer);
    hb_buffer_set_language(buffer, shaper->language);
    hb_shape(font->shaping, buffer, NULL, 0);
    assert_same_glyphs(shaped, buffer, word);
    hb_buffer_destroy(buffer);
}

/* Every pair of characters that is shaped without HarfBuzz, alone and after a letter that tells their script: kerning
 * and ligatures are read as HarfBuzz reads them. */
static void test_pairs(void **state)
{
    (void)state;
    struct font_book *book = font_book_create();
    struct shaper *shaper = shaper_create(book);
    const struct font *font = font_find(book, S("Carlito"), FONT_REGULAR);
    struct latin *latin = latin_create(shaper, font);
    size_t here = 0;
    struct buf word = {0};
    for (uint32_t first = 0x20; first < 0x100; first++)
        for (uint32_t second = 0x20; second < 0x100; second++)
            for (size_t start = 0; start < 2; start++) {
                buf_clear(&word);
                buf_text(&word, "H");
                buf_add_code_point(&word, first);
                buf_add_code_point(&word, second);
                struct str const shown = str_from(buf_str(&word), start);
                const struct shaped *shaped = latin_shape(latin, shaper, shown, FEATURES_NONE);
                if (shaped)
                    assert_shaped_so(shaper, font, shaped, shown);
                here += shaped != NULL;
            }
    assert_true(here > 45000);
    buf_finish(&word);
    latin_destroy(latin);
    shaper_destroy(shaper);
    font_book_destroy(book);
}

/* Words shaped without HarfBuzz are as HarfBuzz shapes them: every tenth Danish word, and rows of letters that are
 * none. */
static void test_plain_words(void **state)
{
    (void)state;
    static const struct {
        const char *family;
        enum font_style style;
    } faces[] = {{"Carlito", FONT_REGULAR},     {"Carlito", FONT_BOLD}, {"Carlito", FONT_ITALIC},
                 {"DejaVu Sans", FONT_REGULAR}, {"Lato", FONT_REGULAR}, {"Open Sans", FONT_REGULAR}};
    static const char letters[] = "fitjlAVTLYoe.,-'\"P/rk 0127";
    struct font_book *book = font_book_create();
    struct shaper *shaper = shaper_create(book);
    struct arena arena = {0};
    struct str words = {0};
    assert_true(file_read(&arena, "/usr/share/hunspell/da_DK.dic", 1 << 24, &words));
    for (size_t f = 0; f < sizeof faces / sizeof *faces; f++) {
        const struct font *font = font_find(book, str_of(faces[f].family), faces[f].style);
        struct latin *latin = latin_create(shaper, font);
        size_t here = 0, all = 0;
        uint32_t seed = 1;
        for (size_t at = 0, line = 0; at < words.len; line++) {
            size_t const end = str_find_byte(words, '\n', at);
            size_t const slash = str_find_byte(words, '/', at);
            struct str word = str_part(words, at, slash < end ? slash : end);
            at = end == SIZE_MAX ? words.len : end + 1;
            char random[12];
            if (line % 10 == 1) {
                for (size_t i = 0; i < sizeof random; i++)
                    random[i] = letters[next_number(&seed, sizeof letters - 1)];
                word = (struct str){random, 2 + next_number(&seed, 10)};
            } else if (line % 10 != 0 || utf8_first_fault(word) != SIZE_MAX) {
                continue;
            }
            const struct shaped *shaped = latin_shape(latin, shaper, word, FEATURES_NONE);
            all += line % 10 == 0;
            here += shaped && line % 10 == 0;
            if (shaped)
                assert_shaped_so(shaper, font, shaped, word);
        }
        /* All of a face with rules of other kinds is HarfBuzz's. */
        if (here * 5 < all * 4 && strcmp(faces[f].family, "Carlito") == 0)
            fail_msg("%s: only %zu of %zu words", faces[f].family, here, all);
        latin_destroy(latin);
    }
    arena_finish(&arena);
    shaper_destroy(shaper);
    font_book_destroy(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_breaks_of_pairs),
        cmocka_unit_test(test_breaks_of_texts),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_plain_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
