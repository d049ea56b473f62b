#include "ast/date.h"

#include "ast/words.h"
#include "base/utf8.h"

#include <assert.h>

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    assert(month >= 1 && month <= 12);
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool date_exists(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= date_days_in_month(year, month);
}

bool date_is_set(struct date date)
{
    return date.year != 0;
}

int date_compare(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

int date_weekday(struct date date)
{
    /* Days before the year, then before the month; 1 January of year 1 was a Monday. */
    int before = date.year - 1;
    int days = before * 365 + before / 4 - before / 100 + before / 400 + date.day - 1;
    for (int month = 1; month < date.month; month++)
        days += date_days_in_month(date.year, month);
    return days % 7 + 1;
}

static bool read_digits(struct str text, size_t start, size_t count, int *number)
{
    *number = 0;
    for (size_t i = start; i < start + count; i++) {
        if (i >= text.len || text.at[i] < '0' || text.at[i] > '9')
            return false;
        *number = *number * 10 + (text.at[i] - '0');
    }
    return true;
}

bool date_parse_iso(struct str text, struct date *date)
{
    int year, month, day;
    if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-' || !read_digits(text, 0, 4, &year) ||
        !read_digits(text, 5, 2, &month) || !read_digits(text, 8, 2, &day) || !date_exists(year, month, day))
        return false;
    *date = (struct date){(int16_t)year, (int8_t)month, (int8_t)day};
    return true;
}

struct str date_iso(struct arena *arena, struct date date)
{
    return str_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

struct str date_words(struct arena *arena, struct date date)
{
    return str_format(arena, "%d. %.*s %d", date.day, STR(word_month(date.month)), date.year);
}

static void skip_spaces(struct str text, size_t *at)
{
    while (*at < text.len) {
        size_t next = *at;
        if (!utf8_is_space(utf8_next(text, &next)))
            return;
        *at = next;
    }
}

static bool skip_word(struct str text, size_t *at, struct str expected)
{
    if (!str_equal_ignoring_case(str_part(text, *at, *at + expected.len), expected))
        return false;
    *at += expected.len;
    return true;
}

/* `10`, `10.30`, `10:30`: minutes after midnight, or -1. */
static int read_time(struct str text, size_t *at)
{
    int hours = 0, minutes = 0;
    size_t start = *at;
    while (*at < text.len && *at - start < 2 && utf8_is_digit((unsigned char)text.at[*at]))
        hours = hours * 10 + (text.at[(*at)++] - '0');
    if (*at == start)
        return -1;
    if (*at + 1 < text.len && (text.at[*at] == '.' || text.at[*at] == ':') &&
        utf8_is_digit((unsigned char)text.at[*at + 1])) {
        if (!read_digits(text, *at + 1, 2, &minutes))
            return -1;
        *at += 3;
    }
    if (hours > 24 || minutes > 59 || (hours == 24 && minutes > 0))
        return -1;
    return hours * 60 + minutes;
}

static bool skip_dash(struct str text, size_t *at)
{
    static const struct str dashes[] = {{"-", 1}, {"–", 3}, {"—", 3}, {"‐", 3}, {"‑", 3}, {"−", 3}, {"til", 3}};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (skip_word(text, at, dashes[i]))
            return true;
    return false;
}

bool time_parse(struct str text, struct time_range *range)
{
    size_t at = 0;
    skip_spaces(text, &at);
    if (skip_word(text, &at, S("klokken")) || skip_word(text, &at, S("kl.")) || skip_word(text, &at, S("kl")))
        skip_spaces(text, &at);

    int from = read_time(text, &at), to = -1;
    if (from < 0)
        return false;
    skip_spaces(text, &at);
    if (skip_dash(text, &at)) {
        skip_spaces(text, &at);
        to = read_time(text, &at);
        if (to <= from)
            return false;
        skip_spaces(text, &at);
    }
    if (at != text.len)
        return false;
    *range = (struct time_range){from, to};
    return true;
}

struct str time_words(struct arena *arena, struct time_range range)
{
    if (range.from < 0)
        return (struct str){"", 0};
    if (range.to < 0)
        return str_format(arena, "kl. %d.%02d", range.from / 60, range.from % 60);
    return str_format(arena, "kl. %d.%02d–%d.%02d", range.from / 60, range.from % 60, range.to / 60, range.to % 60);
}
