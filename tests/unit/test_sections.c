#include "parsed.h"

static void faults_of_structure_are_said_once_where_they_are(void **state)
{
    (void)state;
    expect_reports("# A\n\n## B\n\n### Referat:\nx\n\n#### C\n\n##### D\n", "");
    expect_reports("## B\n\n### Referat\n", "8:1-8:5 heading-level: punktet st\xC3\xA5r ikke i en sektion\n");
    expect_reports("# A\n### Referat\n### Bilag\n", "9:1-9:12 heading-level: delen st\xC3\xA5r ikke under et punkt\n");
    expect_reports("# A\n## B\n### Referat\n##### C\n##### D\n",
                   "11:1-11:8 heading-level: et niveau er sprunget over\n");
    expect_reports("# A\n## B\n### Sagsfremstiling\nx\n",
                   "10:1-10:20 heading-level: 'Sagsfremstiling' er ikke en del af et punkt\n");
    expect_reports("Ord\n\n- ord\n\n# A\nord\n\n## B\nord\n\n### Referat\n",
                   "8:1-8:4 text-outside-item: tekst f\xC3\xB8r den f\xC3\xB8rste sektion\n"
                   "13:1-13:4 text-outside-item: tekst i en sektion f\xC3\xB8r dens f\xC3\xB8rste punkt\n"
                   "16:1-16:4 text-outside-item: tekst i et punkt f\xC3\xB8r dets f\xC3\xB8rste del\n");
}

static void nothing_is_lost_outside_the_items(void **state)
{
    (void)state;
    struct parsed parsed;
    parse_body(&parsed, "f\xC3\xB8r\n\n# A\n\ni\n\n## B\n\nind\n\n### Noget andet\n\nunder\n");
    struct str text = node_plain_text(&parsed.arena, parsed.root);
    assert_string_equal(str_cstr(&parsed.arena, text), "f\xC3\xB8r\nA\ni\nB\nind\nNoget andet\nunder");
    parsed_finish(&parsed);
}

static void presenter_and_absentees_are_taken_from_text(void **state)
{
    (void)state;
    struct parsed parsed;
    parse_body(
        &parsed,
        "# A\n## B\nOpl\xC3\xA6g ved Bo Hansen, chef\nDeltog ikke: Ida Lund og Per Dahl\n\n### Referat\nVed x\n");
    expect_line(&parsed,
                "item 1.1 presenter=\"Bo Hansen\" addition=\"chef\" absentee=\"Ida Lund\" absentee=\"Per Dahl\" "
                "#pkt-1-1 ~b @9:1");
    expect_line(&parsed, "presenter @10:1");
    expect_line(&parsed, "absentees @11:1");
    assert_string_equal(reports(&parsed), "");
    parsed_finish(&parsed);
}

static void attributes_name_and_close(void **state)
{
    (void)state;
    struct parsed parsed;
    parse_body(&parsed,
               "# A {#et}\n## Hemmelig {#to lukket=\"\xC2\xA7 27, stk. 4\"}\nVed Bo\n### Bilag\n- Ogs\xC3\xA5 {#tre}\n"
               "## C\n### Bilag\n- [D](d.pdf) {#fire}\n### Referat\nse [](#tre), [](#to), bilag 1 og {#x}\n");
    expect_line(&parsed, "section 1 #s-1 #et @8:1");
    expect_line(&parsed, "item 1.1 closed legal-basis=\"\xC2\xA7 27, stk. 4\" #pkt-1-1 @9:1");
    expect_line(&parsed, "text \"Lukket punkt\" @9:1");
    expect_line(&parsed, "attachment 2 file url=\"d.pdf\" source=\"meetings/x/d.pdf\" #bilag-2 #fire @15:1");
    assert_null(strstr(tree(&parsed), "emmelig"));
    assert_null(strstr(parsed.text.at, "Ogs"));
    assert_string_equal(reports(&parsed), "");
    parsed_finish(&parsed);

    parse_meeting_with(&parsed, front_matter, "# A\n## Hemmelig {#to lukket=\"\xC2\xA7 27\"}\n### Referat\nOrd\n",
                       EDITION_INTERNAL);
    expect_line(&parsed, "text \"Hemmelig\" @9:4");
    expect_line(&parsed, "text \"Ord\" @11:1");
    parsed_finish(&parsed);
}

static void what_would_be_open_by_mistake_is_an_error(void **state)
{
    (void)state;
    expect_reports("# A\n## B {lukket=\xC2\xA7 27}\n### Referat\n",
                   "9:6-9:19 bad-value: punktet skal vist lukkes, men det er ikke skrevet rigtigt, s\xC3\xA5 det ville "
                   "v\xC3\xA6re "
                   "\xC3\xA5"
                   "bent\n");
    expect_reports("# A {lukket=\"\xC2\xA7 27\"}\n## B\n### Referat\n",
                   "8:14-8:18 bad-value: kun et punkt kan lukkes\n");
}

static void items_as_data_become_the_same_nodes(void **state)
{
    (void)state;
    static const char front[] = "---\nforum: x\ndato: 2021-02-11\ntid: 10-12\nsted: y\nstatus: dagsorden\npunkter:\n"
                                "  - sektion: C\n    titel: C-punkt\n    referat: Ord\n"
                                "  - sektion: A\n    titel: A-punkt\n    ved: Bo\n    bilag: [Opl\xC3\xA6g]\n---\n";
    struct parsed parsed;
    parse_meeting_with(&parsed, front, "# A\n## Mere\n### Referat\n# B\n# C\n", EDITION_PUBLIC);
    struct str text = node_plain_text(&parsed.arena, parsed.root);
    assert_string_equal(str_cstr(&parsed.arena, text),
                        "A\nA-punkt\nVed Bo\nBilag\nOpl\xC3\xA6g\nMere\nReferat\nB\nC\nC-punkt\nReferat\nOrd");
    assert_int_equal(parsed.meeting->sections.len, 3);
    parsed_finish(&parsed);
}

static void a_part_both_as_data_and_in_the_body_is_reported(void **state)
{
    (void)state;
    static const char front[] = "---\nforum: x\ndato: 2021-02-11\ntid: 10-12\nsted: y\nstatus: dagsorden\nsektion: A\n"
                                "punkt: B\nreferat: Et\n---\n";
    struct parsed parsed;
    parse_meeting_with(&parsed, front, "### Indstilling\nAt x\n\n### Referat\nTo\n", EDITION_PUBLIC);
    assert_string_equal(
        reports(&parsed),
        "14:1-14:12 duplicate-part: delen 'Referat' st\xC3\xA5r ogs\xC3\xA5 \xC3\xB8verst som oplysning\n");
    struct str text = node_plain_text(&parsed.arena, parsed.root);
    assert_string_equal(str_cstr(&parsed.arena, text), "A\nB\nIndstilling\nAt x\nReferat\nEt\nTo");
    parsed_finish(&parsed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_of_structure_are_said_once_where_they_are),
        cmocka_unit_test(nothing_is_lost_outside_the_items),
        cmocka_unit_test(presenter_and_absentees_are_taken_from_text),
        cmocka_unit_test(attributes_name_and_close),
        cmocka_unit_test(what_would_be_open_by_mistake_is_an_error),
        cmocka_unit_test(items_as_data_become_the_same_nodes),
        cmocka_unit_test(a_part_both_as_data_and_in_the_body_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
