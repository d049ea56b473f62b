#include "ast/words.h"
#include "check/peek.h"

/* Days named in running text: whether the calendar has them, and whether they fell on the weekday that is named with
 * them.
 *
 * Read are `den 11. februar 2021`, `d. 11. feb. 2021`, `11. februar`, `1.2.2021`, `10.12.20`, `15-05-2013`, `11/2-2021`
 * and `2021-02-11`. Not read are numbers that only look like them: addresses of pages, paragraphs (`1.4.2`), versions,
 * times. */

struct found_date {
    size_t start, end;     /* in the text */
    long day, month, year; /* year 0: none */
    bool range;            /* `11.-12. februar 2021`: two days */
};

static bool at_range_dash(struct str text, size_t at, size_t *after)
{
    if (at < text.len && text.at[at] == '-')
        return *after = at + 1, true;
    if (str_starts(str_from(text, at), S("–")))
        return *after = at + strlen("–"), true;
    return false;
}

/* `februar` in full, or shortened to three letters or more with or without a full stop. */
static long month_named(struct str text, size_t *at, bool *capital, bool *shortened)
{
    size_t end = *at;
    while (end < text.len && text.at[end] >= 'A' &&
           (text.at[end] <= 'Z' || (text.at[end] >= 'a' && text.at[end] <= 'z')))
        end++;
    struct str const typed = str_part(text, *at, end);
    if (typed.len < 3 || (end < text.len && (unsigned char)text.at[end] >= 0x80))
        return 0;
    for (int month = 1; month <= 12; month++) {
        struct str const name = word_month(month);
        if (typed.len > name.len || !str_equal_ignoring_case(str_part(name, 0, typed.len), typed))
            continue;
        *capital = typed.at[0] <= 'Z';
        *shortened = typed.len < name.len;
        *at = *shortened && end < text.len && text.at[end] == '.' ? end + 1 : end;
        return month;
    }
    return 0;
}

/* `11. februar 2021` with the digits of the day at `at`. */
static bool read_words(struct str text, size_t at, struct found_date *date)
{
    size_t after = at, digits;
    bool capital, shortened;
    if (!peek_number(text, &after, 2, &date->day, &digits) || after >= text.len || text.at[after] != '.')
        return false;
    size_t dash;
    if (at_range_dash(text, ++after, &dash)) {
        /* The month comes after the second day: this is the first of two. */
        return false;
    }
    if (!peek_spaces(text, &after) && !(after < text.len && text.at[after] >= 'a'))
        return false;
    date->month = month_named(text, &after, &capital, &shortened);
    if (date->month == 0)
        return false;
    date->end = after;
    date->year = 0;
    long year;
    if (peek_spaces(text, &after) && peek_number(text, &after, 4, &year, &digits) && digits == 4 &&
        peek_number_ends(text, after)) {
        date->year = year;
        date->end = after;
    }
    /* `se bilag 32. Maj bliver travl`: a new sentence, no date. `man. 3. jan` would be, but not without its year. */
    return date->year > 0 || (!capital && !shortened);
}

/* Two numbers of one or two digits and a year, with the same sign between them. */
static bool read_numbers(struct str text, size_t at, struct found_date *date)
{
    size_t after = at, digits;
    if (!peek_number(text, &after, 4, &date->day, &digits) || after >= text.len)
        return false;
    char const sign = text.at[after++];
    if (digits == 4 && sign == '-') { /* 2021-02-11 */
        date->year = date->day;
        if (!peek_number(text, &after, 2, &date->month, &digits) || digits != 2 || after >= text.len ||
            text.at[after++] != '-' || !peek_number(text, &after, 2, &date->day, &digits) || digits != 2)
            return false;
        date->end = after;
        return date->month >= 1 && date->month <= 12 && date->day >= 1 && date->day <= 31 &&
               peek_number_ends(text, after);
    }
    if (digits > 2 || (sign != '.' && sign != '-' && sign != '/') ||
        !peek_number(text, &after, 2, &date->month, &digits) || after >= text.len)
        return false;
    char const second = text.at[after++];
    if (sign == '/' ? second != '-' : second != sign)
        return false;
    if (!peek_number(text, &after, 4, &date->year, &digits) || !peek_number_ends(text, after))
        return false;
    date->end = after;
    bool const sensible = date->day >= 1 && date->day <= 31 && date->month >= 1 && date->month <= 12;
    if (digits == 4 && date->year >= 1800 && date->year < 2200)
        return sensible || sign == '.';
    if (digits != 2 || !sensible || sign == '-')
        return false;
    date->year += date->year < 60 ? 2000 : 1900;
    return true;
}

