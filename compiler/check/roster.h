/* Who is on the meeting's lists, to be looked up by name. Internal to check/. */
#ifndef CHECK_ROSTER_H
#define CHECK_ROSTER_H

#include "check/context.h"

enum {
    ROSTER_ATTENDEES = 1,
    ROSTER_APOLOGIES = 2,
    ROSTER_GUESTS = 4,
    ROSTER_PRESENT = ROSTER_ATTENDEES | ROSTER_GUESTS
};

struct roster_entry {
    struct str folded; /* the name */
    const struct person *person;
    unsigned list;
    size_t place; /* order of appearance */
};

struct roster {
    struct arena *arena;
    struct roster_entry *entries; /* sorted by folded name, then by place */
    size_t count;
};

/* Of all lists of the meeting, in the check's arena. */
void roster_make(struct roster *roster, struct check *check);

/* Whether one of the lists names the person: the whole name, or its first name and some of the others. */
bool roster_knows(const struct roster *roster, struct str name, unsigned lists);

/* The name on the lists that was probably meant, or the empty slice. */
struct str roster_nearest(const struct roster *roster, struct str name, unsigned lists);

/* The place of the name, or of the whole person where that is not known. */
struct span person_span(const struct person *person);

/* A set of folded names; a zeroed one is empty. */
struct name_set {
    struct str *slots; /* open addressing; an empty one has no pointer */
    size_t count, size;
};
bool name_set_add(struct arena *arena, struct name_set *set, struct str name); /* false when it was there */
bool name_set_holds(struct arena *arena, const struct name_set *set, struct str name);

#endif
