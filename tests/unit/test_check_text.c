/* The rules that read running text, a row a case: what is typed, and what is found in it (rule: words). */
#include "check/check.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct person person(const char *name)
{
    return (struct person){.name = str_of(name)};
}

/* A meeting of one item whose Referat is one paragraph, with three people on its lists. */
static const struct meeting *meeting_of(struct arena *arena, const char *text)
{
    struct meeting *meeting = arena_new(arena, struct meeting);
    const struct source *source = source_new(arena, S("meetings/test.md"), str_of(text));
    struct span const all = {source, 0, (uint32_t)source->text.len};
    *meeting = (struct meeting){.arena = arena, .source = source, .status = STATUS_MINUTES};
    vec_push(arena, &meeting->sources, source);
    vec_push(arena, &meeting->attendees.at, person("Henrik Frostholt"));
    vec_push(arena, &meeting->attendees.at, person("Trine Møller"));
    vec_push(arena, &meeting->attendees.at, person("Lone Becker Kjærgaard"));
    vec_push(arena, &meeting->guests.at, person("Lone Rasmussen"));

    struct node *item = node_new(arena, NODE_ITEM, all), *part = node_new(arena, NODE_PART, all);
    struct node *section = node_new(arena, NODE_SECTION, all), *paragraph = node_new(arena, NODE_PARAGRAPH, all);
    meeting->root = node_new(arena, NODE_DOCUMENT, all);
    part->as.part.kind = PART_MINUTES;
    node_append(meeting->root, section);
    node_append(section, item);
    node_append(item, part);
    node_append(part, paragraph);
    node_append(paragraph, node_text(arena, source->text, all));
    return meeting;
}

/* `rule: words`, joined with `; `. */
static struct str findings(struct arena *arena, const char *text)
{
    struct diag_sink sink;
    diag_sink_init(&sink, arena);
    check_meeting(meeting_of(arena, text), NULL, &sink);
    diag_sort(&sink);
    struct str all = S("");
    for (size_t i = 0; i < sink.diags.len; i++) {
        const struct diag *diag = &sink.diags.at[i];
        all = str_format(arena, "%.*s%s%s: %.*s", STR(all), i > 0 ? "; " : "", rule_info(diag->rule)->id,
                         STR(span_text(diag->span)));
    }
    return all;
}

struct row {
    const char *text, *found;
};

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena arena;
        arena_init(&arena);
        struct str const found = findings(&arena, rows[i].text);
        if (!str_equal(found, str_of(rows[i].found)))
            fail_msg("'%s'\n  gives '%.*s'\n  not   '%s'", rows[i].text, STR(found), rows[i].found);
        arena_finish(&arena);
    }
}

static void test_dates(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"Mødet er den 31. april 2021.", "impossible-date: 31. april 2021"},
        {"Mødet er d. 31. april.", "impossible-date: 31. april"},
        {"Mødet er den 30. februar", "impossible-date: 30. februar"},
        {"Den 29. februar 2020 og 29. februar", ""},
        {"Den 29. februar 2021", "impossible-date: 29. februar 2021"},
        {"31.4.2021 og 31-04-2021 og 31/4-2021 og 31.4.21", "impossible-date: 31.4.2021; impossible-date: 31-04-2021; "
                                                            "impossible-date: 31/4-2021; impossible-date: 31.4.21"},
        {"1.13.2021", "impossible-date: 1.13.2021"},
        {"2021-02-30", "impossible-date: 2021-02-30"},
        {"28.-30. februar 2021", "impossible-date: 30. februar 2021"},
        {"1.2.2021, 10.12.20, 15-05-2013, d. 20. januar 2021.", ""},
        {"pkt. 1.4.2, § 31.4.21, version 2.31.4, kl. 31.04, 127.0.0.1, 31.4.2021.7", ""},
        {"https://x.dk/31.4.2021/31-04-2021 og www.x.dk/31.4.2021", ""},
        {"sagsnr. 31.02.04-A21-1-20, 27.12.16-A21", ""},
        {"1.131. april, 1,31. april", ""},
        {"Se bilag 31. April bliver travl, og uge 45. Maj ligeså.", ""},
        {"onsdag den 11. maj 2021", "weekday-mismatch: onsdag den 11. maj 2021"},
        {"Onsdag d. 11. maj 2021", "weekday-mismatch: Onsdag d. 11. maj 2021"},
        {"onsdag 11. maj 2021, onsdag, den 11.5.2021",
         "weekday-mismatch: onsdag 11. maj 2021; weekday-mismatch: onsdag, den 11.5.2021"},
        {"ons. den 11.05.21 og onsdag den 11/5-2021",
         "weekday-mismatch: ons. den 11.05.21; weekday-mismatch: onsdag den 11/5-2021"},
        {"onsdag den 11. maj", ""},
        {"tirsdag den 11. maj 2021 kl. 16.00-19.00, torsdag den 11. februar 2021", ""},
        {"mandag-tirsdag den 10.-11. maj 2021, mandag den 10.-11. maj 2021", ""},
        {"søndag den 11. april 2021, lørdag den 11. april 2021", "weekday-mismatch: lørdag den 11. april 2021"},
        {"den 3. dec. 2021, fredag d. 4. dec. 2021", "weekday-mismatch: fredag d. 4. dec. 2021"},
    };
    check_rows(rows, sizeof rows / sizeof *rows);
}

