#include "parsed.h"

#define MEETING                                                                                                        \
    "# A\n## B {#b}\n### Bilag\n- C {#c}\n- D\n- E\n## F\n### Referat\n" /* items 1.1 and 1.2, three attachments */

/* The words of the links that the program made, and the reports, of a text in item 1.2. */
static void expect(const char *text, const char *links, const char *reported)
{
    struct parsed parsed;
    struct arena scratch = {0};
    parse_body(&parsed, str_format(&scratch, "%s%s\n", MEETING, text).at);
    struct buf found = {0};
    struct node_walk walk = node_walk_begin(parsed.root);
    while (node_walk_next(&walk)) {
        if (!walk.entering || walk.node->kind != NODE_LINK || !walk.node->as.link.automatic)
            continue;
        buf_add(&found, node_plain_text(&scratch, walk.node));
        buf_format(&found, ">%.*s ", STR(walk.node->as.link.target->anchor));
    }
    buf_add_byte(&found, '\0');
    if (strcmp(found.at, links) != 0)
        fail_msg("%s\nexpected links %s\ngot            %s", text, links, found.at);
    if (strcmp(reports(&parsed), reported) != 0)
        fail_msg("%s\nexpected %s\ngot      %s", text, reported, parsed.text.at);
    buf_finish(&found);
    arena_finish(&scratch);
    parsed_finish(&parsed);
}

static void mentions_become_links(void **state)
{
    (void)state;
    expect("se pkt. 1.1, og Punkt 1.2.", "pkt. 1.1>pkt-1-1 Punkt 1.2>pkt-1-2 ", "");
    expect("(bilag 2)", "bilag 2>bilag-2 ", "");
    expect("pkt.&nbsp;1.1 og bilag\n2",
           "pkt.\xC2\xA0"
           "1.1>pkt-1-1 bilag 2>bilag-2 ",
           "");
    expect("bilag 1, 2 og 3", "bilag 1>bilag-1 2>bilag-2 3>bilag-3 ", "");
    expect("bilag 1-3", "bilag 1>bilag-1 3>bilag-3 ", "");
    expect("**Bilag 1** af bilag 2.", "Bilag 1>bilag-1 bilag 2>bilag-2 ", "");
    expect("[](#b) og [](#c) og [ord](#c)", "pkt. 1.1>pkt-1-1 bilag 1>bilag-1 ", "");
}

static void what_is_no_mention_is_left_alone(void **state)
{
    (void)state;
    expect("lovens \xC2\xA7 4, stk. 2, pkt. 1.1, \xC2\xA7 4, pkt. 9.9 og pkt. 2", "", "");
    expect("bekendtg\xC3\xB8relsens bilag 9, bilag 10.12.20, bilag 4a, bilag 1.2", "", "");
    expect("pkt. 1.1.2021, underpunkt 1.1, `pkt. 1.1` og [se bilag 1](#c)", "", "");
    expect("bilag 2 og 19 kommuner", "bilag 2>bilag-2 ", "");
}

static void what_leads_nowhere_is_reported(void **state)
{
    (void)state;
    expect("se pkt. 4.7 og\nbilag 12.", "",
           "16:4-16:12 unknown-item-reference: pkt. 4.7 findes ikke\n"
           "17:1-17:9 unknown-attachment-reference: bilag 12 findes ikke\n");
    expect("[](#d1) [x](#) [y]()", "",
           "16:4-16:7 unknown-reference: intet i m\xC3\xB8"
           "det hedder '#d1'\n"
           "16:13-16:14 dead-link: linket f\xC3\xB8rer ingen steder hen\n"
           "16:16-16:21 dead-link: linket f\xC3\xB8rer ingen steder hen\n");
    expect("[x](javascript:alert(1)) [y](/etc/passwd) [z](../../x.pdf) ![q](..%2F..%2Fx.png)", "",
           "16:5-16:24 unsafe-link: et link m\xC3\xA5 ikke begynde med 'javascript:'\n"
           "16:30-16:41 path-escape: stien '/etc/passwd' f\xC3\xB8rer ud af meetings/\n"
           "16:47-16:58 path-escape: stien '../../x.pdf' f\xC3\xB8rer ud af meetings/\n"
           "16:65-16:80 path-escape: stien '../../x.png' f\xC3\xB8rer ud af meetings/\n");
}

static void links_know_what_they_lead_to(void **state)
{
    (void)state;
    struct parsed parsed;
    parse_body(&parsed,
               MEETING "[a](../y/z.md#q) [b](2021-02-11.md#c) [c](b%20c.pdf) [d](https://d.dk) <mailto:e@f.dk>\n");
    expect_line(&parsed, "link meeting url=\"../y/z.md#q\" source=\"meetings/y/z.md\" anchor=\"q\" @16:1");
    expect_line(&parsed,
                "link anchor url=\"2021-02-11.md#c\" -> attachment #bilag-1 source=\"meetings/x/2021-02-11.md\" "
                "@16:18");
    expect_line(&parsed, "link file url=\"b%20c.pdf\" source=\"meetings/x/b c.pdf\" @16:39");
    expect_line(&parsed, "link web url=\"https://d.dk\" @16:54");
    expect_line(&parsed, "link web url=\"mailto:e@f.dk\" bare @16:72");
    parsed_finish(&parsed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mentions_become_links),
        cmocka_unit_test(what_is_no_mention_is_left_alone),
        cmocka_unit_test(what_leads_nowhere_is_reported),
        cmocka_unit_test(links_know_what_they_lead_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
