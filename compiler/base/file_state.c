#include "base/file.h"

#include <sys/stat.h>

static long long nanoseconds(struct timespec time)
{
    return (long long)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void add(struct file_state *state, const struct stat *status)
{
    state->device = (unsigned long long)status->st_dev;
    state->inode = (unsigned long long)status->st_ino;
    state->mode = status->st_mode;
    state->size = (long long)status->st_size;
    state->modified = nanoseconds(status->st_mtim);
    state->changed = nanoseconds(status->st_ctim);
}

struct file_state file_state(const char *path)
{
    struct file_state state = {0};
    struct stat status;
    if (lstat(path, &status) != 0)
        return state;
    if (S_ISLNK(status.st_mode)) {
        state.link = (unsigned long long)status.st_ino;
        if (stat(path, &status) != 0)
            return state;
    }
    add(&state, &status);
    return state;
}
