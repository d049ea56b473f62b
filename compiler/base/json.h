/* Writing JSON (RFC 8259) into a buffer: commas, escapes and indentation are this module's business, so no caller can
 * produce a broken document. Calls must nest; in an object every value is preceded by json_key. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/str.h"

struct json {
    struct buf *out;
    bool indented; /* two spaces a level, or everything on one line */
    unsigned depth;
    uint64_t arrays; /* a bit a level: what is to be closed there is an array; at most 64 levels */
    bool after_value, after_key;
};

/* Begin a document: append it to the buffer, which is borrowed. */
void json_init(struct json *json, struct buf *out, bool indented);
/* What is opened is closed by its own end. */
void json_object(struct json *json);
void json_end_object(struct json *json);
void json_array(struct json *json);
void json_end_array(struct json *json);
void json_key(struct json *json, const char *key);
void json_string(struct json *json, struct str value); /* bytes that are not UTF-8 become U+FFFD, '<' \u003c */
void json_number(struct json *json, long long value);
void json_null(struct json *json);

#endif
