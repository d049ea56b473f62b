#include "source/encoding.h"
#include "source/source.h"

#include "fixture.h"

static void assert_position(const struct source *source, size_t offset, size_t line, size_t column)
{
    struct position position = source_position(source, offset);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

static void lines_end_in_three_ways(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct source *source = source_new(&arena, S("x"), S("a\nbc\r\nd\re"));
    assert_int_equal(source->line_count, 4);
    assert_text(source_line(source, 1), "a");
    assert_text(source_line(source, 2), "bc");
    assert_text(source_line(source, 3), "d");
    assert_text(source_line(source, 4), "e");
    assert_text(source_line(source, 5), "");
    assert_int_equal(source_line_end(source, 2), 4);
    assert_position(source, 7, 3, 2);
    assert_position(source, 100, 4, 2);
    assert_int_equal(source_new(&arena, S("x"), S(""))->line_count, 1);
    arena_finish(&arena);
}

static void columns_count_characters(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct source *source = source_new(&arena, S("x"),
                                             S("\xEF\xBB\xBF"
                                               "æø x\n\xC3\xA5y"));
    assert_position(source, 0, 1, 1);
    assert_position(source, 3, 1, 1);
    assert_position(source, 5, 1, 2);
    assert_position(source, 8, 1, 4);
    assert_text(source_line(source, 1), "æø x");
    assert_position(source, 12, 2, 2);
    struct position known = source_position(source, 5);
    struct position after = source_position_after(source, 5, known, 8);
    assert_int_equal(after.column, 4);
    after = source_position_after(source, 5, known, 12);
    assert_int_equal(after.line, 2);
    assert_int_equal(after.column, 2);
    arena_finish(&arena);
}

static void spans_come_in_natural_order(void **state)
{
    (void)state;
    assert_true(str_compare_natural(S("2-b"), S("10-a")) < 0);
    assert_true(str_compare_natural(S("02-b"), S("2-b")) != 0);
    assert_true(str_compare_natural(S("a"), S("a1")) < 0);
    assert_int_equal(str_compare_natural(S("a1"), S("a1")), 0);
    struct arena arena = {0};
    const struct source *a = source_new(&arena, S("2.md"), S("ab")), *b = source_new(&arena, S("10.md"), S("ab"));
    assert_true(span_compare((struct span){a, 1, 1}, (struct span){b, 0, 0}) < 0);
    assert_true(span_compare(NOWHERE, (struct span){b, 0, 0}) < 0);
    assert_true(span_compare((struct span){a, 0, 1}, (struct span){a, 0, 2}) < 0);
    arena_finish(&arena);
}

static void an_excerpt_without_returns_is_no_copy(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct source *source = source_new(&arena, S("x"),
                                             S("\xEF\xBB\xBF"
                                               "abc\ndef"));
    struct excerpt excerpt = excerpt_of(&arena, source, 0, source->text.len);
    assert_text(excerpt.text, "abc\ndef");
    assert_ptr_equal(excerpt.text.at, source->text.at + 3);
    assert_text(span_text(excerpt_span(&excerpt, 4, 7)), "def");
    arena_finish(&arena);
}

static void an_excerpt_turns_line_ends_and_finds_back(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct source *source = source_new(&arena, S("x"), S("a\r\nbc\r\rd\r\n"));
    struct excerpt excerpt = excerpt_of(&arena, source, 0, source->text.len);
    assert_text(excerpt.text, "a\nbc\n\nd\n");
    assert_text(span_text(excerpt_span(&excerpt, 2, 4)), "bc");
    assert_text(span_text(excerpt_span(&excerpt, 0, 4)), "a\r\nbc");
    assert_text(span_text(excerpt_span(&excerpt, 6, 7)), "d");
    assert_int_equal(excerpt_span(&excerpt, 8, 8).start, 10);
    struct excerpt empty = excerpt_of(&arena, source, 10, 10);
    assert_int_equal(excerpt_span(&empty, 0, 0).start, 10);
    arena_finish(&arena);
}

static void bytes_that_are_no_text_are_told_once_a_line(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diag_sink sink;
    diag_sink_init(&sink, &arena);
    const struct source *source =
        source_new(&arena, S("x"), S("ok \xEF\xBF\xBD\t\r\na\xE6\xF8\nb\x1B[\x01\n\xC2\x85\n"));
    assert_false(source_check_encoding(source, &sink));
    assert_int_equal(sink.diags.len, 3);
    assert_int_equal(sink.diags.at[0].message, MSG_NOT_UTF8);
    assert_text(diag_text(&arena, &sink.diags.at[0], LANGUAGE_DANISH), "her står en byte (0xE6), som ikke er UTF-8");
    assert_text(diag_help(&arena, &sink.diags.at[0], LANGUAGE_DANISH),
                "gem filen som UTF-8; i en ældre tegntabel er det 'æ'");
    assert_int_equal(sink.diags.at[1].message, MSG_CONTROL_CHARACTER);
    assert_position(source, sink.diags.at[1].span.start, 3, 2);
    assert_text(diag_text(&arena, &sink.diags.at[2], LANGUAGE_ENGLISH), "the control character U+0085 stands here");

    diag_sink_init(&sink, &arena);
    assert_false(
        source_check_encoding(source_new(&arena, S("x"), S("a\xEF\xBF\xBF\n\xEF\xB7\x90\n\xEF\xB7\xB0")), &sink));
    assert_int_equal(sink.diags.len, 2);
    assert_text(diag_text(&arena, &sink.diags.at[0], LANGUAGE_DANISH), "her står U+FFFF, som ikke er et tegn");

    diag_sink_init(&sink, &arena);
    source_check_encoding(source_new(&arena, S("x"), S("\xFF\xFE#\0")), &sink);
    assert_int_equal(sink.diags.len, 1);
    assert_int_equal(sink.diags.at[0].message, MSG_UTF16);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_in_three_ways),
        cmocka_unit_test(columns_count_characters),
        cmocka_unit_test(spans_come_in_natural_order),
        cmocka_unit_test(an_excerpt_without_returns_is_no_copy),
        cmocka_unit_test(an_excerpt_turns_line_ends_and_finds_back),
        cmocka_unit_test(bytes_that_are_no_text_are_told_once_a_line),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
