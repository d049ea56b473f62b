#include "data/value.h"

#include "fixture.h"

struct fixture {
    struct arena arena;
    struct diag_sink sink;
    const struct source *source;
};

static struct value *parse(struct fixture *f, struct str text)
{
    diag_sink_init(&f->sink, &f->arena);
    f->source = source_new(&f->arena, S("test.md"), text);
    return value_parse(&f->arena, f->source, 0, text.len, &f->sink);
}

static int set_up(void **state)
{
    return fixture_begin(state, sizeof(struct fixture));
}

/* Every byte that is said to run in parallel with the file is the file's, but that a line end may be LF or a space. */
static void assert_parallel(const struct excerpt *excerpt)
{
    assert_true(excerpt->pieces.len > 0);
    uint32_t parallel = 0;
    for (size_t i = 0; i < excerpt->pieces.len; i++) {
        struct excerpt_piece piece = excerpt->pieces.at[i];
        parallel += piece.length;
        for (uint32_t j = 0; j < piece.length; j++) {
            char typed = excerpt->source->text.at[piece.source + j], read = excerpt->text.at[piece.at + j];
            bool line_end = typed == '\r' || typed == '\n';
            assert_true(typed == read || (line_end && (read == '\n' || read == ' ')));
        }
    }
    assert_true(parallel > 0 || excerpt->text.len == 0);
}

