/* A body's file with those it inherits from by `arver`. Knows no other key. For the files of this folder. */
#ifndef STYLE_INHERIT_H
#define STYLE_INHERIT_H

#include "data/expect.h"
#include "style/files.h"

struct layer {
    struct str id;     /* the body's, folded */
    struct str folder; /* the body's folder, from the working folder; NUL-terminated */
    const struct style_file *file;
};

/* Bodies that one inherits from, one after the other. Each body is read with all of them. */
enum { INHERIT_DEEPEST = 10 };

struct layers {
    vec_of(struct layer) at; /* the body's own first, then what it inherits from, then what that inherits from */
    struct diag_sink above; /* what is wrong with inherited files: told at `arver` only, since each is checked itself */
};

/* Read the file of that name of the folder of body `id` and of those it inherits from. False when the body has no such
 * file (nothing is reported then). Circles, unknown bodies and too many are reported at `arver`. */
bool layers_read(struct style_files *files, struct str id, const char *name, struct layers *layers,
                 struct diag_sink *sink);

/* The sink for what is found in layer `index`. */
struct diag_sink *layers_sink(struct layers *layers, size_t index, struct diag_sink *sink);

/* When an inherited file has errors, say so once at `arver`. True when there were none. */
bool layers_report_above(struct layers *layers, struct diag_sink *sink);

#endif
