/* The main program of a target that is not linked with libFuzzer: replays the files of the folders it is given. */
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

int main(int argc, char **argv)
{
    struct arena arena = {0};
    bool replayed = argc > 1;
    for (int i = 1; i < argc; i++)
        replayed = replay_folder(&arena, argv[i]) && replayed;
    arena_finish(&arena);
    return replayed ? 0 : 1;
}