static void test_cpr_numbers(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"010203-1234", "cpr-number: 010203-1234"},
        {"010203–1234 og 010203 1234 og 0102031234",
         "cpr-number: 010203–1234; cpr-number: 010203 1234; cpr-number: 0102031234"},
        {"CPR010203-1234, cprnr. 010203-1234", "cpr-number: 010203-1234; cpr-number: 010203-1234"},
        {"bilag/hansen_010203-1234.pdf og sag/0102031234?id=0102031234",
         "cpr-number: 010203-1234; cpr-number: 0102031234; cpr-number: 0102031234"},
        {"010203-1234,020304-1234/030405-1234.",
         "cpr-number: 010203-1234; cpr-number: 020304-1234; cpr-number: 030405-1234"},
        {"010203\\-1234", "cpr-number: 010203\\-1234"},
        {"290200-4234", "cpr-number: 290200-4234"}, /* 2000 was a leap year */
        {"290200-1234 310403-1234 001203-1234 011303-1234", ""},
        {"EAN 5798005555555, 5798 010203 1234 5, 1010203-1234, 010203-12345", ""},
        {"sag 20/010203-1234, SAG-010203-1234, 2021-010203-1234, 010203-1234-5", ""},
        {"41 71 99 98, 2021-02-11, 20210211-1200", "contact-data: 41 71 99 98"},
        {"hash a0102031234f, 0102031234567, P-nr. 1012345678", ""},
        {"+450102031234", ""},
    };
    check_rows(rows, sizeof rows / sizeof *rows);
}

static void test_contact_data(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"Skriv til bo.hansen@eksempel.dk.", "contact-data: bo.hansen@eksempel.dk"},
        {"Ring 41719998, 4171 9998 eller +45 41 71 99 98",
         "contact-data: 41719998; contact-data: 4171 9998; contact-data: +45 41 71 99 98"},
        {"tlf. 41 719 998, +4541719998 og (41 71 99 98)",
         "contact-data: 41 719 998; contact-data: +4541719998; contact-data: 41 71 99 98"},
        {"sagsnr. 41719998, CVR 29189846, kr. 41719998, 41719998 kr., EAN 5798 0012", ""},
        {"2020 2021, 20210211, 25022021, 41.719.998, 1.316.000 kr., 12 34 56 78 90, 41-71", ""},
        {"billede@2x, @kommunen, a@b, kl. 10.00-12.00, kl. 20.00-22.00, 20.30-22.15, https://x.dk/41719998", ""},
    };
    check_rows(rows, sizeof rows / sizeof *rows);
}

static void test_names(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"Kontorchef Henrik Frostholm fortalte.", "name-variant: Henrik Frostholm"},
        {"Henrik Frostholm og Henrik Frostholms oplæg.", "name-variant: Henrik Frostholm"},
        {"Frostholm fortalte.", "name-variant: Frostholm"},
        {"Henrick Frostholt fortalte.", "name-variant: Henrick Frostholt"},
        {"Trine Møller, Trine Möller og Trine Møler", "name-variant: Trine Möller; name-variant: Trine Møler"},
        {"Trines og Møllers og Trine Møllers og Henrik Frostholts oplæg.", ""},
        {"Lone Rasmussen, Lone Becker, Lone Kjærgård, Lone Hansen, Lone.", ""},
        {"Peter Frostholm er en anden, og i Frostholm og Frostholm Kommune bor de.", ""},
        {"Region Midtjylland, Rasmus Modsat, Trine Bramsen, Mette Møller", ""},
    };
    check_rows(rows, sizeof rows / sizeof *rows);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_cpr_numbers),
        cmocka_unit_test(test_contact_data),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
