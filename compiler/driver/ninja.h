/* Paths as ninja's files have them. */
#ifndef DRIVER_NINJA_H
#define DRIVER_NINJA_H

#include "base/str.h"

/* Whether a list of files can have it: a line end and a bar end the name, however they are written. */
bool ninja_has_path(struct str path);

/* In a list of files. */
void ninja_add_path(struct buf *out, struct str path);

/* As one word of a command, quoted for the shell. */
void ninja_add_word(struct buf *out, struct str word);

#endif
