#include "check/cpr.h"
#include "ast/words.h"
#include "base/utf8.h"
#include "check/peek.h"

/* CPR numbers, wherever they stand: every byte of every source is read, the front matter, addresses, code and comments
 * included, so that places are exact and nothing is out of sight.
 *
 * Six digits that are a date that exists (century by the seventh digit: Økonomi- og Indenrigsministeriet,
 * "Personnummeret i CPR-systemet"), then four, with a dash, one space or nothing between. Modulus 11 is not asked. */

static bool is_birthday(const char *digits)
{
    int const day = (digits[0] - '0') * 10 + digits[1] - '0', month = (digits[2] - '0') * 10 + digits[3] - '0';
    int const year = (digits[4] - '0') * 10 + digits[5] - '0', seventh = digits[6] - '0';
    int century = 1900;
    if (seventh >= 5 && seventh <= 8)
        century = year <= 57 ? 2000 : 1800;
    else if ((seventh == 4 || seventh == 9) && year <= 36)
        century = 2000;
    return date_exists(century + year, month, day);
}

/* What may part the two halves: nothing (length 0), a dash of any kind, a space of any kind. */
enum divider { DIVIDER_NONE, DIVIDER_DASH, DIVIDER_SPACE, DIVIDER_OTHER };

static enum divider read_divider(struct str text, size_t *at)
{
    size_t after = *at;
    if (after < text.len && text.at[after] == '\\') /* Markdown's escape */
        after++;
    if (after >= text.len)
        return DIVIDER_OTHER;
    uint32_t const sign = utf8_next(text, &after);
    if (peek_is_digit((char)(sign < 0x80 ? sign : 0)))
        return DIVIDER_NONE;
    *at = after;
    if (sign == '-' || (sign >= 0x2010 && sign <= 0x2015) || sign == 0x2212)
        return DIVIDER_DASH;
    return sign != '\n' && sign != '\r' && utf8_is_space(sign) ? DIVIDER_SPACE : DIVIDER_OTHER;
}

static size_t digits_at(struct str text, size_t at)
{
    size_t count = 0;
    while (at + count < text.len && count < 20 && peek_is_digit(text.at[at + count]))
        count++;
    return count;
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* The letters that end at `at`: `CPR` of `CPR010203…`. */
static struct str letters_before(struct str text, size_t at)
{
    size_t start = at;
    while (start > 0 && at - start < 20 &&
           (is_capital(text.at[start - 1]) || (text.at[start - 1] >= 'a' && text.at[start - 1] <= 'z')))
        start--;
    return str_part(text, start, at);
}

/* Whether what stands in front makes the digits a part of something else: a longer number, a case number, an amount. */
static bool continues(struct str text, size_t start, size_t last_end, enum divider divider)
{
    if (start == 0)
        return false;
    char const sign = text.at[start - 1];
    struct str const letters = letters_before(text, start);
    if (letters.len > 0)
        return !word_means_cpr(letters);
    if ((unsigned char)sign >= 0xC0 || peek_is_digit(sign))
        return true;
    if (start < 2)
        return sign == '+';
    if (start - 1 == last_end) /* one CPR number after another */
        return false;
    if (sign == '-') {
        struct str const name = letters_before(text, start - 1);
        bool capitals = name.len > 0; /* `SAG-010203-1234` is a case, `hansen-010203-1234.pdf` a person */
        for (size_t i = 0; i < name.len; i++)
            capitals = capitals && is_capital(name.at[i]);
        return peek_is_digit(text.at[start - 2]) || (capitals && !word_means_cpr(name));
    }
    if (strchr("./+:", sign))
        return peek_is_digit(text.at[start - 2]) || sign == '+';
    if (sign == ',')
        return divider == DIVIDER_NONE && peek_is_digit(text.at[start - 2]);
    return sign == ' ' && divider == DIVIDER_SPACE && peek_is_digit(text.at[start - 2]);
}

static bool goes_on(struct str text, size_t end, enum divider divider)
{
    if (end >= text.len)
        return false;
    size_t after = end;
    uint32_t const sign = utf8_next(text, &after);
    if (utf8_is_letter(sign) || utf8_is_digit(sign))
        return true;
    size_t const digits = digits_at(text, after);
    if (digits == 0 || digits == 6 || digits == 10)
        return false;
    return sign == '-' || sign == '/' || (sign == '.' && divider == DIVIDER_NONE) ||
           (sign == ',' && divider == DIVIDER_NONE) || (sign == ' ' && divider == DIVIDER_SPACE);
}

static bool is_cpr_number(struct str text, size_t start, size_t half, enum divider divider, size_t last_end)
{
    char number[10];
    memcpy(number, text.at + start, 6);
    memcpy(number + 6, text.at + half, 4);
    size_t before = start;
    return is_birthday(number) && !continues(text, start, last_end, divider) && !goes_on(text, half + 4, divider) &&
           !word_precedes_company_number(peek_word_before(text, &before));
}

bool cpr_next(struct cpr_scan *scan, size_t *start, size_t *end)
{
    struct str const text = scan->text;
    for (size_t at = scan->at; at < text.len; at++) {
        if (!peek_is_digit(text.at[at]) || (at > 0 && peek_is_digit(text.at[at - 1])))
            continue;
        size_t run = at;
        while (run < text.len && peek_is_digit(text.at[run]))
            run++;
        size_t half = at + 6; /* where the last four digits begin */
        enum divider divider = DIVIDER_NONE;
        if (run - at == 6)
            divider = read_divider(text, &half);
        bool const whole = run - at == 10;
        bool const halves = run - at == 6 && (divider == DIVIDER_DASH || divider == DIVIDER_SPACE);
        size_t const last_end = scan->found ? scan->at : SIZE_MAX;
        if ((whole || halves) && digits_at(text, half) == 4 && is_cpr_number(text, at, half, divider, last_end)) {
            *start = at;
            scan->at = *end = half + 4;
            return scan->found = true;
        }
        at = run - 1;
    }
    return false;
}

/* Report the CPR numbers of a text; `words` is where the text comes from when it is not the source itself. */
static void scan_text(struct check *check, struct str text, const struct source *source, const struct excerpt *words)
{
    struct cpr_scan scan = {.text = text};
    size_t start, end;
    while (cpr_next(&scan, &start, &end)) {
        struct span const place =
            words ? excerpt_span(words, start, end) : (struct span){source, (uint32_t)start, (uint32_t)end};
        diag_report0(check->sink, MSG_CPR_NUMBER, place);
    }
}

/* The words of blocks are read once more for what only they have: digits and dashes typed as entities. What was found
 * already has the same place and is no second report. */
void check_cpr_numbers(struct check *check)
{
    for (size_t i = 0; i < check->meeting->sources.len; i++) {
        const struct source *source = check->meeting->sources.at[i];
        scan_text(check, source->text, source, NULL);
    }
    for (size_t i = 0; i < check->texts.len; i++)
        scan_text(check, check->texts.at[i].words.text, NULL, &check->texts.at[i].words);
}
