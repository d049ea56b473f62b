/* Which files a step read, as a rule of make, for the engine that runs the step (`--depfile`). */
#ifndef DRIVER_DEPFILE_H
#define DRIVER_DEPFILE_H

#include "compile/compile.h"

typedef vec_of(struct str) dependency_list;

/* A folder and its files: who notices that the folder changes notices files that come. */
void depfile_add_folder(struct arena *arena, dependency_list *list, const char *folder);

/* What a compiled meeting was made of: its sources, the files it publishes or names, and the folders its body is read
 * from. */
void depfile_add_meeting(struct arena *arena, dependency_list *list, const struct compiled *compiled,
                         const char *styles);

/* Whether make and ninja read such a name back. Where ninja doesn't, it misses a file and runs the step each time, and
 * where the step makes its own build.ninja, for ever. */
bool depfile_has_path(struct str path);

/* Write `target: files`, each file once, in byte order, to options->depfile; nothing when that is NULL. Sorts the list.
 * False after telling that it can't be written. */
bool depfile_write(const struct options *options, const char *target, dependency_list *list);

#endif
