#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static enum file_kind kind_of_mode(mode_t mode)
{
    if (S_ISREG(mode))
        return FILE_REGULAR;
    if (S_ISDIR(mode))
        return FILE_DIRECTORY;
    if (S_ISLNK(mode))
        return FILE_LINK;
    return FILE_OTHER;
}

enum file_kind file_kind(const char *path)
{
    struct stat status;
    if (lstat(path, &status) == 0)
        return kind_of_mode(status.st_mode);
    return errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG || errno == ELOOP ? FILE_NONE : FILE_UNKNOWN;
}

long long file_size(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISREG(status.st_mode) ? (long long)status.st_size : -1;
}

static bool close_and_fail(int file, int why)
{
    close(file);
    errno = why;
    return false;
}

static bool read_whole(int file, struct arena *arena, size_t expected, size_t limit, struct str *content)
{
    size_t cap = expected + 1;
    char *bytes = arena_alloc(arena, cap);
    size_t len = 0;
    for (;;) {
        ssize_t const got = read(file, bytes + len, cap - len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        len += (size_t)got;
        if (len > limit) {
            errno = EFBIG;
            return false;
        }
        if (len == cap) {
            /* The file grew since its size was asked for. */
            char *more = arena_alloc(arena, cap * 2);
            memcpy(more, bytes, len);
            bytes = more;
            cap *= 2;
        }
    }
    bytes[len] = '\0';
    *content = (struct str){bytes, len};
    return true;
}

bool file_read(struct arena *arena, const char *path, size_t limit, struct str *content)
{
    /* Without O_NONBLOCK, opening a FIFO would wait for a writer. */
    int const file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return false;
    struct stat status;
    if (fstat(file, &status) != 0)
        return close_and_fail(file, errno);
    if (!S_ISREG(status.st_mode))
        return close_and_fail(file, EINVAL);
    if (status.st_size > 0 && (size_t)status.st_size > limit)
        return close_and_fail(file, EFBIG);
    if (!read_whole(file, arena, (size_t)status.st_size, limit, content))
        return close_and_fail(file, errno);
    close(file);
    return true;
}

size_t file_read_head(const char *path, char *bytes, size_t size)
{
    int const file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return 0;
    ssize_t const got = pread(file, bytes, size, 0); /* fails on what has no place to read from, as a FIFO */
    close(file);
    return got > 0 ? (size_t)got : 0;
}

bool file_read_stream(struct arena *arena, int stream, size_t limit, struct str *content)
{
    enum { FIRST = 64 * 1024 };
    return read_whole(stream, arena, FIRST, limit, content);
}

bool file_remove(const char *path)
{
    return unlink(path) == 0 || errno == ENOENT;
}

bool file_make_directory(const char *path)
{
    if (mkdir(path, 0777) == 0)
        return true;
    if (errno == EEXIST) {
        struct stat status;
        if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
            return true;
        errno = ENOTDIR;
        return false;
    }
    if (errno != ENOENT)
        return false;
    struct arena arena = {0};
    char *parent = (char *)(uintptr_t)str_cstr(&arena, str_of(path));
    size_t end = strlen(parent);
    while (end > 0 && parent[end - 1] == '/')
        end--;
    while (end > 0 && parent[end - 1] != '/')
        end--;
    while (end > 1 && parent[end - 1] == '/')
        end--;
    parent[end] = '\0';
    bool made = end > 0 && file_make_directory(parent);
    /* Another thread may have made it in between. */
    made = made && (mkdir(path, 0777) == 0 || errno == EEXIST);
    int const why = errno;
    arena_finish(&arena);
    errno = why;
    return made;
}

bool file_remove_empty_directory(const char *path)
{
    return rmdir(path) == 0 || errno == ENOENT;
}

bool file_open_standard(void)
{
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; number++)
        if (fcntl(number, F_GETFD) < 0 && open("/dev/null", number == STDIN_FILENO ? O_RDONLY : O_WRONLY) != number)
            return false;
    return true;
}

int file_lock(const char *path)
{
    /* Over NFS only a file that is open for writing can be locked; a disk that cannot be written has none who writes.
     */
    int file = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (file < 0 && (errno == EACCES || errno == EPERM || errno == EROFS))
        file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return -1;
    if (flock(file, LOCK_EX | LOCK_NB) == 0)
        return file;
    int const why = errno;
    close(file);
    errno = why;
    return -1;
}

void file_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}

static int compare_entries(const void *a, const void *b)
{
    const struct file_entry *one = a;
    const struct file_entry *other = b;
    return str_compare(one->name, other->name);
}

static enum file_kind kind_of_entry(DIR *directory, const struct dirent *entry)
{
    switch (entry->d_type) {
    case DT_REG:
        return FILE_REGULAR;
    case DT_DIR:
        return FILE_DIRECTORY;
    case DT_LNK:
        return FILE_LINK;
    case DT_UNKNOWN: {
        struct stat status;
        if (fstatat(dirfd(directory), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            return FILE_NONE;
        return kind_of_mode(status.st_mode);
    }
    default:
        return FILE_OTHER;
    }
}

bool file_list_directory(struct arena *arena, const char *path, file_list *entries)
{
    *entries = (file_list){0};
    DIR *directory = opendir(path);
    if (!directory)
        return false;
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(directory);
        if (!entry)
            break;
        struct str const name = str_of(entry->d_name);
        if (str_equal(name, S(".")) || str_equal(name, S("..")))
            continue;
        struct file_entry const found = {str_copy(arena, name), kind_of_entry(directory, entry)};
        vec_push(arena, entries, found);
    }
    int const why = errno;
    closedir(directory);
    if (why != 0) {
        errno = why;
        return false;
    }
    if (entries->len > 1)
        qsort(entries->at, entries->len, sizeof *entries->at, compare_entries);
    return true;
}

struct str file_real_path(struct arena *arena, const char *path)
{
    char *real = realpath(path, NULL);
    if (!real)
        return (struct str){0};
    struct str const copy = str_copy(arena, str_of(real));
    free(real);
    return copy;
}
