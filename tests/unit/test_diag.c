#include "source/print.h"

#include "test.h"

struct fixture {
    struct arena arena;
    struct diag_sink sink;
    struct buf out;
};

static int set_up(void **state)
{
    struct fixture *f = must_malloc(sizeof *f);
    memset(f, 0, sizeof *f);
    diag_sink_init(&f->sink, &f->arena);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    arena_finish(&f->arena);
    buf_finish(&f->out);
    free(f);
    return 0;
}

static void print(struct fixture *f, enum diag_format format, enum language language)
{
    const struct diag_sink *sinks[] = {&f->sink};
    struct print_options options = {.format = format, .language = language};
    buf_clear(&f->out);
    diag_print(&f->out, &options, sinks, 1);
    buf_add_byte(&f->out, '\0');
}

static struct span find(const struct source *source, const char *words)
{
    size_t at = str_find(source->text, str_of(words), 0);
    assert_int_not_equal(at, SIZE_MAX);
    return (struct span){source, (uint32_t)at, (uint32_t)(at + strlen(words))};
}

static void every_rule_and_message_says_something(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < RULE_COUNT; i++) {
        const struct rule_info *rule = rule_info((enum rule)i);
        enum rule found;
        assert_true(rule_find(str_of(rule->id), &found));
        assert_int_equal(found, i);
        for (int language = 0; language < 2; language++) {
            assert_true(strlen(rule->title[language]) > 0);
            assert_true(strlen(rule->why[language]) > 40);
            assert_int_equal(rule->why[language][strlen(rule->why[language]) - 1], '.');
        }
        assert_int_equal(!rule->wrong, !rule->right);
    }
    for (int i = 0; i < MESSAGE_COUNT; i++) {
        struct diag diag = {.message = (enum message)i};
        struct str danish = diag_text(&f->arena, &diag, LANGUAGE_DANISH);
        struct str english = diag_text(&f->arena, &diag, LANGUAGE_ENGLISH);
        assert_true(danish.len > 0 && english.len > 0);
        assert_false(danish.at[0] >= 'A' && danish.at[0] <= 'Z' &&
                     !(danish.len > 1 && danish.at[1] >= 'A' && danish.at[1] <= 'Z'));
        assert_int_not_equal(danish.at[danish.len - 1], '.');
    }
}

static void an_echo_is_dropped(void **state)
{
    struct fixture *f = *state;
    const struct source *source = source_new(&f->arena, S("x"), S("abc"));
    for (uint32_t i = 0; i < 100; i++) {
        diag_report(&f->sink, MSG_UNKNOWN_KEY, ((struct span){source, i % 2, 3}), S("a"), S("b"));
        diag_report(&f->sink, MSG_UNKNOWN_KEY, ((struct span){source, i % 2, 3}), S("a"), S("c"));
    }
    assert_int_equal(f->sink.diags.len, 4);
    assert_int_equal(f->sink.errors, 4);
    for (uint32_t i = 0; i < 100; i++)
        diag_report(&f->sink, MSG_UNKNOWN_KEY, ((struct span){source, 0, i + 10}), S("a"));
    diag_sort(&f->sink);
    assert_int_equal(f->sink.diags.len, 104);
    for (size_t i = 1; i < f->sink.diags.len; i++)
        assert_true(span_compare(f->sink.diags.at[i - 1].span, f->sink.diags.at[i].span) <= 0);
    diag_report(&f->sink, MSG_UNKNOWN_KEY, ((struct span){source, 0, 3}), S("a"), S("b"));
    assert_int_equal(f->sink.diags.len, 104);
}

static void a_rule_that_is_off_is_silent(void **state)
{
    struct fixture *f = *state;
    f->sink.severities[RULE_UNKNOWN_KEY] = SEVERITY_OFF;
    f->sink.severities[RULE_BAD_VALUE] = SEVERITY_WARNING;
    diag_report(&f->sink, MSG_UNKNOWN_KEY, NOWHERE, S("a"), S("b"));
    diag_report(&f->sink, MSG_BAD_DATE, NOWHERE, S("a"));
    assert_int_equal(f->sink.diags.len, 1);
    assert_int_equal(f->sink.errors, 0);
    assert_int_equal(f->sink.warnings, 1);
}

