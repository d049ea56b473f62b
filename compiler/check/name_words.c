#include "check/name_words.h"

#include "ast/words.h"
#include "base/utf8.h"
#include "check/peek.h"

void name_split(struct arena *arena, struct str name, struct name_words *words)
{
    struct str const folded = utf8_fold(arena, name);
    words->count = 0;
    for (size_t at = 0; at < folded.len && words->count < NAME_WORDS;) {
        size_t end = at;
        while (end < folded.len && folded.at[end] != ' ' && folded.at[end] != '-')
            end++;
        if (end > at)
            words->at[words->count++] = str_part(folded, at, end);
        at = end + 1;
    }
}

struct str name_last(const struct name_words *words)
{
    return words->count > 0 ? words->at[words->count - 1] : S("");
}

static bool is_letter(struct str text, size_t at, bool *capital, size_t *after)
{
    if (at >= text.len)
        return false;
    *after = at;
    uint32_t const c = utf8_next(text, after);
    bool const letter = utf8_is_letter(c);
    *capital = letter && utf8_lower(c) != c;
    return letter;
}

/* Step over the letters of a word; an apostrophe within it belongs to it: `O'Brien`, `Jens'`. */
static size_t word_end(struct str text, size_t at)
{
    bool capital;
    size_t after = at;
    while (after < text.len && utf8_is_letter(utf8_next(text, &after)))
        at = after;
    size_t mark = at;
    if (at < text.len && text.at[at] == '\'')
        mark = at + 1;
    else if (str_starts(str_from(text, at), S("’")))
        mark = at + strlen("’");
    if (mark > at && is_letter(text, mark, &capital, &after))
        return word_end(text, mark);
    return at;
}

static struct str without_s(struct str word)
{
    if (word.len > 3 && word.at[word.len - 1] == 's') {
        word.len--;
        if (str_ends(word, S("'")))
            word.len--;
        else if (str_ends(word, S("’")))
            word.len -= strlen("’");
    }
    return word;
}

bool name_is_in_place(struct str text, const struct text_word *word)
{
    size_t before = word->start;
    return word_precedes_place(peek_word_before(text, &before)) || word_makes_place(peek_word_after(text, word->end));
}

size_t name_read_sequence(struct arena *arena, struct str text, size_t *at, struct text_word *words, size_t most)
{
    size_t count = 0;
    bool capital;
    size_t after;
    while (*at < text.len && count == 0) {
        if (!is_letter(text, *at, &capital, &after)) {
            utf8_next(text, at);
            continue;
        }
        size_t const start = *at;
        size_t next = start;
        while (count < most && is_letter(text, next, &capital, &after) && capital) {
            struct text_word *word = &words[count++];
            word->start = next;
            word->end = *at = word_end(text, next);
            word->typed = str_part(text, word->start, word->end);
            word->folded = utf8_fold(arena, word->typed);
            word->stem = without_s(word->folded);
            next = word->end;
            if (next < text.len && (text.at[next] == ' ' || text.at[next] == '-'))
                next++;
            else
                break;
        }
        if (count == 0)
            *at = word_end(text, start);
    }
    return count;
}

size_t name_find_word(const struct name_words *name, size_t next, const struct text_word *word)
{
    for (size_t i = next; i < name->count; i++) {
        if (str_equal(name->at[i], word->folded) || str_equal(name->at[i], word->stem))
            return i;
    }
    return SIZE_MAX;
}

static bool is_ascii(struct str word)
{
    for (size_t i = 0; i < word.len; i++) {
        if ((unsigned char)word.at[i] >= 0x80)
            return false;
    }
    return true;
}

/* Edit distance when it is at most `limit`, else more. Two words that are one slip apart are the same before it and
 * after it, which is cheap to see, and most pairs of words need no more. */
static size_t slips(struct arena *arena, struct str a, struct str b, size_t limit)
{
    size_t const shorter = a.len < b.len ? a.len : b.len, longer = a.len < b.len ? b.len : a.len;
    if (is_ascii(a) && is_ascii(b)) {
        size_t start = 0, end = 0;
        while (start < shorter && a.at[start] == b.at[start])
            start++;
        while (end < shorter - start && a.at[a.len - 1 - end] == b.at[b.len - 1 - end])
            end++;
        /* At most two letters that changed places are left between. */
        if (longer - shorter > limit || (limit == 1 && start + end + 2 < longer))
            return limit + 1;
    }
    return edit_distance(arena, a, b, limit);
}

/* A letter or two, as the length of the word allows; a slip in the first letter only where that is all. */
static bool is_slip(struct arena *arena, struct str known, struct str typed)
{
    if (typed.len < 3 || known.len < 4)
        return false;
    bool const same_start = known.at[0] == typed.at[0], same_end = known.at[known.len - 1] == typed.at[typed.len - 1];
    size_t const length = utf8_count(known);
    size_t const limit = length < 4 ? 0 : length < 6 || !same_start ? 1 : 2;
    if (limit == 0 || (!same_start && (length < 6 || !same_end)))
        return false;
    size_t const distance = slips(arena, known, typed, limit);
    return distance > 0 && distance <= limit;
}

size_t name_find_near(struct arena *arena, const struct name_words *name, size_t next, const struct text_word *word)
{
    for (size_t i = next; i < name->count; i++) {
        if (is_slip(arena, name->at[i], word->folded) || is_slip(arena, name->at[i], word->stem))
            return i;
    }
    return SIZE_MAX;
}

bool name_given_near(struct arena *arena, struct str known, struct str typed)
{
    return utf8_count(known) >= 5 && utf8_count(typed) >= 5 && known.at[0] == typed.at[0] &&
           slips(arena, known, typed, 1) == 1;
}

bool name_family_near(struct arena *arena, struct str known, const struct text_word *word)
{
    enum { LONG = 7 };
    /* Asked of every capitalised word and every name: what tells most of them apart comes first. */
    return known.len > 0 && word->folded.len > 0 && known.at[0] == word->folded.at[0] && utf8_count(known) >= LONG &&
           utf8_count(word->stem) >= LONG - 1 && utf8_count(word->folded) >= LONG &&
           (slips(arena, known, word->folded, 1) == 1 || slips(arena, known, word->stem, 1) == 1);
}

struct str name_without_genitive(struct str typed, struct str known)
{
    return str_ends(known, S("s")) ? typed : without_s(typed);
}
