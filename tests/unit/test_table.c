#include "parsed.h"

static unsigned count(struct parsed *parsed, enum node_kind kind)
{
    unsigned found = 0;
    struct node_walk walk = node_walk_begin(parsed->root);
    while (node_walk_next(&walk))
        found += walk.entering && walk.node->kind == kind;
    return found;
}

static void cells_stand_where_they_were_typed(void **state)
{
    (void)state;
    struct parsed parsed;
    parse_markdown(&parsed, "> | a | *b* \\| c |\n> |:-:|--:|\n> | `x\\|y` | [r] | one too many\n> | #1\n\n[r]: /u\n");
    assert_string_equal(tree(&parsed), "document @1:1\n"
                                       "  quote @1:1\n"
                                       "    table 2 columns cr @1:3\n"
                                       "      row @1:3\n"
                                       "        cell header @1:5\n"
                                       "          text \"a\" @1:5\n"
                                       "        cell header @1:9\n"
                                       "          emphasis @1:9\n"
                                       "            text \"b\" @1:10\n"
                                       "          text \" \" @1:12\n"
                                       "          text \"| c\" @1:14\n"
                                       "      row @3:3\n"
                                       "        cell @3:5\n"
                                       "          code \"x|y\" @3:5\n"
                                       "        cell @3:14\n"
                                       "          link unresolved url=\"/u\" @3:14\n"
                                       "            text \"r\" @3:15\n"
                                       "      row @4:3\n"
                                       "        cell @4:5\n"
                                       "          text \"#1\" @4:5\n"
                                       "        cell @4:7\n");
    parsed_finish(&parsed);
}

static void only_matching_rows_make_a_table(void **state)
{
    (void)state;
    static const struct {
        const char *markdown;
        unsigned tables, rows, paragraphs;
    } cases[] = {
        {"a | b\n--- | ---\n1 | 2", 1, 2, 0},
        {"a | b\n--- | --- | ---", 0, 0, 1},
        {"a\n---", 0, 0, 0}, /* a heading */
        {"| a |\n| - |\n| 1 |\nafter", 1, 3, 0},
        {"before\n| a |\n| - |\n| 1 |\n\nafter", 1, 2, 2},
        {"| a |\n| x |", 0, 0, 1},
        {"|a|b|\n|-|-|\n||2|\n", 1, 2, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parsed parsed;
        parse_markdown(&parsed, cases[i].markdown);
        if (count(&parsed, NODE_TABLE) != cases[i].tables || count(&parsed, NODE_ROW) != cases[i].rows ||
            count(&parsed, NODE_PARAGRAPH) != cases[i].paragraphs)
            fail_msg("%s\n%s", cases[i].markdown, tree(&parsed));
        parsed_finish(&parsed);
    }
}

static void text_before_a_table_is_a_paragraph_of_its_own(void **state)
{
    (void)state;
    struct parsed parsed;
    parse_markdown(&parsed, "[r]: u\n\t> *x*\n\t- y [r]\n| a |\n| - |");
    expect_line(&parsed, "text \"> \" @2:2");
    expect_line(&parsed, "text \"- y \" @3:2");
    expect_line(&parsed, "link unresolved url=\"u\" @3:6");
    assert_int_equal(count(&parsed, NODE_LIST) + count(&parsed, NODE_QUOTE), 0);
    parsed_finish(&parsed);
}

/* A wide header over very many short rows must not become a tree of the square of the source's size. */
static void missing_cells_are_bounded(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < 300; i++)
        buf_text(&text, "|a");
    buf_text(&text, "|\n");
    for (int i = 0; i < 300; i++)
        buf_text(&text, "|-");
    buf_text(&text, "|\n");
    for (int i = 0; i < 2000; i++)
        buf_text(&text, "a\n");
    buf_add_byte(&text, '\0');
    struct parsed parsed;
    parse_markdown(&parsed, text.at);
    assert_true(count(&parsed, NODE_CELL) < 70000);
    assert_int_equal(count(&parsed, NODE_PARAGRAPH), 1);
    buf_finish(&text);
    parsed_finish(&parsed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_stand_where_they_were_typed),
        cmocka_unit_test(only_matching_rows_make_a_table),
        cmocka_unit_test(text_before_a_table_is_a_paragraph_of_its_own),
        cmocka_unit_test(missing_cells_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
