/* Files that a target's input is laid out as, in a folder of its own that goes when the program ends. */
#ifndef TESTS_FUZZ_FOLDER_H
#define TESTS_FUZZ_FOLDER_H

#include "base/file.h"
#include "fuzz.h"

#include <fcntl.h>
#include <unistd.h>

static char folder_path[200];
static const char *const *folder_files;

static inline void folder_remove(void)
{
    if (chdir("/") != 0)
        return;
    for (const char *const *file = folder_files; *file; file++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", folder_path, *file);
        unlink(path);
        for (char *slash = strrchr(path, '/'); slash && (size_t)(slash - path) >= strlen(folder_path);
             slash = strrchr(path, '/')) {
            *slash = '\0';
            rmdir(path);
        }
    }
}

/* Go to a new folder, below $TMPDIR or /tmp, with the folders of these files; the last is NULL. */
static inline void folder_enter(const char *const *files)
{
    if (folder_files)
        return;
    folder_files = files;
    const char *below = getenv("TMPDIR");
    int const length = snprintf(folder_path, sizeof folder_path, "%s/referat-fuzz-XXXXXX", below ? below : "/tmp");
    must(length > 0 && (size_t)length < sizeof folder_path, "the folder's name is short");
    must(mkdtemp(folder_path) != NULL && chdir(folder_path) == 0, "a folder can be made");
    atexit(folder_remove);
    for (const char *const *file = files; *file; file++)
        must(file_write(*file, S("")), "a file can be made");
}

static inline void folder_put(const char *file, struct str content)
{
    int const stream = open(file, O_WRONLY | O_TRUNC);
    must(stream >= 0 && write(stream, content.at ? content.at : "", content.len) == (ssize_t)content.len &&
             close(stream) == 0,
         "a file can be written");
}

#endif
