#include "base/str.h"

#include "test.h"

static void assert_str(struct str got, const char *expected)
{
    assert_int_equal(got.len, strlen(expected));
    assert_memory_equal(got.at ? got.at : "", expected, got.len);
}

static void slices_are_clamped(void **state)
{
    (void)state;
    assert_str(str_part(S("referat"), 2, 5), "fer");
    assert_str(str_part(S("referat"), 5, 100), "at");
    assert_str(str_part(S("referat"), 6, 2), "");
    assert_str(str_from(S("referat"), 100), "");
    assert_str(str_trim(S(" \t\r\n")), "");
    assert_str(str_trim(S(" a b\n")), "a b");
    assert_true(str_equal(str_of(NULL), S("")));
}

static void slices_compare_by_bytes(void **state)
{
    (void)state;
    assert_true(str_compare(S("a"), S("ab")) < 0);
    assert_true(str_compare(S("b"), S("ab")) > 0);
    assert_true(str_compare(S("\xFF"), S("a")) > 0);
    assert_int_equal(str_compare((struct str){0}, S("")), 0);
    assert_true(str_equal_ignoring_case(S("Bilag"), S("bILAG")));
    assert_false(str_equal_ignoring_case(S("@"), S("`")));
    assert_true(str_starts(S("bilag"), S("bil")));
    assert_false(str_starts(S("bil"), S("bilag")));
    assert_true(str_ends(S("moede.md"), S(".md")));
    assert_false(str_ends(S("md"), S(".md")));
}

static void finding(void **state)
{
    (void)state;
    assert_int_equal(str_find_byte(S("a-b-c"), '-', 2), 3);
    assert_int_equal(str_find_byte(S("a"), 'a', 1), SIZE_MAX);
    assert_int_equal(str_find(S("pkt. 2.1"), S("2.1"), 0), 5);
    assert_int_equal(str_find(S("pkt. 2.1"), S("2.1"), 6), SIZE_MAX);
    assert_int_equal(str_find(S("ab"), S(""), 2), 2);
    assert_int_equal(str_find(S("ab"), S(""), 3), SIZE_MAX);
}

static void copies_end_in_nul(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(str_copy(&arena, str_part(S("referat"), 0, 3)).at, "ref");
    assert_string_equal(str_format(&arena, "%d.%d", 1, 2).at, "1.2");
    assert_string_equal(str_concat(&arena, S("a"), S("b")).at, "ab");
    assert_string_equal(str_cstr(&arena, (struct str){0}), "");
    arena_finish(&arena);
}

static void buffers_grow(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf buf = {0};
    for (int i = 0; i < 1000; i++)
        buf_format(&buf, "%03d", i);
    assert_int_equal(buf.len, 3000);
    assert_str(str_part(buf_str(&buf), 2997, 3000), "999");
    buf_clear(&buf);
    buf_add_code_point(&buf, 0xF8);
    buf_add(&buf, (struct str){0});
    buf_text(&buf, "re");
    struct str const kept = buf_keep(&buf, &arena);
    buf_finish(&buf);
    assert_str(kept, "øre");
    arena_finish(&arena);
}

static void a_line_ends_at_the_first_of_both_marks(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *text = arena_take(&arena, 2000);
    struct str const whole = {text, 2000};
    static const size_t places[] = {0, 1, 126, 127, 128, 129, 383, 384, 1500, 1999};
    for (size_t feed = 0; feed < sizeof places / sizeof *places; feed++)
        for (size_t back = 0; back < sizeof places / sizeof *places; back++) {
            memset(text, 'a', whole.len);
            text[places[feed]] = '\n';
            text[places[back]] = '\r';
            size_t const first = places[feed] < places[back] ? places[feed] : places[back];
            assert_int_equal(str_line_end(whole, 0), first);
            assert_int_equal(str_line_end(whole, first), first);
        }
    memset(text, 'a', whole.len);
    assert_int_equal(str_line_end(whole, 3), whole.len);
    assert_int_equal(str_line_end(whole, whole.len), whole.len);
    assert_int_equal(str_line_end(S(""), 0), 0);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_ends_at_the_first_of_both_marks),
        cmocka_unit_test(slices_are_clamped),
        cmocka_unit_test(slices_compare_by_bytes),
        cmocka_unit_test(finding),
        cmocka_unit_test(copies_end_in_nul),
        cmocka_unit_test(buffers_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
