#include "layout/ship.h"

#include <stdlib.h>

static int compare_name(const void *key, const void *element)
{
    return str_compare(*(const struct str *)key, ((const struct destination *)element)->name);
}

static void add_entry(struct setter *setter, const struct node *node, unsigned level)
{
    struct layout *layout = setter->layout;
    struct str const name = node->anchor.len > 0 ? node->anchor : node->id;
    const struct node *heading = node_child(node, NODE_HEADING);
    if (name.len == 0 || !heading || layout->destinations.len == 0)
        return;
    const struct destination *found = bsearch(&name, layout->destinations.at, layout->destinations.len,
                                              sizeof *layout->destinations.at, compare_name);
    if (!found)
        return;
    struct str const words = node_plain_text(setter->arena, heading);
    struct str const number = heading->as.heading.number;
    struct outline_entry const entry = {
        .title = number.len > 0 ? str_format(setter->arena, "%.*s %.*s", STR(number), STR(words)) : words,
        .level = level,
        .destination = (unsigned)(found - layout->destinations.at),
        .open = level == 1,
    };
    vec_push(setter->arena, &layout->outline, entry);
}

void outline_make(struct setter *setter)
{
    unsigned level = 0;
    struct node_walk walk = node_walk_begin(setter->document->root);
    while (node_walk_next(&walk)) {
        enum node_kind const kind = walk.node->kind;
        bool const group = kind == NODE_SECTION || kind == NODE_ITEM || kind == NODE_PART;
        if (!group) {
            if (walk.entering && kind != NODE_DOCUMENT)
                node_walk_skip(&walk);
        } else if (walk.entering) {
            add_entry(setter, walk.node, ++level);
        } else {
            level--;
        }
    }
}
