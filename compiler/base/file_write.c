/* Replacing a published file: compare, write beside it, rename. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { CHUNK = 16 * 1024 }; /* on the stack, each page of which is new to a thread once */

/* read(2) until the buffer is full or the file ends. */
static ssize_t read_fully(int file, char *bytes, size_t size)
{
    size_t len = 0;
    while (len < size) {
        ssize_t const got = read(file, bytes + len, size - len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        len += (size_t)got;
    }
    return (ssize_t)len;
}

static bool write_fully(int file, struct str bytes)
{
    while (bytes.len) {
        ssize_t const put = write(file, bytes.at, bytes.len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes = str_from(bytes, (size_t)put);
    }
    return true;
}

static int open_regular(const char *path, int flags, struct stat *status)
{
    int const file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags);
    if (file < 0)
        return -1;
    if (fstat(file, status) == 0 && S_ISREG(status->st_mode))
        return file;
    close(file);
    errno = EINVAL;
    return -1;
}

bool file_has(const char *path, struct str content)
{
    struct stat status;
    int const file = open_regular(path, O_NOFOLLOW, &status);
    if (file < 0)
        return false;
    bool same = (size_t)status.st_size == content.len;
    char chunk[CHUNK];
    while (same && content.len) {
        ssize_t const got = read_fully(file, chunk, sizeof chunk);
        same = got > 0 && str_starts(content, (struct str){chunk, (size_t)got});
        if (same)
            content = str_from(content, (size_t)got);
    }
    close(file);
    return same;
}

static bool same_content(int one, int other)
{
    char chunks[2][CHUNK];
    for (;;) {
        ssize_t const a = read_fully(one, chunks[0], CHUNK);
        ssize_t const b = read_fully(other, chunks[1], CHUNK);
        if (a < 0 || a != b || memcmp(chunks[0], chunks[1], (size_t)a) != 0)
            return false;
        if (a < CHUNK)
            return true;
    }
}

static struct str folder_of(struct str path)
{
    size_t end = path.len;
    while (end && path.at[end - 1] != '/')
        end--;
    return str_part(path, 0, end);
}

/* The name is made of process and thread, so two writers never meet, and one left by a killed program can be replaced.
 */
static int open_temporary(struct arena *arena, const char *path, const char **name)
{
    struct str const folder = folder_of(str_of(path));
    *name = str_format(arena, "%.*s" FILE_TEMPORARY_PREFIX "%ld-%ld", STR(folder), (long)getpid(),
                       (long)syscall(SYS_gettid))
                .at;
    int const flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
    int file = open(*name, flags, 0666);
    if (file < 0 && errno == ENOENT && folder.len && file_make_directory(str_cstr(arena, folder)))
        file = open(*name, flags, 0666);
    if (file < 0 && errno == EEXIST && unlink(*name) == 0)
        file = open(*name, flags, 0666);
    return file;
}

/* Close the temporary file and make it the published one, or remove it. */
static bool publish(int file, bool written, const char *temporary, const char *path,
                    int (*move)(const char *, const char *))
{
    int why = errno;
    if (close(file) != 0 && written) {
        written = false;
        why = errno;
    }
    if (written && move(temporary, path) == 0)
        return true;
    if (written)
        why = errno;
    unlink(temporary);
    errno = why;
    return false;
}

/* As rename(2), but what another has put there meanwhile stays, where the file system can do that. */
static int move_unless_there(const char *temporary, const char *path)
{
    if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno == EEXIST && file_kind(path) == FILE_REGULAR)
        return unlink(temporary);
    return errno == EEXIST || errno == EINVAL || errno == ENOSYS ? rename(temporary, path) : -1;
}

static bool write_whole(const char *path, struct str content, int (*move)(const char *, const char *))
{
    struct arena arena = {0};
    const char *temporary;
    int const file = open_temporary(&arena, path, &temporary);
    bool done = false;
    if (file >= 0)
        done = publish(file, write_fully(file, content), temporary, path, move);
    int const why = errno;
    arena_finish(&arena);
    errno = why;
    return done;
}

bool file_write(const char *path, struct str content)
{
    return file_has(path, content) || write_whole(path, content, rename);
}

bool file_create(const char *path, struct str content)
{
    return file_kind(path) == FILE_REGULAR || write_whole(path, content, move_unless_there);
}

bool file_begin(struct file_writer *writer, const char *path)
{
    *writer = (struct file_writer){0};
    writer->path = str_cstr(&writer->arena, str_of(path));
    writer->file = open_temporary(&writer->arena, path, &writer->temporary);
    if (writer->file >= 0)
        return true;
    writer->why = errno;
    writer->failed = true;
    arena_finish(&writer->arena);
    errno = writer->why;
    return false;
}

void file_put(struct file_writer *writer, struct str piece)
{
    if (writer->failed || write_fully(writer->file, piece))
        return;
    writer->failed = true;
    writer->why = errno;
}

bool file_end(struct file_writer *writer)
{
    errno = writer->why;
    if (writer->file < 0)
        return false;
    bool const done = publish(writer->file, !writer->failed, writer->temporary, writer->path, rename);
    int const why = errno;
    arena_finish(&writer->arena);
    errno = why;
    return done;
}

void file_abandon(struct file_writer *writer)
{
    if (writer->file < 0)
        return;
    publish(writer->file, false, writer->temporary, writer->path, rename);
    arena_finish(&writer->arena);
}

bool file_is_copy(const char *path, const char *original)
{
    struct stat statuses[2];
    int const one = open_regular(path, O_NOFOLLOW, &statuses[0]);
    int const other = one < 0 ? -1 : open_regular(original, 0, &statuses[1]);
    bool const same = other >= 0 && statuses[0].st_size == statuses[1].st_size && same_content(one, other);
    if (one >= 0)
        close(one);
    if (other >= 0)
        close(other);
    return same;
}

bool file_append(const char *path, struct str content)
{
    /* Without O_NONBLOCK, opening a FIFO would wait for a reader. */
    int const file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
    struct stat status;
    if (file < 0) {
        errno = errno == ENXIO ? EINVAL : errno;
        return false;
    }
    bool done = fstat(file, &status) == 0;
    if (done && !S_ISREG(status.st_mode)) {
        done = false;
        errno = EINVAL;
    }
    done = done && write_fully(file, content);
    int const why = errno;
    bool const closed = close(file) == 0;
    if (!done)
        errno = why;
    return done && closed;
}

bool file_sync(const char *path)
{
    int const file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    bool const done = syncfs(file) == 0;
    int const why = errno;
    close(file);
    errno = why;
    return done;
}
