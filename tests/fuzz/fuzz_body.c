/* Any bytes as Markdown: the tree keeps its invariants, every inline of a text has a place, nothing leaks or hangs. */
#include "base/utf8.h"
#include "fuzz.h"
#include "parse/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink;
    diag_sink_init(&sink, &arena);
    const struct source *source = source_new(&arena, S("fuzz.md"), (struct str){(const char *)data, size});
    struct excerpt text = excerpt_of(&arena, source, 0, size);
    struct node *root = markdown_parse(&arena, &text, &sink);
    struct str fault;
    if (!node_check(&arena, root, &fault)) {
        fprintf(stderr, "%.*s\n", STR(fault));
        abort();
    }
    /* What is no UTF-8 is mended, which is reported elsewhere, and may not be found again in the file. */
    bool const is_text = utf8_first_fault((struct str){(const char *)data, size}) == SIZE_MAX;
    struct node_walk walk = node_walk_begin(root);
    while (is_text && node_walk_next(&walk)) {
        if (walk.entering && node_is_inline(walk.node->kind) && walk.node->span.end <= walk.node->span.start) {
            fprintf(stderr, "%s without a place\n", node_kind_name(walk.node->kind));
            abort();
        }
    }
    arena_finish(&arena);
    return 0;
}
