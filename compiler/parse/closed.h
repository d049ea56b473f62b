/* Closed items: in the public edition nothing of them but number, public title and legal basis gets past parse. */
#ifndef PARSE_CLOSED_H
#define PARSE_CLOSED_H

#include "ast/meeting.h"

/* Empty the item: a heading with its public title or `Lukket punkt`, the closure, and nothing else. How many
 * attachments it had and which ids were in it is kept in the item, for numbers and references. */
void closed_empty(struct arena *arena, struct node *item);

/* The closure of an item that stays whole, in the internal edition: its legal basis, before the presenter and the
 * parts. */
void closed_mark(struct arena *arena, struct node *item);

#endif