/* The weekday in front of the date, with or without `den` or `d.`; 0 = none. */
static int weekday_before(struct str text, size_t *start)
{
    size_t at = *start;
    struct str before = peek_word_before(text, &at);
    if (word_is_the(before))
        before = peek_word_before(text, &at);
    for (int weekday = 1; weekday <= 7; weekday++) {
        struct str const name = word_weekday(weekday);
        bool const whole = str_equal_ignoring_case(before, name);
        bool const shortened = before.len == 4 && before.at[3] == '.' &&
                               str_equal_ignoring_case(str_part(before, 0, 3), str_part(name, 0, 3));
        if (whole || shortened ||
            (before.len == name.len + 1 && before.at[name.len] == ',' &&
             str_equal_ignoring_case(str_part(before, 0, name.len), name))) {
            /* `torsdag-fredag den 11.-12.` and `torsdag og fredag` speak of two days. */
            if (at > 0 && text.at[at - 1] == '-')
                return 0;
            *start = at;
            return weekday;
        }
    }
    return 0;
}

static int month_days(long month, long year)
{
    int days = 31;
    while (!date_exists(year > 0 ? (int)year : 2000, (int)month, days))
        days--;
    return days;
}

static void judge(struct check *check, const struct check_text *text, struct found_date *date)
{
    struct str const words = text->words.text;
    size_t start = date->start;
    int const named = weekday_before(words, &start);
    int const year = date->year > 0 ? (int)date->year : 2000;
    struct str const typed = str_part(words, date->start, date->end);

    if (date->month < 1 || date->month > 12) {
        diag_report(check->sink, MSG_IMPOSSIBLE_MONTH, excerpt_span(&text->words, date->start, date->end), typed);
    } else if (!date_exists(year, (int)date->month, (int)date->day)) {
        bool const leap = date->month == 2 && date->day == 29;
        diag_report(check->sink, leap ? MSG_IMPOSSIBLE_LEAP_DAY : MSG_IMPOSSIBLE_DAY,
                    excerpt_span(&text->words, date->start, date->end), typed, word_month((int)date->month),
                    str_format(check->arena, "%d", month_days(date->month, date->year)),
                    str_format(check->arena, "%d", year));
    } else if (date->year > 0 && named > 0 && !date->range) {
        struct date const day = {(int16_t)year, (int8_t)date->month, (int8_t)date->day};
        int const real = date_weekday(day);
        if (real != named)
            diag_report(check->sink, MSG_WEEKDAY_MISMATCH, excerpt_span(&text->words, start, date->end), typed,
                        word_weekday(real), word_weekday(named));
    }
}

/* Whether what stands in front of the digits at `at` lets them be a day; `range` when it is the second of two. */
static bool may_begin(struct str text, size_t at, bool *range)
{
    *range = false;
    if (at == 0)
        return true;
    size_t before = at;
    if (text.at[at - 1] == '-' || text.at[at - 1] == '/')
        before = at - 1;
    else if (at >= 3 && str_equal(str_part(text, at - 3, at), S("–")))
        before = at - 3;
    if (before < at) { /* `11.-12. februar`; but not `27-12-2021-11` or `A-11.` */
        *range = before >= 2 && text.at[before - 1] == '.' && peek_is_digit(text.at[before - 2]);
        return *range;
    }
    return !peek_joins_number(text, at);
}

static void check_text_dates(struct check *check, const struct check_text *text)
{
    struct str const words = text->words.text;
    for (size_t at = 0; at < words.len; at++) {
        if (!peek_is_digit(words.at[at]))
            continue;
        struct found_date date = {.start = at};
        size_t word_end = at;
        while (word_end < words.len && peek_is_digit(words.at[word_end]))
            word_end++;
        bool const numbers = may_begin(words, at, &date.range) && !peek_in_address(words, at);
        if (numbers &&
            (read_words(words, at, &date) || (!date.range && read_numbers(words, at, &date) &&
                                              !word_precedes_paragraph(peek_word_before(words, &(size_t){at}))))) {
            judge(check, text, &date);
            word_end = date.end;
        }
        at = word_end - 1;
    }
}

void check_dates(struct check *check)
{
    for (size_t i = 0; i < check->texts.len; i++)
        check_text_dates(check, &check->texts.at[i]);
}
