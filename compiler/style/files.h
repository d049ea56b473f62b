/* The files below a styles folder, each read and parsed once, however many bodies inherit from it. Knows no key.
 * One run's; not for two threads at once. */
#ifndef STYLE_FILES_H
#define STYLE_FILES_H

#include "base/hash.h"
#include "data/value.h"

struct style_file {
    struct str path;
    const struct source *source;
    const struct value *map;
    struct diag_sink faults; /* of its form: for the sinks of those who use it (diag_repeat) */
};

/* A picture for documents to show. */
struct style_picture {
    struct str path;        /* NUL-terminated */
    unsigned width, height; /* pixels, as it is shown; 0 when it is none that can be shown */
    struct hash hash;       /* of its bytes */
    int why;                /* errno, when they could not be read; else 0 */
};

/* With an arena and a folder it is ready for use. What is read lives as long as the arena. */
struct style_files {
    struct arena *arena;
    const char *folder;             /* borrowed */
    vec_of(struct style_file *) at; /* read so far */
    vec_of(struct style_picture *) pictures;
};

/* The folder whose folded name is the id, or the empty slice; the result is NUL-terminated. */
struct str style_folder(const struct style_files *files, struct str id);

/* A file of a body's folder as a map; NULL when there is none. One that cannot be used has faults and gives an empty
 * map. */
const struct style_file *style_file_read(struct style_files *files, struct str folder, const char *name);

/* A PNG or JPEG at the path; never NULL. */
const struct style_picture *style_picture_read(struct style_files *files, const char *path);

#endif
