/* Sections, items and parts against a body's agenda: what is found where, as `rule@line`, for each way to get it wrong.
 */
#include "check/check.h"
#include "parse/bind.h"
#include "parse/body.h"
#include "parse/sections.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void add_slot(struct arena *arena, struct slot_list *slots, enum slot_kind kind, enum part_kind part,
                     bool optional)
{
    struct slot const slot = {kind, part, optional};
    vec_push(arena, &slots->at, slot);
}

static void add_fixed(struct arena *arena, struct agenda_section *section, const char *title)
{
    struct fixed_item item = {.title = str_of(title)};
    add_slot(arena, &item.slots, SLOT_PART, PART_MINUTES, false);
    vec_push(arena, &section->items, item);
}

/* Sections A (Ved, Indstilling, Bilag?, Referat), B (Referat, may be left out), C (the fixed items Næste møde and
 * Eventuelt). */
static const struct forum *make_forum(struct arena *arena)
{
    struct forum *forum = arena_new(arena, struct forum);
    forum->id = forum->name = S("udvalg");
    struct agenda_section a = {.title = S("Beslutninger"), .has_slots = true};
    add_slot(arena, &a.slots, SLOT_PRESENTER, 0, false);
    add_slot(arena, &a.slots, SLOT_PART, PART_RECOMMENDATION, false);
    add_slot(arena, &a.slots, SLOT_PART, PART_ATTACHMENTS, true);
    add_slot(arena, &a.slots, SLOT_PART, PART_MINUTES, false);
    struct agenda_section b = {.title = S("Orientering"), .has_slots = true, .optional = true};
    add_slot(arena, &b.slots, SLOT_PART, PART_MINUTES, false);
    struct agenda_section c = {.title = S("Afslutning")};
    add_fixed(arena, &c, "Næste møde");
    add_fixed(arena, &c, "Eventuelt");
    vec_push(arena, &forum->sections, a);
    vec_push(arena, &forum->sections, b);
    vec_push(arena, &forum->sections, c);
    return forum;
}

static struct str findings(struct arena *arena, const char *body, enum status status)
{
    struct str const text = str_format(arena, "---\n---\n%s", body);
    const struct source *source = source_new(arena, S("meetings/test.md"), text);
    struct meeting *meeting = arena_new(arena, struct meeting);
    *meeting = (struct meeting){.arena = arena, .source = source, .status = status, .opening = {source, 0, 3}};
    vec_push(arena, &meeting->sources, source);
    struct diag_sink sink;
    diag_sink_init(&sink, arena);
    struct excerpt const excerpt = excerpt_of(arena, source, 8, text.len);
    struct node *flat = node_new(arena, NODE_DOCUMENT, (struct span){source, 8, (uint32_t)text.len});
    body_parse(arena, &excerpt, flat, &sink);
    sections_build(meeting, flat, NULL, &sink);
    bind_meeting(meeting, &sink);
    check_meeting(meeting, make_forum(arena), &sink);
    diag_sort(&sink);

    struct str all = S("");
    for (size_t i = 0; i < sink.diags.len; i++) {
        const struct diag *diag = &sink.diags.at[i];
        all = str_format(arena, "%.*s%s%s@%zu", STR(all), i > 0 ? " " : "", rule_info(diag->rule)->id,
                         source_position(source, diag->span.start).line);
    }
    return all;
}

/* Lines 3, 5, 7, 9: a good item; line 1 and 2 are the front matter. */
#define ITEM "## Budget\nVed Bo\n### Indstilling\nAt det godkendes\n### Referat\nGodkendt.\n"
#define A    "# Beslutninger\n"
#define B    "# Orientering\n## Nyt\n### Referat\nJa.\n"
#define NEXT "## Næste møde\n### Referat\nMaj.\n"
#define ANY  "## Eventuelt\n### Referat\nIntet.\n"
#define C    "# Afslutning\n" NEXT ANY

struct row {
    const char *body, *found;
};

