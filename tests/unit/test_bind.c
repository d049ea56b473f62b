#include "parsed.h"

static void typed_numbers_are_taken_off(void **state)
{
    (void)state;
    struct parsed parsed;
    parse_body(&parsed, "# 1. A\n## 1.1 B\n### Bilag\n- [Bilag 1: C](c.pdf)\n- Bilag 2 - D\n- Bilag 2 til aftalen\n\n"
                        "Bilag 4: E\nBilag 5: F\n## 1.2. 2021 i tal\n### Referat\n# 2021 i tal\n");
    assert_string_equal(reports(&parsed), "");
    struct str text = node_plain_text(&parsed.arena, parsed.root);
    assert_string_equal(str_cstr(&parsed.arena, text),
                        "A\nB\nBilag\nC\nD\nBilag 2 til aftalen\nE\nF\n2021 i tal\nReferat\n2021 i tal");
    expect_line(&parsed, "attachment 1 file url=\"c.pdf\" source=\"meetings/x/c.pdf\" #bilag-1 ~c @11:1");
    expect_line(&parsed, "attachment 5 unresolved #bilag-5 ~f @16:1");
    parsed_finish(&parsed);
}

static void wrong_numbers_are_pointed_at(void **state)
{
    (void)state;
    expect_reports("# 2. A\n## 1.4 B\n### Bilag\n- Bilag 3: C\n",
                   "8:3-8:5 item-number: sektionen har nummer 1., ikke 2.\n"
                   "9:4-9:7 item-number: punktet har nummer 1.1, ikke 1.4\n"
                   "11:3-11:10 attachment-number: bilaget har nummer 1, ikke 'Bilag 3'\n");
}

static void ids_are_given_once(void **state)
{
    (void)state;
    expect_reports("# A\n## B {#x}\n### Referat {#X}\n## C {#pkt-1-1}\n",
                   "10:15-10:16 duplicate-id: id'et 'X' er brugt to gange\n"
                   "11:8-11:15 duplicate-id: id'et 'pkt-1-1' er det, programmet selv giver noget andet\n");

    struct parsed parsed;
    parse_body(&parsed, "# A\n## \xC3\x86gte *sager*: \xC3\xB8l & br\xC3\xB8"
                        "d\n### Referat\n#### Baggrund\n## B\n### Referat\n#### Baggrund\n");
    expect_line(&parsed, "item 1.1 #pkt-1-1 ~aegte-sager-oel-broed @9:1");
    assert_ptr_equal(meeting_find(parsed.meeting, &parsed.arena, S("Baggrund")),
                     parsed.meeting->items.at[0]->last->last);
    assert_ptr_equal(meeting_find(parsed.meeting, &parsed.arena, S("pkt-1-2")), parsed.meeting->items.at[1]);
    assert_string_equal(reports(&parsed), "");
    parsed_finish(&parsed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typed_numbers_are_taken_off),
        cmocka_unit_test(wrong_numbers_are_pointed_at),
        cmocka_unit_test(ids_are_given_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
