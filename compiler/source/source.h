/* A source file in memory, places in it, and pieces of it that were rearranged on the way to a parser.
 *
 * Every node and every value keeps a span: offsets into the file as it is on disk. Lines and columns are computed only
 * when something is printed. Knows nothing of Markdown, YAML or meetings. */
#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "base/str.h"
#include "base/vec.h"

/* The largest file read (rule too-large). */
#define SOURCE_LIMIT ((size_t)16 << 20)

struct source {
    struct str path;   /* as the user named it or as found below meetings/: what diagnostics show; NUL-terminated */
    struct str text;   /* the whole file, byte order mark and CRs included */
    size_t *lines;     /* offset of each line's first byte */
    size_t line_count; /* at least 1 */
};

/* Text and path are borrowed for the source's life; the line index is made in the arena. Lines end at LF, CR LF or CR.
 */
const struct source *source_new(struct arena *arena, struct str path, struct str text);

/* Bytes start..end of a source. source == NULL means "no place": a fault of the world. */
struct span {
    const struct source *source;
    uint32_t start, end;
};

#define NOWHERE ((struct span){NULL, 0, 0})

struct position {
    size_t line, column; /* from 1; columns in characters (code points); a leading byte order mark is no column */
};

struct position source_position(const struct source *source, size_t offset);

/* The same for an offset at or after one whose position is known (line 0: none is), without counting the line again
 * from its beginning: what keeps many reports on one long line linear. */
struct position source_position_after(const struct source *source, size_t known_offset, struct position known,
                                      size_t offset);

/* The bytes of line 1..line_count without its line end or a byte order mark; empty past the end. */
struct str source_line(const struct source *source, size_t line);

/* Offset just past the last byte of the line, its end not counted. */
size_t source_line_end(const struct source *source, size_t line);

struct str span_text(struct span span); /* its bytes; none of a place that is none */
bool span_is_nowhere(struct span span); /* a fault of the world */

/* From the first byte of `a` to the last of `b`; both in one source, in either order. */
struct span span_join(struct span a, struct span b);

/* Names with numbers in them by the numbers' values (`2-` before `10-`), else by bytes; 0 for equal bytes only. As
 * memcmp. */
int str_compare_natural(struct str a, struct str b);

/* Order of appearance: by path (natural order), then start, then end. As memcmp. */
int span_compare(struct span a, struct span b);

/* Text that a parser is given, with the way back to the file: the body after the front matter, a block scalar with its
 * indentation taken off, a folded or quoted scalar, CR LF turned to LF. Pieces are in order and cover the text. */
struct excerpt_piece {
    uint32_t at;     /* offset in text where this piece begins */
    uint32_t source; /* offset in the file of that byte */
    uint32_t length; /* bytes that run in parallel; those of the piece past it were made up and map to its end */
};

struct excerpt {
    struct str text;
    const struct source *source;
    vec_of(struct excerpt_piece) pieces;
};

/* The bytes start..end of a source with CR LF and CR turned to LF and a byte order mark at 0 left out. Costs one copy
 * only when there is something to turn. */
struct excerpt excerpt_of(struct arena *arena, const struct source *source, size_t start, size_t end);

/* An excerpt being put together piece by piece. */
struct excerpt_builder {
    struct arena *arena;
    struct excerpt excerpt;
    struct buf text;
};
void excerpt_begin(struct excerpt_builder *builder, struct arena *arena, const struct source *source);
void excerpt_add(struct excerpt_builder *builder, struct str bytes,
                 size_t source_offset); /* bytes as they stand in the file */
void excerpt_add_made_up(struct excerpt_builder *builder, struct str bytes,
                         size_t source_offset); /* an escape's result, a fold's space */
void excerpt_add_part(struct excerpt_builder *builder, const struct excerpt *from, size_t start,
                      size_t end); /* bytes start..end of another excerpt of the same source */
struct excerpt excerpt_end(struct excerpt_builder *builder); /* frees the buffer */

/* Bytes start..end of the text as an excerpt of their own. */
struct excerpt excerpt_part(struct arena *arena, const struct excerpt *excerpt, size_t start, size_t end);

/* Where bytes start..end of the excerpt's text stand in the file. Logarithmic in the number of pieces. */
struct span excerpt_span(const struct excerpt *excerpt, size_t start, size_t end);

#endif
