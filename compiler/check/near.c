#include "base/utf8.h"
#include "check/context.h"

static bool parts_words(char byte)
{
    return byte == ' ' || byte == '-';
}

/* Leave out the whole words that two names have in common at both ends: `Viborg Kommune` and `Vejle Kommune` differ in
 * all that counts. */
static void strip_common_words(struct str *a, struct str *b)
{
    size_t same = 0, word = 0;
    while (same < a->len && same < b->len && a->at[same] == b->at[same]) {
        same++;
        if (parts_words(a->at[same - 1]))
            word = same;
    }
    if ((same == a->len || parts_words(a->at[same])) && (same == b->len || parts_words(b->at[same])))
        word = same;
    *a = str_from(*a, word);
    *b = str_from(*b, word);

    same = word = 0;
    while (same < a->len && same < b->len && a->at[a->len - 1 - same] == b->at[b->len - 1 - same]) {
        same++;
        if (parts_words(a->at[a->len - same]))
            word = same;
    }
    if (same == a->len && same == b->len)
        word = same;
    *a = str_part(*a, 0, a->len - word);
    *b = str_part(*b, 0, b->len - word);
}

struct str nearest_name(struct arena *scratch, struct str typed, const struct str *candidates, const struct str *folded,
                        size_t count)
{
    enum { LONGEST = 200, MOST = 3 };
    struct str nearest = S("");
    size_t best = SIZE_MAX;
    if (typed.len > LONGEST)
        return nearest;
    struct str const wanted = utf8_fold(scratch, typed);
    for (size_t i = 0; i < count; i++) {
        struct str a = wanted, b = folded[i];
        size_t const whole = b.len;
        strip_common_words(&a, &b);
        size_t distance = MOST; /* `Viborg` for `Viborg Kommune`: some words are the same and the others left out */
        bool near = (a.len == 0 && wanted.len > 0) || (b.len == 0 && whole > 0);
        if (!near || (a.len == 0 && b.len == 0)) {
            size_t const third = utf8_count(a) / 3;
            size_t const limit = third < 1 ? 1 : third > MOST ? MOST : third;
            distance = edit_distance(scratch, a, b, limit);
            near = distance <= limit && (distance == 0 || distance < utf8_count(b));
        }
        if (near && distance < best) {
            best = distance;
            nearest = candidates[i];
        }
    }
    return nearest;
}