static void what_is_repeated_is_the_same(void **state)
{
    struct fixture *f = *state;
    const struct source *source = source_new(&f->arena, S("x"), S("abc"));
    struct str const words = {"123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 "
                              "123456789 123456789 123456789 ",
                              110};
    struct diag_sink other;
    diag_sink_init(&other, &f->arena);
    diag_report(&f->sink, MSG_UNKNOWN_KEY, ((struct span){source, 1, 2}), words, S("b"));
    diag_note(&f->sink, MSG_INHERITED_FAULT, ((struct span){source, 2, 3}), &words, 1);
    diag_unread(&f->sink, S("y"), 5);
    diag_repeat(&other, &f->sink);
    diag_repeat(&other, &f->sink);
    assert_int_equal(other.diags.len, 1);
    assert_int_equal(other.errors, 1);
    const struct diag *diag = &other.diags.at[0];
    assert_int_equal(diag->span.start, 1);
    assert_int_equal(diag->args[0].len, 100 + strlen("…"));
    assert_true(str_equal(diag->args[0], f->sink.diags.at[0].args[0]));
    assert_int_equal(diag->note->span.start, 2);
    assert_true(str_equal(other.unread, S("y")));
    assert_int_equal(other.why_unread, 5);
}

static void text_is_as_the_format_says(void **state)
{
    struct fixture *f = *state;
    const struct source *source = source_new(&f->arena, S("m/a.md"), S("---\nforum: dassos\nstatus: refrat\n---\n"));
    diag_report(&f->sink, MSG_BAD_STATUS_NEAR, find(source, "refrat"), S("refrat"), S("referat"));
    print(f, FORMAT_TEXT, LANGUAGE_DANISH);
    assert_string_equal(f->out.at, "m/a.md:3:9: fejl: 'refrat' er ikke en status [bad-value]\n"
                                   "    3 | status: refrat\n"
                                   "      |         ^~~~~~\n"
                                   "      = hjælp: mente du 'referat'?\n");
    print(f, FORMAT_TEXT, LANGUAGE_ENGLISH);
    assert_string_equal(f->out.at, "m/a.md:3:9: error: 'refrat' is not a status [bad-value]\n"
                                   "    3 | status: refrat\n"
                                   "      |         ^~~~~~\n"
                                   "      = help: did you mean 'referat'?\n");
}

/* What stands under the excerpt's `| `. */
static const char *caret_line(struct fixture *f, struct span span)
{
    diag_sink_init(&f->sink, &f->arena);
    diag_report0(&f->sink, MSG_EMPTY_MEMBER, span);
    print(f, FORMAT_TEXT, LANGUAGE_DANISH);
    struct str text = buf_str(&f->out);
    size_t line = str_find_byte(text, '\n', str_find_byte(text, '\n', 0) + 1) + 1;
    size_t end = str_find_byte(text, '\n', line);
    return str_cstr(&f->arena, str_part(text, line + 8, end));
}

static void carets_stand_under_the_words(void **state)
{
    struct fixture *f = *state;
    const struct source *source =
        source_new(&f->arena, S("x"), S("æøå ord\n\tord\n日本 ord\ne\xCC\x81 ord\n\x1B ord\nlang\nlinje\n"));
    assert_string_equal(caret_line(f, find(source, "ord")), "    ^~~");
    assert_string_equal(caret_line(f, (struct span){source, 12, 15}), "    ^~~");
    assert_string_equal(caret_line(f, find(source, "本")), "  ^~");
    assert_string_equal(caret_line(f, (struct span){source, 31, 34}), "  ^~~");
    assert_string_equal(caret_line(f, (struct span){source, 37, 40}), "       ^~~");
    assert_string_equal(caret_line(f, find(source, "lang\nlinje")), "^~~~");
    size_t end = source_line_end(source, 6);
    assert_string_equal(caret_line(f, (struct span){source, (uint32_t)end, (uint32_t)end}), "    ^");
}

