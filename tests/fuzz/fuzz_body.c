/* Any bytes as Markdown: the tree keeps its invariants, every inline has a place, nothing leaks or hangs.
 *
 * Linked with -fsanitize=fuzzer this is a libFuzzer target; otherwise main replays the files of the folders it is given. */
#include "base/file.h"
#include "parse/parse.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
    struct node_walk walk = node_walk_begin(root);
    while (node_walk_next(&walk)) {
        if (walk.entering && node_is_inline(walk.node->kind) && walk.node->span.end <= walk.node->span.start) {
            fprintf(stderr, "%s without a place\n", node_kind_name(walk.node->kind));
            abort();
        }
    }
    arena_finish(&arena);
    return 0;
}

#ifndef FUZZING
static bool replay_folder(struct arena *arena, const char *folder)
{
    file_list entries = {0};
    if (!file_list_directory(arena, folder, &entries))
        return false;
    for (size_t i = 0; i < entries.len; i++) {
        struct str content;
        if (!file_read(arena, path_join(arena, folder, entries.at[i].name.at), SOURCE_LIMIT, &content))
            return false;
        LLVMFuzzerTestOneInput((const uint8_t *)content.at, content.len);
    }
    return entries.len > 0;
}

int main(int argc, char **argv)
{
    struct arena arena = {0};
    bool replayed = argc > 1;
    for (int i = 1; i < argc; i++)
        replayed = replay_folder(&arena, argv[i]) && replayed;
    arena_finish(&arena);
    return replayed ? 0 : 1;
}
#endif
