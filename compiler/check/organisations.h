/* The organisations a body knows by name. Internal to check/. */
#ifndef CHECK_ORGANISATIONS_H
#define CHECK_ORGANISATIONS_H

#include "check/context.h"

/* Members first, then permanent participants and the secretariat. */
struct organisations {
    struct str *names, *folded;
    size_t *letters; /* how many each has: å is a letter and aa are two */
    size_t count, members;
    bool *present; /* by member: somebody stands for it */
};

/* Those of the check's body, in its arena; none when the body is not known. */
void organisations_make(struct organisations *known, struct check *check);
size_t organisation_letters(struct str name); /* how many letters it has */

/* Not every presenter is a person: `Ved formanden`, `Ved sekretariatet`, `Ved Region Midtjylland`. */
bool organisations_is_person(const struct organisations *known, struct check *check, struct str name);

#endif
