#include "check/context.h"

/* Which of the ranks stand out of order. Longest increasing subsequence by patience (Fredman 1975), from the right so
 * that the earliest choice is at hand. */
static void find_misplaced(struct arena *arena, const struct ordered *found, size_t count, bool *misplaced)
{
    size_t *length = arena_many(arena, size_t, count + 1); /* of the longest one that begins at i */
    size_t *best = arena_many(arena, size_t, count + 1);   /* highest rank that begins one of length l; falls with l */
    size_t longest = 0;
    for (size_t i = count; i-- > 0;) {
        size_t low = 0, high = longest;
        while (low < high) {
            size_t const middle = (low + high + 1) / 2;
            if (best[middle] > found[i].rank)
                low = middle;
            else
                high = middle - 1;
        }
        length[i] = low + 1;
        if (length[i] > longest) {
            longest = length[i];
            best[longest] = found[i].rank;
        } else if (found[i].rank > best[length[i]]) {
            best[length[i]] = found[i].rank;
        }
    }

    size_t wanted = longest, last = 0;
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        bool const keep = wanted > 0 && length[i] == wanted && (!any || found[i].rank > last);
        misplaced[i] = !keep;
        if (keep) {
            last = found[i].rank;
            any = true;
            wanted--;
        }
    }
}

/* Beside which other one a misplaced one should stand: in front of `other` or after it. */
static bool should_precede(const struct ordered *found, const bool *misplaced, size_t count, size_t at, size_t *other)
{
    for (size_t i = 0; i < at; i++) {
        if (!misplaced[i] && found[i].rank > found[at].rank) {
            *other = i;
            return true;
        }
    }
    *other = at;
    for (size_t i = at + 1; i < count; i++) {
        if (!misplaced[i] && found[i].rank < found[at].rank)
            *other = i;
    }
    return false;
}

void order_report(struct check *check, const struct ordered *found, size_t count, enum message before,
                  enum message after, struct str where)
{
    bool *misplaced = arena_many(check->arena, bool, count + 1);
    find_misplaced(check->arena, found, count, misplaced);
    for (size_t i = 0; i < count; i++) {
        size_t other;
        if (!misplaced[i])
            continue;
        bool const precede = should_precede(found, misplaced, count, i, &other);
        diag_report(check->sink, precede ? before : after, found[i].place, found[i].title, found[other].title, where);
    }
}
