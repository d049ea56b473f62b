/* Persons from text: participants, who presents an item, and who took no part in it. Knows neither YAML nor lists of
 * members. */
#ifndef PARSE_PEOPLE_H
#define PARSE_PEOPLE_H

#include "ast/meeting.h"

/* `Name (note), Organisation, addition` with the places of its words; everything after the second comma is the
 * addition. A note `for Bo Hansen` also says whom the person stands in for. False when there is no name or the
 * parenthesis is not closed; `*closed` tells which, and what could be read is filled in. */
bool person_read(struct arena *arena, const struct excerpt *text, struct person *person, bool *closed);

/* The persons in a presenter's line without its opening words (word_opens_presenter): `Jesper Thyrring Møller, formand
 * DASSOS, og Bjarne Hansen, formand takstgruppen`; opening words that are there after all are skipped. What follows a
 * name up to the next one is its addition. Never fails: a text in which no name can be made out is one person of that
 * name. The list is empty before. */
void presenter_parse(struct arena *arena, const struct excerpt *text, struct person_list *persons);

/* `Name, Name og Name`, as after `Deltog ikke:`. */
void names_parse(struct arena *arena, const struct excerpt *text, struct person_list *persons);

#endif
