/* The main program of a target that is not linked with libFuzzer: replays the files of the folders it is given, and
 * what pack.py packed: of each input its length in digits, a line end, its bytes, a line end. */
#include "fuzz.h"

#include "base/file.h"
#include "source/source.h"

static bool replay_folder(struct arena *arena, const char *folder)
{
    file_list entries = {0};
    if (!file_list_directory(arena, folder, &entries))
        return false;
    for (size_t i = 0; i < entries.len; i++) {
        if (entries.at[i].kind != FILE_REGULAR)
            continue;
        struct str content;
        if (!file_read(arena, path_join(arena, folder, entries.at[i].name.at), SOURCE_LIMIT, &content))
            return false;
        LLVMFuzzerTestOneInput((const uint8_t *)content.at, content.len);
    }
    return entries.len > 0;
}

static bool replay_pack(struct arena *arena, const char *path)
{
    struct str pack;
    if (!file_read(arena, path, SOURCE_LIMIT, &pack))
        return false;
    while (pack.len > 0) {
        size_t length = 0, at = 0;
        for (; at < pack.len && pack.at[at] >= '0' && pack.at[at] <= '9'; at++)
            length = length * 10 + (size_t)(pack.at[at] - '0');
        if (at == 0 || at + length + 2 > pack.len)
            return false;
        /* A copy, so that a sanitizer sees its end. */
        uint8_t *input = must_malloc(length + 1);
        memcpy(input, pack.at + at + 1, length);
        LLVMFuzzerTestOneInput(input, length);
        free(input);
        pack = str_from(pack, at + length + 2);
    }
    return true;
}

int main(int argc, char **argv)
{
    struct arena arena = {0};
    bool replayed = argc > 1;
    for (int i = 1; i < argc; i++)
        replayed = (file_kind(argv[i]) == FILE_DIRECTORY ? replay_folder : replay_pack)(&arena, argv[i]) && replayed;
    arena_finish(&arena);
    return replayed ? 0 : 1;
}
