/* The words of a link to another meeting that was typed without any. */
#ifndef ARCHIVE_LINK_WORDS_H
#define ARCHIVE_LINK_WORDS_H

#include "archive/unit.h"

/* `pkt. 1.1, DASSOS 4. maj 2021`: the number of what the anchor stands for, and the meeting's title; the title alone
 * when there is no anchor or it has no number. Of an id in a closed item the anchor is the item's. */
struct str link_words(struct arena *arena, const struct unit *unit, struct str anchor);

#endif
