/* What the steps of separate compilation (steps.h) hand to each other, as text: an object is a meeting's unit with what
 * only the other steps need to know. A compiled source is one object, and so is a rendered one; the imports of a
 * meeting are some, each cut down to what that meeting takes from it, so that they only change when its documents do.
 * Unlike units, objects tell of closed items (ids, and what they refer to): they are as confidential as the sources,
 * and no part of what is published. */
#ifndef DRIVER_OBJECT_H
#define DRIVER_OBJECT_H

#include "archive/link.h"

/* A link to another source. */
struct reference {
    struct str source, anchor;
    bool automatic; /* recognised in running text: that it leads nowhere is no fault */
};

struct object {
    struct str source; /* the path of its head */
    enum edition edition;
    struct unit *unit;  /* NULL when its body or date is not known */
    bool faulty;        /* errors in it or its body: not published */
    bool turned_faulty; /* the same when it was linked */
    bool established;   /* of two sources of one meeting the one that was published there before */
    bool stands_in;     /* of imports: what is still published of one that turned out faulty, which comes before it */
    bool reference_is_error, duplicate_is_error;
    vec_of(struct reference) references; /* those of closed items too */
    vec_of(struct str) outputs;          /* from out/: once compiled its own, once rendered all */
    size_t errors, warnings;             /* once rendered; its body's are not counted */
    struct str report;                   /* once rendered: what is wrong with it, printed */
};
typedef vec_of(struct object) object_list;

/* Append as text, and read back; false when it is not whole, or was made by another program. Strings live in the arena
 * or in the text. */
void objects_write(struct buf *out, const object_list *objects);
bool objects_read(struct arena *arena, struct str text, object_list *objects);

#endif