static void check_rows(const struct row *rows, size_t count, enum status status)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena;
        arena_init(&arena);
        struct str const found = findings(&arena, rows[i].body, status);
        if (!str_equal(found, str_of(rows[i].found)))
            fail_msg("%s\n  gives '%.*s'\n  not   '%s'", rows[i].body, STR(found), rows[i].found);
        arena_finish(&arena);
    }
}

static void test_sections(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {A ITEM B C, ""},
        {A ITEM C, ""},                  /* the optional one left out */
        {A B C, ""},                     /* an empty one is there */
        {B C, "missing-section@1"},      /* at the opening --- */
        {A ITEM B, "missing-section@1"}, /* and not its fixed items too */
        {A ITEM "# Beslutninge\n" ITEM C, "unknown-section@10"},
        {"# Beslutnnger\n" ITEM C, "unknown-section@3"},                 /* misspelt is not missing too */
        {A ITEM "# Helt andet\n## Uden dele\n" C, "unknown-section@10"}, /* its items are not reported */
        {A ITEM A ITEM C, "duplicate-section@10"},
        {B A ITEM C, "section-order@7"},
        {C A ITEM B, "section-order@3"}, /* one moved: one report, whatever it passed */
        {A ITEM B "# AFSLUTNING:\n" NEXT ANY, ""},
        {ITEM B C, "heading-level@3"}, /* the heading of the first section fell out: said once */
    };
    check_rows(rows, sizeof rows / sizeof *rows, STATUS_MINUTES);
}

static void test_fixed_items(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {A "# Afslutning\n" NEXT, "missing-item@4"},
        {A "# Afslutning\n", "missing-item@4 missing-item@4"},
        {A "# Afslutning\n" ANY NEXT, "item-order@8"},
        {A "# Afslutning\n" NEXT "## Evetuelt\n### Referat\nIntet.\n", "missing-item@8"}, /* at the misspelt one */
        {A ANY "# Afslutning\n" NEXT, "item-order@4"},                                    /* in the wrong section */
        {A ANY NEXT, "missing-section@1"},
        {A "# Afslutning\n" NEXT "## Noget frit\n" ANY, ""},
    };
    check_rows(rows, sizeof rows / sizeof *rows, STATUS_MINUTES);
}

static void test_parts(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {A "## Budget\nVed Bo\n### Indstilling\nAt ja\n" C, "missing-part@4"},
        {A "## Budget\n### Indstilling\nAt ja\n### Referat\nJa\n" C, "missing-part@4"}, /* nobody presents it */
        {A "## Budget\n" C, "missing-part@4 missing-part@4 missing-part@4"},
        {A ITEM "### Referat\nIgen.\n" C, "duplicate-part@10"},
        {A "## Budget\nVed Bo\n### Referat\nJa\n### Indstilling\nAt ja\n" C, "part-order@8"},
        {A "## Budget\nVed Bo\n### Indstilling\nAt ja\n### Referat\nJa\n### Bilag\n- Tal\n" C, "part-order@10"},
        {A "## Budget\nVed Bo\n### Indstilling\nAt ja\n### Referat\n" C, "empty-part@8"},
        {A "## Budget\nVed Bo\n### Indstilling\nAt ja\n### Bilag\n### Referat\nJa\n" C, "empty-part@8"},
        {A "## Budget\nVed Bo\n### Indstilling\nAt ja\n### Referat\n### Referat\nJa\n" C,
         "duplicate-part@9"}, /* a line twice: one fault */
        {A "## Budget\nVed Bo\n### Sagsfremstilling\nSådan.\n### Indstilling\nAt ja\n### Referat\nJa\n" C,
         "unknown-part@6"},
        {A "## Budget\nVed Bo\n### Indstiling\nAt ja\n### Referat\nJa\n" C,
         "heading-level@6"}, /* misspelt is not missing too */
        {A "# Afslutning\n" NEXT "## Eventuelt\nVed Bo\n### Referat\nIntet.\n", "unknown-part@9"},
    };
    check_rows(rows, sizeof rows / sizeof *rows, STATUS_MINUTES);
}

