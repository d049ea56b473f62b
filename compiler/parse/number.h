/* Numbers that writers type though the program computes them: `1.4 Forslag`, `1. Beslutningspunkter`, `Bilag 3: Oplæg`.
 */
#ifndef PARSE_NUMBER_H
#define PARSE_NUMBER_H

#include "ast/node.h"

struct typed_number {
    unsigned section, number; /* section only of items */
    struct span span;         /* of the number and the word before it */
    struct str text;          /* as typed: `1.4`, `Bilag 3` */
};

/* Length of what a text begins with: a number and the white space or colon after it; 0 when there is none, or nothing
 * else. A full stop must follow a section's number, a colon, full stop or dash an attachment's, so that `2021 i tal`
 * and `Bilag 2 til aftalen` are left alone. */
size_t number_of_section(struct str text, unsigned *number, size_t *end);
size_t number_of_item(struct str text, unsigned *section, unsigned *number, size_t *end);
size_t number_of_attachment(struct str text, unsigned *number, size_t *end);

enum numbered { NUMBERED_SECTION, NUMBERED_ITEM, NUMBERED_ATTACHMENT };

/* Take a typed number off the node's first text; false when there is none. */
bool number_take(struct node *holder, enum numbered kind, struct typed_number *typed);

#endif
