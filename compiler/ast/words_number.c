#include "ast/words.h"

static const char *const before_numbers[] = {
    "art.", "bilag", "ca.", "kap.", "kapitel", "kl.",  "klokken", "litra", "nr.", "pkt.",
    "pr.",  "punkt", "s.",  "side", "stk.",    "tlf.", "uge",     "§",     "§§",
};

static const char *const after_numbers[] = {
    "%",    "km",      "kr",      "kr.",  "mia.",  "mio.",  "mio.kr.", "m²",
    "pct.", "pladser", "procent", "stk.", "t.kr.", "timer", "°",
};

static bool is_one_of(struct str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_ignoring_case(word, str_of(list[i])))
            return true;
    return false;
}

bool word_precedes_number(struct str word)
{
    return is_one_of(word, before_numbers, sizeof before_numbers / sizeof *before_numbers);
}

bool word_follows_number(struct str word)
{
    return is_one_of(word, after_numbers, sizeof after_numbers / sizeof *after_numbers);
}
