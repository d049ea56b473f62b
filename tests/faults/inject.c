/* Makes one call of the system fail: loaded before a program (LD_PRELOAD), it counts the program's calls of each kind
 * from main() on and lets the one asked for go wrong.
 *
 *     INJECT=<kind>:<number>[:<errno>]   which; a number of 0 only counts; "+" after it: that call and all that follow
 *     INJECT_COUNTS=<file>               where the counts of all kinds are kept, an array of 64-bit numbers
 *
 * The counts lie in a shared mapping, so that they are right however the program ends.
 *
 *     INJECT=<kind>:<number>*<step>[:<errno>]   the call of that number and every <step>th after it goes wrong for a
 * copy of the program (fork), while the program itself goes on INJECT_REPORT=<file>                      a line for
 * each copy: the number, the status of wait(2), how often the copy then touched the disk, and what it said
 *
 * That is for faults which end a program at once, and for programs of one thread. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Wrappers have the names and the types of the system's own. */
#pragma GCC diagnostic ignored "-Wmissing-prototypes"

#define KINDS(X)                                                                                                       \
    X(alloc)                                                                                                           \
    X(open)                                                                                                            \
    X(read)                                                                                                            \
    X(write) X(part) X(rename) X(mkdir) X(unlink) X(close) X(sync) X(mmap) X(thread) X(stat) X(list) X(lock) X(pause)  \
        X(disk)

enum kind {
#define X(name) KIND_##name,
    KINDS(X)
#undef X
        KIND_COUNT
};

static const char *const names[KIND_COUNT] = {
#define X(name) #name,
    KINDS(X)
#undef X
};

static _Atomic uint64_t own_counts[KIND_COUNT];
static _Atomic uint64_t *counts = own_counts;
static enum kind chosen = KIND_COUNT;
static uint64_t number;
static uint64_t step;
static bool lasting;
static int why;
static atomic_bool begun;

static int report = -1;
static _Atomic uint64_t *copy_counts; /* shared with the copies */

/* One line of the report. Nothing here may ask for memory, or go through what stands below. */
static void tell_of_copy(uint64_t count, pid_t copy, int told)
{
    char text[1024];
    size_t len = 0;
    long got;
    while ((got = syscall(SYS_read, told, text + len, sizeof text - len)) > 0)
        len += (size_t)got;
    int status = 0;
    waitpid(copy, &status, 0);
    for (size_t i = 0; i < len; i++)
        if (text[i] == '\n')
            text[i] = '\t';
    char line[sizeof text + 128];
    int const all = snprintf(line, sizeof line, "%llu %d %llu %.*s\n", (unsigned long long)count, status,
                             (unsigned long long)copy_counts[KIND_disk], (int)len, text);
    syscall(SYS_write, report, line, (size_t)all);
}

/* Whether this is the copy, in which the call goes wrong. */
static bool is_copy(uint64_t count)
{
    enum { SECONDS = 20 };
    int told[2];
    int const before = errno;
    atomic_store(&copy_counts[KIND_disk], 0);
    if (syscall(SYS_pipe2, told, O_CLOEXEC) != 0)
        abort();
    pid_t const copy = _Fork();
    if (copy < 0)
        abort();
    if (copy == 0) {
        dup2(told[1], STDERR_FILENO);
        counts = copy_counts;
        chosen = KIND_COUNT;
        alarm(SECONDS);
        return true;
    }
    syscall(SYS_close, told[1]);
    tell_of_copy(count, copy, told[0]);
    syscall(SYS_close, told[0]);
    errno = before;
    return false;
}

/* Whether this call of the kind is to fail. */
static bool strikes(enum kind kind)
{
    if (!atomic_load_explicit(&begun, memory_order_relaxed))
        return false;
    uint64_t const count = atomic_fetch_add(&counts[kind], 1) + 1;
    if (kind != chosen || number == 0 || (lasting || step ? count < number : count != number))
        return false;
    if (step && ((count - number) % step != 0 || !is_copy(count)))
        return false;
    errno = why;
    return true;
}

/* Any call that touches the disk: where a signal may come. `why` is the signal. */
static void touches_disk(void)
{
    if (strikes(KIND_disk))
        raise(why);
}

static void *share(int flags, int file)
{
    void *at = mmap(NULL, sizeof own_counts, PROT_READ | PROT_WRITE, MAP_SHARED | flags, file, 0);
    return at == MAP_FAILED ? NULL : at;
}

