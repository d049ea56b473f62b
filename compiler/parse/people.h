/* Persons from text. Knows neither YAML keys nor lists of participants. */
#ifndef PARSE_PEOPLE_H
#define PARSE_PEOPLE_H

#include "ast/meeting.h"

/* `Name (note), Organisation, addition` with the places of its words; everything after the second comma is the addition.
 * A note `for Bo Hansen` also says whom the person stands in for. False with nothing filled in when there is no name or the
 * parenthesis is not closed: `closed` tells which. */
bool person_read(struct arena *arena, const struct excerpt *text, struct person *person, bool *closed);

/* The persons of a presenter line: `Ved Jesper Thyrring Møller, formand DASSOS, og Bjarne Hansen, formand takstgruppen`,
 * `Oplæg ved Henrik Frostholt, kontorchef i Socialstyrelsen`, `Ved A, B og C`; the words before the first name may be missing.
 * What follows a name up to the next is the person's addition. What looks like a name is one: two or more words that begin
 * with capitals and none that only organisations have. */
void presenters_read(struct arena *arena, const struct excerpt *text, struct person_list *people);

/* The names of `Deltog ikke: Bo Hansen, Lis Holm og Per Juhl`; the words before the colon may be missing. */
void absentees_read(struct arena *arena, const struct excerpt *text, struct person_list *people);

/* Whether a paragraph with this text, the first of an item, is its presenter: it begins with `Ved ` or `Oplæg ved `. */
bool is_presenter_line(struct str text);

/* Whether a paragraph with this text says who took no part: it begins with `Deltog ikke:`. */
bool is_absentees_line(struct str text);

#endif
