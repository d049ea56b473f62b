#include "parsed.h"

/* The source bytes of every text, one after the other, with a bar between. */
static const char *typed_texts(struct parsed *parsed)
{
    buf_clear(&parsed->text);
    struct node_walk walk = node_walk_begin(parsed->root);
    while (node_walk_next(&walk)) {
        if (!walk.entering || walk.node->kind != NODE_TEXT)
            continue;
        buf_add(&parsed->text, span_text(walk.node->span));
        buf_add_byte(&parsed->text, '|');
    }
    buf_add_byte(&parsed->text, '\0');
    return parsed->text.at;
}

static void texts_stand_where_they_were_typed(void **state)
{
    (void)state;
    static const struct {
        const char *markdown, *typed;
    } cases[] = {
        {"a\n   b\n\tc", "a|b|c|"},
        {"> a\nb\n>   c", "a|b|c|"}, /* lazy, then indented */
        {"> 1. > a\n> b\n   c", "a|b|c|"},
        {"- a\n  b\n\n  c *d*\n   e", "a|b|c |d|e|"},
        {"Det er \xC3\xA6 \\* og &amp; og &#248;", "Det er \xC3\xA6 |\\*| og |&amp;| og |&#248;|"},
        {"&fjlig;fj &notanentity; &", "&fjlig;|fj &notanentity; &|"},
        {"a  \nb\\\nc", "a|b|c|"},
        {"a\r\nb\rc", "a|b|c|"},
        {"***a** b*", "a| b|"},
        {"[r]: /u\n  'title'\n[r] a", "r| a|"},
        {"[a [b](c) ![d](e \"f\")][r]\n\n[r]: x", "[a |b| |d|]|r|"},
        {"<http://a.dk/?a&amp;b\\*> x", "http://a.dk/?a|&amp;|b\\*| x|"},
        {"Setext\n  heading\n===\n\n# ATX # b ##", "Setext|heading|ATX # b|"},
        {"`a` b ``c`d`` e", " b | e|"},
        {"\\\na", "a|"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parsed parsed;
        parse_markdown(&parsed, cases[i].markdown);
        if (strcmp(typed_texts(&parsed), cases[i].typed) != 0)
            fail_msg("%s\nexpected %s\ngot      %s", cases[i].markdown, cases[i].typed, parsed.text.at);
        parsed_finish(&parsed);
    }
}

static void blocks_and_inlines_have_their_places(void **state)
{
    (void)state;
    struct parsed parsed;
    parse_markdown(&parsed, "> a\n> [b](c \"d\")\n\n7) *e*\n   ```x\n   f\n   ```\n***\n![g](h)");
    assert_string_equal(tree(&parsed), "document @1:1\n"
                                       "  quote @1:1\n"
                                       "    paragraph @1:3\n"
                                       "      text \"a\" @1:3\n"
                                       "      soft-break @1:4\n"
                                       "      link unresolved url=\"c\" title=\"d\" @2:3\n"
                                       "        text \"b\" @2:4\n"
                                       "  list ordered from 7) tight @4:1\n"
                                       "    list-item @4:1\n"
                                       "      paragraph @4:4\n"
                                       "        emphasis @4:4\n"
                                       "          text \"e\" @4:5\n"
                                       "      code-block info=\"x\" \"f\\n\" @5:4\n"
                                       "  rule @8:1\n"
                                       "  paragraph @9:1\n"
                                       "    image unresolved url=\"h\" @9:1\n"
                                       "      text \"g\" @9:3\n");
    parsed_finish(&parsed);
}

static void raw_html_is_reported_once_a_piece_and_left_out(void **state)
{
    (void)state;
    struct parsed parsed;
    parse_markdown(&parsed, "Det er <b>fed</b>t.\n\n<!-- skjult\n-->\n\n<div>\n\nx\n\n</div>\n");
    assert_string_equal(reports(&parsed), "1:8-1:11 raw-html: HTML kan ikke bruges: <b>\n"
                                          "3:1-4:4 raw-html: en HTML-kommentar kan ikke bruges\n"
                                          "6:1-6:6 raw-html: HTML kan ikke bruges: <div>\n");
    struct arena *arena = &parsed.arena;
    struct str text = node_plain_text(arena, parsed.root);
    assert_string_equal(str_cstr(arena, text), "Det er fedt.\nx");
    parsed_finish(&parsed);
}

static void running_text_leads_back_to_the_source(void **state)
{
    (void)state;
    struct parsed parsed;
    parse_markdown(&parsed, "> En\n>  *to* &amp; `tre`");
    struct excerpt text = node_running_text(&parsed.arena, parsed.root->first->first);
    assert_string_equal(str_cstr(&parsed.arena, text.text), "En to & tre");
    assert_string_equal(str_cstr(&parsed.arena, span_text(excerpt_span(&text, 3, 5))), "to");
    assert_string_equal(str_cstr(&parsed.arena, span_text(excerpt_span(&text, 8, 11))), "tre");
    parsed_finish(&parsed);
}

static void nesting_over_the_limit_is_reported_once(void **state)
{
    (void)state;
    char quotes[400];
    memset(quotes, '>', sizeof quotes - 2);
    memcpy(quotes + sizeof quotes - 2, "a", 2);
    struct parsed parsed;
    parse_markdown(&parsed, quotes);
    assert_int_equal(parsed.sink.diags.len, 1);
    assert_int_equal(parsed.sink.diags.at[0].message, MSG_BLOCKS_TOO_DEEP);
    parsed_finish(&parsed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_stand_where_they_were_typed),
        cmocka_unit_test(blocks_and_inlines_have_their_places),
        cmocka_unit_test(raw_html_is_reported_once_a_piece_and_left_out),
        cmocka_unit_test(running_text_leads_back_to_the_source),
        cmocka_unit_test(nesting_over_the_limit_is_reported_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
