/* The bodies of one run: read from styles/ on first use, shared by threads. So is the script that all pages have. */
#ifndef INPUTS_BODIES_H
#define INPUTS_BODIES_H

#include "base/hash.h"
#include "html/html.h"
#include "inputs/sources.h"
#include "program/options.h"
#include "style/forum.h"

struct body {
    struct str id;
    struct forum *forum; /* NULL: styles/ has no such folder */
    struct diag_sink sink;
    struct str css, stylesheet; /* the stylesheet and its path from out/ */
    struct hash settings;       /* of all that was read of it: for bodies_settings */
    bool is_settled;            /* that is known */
    bool used;                  /* for bodies_used */
    bool unread;                /* a file of it could not be read, which has been told: nothing of it can be built */
};

struct bodies;

/* Those of the folder that was asked for, of styles/, or of the one of that name beside the sources. NULL after telling
 * that there is none or that it can't be read. */
struct bodies *bodies_create(const struct options *options, const struct sources *sources);

/* The folder's path. */
const char *bodies_folder(const struct bodies *bodies);

void bodies_destroy(struct bodies *bodies);

/* The body of an id, which is in use from now on; never NULL. Thread-safe. */
const struct body *bodies_find(struct bodies *bodies, struct str id);

/* The same of a body that no meeting asks for: what is wrong with it is not told with the meetings' faults. */
const struct body *bodies_look_up(struct bodies *bodies, struct str id);

/* A hash of what the outputs of a body's meetings depend on besides them: its files and those it inherits from, as they
 * were read. Thread-safe. */
struct hash bodies_settings(struct bodies *bodies, struct str id);

/* The script of every page, made when it is first asked for. Thread-safe. */
const struct html_script *bodies_script(struct bodies *bodies);

/* The names of all folders, for a suggestion. */
void bodies_names(struct bodies *bodies, struct str **names, size_t *count);

/* Those in use so far, in byte order of id; not while threads are at work. */
size_t bodies_used(struct bodies *bodies, const struct body ***used);

/* A hash of every file below styles/: what any document of the whole archive may depend on. False with errno when one
 * cannot be read. */
bool bodies_hash(struct arena *scratch, const char *styles, struct hash *hash);

#endif
