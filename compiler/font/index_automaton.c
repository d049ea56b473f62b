#include "font/index_automaton.h"

#include "font/index_affixes.h"

#include <string.h>

/* A node that may still get edges: one for each letter of the word added last. */
struct open_node {
    uint32_t edges[256];
    size_t count;
};

struct builder {
    struct arena *arena;
    struct automaton *automaton;
    struct open_node *open; /* by depth */
    uint32_t *table;        /* of finished nodes: index of their first edge, by the hash of their edges */
    size_t slots, taken;
};

static uint64_t hash_edges(const uint32_t *edges, size_t count)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ edges[i]) * UINT64_C(1099511628211);
    return hash ^ hash >> 31;
}

static size_t node_length(const uint32_t *edges)
{
    size_t count = 1;
    while (!(edges[count - 1] & EDGE_LAST))
        count++;
    return count;
}

static void table_grow(struct builder *builder)
{
    uint32_t *old = builder->table;
    size_t const slots = builder->slots;
    builder->slots = slots ? slots * 2 : 1 << 12;
    builder->table = arena_many(builder->arena, uint32_t, builder->slots);
    for (size_t i = 0; i < slots; i++) {
        if (old[i] == 0)
            continue;
        const uint32_t *edges = &builder->automaton->edges.at[old[i]];
        size_t slot = hash_edges(edges, node_length(edges)) & (builder->slots - 1);
        while (builder->table[slot])
            slot = (slot + 1) & (builder->slots - 1);
        builder->table[slot] = old[i];
    }
}

/* The finished node with these edges, a new one if there is none. */
static uint32_t finish(struct builder *builder, struct open_node *node)
{
    if (node->count == 0)
        return 0;
    node->edges[node->count - 1] |= EDGE_LAST;
    if (builder->taken * 2 >= builder->slots)
        table_grow(builder);
    size_t const bytes = node->count * sizeof *node->edges;
    size_t slot = hash_edges(node->edges, node->count) & (builder->slots - 1);
    for (; builder->table[slot]; slot = (slot + 1) & (builder->slots - 1)) {
        const uint32_t *edges = &builder->automaton->edges.at[builder->table[slot]];
        if (node_length(edges) == node->count && memcmp(edges, node->edges, bytes) == 0)
            return builder->table[slot];
    }
    uint32_t const at = (uint32_t)builder->automaton->edges.len;
    for (size_t i = 0; i < node->count; i++)
        vec_push(builder->arena, &builder->automaton->edges, node->edges[i]);
    builder->table[slot] = at;
    builder->taken++;
    return at;
}

/* Finish what lies below `depth` of the word added last. */
static void close_to(struct builder *builder, size_t from, size_t depth)
{
    for (size_t at = from; at > depth; at--) {
        uint32_t const target = finish(builder, &builder->open[at]);
        struct open_node *parent = &builder->open[at - 1];
        parent->edges[parent->count - 1] |= target << EDGE_TARGET;
        builder->open[at].count = 0;
    }
}

bool automaton_make(struct arena *arena, struct automaton *automaton, const struct index_word *words, size_t count)
{
    struct builder builder = {arena, automaton, arena_many(arena, struct open_node, INDEX_LONGEST + 1), NULL, 0, 0};
    uint32_t const none = 0;
    vec_push(arena, &automaton->edges, none);
    struct str last = {0};
    for (size_t i = 0; i < count; i++) {
        struct str const word = words[i].word;
        size_t common = 0;
        while (common < word.len && common < last.len && word.at[common] == last.at[common])
            common++;
        close_to(&builder, last.len, common);
        for (size_t at = common; at < word.len; at++) {
            struct open_node *node = &builder.open[at];
            node->edges[node->count++] = (unsigned char)word.at[at];
        }
        struct open_node *node = &builder.open[word.len - 1];
        node->edges[node->count - 1] |= words[i].ends;
        last = word;
    }
    close_to(&builder, last.len, 0);
    automaton->start = finish(&builder, &builder.open[0]);
    return automaton->edges.len < (size_t)1 << (32 - EDGE_TARGET);
}
