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
#include <string.h>

struct str {
    const char *at;
    size_t len;
};

/* A slice of a string literal. */
#define S(literal) ((struct str){"" literal, sizeof(literal) - 1})

/* printf("%.*s", STR(slice)) */
#define STR(slice) (int)(slice).len, (slice).at ? (slice).at : ""

struct str str_of(const char *nul_terminated); /* NULL gives the empty slice */

static inline bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool str_equal_ignoring_case(struct str a, struct str b); /* ASCII letters only */
int str_compare(struct str a, struct str b);              /* by bytes, as memcmp, shorter first */
int str_order(const void *a, const void *b);              /* str_compare of two struct str, for qsort and bsearch */
/* Whether the list has the text; ASCII letters in either case. */
bool str_is_one_of(struct str s, const char *const *list, size_t count);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
struct str str_trim(struct str s); /* without ASCII space, tab, CR, LF at both ends */

int hex_digit(char digit); /* its value, or -1 */

/* The number that `count` bytes from `at` on make, at most four, the first counting most; bytes past the end are 0. */
unsigned str_big_endian(struct str s, size_t at, size_t count);

/* s[start..end], both clamped. */
static inline struct str str_part(struct str s, size_t start, size_t end)
{
    if (end > s.len)
        end = s.len;
    if (start >= end)
        return (struct str){0};
    return (struct str){s.at + start, end - start};
}

/* s[start..]; start past the end gives empty. */
static inline struct str str_from(struct str s, size_t start)
{
    return str_part(s, start, s.len);
}

/* Index of the first `byte` or `needle` at or after `from`, or SIZE_MAX. */
size_t str_find_byte(struct str s, char byte, size_t from);
size_t str_find(struct str s, struct str needle, size_t from);

/* Index of the first line feed or carriage return at or after `from`, or the length. */
size_t str_line_end(struct str s, size_t from);

/* Copies live in the arena; str_copy's and str_format's result also has a NUL after its last byte. */
struct str str_copy(struct arena *arena, struct str s);
const char *str_cstr(struct arena *arena, struct str s);
struct str str_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str str_concat(struct arena *arena, struct str a, struct str b);
struct str str_join(struct arena *arena, const struct str *parts, size_t count, struct str between);

/* A growable byte buffer on the heap; a zeroed one is empty and ready. */
struct buf {
    char *at;
    size_t len, cap;
};

void buf_finish(struct buf *buf);
void buf_clear(struct buf *buf);
void buf_grow(struct buf *buf, size_t more);                   /* what buf_reserve does when it must */
void buf_add_code_point(struct buf *buf, uint32_t code_point); /* as UTF-8 */
void buf_format(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str buf_keep(const struct buf *buf, struct arena *arena); /* a copy that outlives the buffer */

/* Append, with bytes that are neither ASCII letters or digits nor one of `safe` as %XX (RFC 3986, 2.1). */
void buf_add_percent_encoded(struct buf *buf, struct str bytes, struct str safe);

/* Borrowed until the buffer changes. */
static inline struct str buf_str(const struct buf *buf)
{
    return (struct str){buf->at, buf->len};
}

/* Room for that many bytes more. */
static inline void buf_reserve(struct buf *buf, size_t more)
{
    if (more > buf->cap - buf->len)
        buf_grow(buf, more);
}

static inline void buf_add(struct buf *buf, struct str s)
{
    if (s.len == 0)
        return;
    buf_reserve(buf, s.len);
    memcpy(buf->at + buf->len, s.at, s.len);
    buf->len += s.len;
}

static inline void buf_add_byte(struct buf *buf, char byte)
{
    buf_reserve(buf, 1);
    buf->at[buf->len++] = byte;
}

/* `buf_text(buf, "literal")` */
#define buf_text(buf, literal) buf_add((buf), S(literal))

#endif
