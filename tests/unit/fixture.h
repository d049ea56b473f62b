/* What tests of text share: a fixture that begins with its arena, a folder that goes away again, and texts compared as
 * texts. */
#ifndef UNIT_FIXTURE_H
#define UNIT_FIXTURE_H

#include "base/file.h"

#include "test.h"

/* For a set-up function of cmocka: a zeroed fixture of `size` bytes, whose first member is a struct arena. */
static inline int fixture_begin(void **state, size_t size)
{
    *state = must_malloc(size);
    memset(*state, 0, size);
    return 0;
}

/* For tear-down: what fixture_begin made. */
static inline int fixture_end(void **state)
{
    arena_finish(*state);
    free(*state);
    return 0;
}

/* `got` may hold NULs and need not end in one. */
static inline void assert_text(struct str got, const char *expected)
{
    struct arena scratch = {0};
    struct str copy = str_copy(&scratch, got);
    bool equal = str_equal(copy, str_of(expected));
    if (!equal)
        print_message("# got %s, expected %s\n", copy.at, expected);
    arena_finish(&scratch);
    assert_true(equal);
}

static inline void remove_tree(struct arena *arena, const char *path)
{
    file_list entries;
    if (file_kind(path) == FILE_DIRECTORY && file_list_directory(arena, path, &entries)) {
        for (size_t i = 0; i < entries.len; i++)
            remove_tree(arena, path_join(arena, path, entries.at[i].name.at));
        file_remove_empty_directory(path);
        return;
    }
    file_remove(path);
}

#endif
