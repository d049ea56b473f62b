/* What the program says of itself: help, wrong use and faults of the world, in Danish or English. What is wrong with a
 * source is a diagnostic and has nothing to do with this. */
#ifndef PROGRAM_SAY_H
#define PROGRAM_SAY_H

#include "source/diag.h"

enum say {
#define SAY(name, da, en) SAY_##name,
#include "program/say.def"
#undef SAY
    SAY_COUNT
};

/* The text with {1} and {2} filled. */
struct str say(struct arena *arena, enum language language, enum say what, struct str first, struct str second);

/* Tell a fault on standard error: `referat: fejl: …`. The reason is errno's when `why` is not 0. */
void say_fault(enum language language, enum say what, struct str subject, int why);

void say_fault2(enum language language, enum say what, struct str first, struct str second, int why);

/* A fault in words of its own, and a remark that is no fault. */
void say_error(enum language language, struct str text);
void say_note(enum language language, struct str text);

/* Append the remark, to be told when it is known to be worth it. */
void say_note_later(struct buf *notes, enum language language, struct str text);

#endif
