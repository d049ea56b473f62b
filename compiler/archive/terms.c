#include "archive/terms.h"

#include "base/utf8.h"

struct terms terms_begin(struct arena *arena, struct str text)
{
    return (struct terms){.folded = utf8_fold(arena, text)};
}

static bool is_of_word(uint32_t c)
{
    return utf8_is_letter(c) || utf8_is_digit(c);
}

bool terms_next(struct terms *terms, struct str *word)
{
    struct str const text = terms->folded;
    while (terms->at < text.len) {
        size_t const start = terms->at;
        size_t kept = start; /* where the word ends, or is cut */
        size_t after = start;
        uint32_t const first = utf8_next(text, &after);
        if (!is_of_word(first)) {
            terms->at = after;
            continue;
        }
        size_t end = start;
        while (end < text.len) {
            after = end;
            if (!is_of_word(utf8_next(text, &after)))
                break;
            end = after;
            if (end - start <= TERM_LONGEST)
                kept = end;
        }
        terms->at = end;
        *word = str_part(text, start, kept);
        if (word->len > 1 || utf8_is_digit(first))
            return true;
    }
    return false;
}
