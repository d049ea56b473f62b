#include "parse/values.h"

#include "ast/words.h"
#include "base/utf8.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The month a word names, whole or by its first three letters or more; 0 for none. */
static int month_of(struct arena *arena, struct str word)
{
    struct str folded = utf8_fold(arena, word);
    for (int month = 1; folded.len >= 3 && month <= 12; month++)
        if (str_starts(word_month(month), folded))
            return month;
    return 0;
}

/* Dates as people write them: `11. februar 2021`, `11.2.2021`, `11-02-21`, `2021/2/11`. Only to suggest the right form.
 */
static bool guess_date(struct arena *arena, struct str text, struct date *date)
{
    int numbers[3], count = 0, month = 0, month_place = 0;
    bool year_first = false;
    for (size_t i = 0; i < text.len;) {
        size_t start = i;
        int value = 0;
        while (i < text.len && is_digit(text.at[i]) && i - start < 5)
            value = value * 10 + (text.at[i++] - '0');
        if (i > start) {
            if (count == 3 || i - start > 4)
                return false;
            year_first = year_first || (count == 0 && i - start == 4);
            numbers[count++] = value;
            continue;
        }
        while (i < text.len && utf8_is_letter((unsigned char)text.at[i]))
            i++;
        if (i == start)
            i++;
        else if (month == 0 && (month = month_of(arena, str_part(text, start, i))) != 0)
            month_place = count;
    }
    int year, day;
    if (month && count == 2 && month_place == 1) {
        year = year_first ? numbers[0] : numbers[1];
        day = year_first ? numbers[1] : numbers[0];
    } else if (!month && count == 3) {
        year = year_first ? numbers[0] : numbers[2];
        month = numbers[1];
        day = year_first ? numbers[2] : numbers[0];
    } else {
        return false;
    }
    if (year < 100)
        year += 2000;
    if (!date_exists(year, month, day))
        return false;
    *date = (struct date){(int16_t)year, (int8_t)month, (int8_t)day};
    return true;
}

/* The text has the form of a date, but there is no such day. */
static bool report_impossible_date(struct arena *arena, struct str text, struct span span, struct diag_sink *sink)
{
    if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-')
        return false;
    int parts[3] = {0}, part = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (i == 4 || i == 7)
            part++;
        else if (is_digit(text.at[i]))
            parts[part] = parts[part] * 10 + (text.at[i] - '0');
        else
            return false;
    }
    if (parts[0] < 1 || parts[1] < 1 || parts[1] > 12) {
        diag_report(sink, MSG_NO_SUCH_MONTH, span, text);
        return true;
    }
    diag_report(sink, MSG_NO_SUCH_DAY, span, text, str_format(arena, "%.*s %d", STR(word_month(parts[1])), parts[0]),
                str_format(arena, "%d", date_days_in_month(parts[0], parts[1])));
    return true;
}

bool read_date(struct arena *arena, const struct entry *entry, const char *example, struct diag_sink *sink,
               struct date *date)
{
    struct str text;
    if (!expect_line(entry, example, sink, &text))
        return false;
    if (date_parse_iso(text, date))
        return true;
    struct span span = entry->value->span;
    struct date guess;
    if (report_impossible_date(arena, text, span, sink))
        return false;
    if (guess_date(arena, text, &guess))
        diag_report(sink, MSG_BAD_DATE_NEAR, span, text, date_iso(arena, guess));
    else
        diag_report(sink, MSG_BAD_DATE, span, text);
    return false;
}

bool read_time_range(const struct entry *entry, struct diag_sink *sink, struct time_range *time)
{
    struct str text;
    if (!expect_line(entry, "tid: 10.00-12.00", sink, &text))
        return false;
    if (time_parse(text, time))
        return true;
    diag_report(sink, MSG_BAD_TIME, entry->value->span, text);
    return false;
}

