/* Days, times of day and their Danish words. No clock is read anywhere. */
#ifndef AST_DATE_H
#define AST_DATE_H

#include "base/str.h"

/* A day of the proleptic Gregorian calendar; year 0 means "none". */
struct date {
    int16_t year;
    int8_t month, day; /* from 1 */
};

/* Minutes after midnight; to < 0 means "no end given", from < 0 "none". */
struct time_range {
    int from, to;
};

bool date_exists(int year, int month, int day); /* years 1..9999 */
int date_days_in_month(int year, int month);    /* month 1..12 */
bool date_is_set(struct date date);
int date_compare(struct date a, struct date b);
int date_weekday(struct date date);                      /* 1 Monday … 7 Sunday */
bool date_parse_iso(struct str text, struct date *date); /* exactly YYYY-MM-DD, and a day that exists */
struct str date_iso(struct arena *arena, struct date date);
struct str date_words(struct arena *arena, struct date date); /* 11. februar 2021 */

/* `10.00-12.00`, `kl. 10-12`, `10:00–12:00`, `10.30`, `kl. 9 - 11.30`: hours 0-24, minutes 00-59, end after start. */
bool time_parse(struct str text, struct time_range *range);
struct str time_words(struct arena *arena, struct time_range range); /* kl. 10.00–12.00 */

#endif