static void keeps_the_text_and_place_of_every_style(void **state)
{
    static const struct {
        const char *yaml, *text;
    } cases[] = {
        {"k: Regionshuset Viborg\n", "Regionshuset Viborg"},
        {"k: a\n  b\n\n  c  \n  d # slut\n", "a b\nc d"},
        {"k:   'Det er Bo''s'\n", "Det er Bo's"},
        {"k: 'a \n   b\n\n   c '\n", "a b\nc "},
        {"k: \"æ\\u00f8å \\\"x\\\" \\\\ \\t|\"\n", "æøå \"x\" \\ \t|"},
        {"k: \"a\\\n   b \\\n\n  c\"\n", "ab \nc"},
        {"k: \"a  \n   b\"\n", "a b"},
        {"k: |\n  - a\n    b\n\n  c\n", "- a\n  b\n\nc\n"},
        {"k: |-\n  a\n\n\nl: 1\n", "a"},
        {"k: |+\n  a\n\n\nl: 1\n", "a\n\n\n"},
        {"k: |2\n    a\n  b\n", "  a\nb\n"},
        {"k:\n  l: |2-\n      a\n    b\n", NULL},
        {"k: |1 # kommentar\n   a\n b\n", "  a\nb\n"},
        {"k: |\n\n   \n  a\n", NULL},
        {"k: |\n\n\n  a\n", "\n\na\n"},
        {"k: |\n", ""},
        {"k: |\n  a", "a"},
        {"k: >\n  a\n  b\n\n  c\n   d\n   e\n  f\n\n\n  g\n", "a b\nc\n d\n e\nf\n\ng\n"},
        {"k: >-\n\n  a\n  b\n", "\na b"},
        {"k: >+\n  a\n\n", "a\n\n"},
        {"k: |\r\n  a\r\n  b\r\n", "a\nb\n"},
        {"k: 'a\r\n  b'\r\n", "a b"},
        {"\xEF\xBB\xBFk: \xC3\xA6\n", "æ"},
        {"k: ''\n", ""},
        {"# \xC3\xA6\xC3\xB8\xC3\xA5 \xF0\x9F\x98\x80 "
         "\xC3\xA6\xC3\xB8\xC3\xA5\xC3\xA6\xC3\xB8\xC3\xA5\xC3\xA6\xC3\xB8\xC3\xA5 0123456789 0123456789 0123456789 "
         "0123456789\nk: b\n",
         "b"},
        {"k: \tx\n", "x"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value *map = parse(f, str_of(cases[i].yaml));
        if (!cases[i].text)
            continue;
        assert_non_null(map);
        struct value *value = value_lookup(map, S("K"));
        assert_non_null(value);
        assert_text(value->excerpt.text, cases[i].text);
        assert_parallel(&value->excerpt);
    }
}

static void places_words_inside_a_block(void **state)
{
    struct fixture *f = *state;
    struct value *map = parse(f, S("punkter:\n  - referat: |2\n        kode\n      \xC3\xA6 ord\n"));
    assert_int_equal(f->sink.diags.len, 0);
    struct value *block = value_lookup(value_lookup(map, S("punkter"))->items.at[0], S("referat"));
    assert_text(block->excerpt.text, "  kode\næ ord\n");
    assert_parallel(&block->excerpt);
    size_t at = str_find(block->excerpt.text, S("ord"), 0);
    struct span span = excerpt_span(&block->excerpt, at, at + 3);
    assert_text(span_text(span), "ord");
    struct position position = source_position(f->source, span.start);
    assert_int_equal(position.line, 4);
    assert_int_equal(position.column, 9);
}

static void an_escape_is_placed_whole(void **state)
{
    struct fixture *f = *state;
    struct value *value = value_lookup(parse(f, S("k: \"a\\u00f8b\"\n")), S("k"));
    assert_text(span_text(excerpt_span(&value->excerpt, 1, 3)), "\\u00f8");
    assert_text(span_text(excerpt_span(&value->excerpt, 0, 4)), "a\\u00f8b");
    assert_text(span_text(value->span), "\"a\\u00f8b\"");
}

static void collections_have_places(void **state)
{
    struct fixture *f = *state;
    struct value *map = parse(f, S("kontakt: {navn: Bo, email: }\nliste:\n  - a\n  -\n  - ~\n  - 'null'\n"));
    assert_int_equal(f->sink.diags.len, 0);
    assert_text(span_text(value_lookup(map, S("kontakt"))->span), "{navn: Bo, email: }");
    assert_int_equal(value_lookup(value_lookup(map, S("kontakt")), S("EMAIL"))->kind, VALUE_NULL);
    struct value *list = value_lookup(map, S("liste"));
    assert_int_equal(list->items.len, 4);
    assert_int_equal(list->items.at[1]->kind, VALUE_NULL);
    assert_int_equal(list->items.at[2]->kind, VALUE_NULL);
    assert_int_equal(list->items.at[3]->kind, VALUE_SCALAR);
    assert_text(map->entries.at[1].key, "liste");
    assert_text(span_text(map->entries.at[1].key_span), "liste");
}

static void nothing_is_an_empty_map(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(parse(f, S(""))->kind, VALUE_MAP);
    assert_int_equal(parse(f, S("# kun en kommentar\n"))->kind, VALUE_MAP);
    assert_int_equal(f->sink.diags.len, 0);
}

static void a_key_twice_keeps_the_first(void **state)
{
    struct fixture *f = *state;
    struct value *map = parse(f, S("g\xC3\xA6ster: a\nx: 1\nGaester: b\n"));
    assert_int_equal(f->sink.diags.len, 1);
    assert_int_equal(f->sink.diags.at[0].message, MSG_DUPLICATE_KEY);
    assert_text(span_text(f->sink.diags.at[0].span), "Gaester");
    assert_int_equal(map->entries.len, 2);
    assert_text(value_text(value_lookup(map, S("g\xC3\xA6ster"))), "a");
}

static void faults_are_told_once_and_in_place(void **state)
{
    static const struct {
        const char *yaml;
        enum message message;
        size_t line, column;
    } cases[] = {
        {"forum: dassos\ntitel: M\xC3\xB8"
         "de: DASSOS\n",
         MSG_YAML_COLON, 2, 12},
        {"forum dassos\ndato: 2021\n", MSG_YAML_NO_COLON, 1, 1},
        {"forum: dassos\ndato 2021\ntid: 10\n", MSG_YAML_NO_COLON, 2, 1},
        {"forum: dassos\n  dato: 2021\n", MSG_YAML_INDENTATION, 2, 3},
        {"liste:\n  - a\n b\nx: 1\n", MSG_YAML_INDENTATION, 3, 2},
        {"liste:\n\t- a\n", MSG_YAML_TAB, 2, 1},
        {"a: 'b\nc: d\n", MSG_YAML_QUOTE_NOT_CLOSED, 1, 4},
        {"a: {b: c\nd: e\n", MSG_YAML_BRACE_NOT_CLOSED, 1, 4},
        {"a: [b, c\nd: e\n", MSG_YAML_BRACKET_NOT_CLOSED, 1, 4},
        {"a: @b\n", MSG_YAML_CHARACTER, 1, 4},
        {"a: \"\\q\"\n", MSG_YAML_ESCAPE, 1, 5},
        {"a: |x\n  b\n", MSG_YAML_BLOCK_HEADER, 1, 1},
        {"a: - b\n", MSG_YAML_LIST_TOO_EARLY, 1, 4},
        {"a: &b c\n", MSG_YAML_ANCHOR, 1, 4},
        {"a: *b\n", MSG_YAML_ALIAS, 1, 4},
        {"a: *fed* skrift\n", MSG_YAML_ALIAS, 1, 4},
        {"a: !b c\n", MSG_YAML_TAG, 1, 4},
        {"a: !!str c\n", MSG_YAML_TAG, 1, 4},
        {"a: b\n...\nc: d\n", MSG_YAML_SECOND_DOCUMENT, 3, 1},
        {"a: b\n---\nc: d\n", MSG_YAML_SECOND_DOCUMENT, 2, 1},
        {"%YAML 1.1\n---\na: b\n", MSG_YAML_DIRECTIVE, 1, 1},
        {"? [a, b]\n: c\n", MSG_YAML_KEY_NOT_TEXT, 1, 3},
        {"a: x\xE2\x80\xA8y\n", MSG_YAML_SEPARATOR, 1, 5},
        {"a: \"x\\0\"\n", MSG_ESCAPED_CONTROL, 1, 6},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parse(f, str_of(cases[i].yaml));
        if (f->sink.diags.len != 1 || f->sink.diags.at[0].message != cases[i].message)
            print_message("# %s: %zu diagnostics, first %s\n", cases[i].yaml, f->sink.diags.len,
                          f->sink.diags.len ? diag_text(&f->arena, &f->sink.diags.at[0], LANGUAGE_ENGLISH).at : "");
        assert_int_equal(f->sink.diags.len, 1);
        assert_int_equal(f->sink.diags.at[0].message, cases[i].message);
        struct position position = source_position(f->source, f->sink.diags.at[0].span.start);
        if (position.line != cases[i].line || position.column != cases[i].column)
            print_message("# %s", cases[i].yaml);
        assert_int_equal(position.line, cases[i].line);
        assert_int_equal(position.column, cases[i].column);
    }
}

static void a_syntax_error_leaves_what_came_before(void **state)
{
    struct fixture *f = *state;
    struct value *map = parse(f, S("forum: dassos\nliste:\n  - a\n  b: c: d\n"));
    assert_non_null(map);
    assert_true(map->incomplete);
    assert_text(value_text(value_lookup(map, S("forum"))), "dassos");
}

static void bytes_that_are_no_text_do_not_stop_it(void **state)
{
    struct fixture *f = *state;
    struct value *map = parse(f, S("a: \xFF\x01\xC2\x85\xF0\x9F\nb: c\n"));
    assert_int_equal(f->sink.diags.len, 0);
    assert_text(value_text(value_lookup(map, S("b"))), "c");
    assert_text(span_text(value_lookup(map, S("b"))->span), "c");
}

static void depth_has_a_limit(void **state)
{
    struct fixture *f = *state;
    struct buf buf = {0};
    for (int i = 0; i < 5000; i++)
        buf_text(&buf, "[");
    parse(f, buf_str(&buf));
    assert_int_equal(f->sink.diags.len, 1);
    assert_int_equal(f->sink.diags.at[0].message, MSG_VALUES_TOO_DEEP);
    buf_finish(&buf);
}

static void the_nearest_word_is_near(void **state)
{
    static const struct str words[] = {{"deltagere", 9}, {"dato", 4}, {"tid", 3}, {"g\xC3\xA6ster", 7}};
    struct fixture *f = *state;
    assert_text(nearest_word(&f->arena, S("deltagre"), words, 4), "deltagere");
    assert_text(nearest_word(&f->arena, S("data"), words, 4), "dato");
    assert_text(nearest_word(&f->arena, S("gaster"), words, 4), "g\xC3\xA6ster");
    assert_text(nearest_word(&f->arena, S("forum"), words, 4), "");
    assert_text(nearest_word(&f->arena, S("x"), words, 4), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keeps_the_text_and_place_of_every_style, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(places_words_inside_a_block, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(an_escape_is_placed_whole, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(collections_have_places, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(nothing_is_an_empty_map, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(a_key_twice_keeps_the_first, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(faults_are_told_once_and_in_place, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(a_syntax_error_leaves_what_came_before, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(bytes_that_are_no_text_do_not_stop_it, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(depth_has_a_limit, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(the_nearest_word_is_near, set_up, fixture_end),
    };
    return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
