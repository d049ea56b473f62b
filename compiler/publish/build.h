/* `referat build`: sources in, published archive out. Never half: files are replaced whole, and only referat's own are
 * removed. */
#ifndef PUBLISH_BUILD_H
#define PUBLISH_BUILD_H

#include "program/options.h"

/* The program's exit status: 0, 1 or 2. */
int build(const struct options *given);

/* The folder of bodies: the one asked for, styles/, or the one beside the sources; NULL after telling that there is
 * none. */
struct sources;
const char *styles_folder(struct arena *arena, const struct options *options, const struct sources *sources);

#endif
