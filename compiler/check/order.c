#include "check/context.h"

/* Longest increasing subsequence by patience (Fredman 1975), from the right so that the earliest choice is at hand. */
void order_misplaced(struct arena *arena, const size_t *ranks, size_t count, bool *misplaced)
{
    size_t *length = arena_many(arena, size_t, count + 1); /* of the longest one that begins at i */
    size_t *best = arena_many(arena, size_t, count + 1);   /* highest rank that begins one of length l; falls with l */
    size_t longest = 0;
    for (size_t i = count; i-- > 0;) {
        size_t low = 0, high = longest;
        while (low < high) {
            size_t const middle = (low + high + 1) / 2;
            if (best[middle] > ranks[i])
                low = middle;
            else
                high = middle - 1;
        }
        length[i] = low + 1;
        if (length[i] > longest) {
            longest = length[i];
            best[longest] = ranks[i];
        } else if (ranks[i] > best[length[i]]) {
            best[length[i]] = ranks[i];
        }
    }

    size_t wanted = longest, last = 0;
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        bool const keep = wanted > 0 && length[i] == wanted && (!any || ranks[i] > last);
        misplaced[i] = !keep;
        if (keep) {
            last = ranks[i];
            any = true;
            wanted--;
        }
    }
}

bool order_should_precede(const size_t *ranks, const bool *misplaced, size_t count, size_t at, size_t *other)
{
    for (size_t i = 0; i < at; i++) {
        if (!misplaced[i] && ranks[i] > ranks[at]) {
            *other = i;
            return true;
        }
    }
    *other = at;
    for (size_t i = at + 1; i < count; i++) {
        if (!misplaced[i] && ranks[i] < ranks[at])
            *other = i;
    }
    return false;
}
