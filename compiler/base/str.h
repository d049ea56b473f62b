/* The two string types of the program: a slice that borrows and a buffer that grows.
 *
 * A slice is UTF-8 unless a header says otherwise, need not end in NUL and may be empty; an empty slice may have a NULL
 * pointer. Nothing here knows about Unicode beyond ASCII: see utf8.h. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
    const char *at;
    size_t len;
};

/* A slice of a string literal. */
#define S(literal) ((struct str){"" literal, sizeof(literal) - 1})

/* printf("%.*s", STR(slice)) */
#define STR(slice) (int)(slice).len, (slice).at ? (slice).at : ""

struct str str_of(const char *nul_terminated); /* NULL gives the empty slice */
bool str_equal(struct str a, struct str b);
bool str_equal_ignoring_case(struct str a, struct str b); /* ASCII letters only */
int str_compare(struct str a, struct str b);              /* by bytes, as memcmp, shorter first */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
struct str str_from(struct str s, size_t start);             /* s[start..]; start past the end gives empty */
struct str str_part(struct str s, size_t start, size_t end); /* s[start..end], both clamped */
struct str str_trim(struct str s);                           /* without ASCII space, tab, CR, LF at both ends */

/* Index of the first `byte` or `needle` at or after `from`, or SIZE_MAX. */
size_t str_find_byte(struct str s, char byte, size_t from);
size_t str_find(struct str s, struct str needle, size_t from);

/* Copies live in the arena; str_copy's and str_format's result also has a NUL after its last byte. */
struct str str_copy(struct arena *arena, struct str s);
const char *str_cstr(struct arena *arena, struct str s);
struct str str_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str str_concat(struct arena *arena, struct str a, struct str b);

/* A growable byte buffer on the heap; a zeroed one is empty and ready. */
struct buf {
    char *at;
    size_t len, cap;
};

void buf_finish(struct buf *buf);
void buf_clear(struct buf *buf);
void buf_reserve(struct buf *buf, size_t more);
void buf_add(struct buf *buf, struct str s);
void buf_add_byte(struct buf *buf, char byte);
void buf_add_code_point(struct buf *buf, uint32_t code_point); /* as UTF-8 */
void buf_format(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str buf_str(const struct buf *buf);                       /* borrowed until the buffer changes */
struct str buf_keep(const struct buf *buf, struct arena *arena); /* a copy that outlives the buffer */

/* `buf_text(buf, "literal")` */
#define buf_text(buf, literal) buf_add((buf), S(literal))

#endif
