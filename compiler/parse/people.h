/* Persons from running text: who presents an item, and who took no part in it. */
#ifndef PARSE_PEOPLE_H
#define PARSE_PEOPLE_H

#include "ast/meeting.h"

/* The persons in a presenter's line without its opening words (word_opens_presenter): `Jesper Thyrring Møller, formand DASSOS, og Bjarne
 * Hansen, formand takstgruppen`. What follows a name up to the next one is its addition. Never fails: a text in which no
 * name can be made out is one person of that name. */
void presenter_parse(struct arena *arena, const struct excerpt *text, struct person_list *persons);

/* `Name, Name og Name`, as after `Deltog ikke:`. */
void names_parse(struct arena *arena, const struct excerpt *text, struct person_list *persons);

#endif
