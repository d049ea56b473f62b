/* Any bytes as a table of three columns: all its rows have as many cells, and every cell its place. */
#include "frame.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink;
    diag_sink_init(&sink, &arena);
    struct str const text =
        str_concat(&arena, S("| a | b | c |\n|---|:-:|--:|\n"), (struct str){(const char *)data, size});
    const struct source *source = source_new(&arena, S("fuzz.md"), text);
    struct excerpt excerpt = excerpt_of(&arena, source, 0, text.len);
    struct node *root = markdown_parse(&arena, &excerpt, &sink);
    struct str fault = {0};
    bool const kept = node_check(&arena, root, &fault);
    must(kept, str_cstr(&arena, fault));
    struct node_walk walk = node_walk_begin(root);
    while (node_walk_next(&walk)) {
        if (!walk.entering || walk.node->kind != NODE_ROW)
            continue;
        unsigned cells = 0;
        for (const struct node *cell = walk.node->first; cell; cell = cell->next)
            cells++;
        must(cells == walk.node->parent->as.table.columns, "a row has a cell a column");
    }
    arena_finish(&arena);
    return 0;
}
