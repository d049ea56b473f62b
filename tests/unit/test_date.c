#include "ast/date.h"

#include "ast/words.h"
#include "fixture.h"

static void days_exist_or_not(void **state)
{
    (void)state;
    assert_true(date_exists(2020, 2, 29));
    assert_true(date_exists(2000, 2, 29));
    assert_false(date_exists(1900, 2, 29));
    assert_false(date_exists(2021, 2, 29));
    assert_false(date_exists(2021, 4, 31));
    assert_false(date_exists(2021, 13, 1));
    assert_false(date_exists(2021, 0, 1));
    assert_false(date_exists(2021, 1, 0));
    assert_false(date_exists(0, 1, 1));
}

static void weekdays_are_those_of_the_calendar(void **state)
{
    (void)state;
    assert_int_equal(date_weekday((struct date){2021, 2, 11}), 4);
    assert_int_equal(date_weekday((struct date){2021, 5, 11}), 2);
    assert_int_equal(date_weekday((struct date){2000, 2, 29}), 2);
    assert_int_equal(date_weekday((struct date){2000, 1, 1}), 6);
    assert_int_equal(date_weekday((struct date){1900, 12, 31}), 1);
    assert_int_equal(date_weekday((struct date){1, 1, 1}), 1);
    assert_int_equal(date_weekday((struct date){9999, 12, 31}), 5);
}

static void only_iso_dates_are_dates(void **state)
{
    (void)state;
    struct date date;
    assert_true(date_parse_iso(S("2021-02-11"), &date));
    assert_int_equal(date_compare(date, (struct date){2021, 2, 11}), 0);
    assert_true(date_compare(date, (struct date){2021, 2, 12}) < 0);
    static const char *const wrong[] = {"2021-2-11", "2021-02-11 ", "21-02-11", "2021-02-30", "2021/02/11",
                                        "",          "+021-02-11"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(date_parse_iso(str_of(wrong[i]), &date));
}

static void dates_and_times_have_words(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_text(date_words(&arena, (struct date){2021, 2, 1}), "1. februar 2021");
    assert_text(date_iso(&arena, (struct date){987, 2, 1}), "0987-02-01");
    assert_text(time_words(&arena, (struct time_range){600, 725}), "kl. 10.00–12.05");
    assert_text(time_words(&arena, (struct time_range){570, -1}), "kl. 9.30");
    arena_finish(&arena);
}

static void times_are_read_in_each_form(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int from, to;
    } right[] = {
        {"10.00-12.00", 600, 720},
        {"kl. 10-12", 600, 720},
        {"10:00–12:00", 600, 720},
        {"10.30", 630, -1},
        {"kl. 9 - 11.30", 540, 690},
        {"Kl.\xC2\xA0"
         "10.00 – 12.00",
         600, 720},
        {"kl 10 til 12", 600, 720},
        {"0.00-24.00", 0, 1440},
    };
    static const char *const wrong[] = {
        "",     "kl.",    "10.00-",         "25.00", "10.60", "12-10", "10-10",
        "10.0", "10.000", "10-12 i morgen", "100",   "24.30", "-10",   "10.00-12.00-14.00"};
    struct time_range range;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        assert_true(time_parse(str_of(right[i].text), &range));
        assert_int_equal(range.from, right[i].from);
        assert_int_equal(range.to, right[i].to);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(time_parse(str_of(wrong[i]), &range));
}

static void parts_are_known_by_their_titles(void **state)
{
    (void)state;
    struct arena arena = {0};
    enum part_kind part;
    assert_true(word_is_part(&arena, S("Referat:"), &part));
    assert_int_equal(part, PART_MINUTES);
    assert_true(word_is_part(&arena, S(" sagsfremstilling "), &part));
    assert_int_equal(part, PART_ACCOUNT);
    assert_false(word_is_part(&arena, S("Referater"), &part));
    assert_true(word_follows_number(S("pct.")));
    assert_true(word_precedes_number(S("Kl.")));
    for (int i = 0; i < WORD_COUNT; i++)
        assert_true(word((enum word)i).len > 0);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_exist_or_not),           cmocka_unit_test(weekdays_are_those_of_the_calendar),
        cmocka_unit_test(only_iso_dates_are_dates),    cmocka_unit_test(dates_and_times_have_words),
        cmocka_unit_test(times_are_read_in_each_form), cmocka_unit_test(parts_are_known_by_their_titles),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
