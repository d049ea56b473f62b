#include "base/utf8.h"

#include "test.h"

static void faults_are_found_where_they_are(void **state)
{
    (void)state;
    assert_int_equal(utf8_first_fault(S("Århus — \xF0\x9F\x8E\x89")), SIZE_MAX);
    assert_int_equal(utf8_first_fault(S("a\xE5")), 1);            /* Latin-1 */
    assert_int_equal(utf8_first_fault(S("\xC0\xAF")), 0);         /* overlong */
    assert_int_equal(utf8_first_fault(S("\xE0\x80\xAF")), 0);     /* overlong */
    assert_int_equal(utf8_first_fault(S("ab\xED\xA0\x80")), 2);   /* surrogate */
    assert_int_equal(utf8_first_fault(S("\xF4\x90\x80\x80")), 0); /* past the end */
    assert_int_equal(utf8_first_fault(S("\xE2\x82")), 0);         /* cut off */
    assert_int_equal(utf8_count(S("\xFF\xC3\xB8\xFF")), 3);
}

static void encoding_is_the_reverse_of_decoding(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x110000; c++) {
        char bytes[4];
        struct str const s = {bytes, utf8_encode(c, bytes)};
        size_t at = 0;
        bool const wrong = (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF;
        if (utf8_next(s, &at) != (wrong ? 0xFFFD : c) || at != s.len)
            fail_msg("U+%04X", (unsigned)c);
    }
}

static void columns(void **state)
{
    (void)state;
    assert_int_equal(utf8_columns('a'), 1);
    assert_int_equal(utf8_columns(0xE5), 1);
    assert_int_equal(utf8_columns(0x30A), 0);
    assert_int_equal(utf8_columns(0x200B), 0);
    assert_int_equal(utf8_columns(0x4E2D), 2);
    assert_int_equal(utf8_columns(0x1F389), 2);
    assert_int_equal(utf8_columns(0x2014), 1);
}

static void kinds_of_characters(void **state)
{
    (void)state;
    assert_true(utf8_is_letter('Z') && utf8_is_letter(0xC5) && utf8_is_letter(0x301) && utf8_is_letter(0x436));
    assert_false(utf8_is_letter('1') || utf8_is_letter('@') || utf8_is_letter(0xD7) || utf8_is_letter(0x2013));
    assert_true(utf8_is_space(0xA0) && utf8_is_space(0x202F) && utf8_is_space('\t'));
    assert_false(utf8_is_space(0x200B));
    assert_int_equal(utf8_lower(0xC5), 0xE5);
    assert_int_equal(utf8_lower(0xD7), 0xD7);
    assert_int_equal(utf8_lower(0x160), 0x161);
    assert_int_equal(utf8_lower(0x161), 0x161);
    assert_int_equal(utf8_lower(0x130), 'i');
    assert_int_equal(utf8_lower(0x1E9E), 0xDF);
    assert_int_equal(utf8_lower(0x416), 0x436);
}

static void assert_folds(struct str s, const char *expected)
{
    struct arena arena = {0};
    assert_string_equal(utf8_fold(&arena, s).at, expected);
    arena_finish(&arena);
}

static void folding(void **state)
{
    (void)state;
    assert_folds(S("Århus  Kommune "), "aarhus kommune");
    assert_folds(S("AARHUS\xC2\xA0kommune"), "aarhus kommune");
    assert_folds(S("A\xCC\x8Arhus Kommune"), "aarhus kommune");
    assert_folds(S("Gæster på Ærø, Tønder"), "gaester paa aeroe, toender");
    assert_folds(S("Ann\xE2\x80\x93"
                   "Britt René Müller Łódź"),
                 "ann-britt rene muller lodz");
    assert_folds(S("Straße"), "strasse");
    assert_folds(S(" \n "), "");
}

static void alphabetical_order(void **state)
{
    (void)state;
    static const char *const order[] = {
        "",       "Ann Britt", "Ann-Britt", "Anna",  "Berg",  "Bérg",       "Bo Hansen", "Bohansen", "Muller", "Müller",
        "Nordby", "Zealand",   "Æbelø",     "Ärlig", "Øland", "Österreich", "Aabenraa",  "Ålborg",   "Aarhus", "Århus",
    };
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (size_t j = 0; j < sizeof order / sizeof *order; j++) {
            int const got = danish_compare(str_of(order[i]), str_of(order[j]));
            int const expected = (i > j) - (i < j);
            if (got < 0 ? expected >= 0 : got > 0 ? expected <= 0 : expected != 0)
                fail_msg("%s against %s: %d", order[i], order[j], got);
        }
    /* A ring of its own is the same letter, so only bytes tell them apart. */
    assert_true(danish_compare(S("A\xCC\x8A"
                                 "a"),
                               S("Åb")) < 0);
}

static size_t distance(struct str a, struct str b, size_t limit)
{
    struct arena arena = {0};
    size_t const found = edit_distance(&arena, a, b, limit);
    arena_finish(&arena);
    return found;
}

static void distances(void **state)
{
    (void)state;
    assert_int_equal(distance(S("frostholm"), S("frostholt"), 3), 1);
    assert_int_equal(distance(S("tid"), S("tdi"), 3), 1);
    assert_int_equal(distance(S("kæde"), S("kode"), 3), 1);
    assert_int_equal(distance(S(""), S("ab"), 3), 2);
    assert_int_equal(distance(S("same"), S("same"), 0), 0);
    assert_int_equal(distance(S("abcdef"), S("uvwxyz"), 2), 3);
    assert_int_equal(distance(S("a"), S("abcdef"), 2), 3);
    assert_int_equal(distance(S("badcfe"), S("abcdef"), 3), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_found_where_they_are),
        cmocka_unit_test(encoding_is_the_reverse_of_decoding),
        cmocka_unit_test(columns),
        cmocka_unit_test(kinds_of_characters),
        cmocka_unit_test(folding),
        cmocka_unit_test(alphabetical_order),
        cmocka_unit_test(distances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
