/* The only door to the disk. Functions return false with errno set and leave nothing half-done behind. Paths are
 * NUL-terminated bytes as the system has them. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/str.h"
#include "base/vec.h"

enum file_kind { FILE_NONE, FILE_REGULAR, FILE_DIRECTORY, FILE_LINK, FILE_OTHER, FILE_UNKNOWN };

/* What is at the path, symbolic links not followed. FILE_UNKNOWN, with errno, when the system can't tell, as when a
 * disk is broken or a folder is closed to us: not to be taken for gone. */
enum file_kind file_kind(const char *path);

/* Bytes of the regular file at the path, or -1. */
long long file_size(const char *path);

/* What the system says of a path without opening it; all zero when there is nothing. No padding, so that states can be
 * compared and hashed as bytes. */
struct file_state {
    unsigned long long device, inode, mode, link; /* link: the inode of the symbolic link that led there, or 0 */
    long long size, modified, changed;            /* nanoseconds: of its content, and of anything about it */
};
struct file_state file_state(const char *path);

/* Read a regular file whole. Fails with EFBIG over `limit` bytes and with EINVAL on what is no regular file (after
 * following symbolic links), so a FIFO or a device never blocks. */
bool file_read(struct arena *arena, const char *path, size_t limit, struct str *content);

/* The first bytes of a regular file, as many as it has and fit; their number, 0 when it cannot be read. */
size_t file_read_head(const char *path, char *bytes, size_t size);

/* Read an open stream, a pipe or a terminal, to its end; fails as file_read does. */
bool file_read_stream(struct arena *arena, int stream, size_t limit, struct str *content);

/* Whether the file has just these bytes, or those of the other file; a symbolic link has none. */
bool file_has(const char *path, struct str content);
bool file_is_copy(const char *path, const char *original);

/* Make the file's content these bytes: written beside it under a temporary name and renamed, parents made as needed. A
 * file that already has these bytes is left untouched. Readers see the old file or the new one, never a part. */
bool file_write(const char *path, struct str content);

/* Make a file with these bytes unless there is one, which another may just have made: then it stays as it is, and who
 * has locked it is not fooled. What is no regular file is replaced. */
bool file_create(const char *path, struct str content);

/* The same as file_write for content that comes piece by piece. After file_begin exactly one of file_end and
 * file_abandon is to be called; what failed in between, or at the beginning, fails at the end with the errno of then.
 * Where file_begin says false both may also be left out. */
struct file_writer {
    struct arena arena;
    const char *path, *temporary;
    int file;
    bool failed;
    int why;
};
bool file_begin(struct file_writer *writer, const char *path);
void file_put(struct file_writer *writer, struct str piece);
bool file_end(struct file_writer *writer);
void file_abandon(struct file_writer *writer);

/* Append in one piece, so that lines of several threads never mix. The only way of writing that is not whole or
 * nothing. Fails with EINVAL on what is no regular file. */
bool file_append(const char *path, struct str content);

/* What the temporary names begin with, for whoever sweeps up after a program that was killed. */
#define FILE_TEMPORARY_PREFIX ".referat-tmp-"

/* Open what of standard input, output and error whoever started the program closed, as nothing: else the next file that
 * is opened would get its number, and messages would be written into it. False with errno. */
bool file_open_standard(void);

/* Make what was written to the file system that holds `path` survive a power cut, temporary files that are to be
 * renamed included; once a build, not once a file. */
bool file_sync(const char *path);

bool file_remove(const char *path);         /* true also when there is none */
bool file_make_directory(const char *path); /* with its parents; true also when it is there */
bool file_remove_empty_directory(const char *path);

/* Take the lock of a file that is there, for as long as the descriptor is open or the program lives; -1 when another
 * has it (EWOULDBLOCK) or it cannot be opened. */
int file_lock(const char *path);
void file_unlock(int lock);

struct file_entry {
    struct str name;     /* NUL-terminated */
    enum file_kind kind; /* of the entry itself, a link is FILE_LINK */
};
typedef vec_of(struct file_entry) file_list;

/* The names in a directory in byte order, without "." and "..". */
bool file_list_directory(struct arena *arena, const char *path, file_list *entries);

/* The path with every symbolic link resolved, or the empty slice with errno. */
struct str file_real_path(struct arena *arena, const char *path);

/* Join with one slash; an absolute `name` stands alone. */
const char *path_join(struct arena *arena, const char *folder, const char *name);

/* Remove `.`, `a/..` and doubled slashes without looking at the disk; `..` that climbs out of the start stays in front.
 */
struct str path_normalize(struct arena *arena, struct str path);

/* What stands behind the last slash: part of `path`. */
struct str path_name(struct str path);

/* The way from the folder of the file `from` to the file `to`, both normalized and relative to the same root: from
 * `a/b/index.html` to `a/c.pdf` gives `../c.pdf`. */
struct str path_relative(struct arena *arena, struct str from, struct str to);

#endif
