/* Lists of files as build engines hand them to a step. Knows their bytes, not the disk. */
#ifndef DRIVER_PATH_LIST_H
#define DRIVER_PATH_LIST_H

#include "base/str.h"
#include "base/vec.h"

typedef vec_of(const char *) path_list;

/* Append the paths of such a list: one a line, in single quotes as for a shell where a line begins with one. Lines
 * without anything are passed over. False when a line is no path: its quotes are not closed, nothing is between them,
 * or it has a NUL. */
bool path_list_read(struct arena *arena, struct str text, path_list *paths);

#endif
