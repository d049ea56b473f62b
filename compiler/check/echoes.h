/* What follows from another finding. Internal to check/.
 *
 * One slip is one diagnostic: a section's heading typed twice gives all sections behind it other numbers, but that
 * `pkt. 2.2` is not there then is not another fault. Rules report what they see; here, when all have, findings go that
 * would not be there, as far as can be told, once another one of the same meeting was mended. What is in doubt stays.
 */
#ifndef CHECK_ECHOES_H
#define CHECK_ECHOES_H

#include "check/spots.h"

/* Take echoes out of the sink. The last check to run. */
void echoes_drop(struct check *check);

/* Part of it: findings about numbers, when the outline they count is wrong. */
struct numbering;
struct numbering *numbering_judge(struct check *check, const struct spots *spots);
bool numbering_is_echo(struct numbering *numbering, const struct diag *diag);

/* Part of it: findings about names in which there is a byte that is no text. */
struct unreadable {
    bool any;    /* in the meeting's sources */
    bool people; /* on the lists of people */
};
struct unreadable unreadable_find(const struct check *check);
bool unreadable_is_echo(const struct unreadable *unreadable, const struct diag *diag);

/* Part of it: references that all name an attachment so many numbers too high or too low are one fault, since an
 * attachment was put in or taken away; told at the first of them. */
void shifted_gather(struct check *check, const struct spots *spots);

#endif
