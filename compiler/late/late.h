/* Libraries that are opened when a function of theirs is first called. Linking them would have every start of the
 * program load them with all that they stand on, ICU and GLib too, which takes longer than checking a meeting, and a
 * check calls none of them. Here is how; a header beside this one is one such library: it has the list of the functions
 * called, and names them so that they are called as if they were linked. One that is called and not listed is not found
 * when the program is linked.
 *
 * When a library is not there or is without a function, the program says so and ends with status 2. Any number of
 * threads may call. Nothing is ever closed. */
#ifndef LATE_LATE_H
#define LATE_LATE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct late_library {
    const char *file; /* as the loader looks for it */
    const char *const *names;
    size_t count;
    void *table;           /* where each is, in the order of the names */
    void (*prepare)(void); /* called once, when the table is there; or NULL */
    atomic_bool is_open;
};

/* Open it and fill its table, unless that has been done: for late_table. */
void late_open(struct late_library *library);

/* Open every library there is a header of, the first needed first: in a thread that has nothing else to do, or to ask
 * what they are. */
void late_open_all(void);

static inline const void *late_table(struct late_library *library)
{
    if (!atomic_load_explicit(&library->is_open, memory_order_acquire))
        late_open(library);
    return library->table;
}

/* In a library's header: a table of what is in LIST, which is a macro that calls its argument with each name. */
#define LATE_DECLARE(library, LIST)                                                                                    \
    struct library {                                                                                                   \
        LIST(LATE_MEMBER)                                                                                              \
    };                                                                                                                 \
    extern struct late_library library##_library;                                                                      \
    static inline const struct library *library##_table(void)                                                          \
    {                                                                                                                  \
        return late_table(&library##_library);                                                                         \
    }
#define LATE_MEMBER(name) __typeof__(name) *(name);

/* What a name of LIST is from then on, be it a function or a variable. */
#define LATE(library, name) (*library##_table()->name)

/* In a source file of its own. `prepare` finds the functions in the table that it may not open: library##_functions. */
#define LATE_DEFINE(library, LIST, soname, prepare)                                                                    \
    static const char *const names[] = {LIST(LATE_NAME)};                                                              \
    static struct library library##_functions;                                                                         \
    _Static_assert(sizeof library##_functions == sizeof names, "a pointer for each name");                             \
    struct late_library library##_library = {soname,  names, sizeof names / sizeof *names, &library##_functions,       \
                                             prepare, false};
#define LATE_NAME(name) #name,

#endif
