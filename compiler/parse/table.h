/* Pipe tables as in GitHub's flavour of Markdown (GFM 0.29, section 4.10), from the lines of what cmark took for a
 * paragraph.
 *
 * Decides what is a table and makes its rows and cells; the words in the cells are left to be read. */
#ifndef PARSE_TABLE_H
#define PARSE_TABLE_H

#include "ast/node.h"

/* Bytes start..end of a text. */
struct range {
    size_t start, end;
};
typedef vec_of(struct range) range_list;

/* A text whose inlines are still to be read and put into `holder`. */
struct pending {
    struct node *holder;
    struct excerpt content;
    bool one_line; /* a cell: its text is never taken for a block */
    size_t line;   /* where body put it */
};
typedef vec_of(struct pending) pending_list;

/* Index of the header line of a table among the lines, or SIZE_MAX: the line before the first delimiter row that has as
 * many cells. */
size_t table_find(struct str text, const range_list *lines);

/* Make the table whose header is line `header`. Cells with words are added to `pending`. Missing cells are empty, cells
 * too many are left out, as GFM has it. `end` becomes the index past its last line: more than a table can reasonably
 * fill up with empty cells ends it. */
struct node *table_build(struct arena *arena, const struct excerpt *text, const range_list *lines, size_t header,
                         pending_list *pending, size_t *end);

#endif