static void prepare(void)
{
    const char *path = getenv("INJECT_COUNTS");
    int const file = path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    void *at = file >= 0 && ftruncate(file, sizeof own_counts) == 0 ? share(0, file) : NULL;
    if (at)
        counts = at;
    if (file >= 0)
        close(file);
    path = getenv("INJECT_REPORT");
    report = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
    copy_counts = share(MAP_ANONYMOUS, -1);
    const char *what = getenv("INJECT");
    for (unsigned i = 0; what && i < KIND_COUNT; i++) {
        size_t const len = strlen(names[i]);
        if (strncmp(what, names[i], len) != 0 || what[len] != ':')
            continue;
        char *end;
        chosen = i;
        number = strtoull(what + len + 1, &end, 10);
        lasting = *end == '+';
        end += lasting;
        if (*end == '*' && report >= 0 && copy_counts)
            step = strtoull(end + 1, &end, 10);
        why = *end == ':' ? (int)strtol(end + 1, NULL, 10) : EIO;
    }
    /* A copy that is made while the dynamic linker is at work can't ask it for the real one any more. */
    (void)!write(-1, NULL, 0);
    /* Programs that this one starts are left alone. */
    unsetenv("LD_PRELOAD");
    unsetenv("INJECT");
}

static int (*real_main)(int, char **, char **);

static int main_watched(int argc, char **argv, char **env)
{
    prepare();
    atomic_store(&begun, true);
    return real_main(argc, argv, env);
}

int __libc_start_main(int (*function)(int, char **, char **), int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
{
    int (*start)(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void), void (*)(void), void *);
    *(void **)&start = dlsym(RTLD_NEXT, "__libc_start_main");
    real_main = function;
    return start(main_watched, argc, argv, init, fini, rtld_fini, stack_end);
}

