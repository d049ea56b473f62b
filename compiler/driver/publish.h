/* What the archive as a whole is published as: contents, data, feed, search. One table; a new output is a new line in
 * it. */
#ifndef DRIVER_PUBLISH_H
#define DRIVER_PUBLISH_H

#include "driver/render.h"

/* A hash of the units these outputs are made of. */
struct hash publish_inputs(const struct archive *archive);

/* Write all that the options ask for and list it; `old` is what the build before listed. False after telling what went
 * wrong. */
bool publish_archive(struct renderer *renderer, const struct archive *archive, const output_list *old,
                     struct arena *arena, output_list *outputs);

#endif