static void test_headings_with_a_mark_too_many_or_too_few(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {A ITEM "#" B C, "heading-level@10"}, /* no item without parts, nor one with the parts of another section */
        {A ITEM B "#" C, "heading-level@14"}, /* nor is the section missing */
        {"#" A ITEM C, "heading-level@3"},
        {A ITEM "# Tal\nVed Bo\n### Indstilling\nAt ja\n### Referat\nJa\n" C, "unknown-section@10"},
        {A ITEM "# Tal\n### Indstilling\nAt ja\n### Referat\nJa\n" C, "unknown-section@10"},
        {A ITEM "### Tal\nVed Bo\n### Indstilling\nAt ja\n### Referat\nJa\n" C, "heading-level@10"},
        {A "# Afslutning\n" NEXT "# Eventuelt\n### Referat\nIntet.\n", "unknown-section@8"},
        {A "## Budget\nVed Bo\n## Indstilling\nAt ja\n### Referat\nJa\n" C, "heading-level@6"},
        {A "## Budget\nVed Bo\n### Indstilling\nAt ja\n# Referat:\nJa\n" C, "heading-level@8"},
        {A "## Referat\nVed Bo\n### Indstilling\nAt ja\n### Referat\nJa\n" C, ""}, /* an item called so */
    };
    check_rows(rows, sizeof rows / sizeof *rows, STATUS_MINUTES);
}

/* What follows from a fault is not told, what has nothing to do with it is. */
static void test_several_faults(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {A "## Budget\nVed Bo\n#### Indstilling\nAt ja\n\n### Referat\nJa\n" C,
         "heading-level@6"}, /* neither the text under it nor the part */
        {A "## Budget\nVed Bo\n### Indstilling\nAt ja\n### Referat\n<div>\nJa\n</div>\n\n" C, "raw-html@9"},
        {A ITEM "# Orientering\n## Nyt\n### Indstilling\nJa.\n### Referat\nJa.\n" C, "unknown-part@12"},
        {A ITEM "### Referat\nIgen.\n## 1.3 Tal\nVed Bo\n### Indstilling\nAt ja\n### Referat\nJa\n" C,
         "duplicate-part@10"}, /* the item may have lost its heading */
        {A ITEM "### Referat\nIgen.\n## 1.7 Tal\nVed Bo\n### Indstilling\nAt ja\n### Referat\nJa\n" C,
         "duplicate-part@10 item-number@12"},
    };
    check_rows(rows, sizeof rows / sizeof *rows, STATUS_MINUTES);
}

static void test_before_the_meeting_the_minutes_may_be_missing_or_empty(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {A "## Budget\nVed Bo\n### Indstilling\nAt ja\n" C, ""},
        {A "## Budget\nVed Bo\n### Indstilling\nAt ja\n### Referat\n" C, ""},
        {A "## Budget\nVed Bo\n### Indstilling\n### Referat\n" C, "empty-part@6"},
    };
    check_rows(rows, sizeof rows / sizeof *rows, STATUS_AGENDA);
}

static void test_recommendations(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {A "## B\nVed Bo\n### Indstilling\nAt ja\n### Referat\nJa\n" C, ""},
        {A "## B\nVed Bo\n### Indstilling\nAt DASSOS:\n\n- Godkender\n- Drøfter\n\n### Referat\nJa\n" C, ""},
        {A "## B\nVed Bo\n### Indstilling\n- At ja\n- **At** nej\n\n### Referat\nJa\n" C, ""},
        {A "## B\nVed Bo\n### Indstilling\n- At ja\n- Nej\n- Tja\n\n### Referat\nJa\n" C, "recommendation-form@8"},
        {A "## B\nVed Bo\n### Indstilling\nAtter et forslag\n### Referat\nJa\n" C, "recommendation-form@7"},
        {A "## B\nVed Bo\n### Indstilling\nUdvalget godkender\n### Referat\nJa\n" C, "recommendation-form@7"},
    };
    check_rows(rows, sizeof rows / sizeof *rows, STATUS_MINUTES);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_fixed_items),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_headings_with_a_mark_too_many_or_too_few),
        cmocka_unit_test(test_several_faults),
        cmocka_unit_test(test_before_the_meeting_the_minutes_may_be_missing_or_empty),
        cmocka_unit_test(test_recommendations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
