#include "archive/terms.h"

#include "base/utf8.h"

struct terms terms_begin(struct arena *scratch, struct str text)
{
    return (struct terms){.scratch = scratch, .text = text};
}

static bool is_of_word(uint32_t c)
{
    return utf8_is_letter(c) || utf8_is_digit(c);
}

/* The end of the word that begins at `at`, which is `at` itself when none does. */
static size_t word_end(struct str text, size_t at, bool *ascii)
{
    *ascii = true;
    while (at < text.len) {
        size_t after = at + 1;
        uint32_t c = (unsigned char)text.at[at];
        if (c >= 0x80) {
            after = at;
            c = utf8_next(text, &after);
        }
        if (!is_of_word(c))
            break;
        *ascii = *ascii && c < 0x80;
        at = after;
    }
    return at;
}

/* No longer than TERM_LONGEST, and no letter cut in two. */
static struct str shortened(struct str word)
{
    if (word.len <= TERM_LONGEST)
        return word;
    size_t end = TERM_LONGEST;
    while (end && ((unsigned char)word.at[end] & 0xC0) == 0x80)
        end--;
    return str_part(word, 0, end);
}

bool terms_next(struct terms *terms, struct str *word)
{
    while (terms->at < terms->text.len) {
        bool ascii;
        size_t const start = terms->at;
        size_t const end = word_end(terms->text, start, &ascii);
        if (end == start) {
            utf8_next(terms->text, &terms->at);
            continue;
        }
        terms->at = end;
        struct str const typed = str_part(terms->text, start, end);
        if (ascii) {
            *word = shortened(typed);
            for (size_t i = 0; i < word->len; i++)
                terms->word[i] = (char)utf8_lower((unsigned char)word->at[i]);
            word->at = terms->word;
        } else {
            *word = shortened(utf8_fold(terms->scratch, typed));
        }
        if (word->len > 1 || (word->len && utf8_is_digit((unsigned char)word->at[0])))
            return true;
    }
    return false;
}
