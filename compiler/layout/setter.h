/* Inside layout/: what all its files share while a document is set. */
#ifndef LAYOUT_SETTER_H
#define LAYOUT_SETTER_H

#include "layout/galley.h"

enum family { FAMILY_BODY, FAMILY_HEADING, FAMILY_CODE, FAMILY_COUNT };

/* How words are set; the innermost markup decides. */
struct manner {
    enum family family;
    bool bold, italic, underlined;
    bool solid; /* never hyphenated: addresses, code */
    bool exact; /* spaces are kept as typed */
    mp size;
    uint32_t colour;
    unsigned features;
    struct tag *tag;
    const struct link *link; /* or NULL */
    struct str contents;     /* of the link */
};

typedef vec_of(struct manner) manner_stack;

/* The label of a list item, waiting for the item's first strip. */
struct label {
    struct line line;
    mp x;
};

struct setter {
    struct arena *arena;   /* what the layout keeps */
    struct arena *scratch; /* what dies with a paragraph */
    const struct document *document;
    const struct look *look;
    struct font_book *book;
    struct shaper *shaper;
    struct layout *layout;
    struct galley galley;
    const struct font *fonts[FAMILY_COUNT][4]; /* looked up when first used */
    mp leading;                                /* of body text: the unit of the vertical rhythm */
    mp width;                                  /* of the text on a page */
    mp room;                                   /* its height */
    uint32_t order;                            /* of the next run in reading order */
    mp space;                                  /* wanted above the next strip */
    mp air;                                    /* the least below the last strip, when it ends in an edge; or 0 */
    int32_t penalty;                           /* of ending the page before the next strip, added to its own */
    vec_of(struct label) labels;               /* of list items that have not begun yet */
    manner_stack manners;                      /* of the inlines being gone through */
    unsigned heading_level;                    /* of the last heading's tag: none may skip a level */
};

/* Where blocks are set: a column of the page, what they are tagged as part of. */
struct column {
    mp left, width;
    mp size; /* of the text */
    uint32_t colour;
    struct decor *decor;
    struct tag *tag;
    unsigned lists; /* how many lists stand round it */
};

/* The face of a family and style; what is not installed is noted once in the layout and set in another. */
const struct font *setter_font(struct setter *setter, enum family family, bool bold, bool italic);

/* No font has the character, which first comes in a tag's node. */
void setter_missing(struct setter *setter, uint32_t code_point, const struct tag *tag);

/* Space between blocks is measured between what is seen of them and is the larger of what the one asks for below it and
 * the other above. Boxes that reach past their strips get room for that besides (setter_strip). Below a baseline there
 * is white already, below an edge there is none: a heading, whose place is read from the white above it, has as much
 * more after an edge (heading.c). */

/* Ask for at least this much space above the next strip. */
void setter_space(struct setter *setter, mp space);

/* The last strip ends in an edge, that of a box, a rule or a picture: at least this much stays free below it, also
 * where other space is taken back, as between the items of a tight list. */
void setter_edge(struct setter *setter, mp air);

/* Begin a strip with the space and penalty asked for. */
struct strip *setter_strip(struct setter *setter, const struct column *column, mp height, int32_t penalty);

/* The node begins at the next strip. */
void setter_place(struct setter *setter, const struct node *node);

struct tag *tag_new(struct setter *setter, struct tag *parent, enum tag_role role, const struct node *node);

/* The line height that suits a size: the look's, rounded up to quarters of the body's line so that lines of all sizes
 * add up. */
mp setter_leading(const struct setter *setter, mp size);

/* size * scale^steps */
mp setter_scaled(const struct setter *setter, unsigned steps);

#endif
