/* Where inlines stand in the source.
 *
 * cmark gives a tree of inlines whose columns are wrong on continuation lines and missing on breaks. A cursor goes
 * through the text cmark was given, in step with a walk over its tree, and takes from it the bytes each inline was
 * typed with: marks, words, escapes, entities, destinations. It decides nothing: what is a link and what is not, cmark
 * has said. */
#ifndef PARSE_CURSOR_H
#define PARSE_CURSOR_H

#include "ast/node.h"

struct cursor {
    struct arena *arena;
    const struct excerpt *content; /* line ends are LF; containers' marks and indentation are off */
    size_t at;                     /* offset in its text */
    size_t piece;                  /* of content that `at` stands in */
    bool begins_line;              /* no words since the last break: blanks that cmark left there are no words */
    bool lost;                     /* the text was not what the tree says: places are empty from here on */

    /* What an entity that was typed (`&amp;`) stands for; itself when it is none. */
    struct str (*entity)(void *context, struct str typed);
    void *context;
};

/* Where bytes from..to of the content stand. */
struct span cursor_span(const struct cursor *cursor, size_t from, size_t to);

/* Step over `count` bytes of marks. */
void cursor_skip(struct cursor *cursor, size_t count);

/* Append the words that cmark says stand here to `parent`: texts whose bytes are those of their spans, and one node of
 * its own for each escape and entity. In an automatic link backslashes are not escapes. */
void cursor_text(struct cursor *cursor, struct node *parent, struct str words, bool escapes);

struct span cursor_code(struct cursor *cursor);  /* a code span, its backticks included */
struct span cursor_break(struct cursor *cursor); /* spaces or a backslash, the line end, the next line's spaces */
struct span cursor_raw(struct cursor *cursor, struct str words); /* raw HTML, which is as typed */

bool cursor_at_automatic_link(const struct cursor *cursor); /* at `<` */

/* At a link's `]`: step over it and over `(destination "title")`, `[label]` or `[]` when they follow. Gives the
 * destination's place, or an empty one where the link has a label. */
struct span cursor_link_tail(struct cursor *cursor);

#endif
