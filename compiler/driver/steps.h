/* Separate compilation: what `build` does in one process, as processes of their own that read only the files they are
 * given and what those name, so that any build engine can run them in any order and anywhere. See compiler/STEPS.md.
 *
 *   compile  the sources of a meeting              ->  X.unit
 *   resolve  the units of all meetings             ->  for each X.unit X.imports, what it takes from other meetings
 *   render   the sources of a meeting, X.imports   ->  what it is published as, X.made
 *   link     X.made of all meetings                ->  what the archive as a whole is published as
 *
 * compile knows what may be linked to, and what is wrong with the meeting by itself; render knows all that is wrong
 * with it, and its pages, which depend on the words of links to other meetings.
 *
 * Each returns the program's exit status. */
#ifndef DRIVER_STEPS_H
#define DRIVER_STEPS_H

#include "program/options.h"

int compile_step(const struct options *options);
int resolve_step(const struct options *options);
int render_step(const struct options *options);
int link_step(const struct options *options);

/* `referat graph`: a build.ninja of the steps for a tree of sources. */
int graph_command(const struct options *options);

#endif
