/* Reading back what json.h wrote on one line (RFC 8259), by who knows what was written: fixed text, strings and numbers
 * are taken off the front of a text one after the other. White space is not passed over, and no tree is made. Each is
 * false, with the text as it was, when something else stands there. Cost: linear in what is taken. */
#ifndef BASE_JSON_READ_H
#define BASE_JSON_READ_H

#include "base/str.h"

/* What is always written so: brackets, commas, keys. */
bool json_take(struct str *rest, struct str fixed);

/* A string. Its value is part of the text, or lives in the arena where something in it was escaped. */
bool json_take_string(struct arena *arena, struct str *rest, struct str *value);
bool json_pass_string(struct str *rest);

/* A number of up to nine digits. */
bool json_take_number(struct str *rest, uint32_t *number);

#endif
