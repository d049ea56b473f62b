#include "font/compound.h"

#include "font/index_automaton.h"

#include <stdbool.h>

#define LONGEST  100
#define SHORTEST 2
#define NO_WAY   UINT32_MAX

/* A word of few letters is found in many others by chance. */
static uint32_t cost_of_part(size_t length)
{
    return 10 + (length == 2 ? 9U : length == 3 ? 4U : length == 4 ? 1U : 0U);
}

struct way {
    uint32_t cost; /* of the parts before this letter */
    size_t from;   /* where the last of them begins */
};

/* All words of the index that begin at `start`: carry on the way there. */
static void follow(struct way *ways, const char *word, size_t start, size_t length)
{
    uint32_t node = compound_start;
    for (size_t at = start; at < length && node; at++) {
        uint32_t edge;
        do {
            edge = compound_edges[node++];
        } while ((edge & 0xFF) != (unsigned char)word[at] && !(edge & EDGE_LAST));
        if ((edge & 0xFF) != (unsigned char)word[at])
            return;
        size_t const end = at + 1;
        bool const last = end == length;
        bool const can = edge & (last ? EDGE_ENDS : EDGE_BEGINS);
        if (can && end - start >= (last && start > 0 ? SHORTEST + 1 : SHORTEST)) {
            uint32_t const cost =
                ways[start].cost + cost_of_part(end - start) + (last && start > 0 && end - start < 4 ? 2 : 0);
            if (cost < ways[end].cost)
                ways[end] = (struct way){cost, start};
        }
        node = edge >> EDGE_TARGET;
    }
}

size_t compound_joints(const char *word, size_t length, size_t *joints)
{
    struct way ways[LONGEST + 1];
    if (length > LONGEST || length == 0)
        return 0;
    for (size_t i = 0; i <= length; i++)
        ways[i] = (struct way){NO_WAY, 0};
    ways[0].cost = 0;
    for (size_t start = 0; start < length; start++)
        if (ways[start].cost != NO_WAY)
            follow(ways, word, start, length);
    if (ways[length].cost == NO_WAY)
        return 0;
    size_t count = 0;
    for (size_t at = ways[length].from; at > 0; at = ways[at].from)
        count++;
    size_t left = count;
    for (size_t at = ways[length].from; at > 0; at = ways[at].from)
        joints[--left] = at;
    return count;
}
