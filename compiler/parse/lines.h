/* The lines of a body, and where on each of them a block's own text begins: behind the marks and the indentation that
 * the quotes and list items around it take (CommonMark 0.30, sections 5.1 and 5.2).
 *
 * cmark says on which lines a block stands, but its columns on lines after the first are not to be trusted. This goes
 * the way its block parser went, for blocks that are known to be there. Knows nothing of inlines. */
#ifndef PARSE_LINES_H
#define PARSE_LINES_H

#include "base/str.h"

/* Blocks nested deeper are refused (rule too-large). */
#define NESTING_LIMIT 100

/* More blocks in one text are refused: each takes some kilobytes until its pages are written. */
#define BLOCK_LIMIT 500000

/* Lines end at LF, CR LF or CR, as they do for cmark. */
struct lines {
    struct str text;
    uint32_t *starts; /* offsets of the first bytes; count of them */
    size_t count;
};

/* Find the lines of the text, which is borrowed. */
void lines_index(struct lines *lines, struct arena *arena, struct str text);

/* Offsets of the first byte of line 1..count and of the byte past its last, the line's end not counted. */
size_t lines_start(const struct lines *lines, size_t line);
size_t lines_end(const struct lines *lines, size_t line);

/* A place in a line while containers are taken off; a tab may be used up in part. */
struct place {
    size_t offset; /* in the text */
    size_t column; /* from 0, tabs to the next multiple of four */
};

enum container_kind { CONTAINER_QUOTE, CONTAINER_ITEM };

struct container {
    enum container_kind kind;
    size_t line;         /* it begins on */
    struct place inside; /* where its content begins on that line */
    size_t width;        /* item: columns that its content is indented by */
};

struct containers {
    struct container at[NESTING_LIMIT + 1];
    size_t count;
};

/* Enter a quote or list item that begins on the line; its mark is read from there. */
void containers_enter(struct containers *containers, const struct lines *lines, enum container_kind kind, size_t line);

/* What is left of a line without its containers' marks and the indentation. */
struct rest {
    size_t start, end; /* offsets in the text, the line's end not counted */
    size_t indent;     /* columns of indentation that were more than the containers' */
    bool lazy;         /* the line does not carry on all containers; cmark leaves its indentation in the text */
};
struct rest containers_skip(const struct containers *containers, const struct lines *lines, size_t line);

#endif