static void a_long_line_is_shown_around_the_words(void **state)
{
    struct fixture *f = *state;
    struct buf line = {0};
    for (int i = 0; i < 500; i++)
        buf_text(&line, "ab ");
    buf_text(&line, "HER");
    for (int i = 0; i < 500; i++)
        buf_text(&line, " cd");
    const struct source *source = source_new(&f->arena, S("x"), buf_keep(&line, &f->arena));
    buf_finish(&line);
    const char *caret = caret_line(f, find(source, "HER"));
    size_t length = strlen(caret);
    assert_string_equal(caret + length - 3, "^~~");
    assert_true(length < 60);
    assert_non_null(strstr(f->out.at, "…"));
    assert_true(f->out.len < 400);
}

static void control_characters_never_reach_the_output(void **state)
{
    struct fixture *f = *state;
    const struct source *source = source_new(&f->arena, S("a\x1B[31m.md"), S("x: \x1B[31m\x07\n"));
    diag_report(&f->sink, MSG_BAD_DATE, find(source, "\x1B"), S("\x1B[31m\x07\n"));
    for (int format = FORMAT_TEXT; format <= FORMAT_SARIF; format++) {
        print(f, (enum diag_format)format, LANGUAGE_DANISH);
        for (size_t i = 0; i + 1 < f->out.len; i++)
            assert_true((unsigned char)f->out.at[i] >= 0x20 || f->out.at[i] == '\n');
    }
}

static void data_formats_have_their_keys(void **state)
{
    struct fixture *f = *state;
    const struct source *source = source_new(&f->arena, S("møde,1.md"), S("dato: 50%\n\"x\"\n"));
    diag_report(&f->sink, MSG_BAD_DATE, find(source, "50%"), S("50%"));
    diag_note(&f->sink, MSG_ID_FIRST_HERE, find(source, "\"x\""), NULL, 0);
    print(f, FORMAT_JSON, LANGUAGE_ENGLISH);
    assert_string_equal(
        f->out.at,
        "{\"file\":\"møde,1.md\",\"line\":1,\"column\":7,\"end_line\":1,\"end_column\":10,\"severity\":\"error\","
        "\"rule\":\"bad-value\",\"message\":\"'50%' is not a date\",\"help\":\"write the date as "
        "year-month-day, e.g. 2021-02-11; it is used first here: line 2\"}\n");
    print(f, FORMAT_GITHUB, LANGUAGE_ENGLISH);
    assert_string_equal(
        f->out.at,
        "::error file=møde%2C1.md,line=1,endLine=1,col=7,endColumn=10,title=bad-value::'50%25' is not a "
        "date%0Ahelp: write the date as year-month-day, e.g. 2021-02-11%0Anote: it is used first here: line 2\n");
    print(f, FORMAT_SARIF, LANGUAGE_ENGLISH);
    assert_non_null(strstr(f->out.at, "\"uri\": \"m%C3%B8de%2C1.md\""));
    assert_non_null(strstr(f->out.at, "\"endColumn\": 10"));
}

static void a_fault_of_the_world_has_no_place(void **state)
{
    struct fixture *f = *state;
    diag_report0(&f->sink, MSG_EMPTY_MEMBER, NOWHERE);
    print(f, FORMAT_TEXT, LANGUAGE_ENGLISH);
    assert_true(str_starts(buf_str(&f->out), S("referat: error: the member is empty [bad-value]\n      = help: ")));
    print(f, FORMAT_JSON, LANGUAGE_ENGLISH);
    assert_true(str_starts(buf_str(&f->out), S("{\"file\":null,\"line\":0,")));
}

static void the_summary_counts(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(diag_summary(&f->arena, LANGUAGE_DANISH, 3, 2, 1).at, "3 fejl, 2 advarsler i 1 møde");
    assert_string_equal(diag_summary(&f->arena, LANGUAGE_DANISH, 0, 1, 2).at, "1 advarsel i 2 møder");
    assert_string_equal(diag_summary(&f->arena, LANGUAGE_ENGLISH, 1, 0, 2).at, "1 error in 2 meetings");
    assert_int_equal(diag_summary(&f->arena, LANGUAGE_ENGLISH, 0, 0, 2).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_rule_and_message_says_something, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_echo_is_dropped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_rule_that_is_off_is_silent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_repeated_is_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_is_as_the_format_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(carets_stand_under_the_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_line_is_shown_around_the_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(control_characters_never_reach_the_output, set_up, tear_down),
        cmocka_unit_test_setup_teardown(data_formats_have_their_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_fault_of_the_world_has_no_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_summary_counts, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
