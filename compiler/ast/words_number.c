#include "ast/words.h"

static const char *const before_numbers[] = {
    "art.", "bilag", "ca.", "kap.", "kapitel", "kl.",  "klokken", "litra", "nr.", "pkt.",
    "pr.",  "punkt", "s.",  "side", "stk.",    "tlf.", "uge",     "§",     "§§",
};

static const char *const after_numbers[] = {
    "%",    "km",      "kr",      "kr.",  "mia.",  "mio.",  "mio.kr.", "m²",
    "pct.", "pladser", "procent", "stk.", "t.kr.", "timer", "°",
};

bool word_precedes_number(struct str word)
{
    return str_is_one_of(word, before_numbers, sizeof before_numbers / sizeof *before_numbers);
}

bool word_follows_number(struct str word)
{
    return str_is_one_of(word, after_numbers, sizeof after_numbers / sizeof *after_numbers);
}
