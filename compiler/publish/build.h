/* `referat build`: sources in, published archive out. Never half: files are replaced whole, and only referat's own are
 * removed. */
#ifndef PUBLISH_BUILD_H
#define PUBLISH_BUILD_H

#include "program/options.h"

/* The program's exit status: 0, 1 or 2. */
int build_command(const struct options *given);

#endif
