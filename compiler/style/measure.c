#include "style/measure.h"

#include "style/colour.h"

/* Digits with a point or comma and up to three decimals, times 1000; at most 9,999. */
static bool read_decimal(struct str text, size_t *at, int64_t *thousandths)
{
    int64_t value = 0;
    size_t start = *at;
    while (*at < text.len && text.at[*at] >= '0' && text.at[*at] <= '9') {
        value = value * 10 + (text.at[(*at)++] - '0');
        if (value > 9999)
            return false;
    }
    if (*at == start)
        return false;
    value *= 1000;
    if (*at + 1 < text.len && (text.at[*at] == '.' || text.at[*at] == ',') && text.at[*at + 1] >= '0' &&
        text.at[*at + 1] <= '9') {
        ++*at;
        for (int64_t place = 100; *at < text.len && text.at[*at] >= '0' && text.at[*at] <= '9'; place /= 10)
            value += place * (text.at[(*at)++] - '0');
    }
    *thousandths = value;
    return true;
}

bool length_parse(struct str text, mp *length)
{
    size_t at = 0;
    int64_t thousandths;
    text = str_trim(text);
    if (!read_decimal(text, &at, &thousandths))
        return false;
    struct str unit = str_trim(str_from(text, at));
    if (str_equal_ignoring_case(unit, S("mm")))
        *length = (mp)(thousandths * 360 / 127);
    else if (str_equal_ignoring_case(unit, S("cm")))
        *length = (mp)(thousandths * 3600 / 127);
    else if (str_equal_ignoring_case(unit, S("pt")))
        *length = (mp)thousandths;
    else
        return false;
    return true;
}

/* A length as a person would write it: whole millimetres when large, else points. */
static struct str length_words(struct arena *arena, mp length)
{
    int64_t tenths_of_mm = ((int64_t)length * 127 + 18000) / 36000;
    if (tenths_of_mm >= 100 || length == 0)
        return str_format(arena, "%lldmm", (long long)((tenths_of_mm + 5) / 10));
    return str_format(arena, "%dpt", (length + 500) / 1000);
}

void measure_length(struct arena *arena, const struct entry *entry, const char *example, mp least, mp most,
                    struct diag_sink *sink, mp *length)
{
    struct str text, shown = str_format(arena, "%.*s: %s", STR(entry ? entry->key : S("")), example);
    mp value;
    if (!expect_line(entry, shown.at, sink, &text))
        return;
    if (!length_parse(text, &value))
        diag_report(sink, MSG_BAD_LENGTH, entry->value->span, text, str_of(example));
    else if (value < least || value > most)
        diag_report(sink, MSG_LENGTH_OUT_OF_RANGE, entry->value->span, text, length_words(arena, least),
                    length_words(arena, most));
    else
        *length = value;
}

static struct str number_words(struct arena *arena, int per_mille)
{
    return str_format(arena, "%d.%d", per_mille / 1000, per_mille % 1000 / 100);
}

void measure_per_mille(struct arena *arena, const struct entry *entry, int least, int most, struct diag_sink *sink,
                       int *per_mille)
{
    struct str text, shown = str_format(arena, "%.*s: 1.3", STR(entry ? entry->key : S("")));
    size_t at = 0;
    int64_t value;
    if (!expect_line(entry, shown.at, sink, &text))
        return;
    if (!read_decimal(text, &at, &value) || at != text.len || value < least || value > most)
        diag_report(sink, MSG_BAD_NUMBER, entry->value->span, text, number_words(arena, least),
                    number_words(arena, most));
    else
        *per_mille = (int)value;
}

/* `#1d5a6e` */
static bool colour_parse(struct str text, uint32_t *colour)
{
    if (text.len != 7 || text.at[0] != '#')
        return false;
    uint32_t value = 0;
    for (size_t i = 1; i < text.len; i++) {
        int const digit = hex_digit(text.at[i]);
        if (digit < 0)
            return false;
        value = value << 4 | (uint32_t)digit;
    }
    *colour = value;
    return true;
}

void measure_colour(struct arena *arena, const struct entry *entry, bool text, struct diag_sink *sink, uint32_t *colour)
{
    enum { LEAST_FOR_TEXT = 450 };
    struct str typed, shown = str_format(arena, "%.*s: \"#1d5a6e\"", STR(entry ? entry->key : S("")));
    uint32_t value;
    if (!expect_line(entry, shown.at, sink, &typed))
        return;
    if (!colour_parse(typed, &value)) {
        diag_report(sink, MSG_BAD_COLOUR, entry->value->span, typed);
        return;
    }
    unsigned contrast = colour_contrast(value, COLOUR_WHITE);
    if (text && contrast < LEAST_FOR_TEXT)
        diag_report(sink, MSG_LOW_CONTRAST, entry->value->span, typed,
                    str_format(arena, "%u,%u", contrast / 100, contrast % 100 / 10));
    else
        *colour = value;
}