/* The function that this one stands in front of. */
#define REAL(type, name, ...)                                                                                          \
    static type (*real)(__VA_ARGS__);                                                                                  \
    if (!real)                                                                                                         \
    *(void **)&real = dlsym(RTLD_NEXT, #name)

/* Memory: also by the names under which a program that has a malloc of its own asks glibc. */

#define MEMORY(prefix)                                                                                                 \
    void *prefix##malloc(size_t size)                                                                                  \
    {                                                                                                                  \
        REAL(void *, __libc_malloc, size_t);                                                                           \
        return strikes(KIND_alloc) ? NULL : real(size);                                                                \
    }                                                                                                                  \
    void *prefix##realloc(void *old, size_t size)                                                                      \
    {                                                                                                                  \
        REAL(void *, __libc_realloc, void *, size_t);                                                                  \
        return strikes(KIND_alloc) ? NULL : real(old, size);                                                           \
    }                                                                                                                  \
    void *prefix##calloc(size_t count, size_t size)                                                                    \
    {                                                                                                                  \
        REAL(void *, __libc_calloc, size_t, size_t);                                                                   \
        return strikes(KIND_alloc) ? NULL : real(count, size);                                                         \
    }
MEMORY()
MEMORY(__libc_)

/* Files. */

static mode_t mode_of(int flags, va_list rest)
{
    return flags & (O_CREAT | O_TMPFILE) ? (mode_t)va_arg(rest, int) : 0;
}

#define OPEN(name)                                                                                                     \
    int name(const char *path, int flags, ...)                                                                         \
    {                                                                                                                  \
        REAL(int, name, const char *, int, ...);                                                                       \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode_t const mode = mode_of(flags, rest);                                                                      \
        va_end(rest);                                                                                                  \
        touches_disk();                                                                                                \
        return strikes(KIND_open) ? -1 : real(path, flags, mode);                                                      \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                                                   \
    int name(int folder, const char *path, int flags, ...)                                                             \
    {                                                                                                                  \
        REAL(int, name, int, const char *, int, ...);                                                                  \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode_t const mode = mode_of(flags, rest);                                                                      \
        va_end(rest);                                                                                                  \
        touches_disk();                                                                                                \
        return strikes(KIND_open) ? -1 : real(folder, path, flags, mode);                                              \
    }
OPENAT(openat)
OPENAT(openat64)

#define WRAP(kind, type, failed, name, parameters, arguments, ...)                                                     \
    type name parameters                                                                                               \
    {                                                                                                                  \
        REAL(type, name, __VA_ARGS__);                                                                                 \
        return strikes(KIND_##kind) ? failed : real arguments;                                                         \
    }
#define WRAP_DISK(kind, type, failed, name, parameters, arguments, ...)                                                \
    type name parameters                                                                                               \
    {                                                                                                                  \
        REAL(type, name, __VA_ARGS__);                                                                                 \
        touches_disk();                                                                                                \
        return strikes(KIND_##kind) ? failed : real arguments;                                                         \
    }

WRAP(open, FILE *, NULL, fopen, (const char *path, const char *mode), (path, mode), const char *, const char *)
WRAP(open, FILE *, NULL, fopen64, (const char *path, const char *mode), (path, mode), const char *, const char *)
WRAP(list, DIR *, NULL, opendir, (const char *path), (path), const char *)
WRAP(list, struct dirent *, NULL, readdir, (DIR * folder), (folder), DIR *)
WRAP(list, struct dirent64 *, NULL, readdir64, (DIR * folder), (folder), DIR *)
WRAP(read, ssize_t, -1, pread, (int file, void *at, size_t size, off_t from), (file, at, size, from), int, void *,
     size_t, off_t)
WRAP(read, ssize_t, -1, pread64, (int file, void *at, size_t size, off64_t from), (file, at, size, from), int, void *,
     size_t, off64_t)
WRAP_DISK(rename, int, -1, rename, (const char *from, const char *to), (from, to), const char *, const char *)
WRAP_DISK(rename, int, -1, renameat2, (int one, const char *from, int other, const char *to, unsigned how),
          (one, from, other, to, how), int, const char *, int, const char *, unsigned)
WRAP_DISK(mkdir, int, -1, mkdir, (const char *path, mode_t mode), (path, mode), const char *, mode_t)
WRAP_DISK(unlink, int, -1, unlink, (const char *path), (path), const char *)
WRAP_DISK(unlink, int, -1, rmdir, (const char *path), (path), const char *)
WRAP_DISK(unlink, int, -1, unlinkat, (int folder, const char *path, int flags), (folder, path, flags), int,
          const char *, int)
WRAP_DISK(sync, int, -1, fsync, (int file), (file), int)
WRAP_DISK(sync, int, -1, fdatasync, (int file), (file), int)
WRAP_DISK(sync, int, -1, syncfs, (int file), (file), int)
WRAP(lock, int, -1, flock, (int file, int how), (file, how), int, int)
WRAP(stat, int, -1, stat, (const char *path, struct stat *status), (path, status), const char *, struct stat *)
WRAP(stat, int, -1, lstat, (const char *path, struct stat *status), (path, status), const char *, struct stat *)
WRAP(stat, int, -1, fstat, (int file, struct stat *status), (file, status), int, struct stat *)
WRAP(stat, int, -1, stat64, (const char *path, struct stat64 *status), (path, status), const char *, struct stat64 *)
WRAP(stat, int, -1, lstat64, (const char *path, struct stat64 *status), (path, status), const char *, struct stat64 *)
WRAP(stat, int, -1, fstat64, (int file, struct stat64 *status), (file, status), int, struct stat64 *)
WRAP(stat, char *, NULL, realpath, (const char *path, char *to), (path, to), const char *, char *)
WRAP(mmap, void *, MAP_FAILED, mmap, (void *at, size_t size, int protection, int flags, int file, off_t from),
     (at, size, protection, flags, file, from), void *, size_t, int, int, int, off_t)
WRAP(mmap, void *, MAP_FAILED, mmap64, (void *at, size_t size, int protection, int flags, int file, off64_t from),
     (at, size, protection, flags, file, from), void *, size_t, int, int, int, off64_t)

/* What was closed is closed, whatever close says. */
int close(int file)
{
    REAL(int, close, int);
    touches_disk();
    int const done = real(file);
    return strikes(KIND_close) ? -1 : done;
}

/* Besides failing: a part only, and an interruption. */
ssize_t read(int file, void *at, size_t size)
{
    REAL(ssize_t, read, int, void *, size_t);
    if (strikes(KIND_read))
        return -1;
    if (strikes(KIND_pause)) {
        errno = EINTR;
        return -1;
    }
    return real(file, at, strikes(KIND_part) && size > 1 ? 1 : size);
}

ssize_t write(int file, const void *at, size_t size)
{
    REAL(ssize_t, write, int, const void *, size_t);
    if (file <= STDERR_FILENO)
        return real(file, at, size);
    if (chosen == KIND_disk && why == SIGKILL && size > 1 && counts[KIND_disk] + 1 == number)
        size = real(file, at, size / 2) < 0 ? size : size / 2;
    touches_disk();
    if (strikes(KIND_write)) {
        /* A full disk takes what there is room for first. */
        if (why == ENOSPC && size > 1 && real(file, at, size / 2) >= 0)
            errno = why;
        return -1;
    }
    if (strikes(KIND_pause)) {
        errno = EINTR;
        return -1;
    }
    return real(file, at, strikes(KIND_part) && size > 1 ? 1 : size);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*run)(void *), void *with)
{
    REAL(int, pthread_create, pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    return strikes(KIND_thread) ? EAGAIN : real(thread, how, run, with);
}