bool read_status(struct arena *arena, const struct entry *entry, struct diag_sink *sink, enum status *status)
{
    struct str text;
    if (!expect_line(entry, "status: referat", sink, &text))
        return false;
    struct str known[STATUS_APPROVED + 1];
    struct str folded = utf8_fold(arena, text);
    for (int i = 0; i <= STATUS_APPROVED; i++) {
        known[i] = word_status((enum status)i);
        if (str_equal(folded, known[i])) {
            *status = (enum status)i;
            return true;
        }
    }
    struct str nearest = nearest_word(arena, text, known, sizeof known / sizeof *known);
    if (nearest.len)
        diag_report(sink, MSG_BAD_STATUS_NEAR, entry->value->span, text, nearest);
    else
        diag_report(sink, MSG_BAD_STATUS, entry->value->span, text);
    return false;
}

/* Letters, digits and the marks given. */
static bool consists_of(struct str text, struct str marks)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t c = utf8_next(text, &i);
        bool mark = c < 0x80 && str_find_byte(marks, (char)c, 0) != SIZE_MAX;
        if (!utf8_is_letter(c) && !utf8_is_digit(c) && !mark)
            return false;
    }
    return text.len > 0;
}

bool read_forum(struct arena *arena, const struct entry *entry, struct diag_sink *sink, struct str *forum)
{
    struct str text;
    if (!expect_line(entry, "forum: dassos", sink, &text))
        return false;
    if (!consists_of(text, S("-_"))) {
        diag_report(sink, MSG_BAD_FORUM, entry->value->span, text);
        return false;
    }
    *forum = utf8_fold(arena, text);
    return true;
}

bool read_id(const struct entry *entry, struct diag_sink *sink, struct str *id)
{
    struct str text;
    if (!expect_line(entry, "id: genindlaeggelser", sink, &text))
        return false;
    if (str_starts(text, S("#")))
        text = str_from(text, 1);
    if (!consists_of(text, S("-_."))) {
        diag_report(sink, MSG_BAD_ID, entry->value->span, text);
        return false;
    }
    *id = text;
    return true;
}

/* Something, an at sign, and a name with a dot in it; RFC 5321 allows more, but no office has it. */
static bool is_email(struct str text)
{
    size_t at = str_find_byte(text, '@', 0);
    if (at == SIZE_MAX || at == 0 || !consists_of(str_part(text, 0, at), S("._+-")))
        return false;
    struct str domain = str_from(text, at + 1);
    size_t dot = str_find_byte(domain, '.', 0);
    return dot != SIZE_MAX && dot > 0 && consists_of(domain, S(".-")) && domain.at[domain.len - 1] != '.';
}

/* Eight digits, or a country code and four to fifteen (ITU-T E.164), in any grouping. */
static bool is_telephone(struct str text)
{
    bool abroad = str_starts(text, S("+")) || str_starts(text, S("00"));
    size_t digits = 0;
    for (size_t i = 0; i < text.len;) {
        size_t start = i;
        uint32_t c = utf8_next(text, &i);
        bool mark = utf8_is_space(c) || c == '-' || c == '.' || c == '(' || c == ')' || (c == '+' && start == 0);
        if (utf8_is_digit(c))
            digits++;
        else if (!mark)
            return false;
    }
    return abroad ? digits >= 4 && digits <= 17 : digits == 8;
}

bool read_contact(struct arena *arena, const struct entry *entry, struct diag_sink *sink, struct contact *contact)
{
    static const struct str keys[] = {{"navn", 4}, {"telefon", 7}, {"email", 5}};
    if (!expect_map(entry, "kontakt: {navn: Maria Holm, telefon: 12 34 56 78, email: maho@viborg.dk}", sink))
        return false;
    const struct value *map = entry->value;
    expect_keys(arena, map, keys, sizeof keys / sizeof *keys, sink);

    struct str text;
    expect_line(value_entry(map, keys[0]), "navn: Maria Holm", sink, &contact->name);
    const struct entry *telephone = value_entry(map, keys[1]), *email = value_entry(map, keys[2]);
    if (expect_line(telephone, "telefon: 12 34 56 78", sink, &text)) {
        if (is_telephone(text))
            contact->telephone = text;
        else
            diag_report(sink, MSG_BAD_TELEPHONE, telephone->value->span, text);
    }
    if (expect_line(email, "email: maho@viborg.dk", sink, &text)) {
        if (is_email(text))
            contact->email = text;
        else
            diag_report(sink, MSG_BAD_EMAIL, email->value->span, text);
    }
    return true;
}
