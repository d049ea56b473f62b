/* Inside layout/: the words of one paragraph with how each is set, and their lines. */
#ifndef LAYOUT_TEXT_H
#define LAYOUT_TEXT_H

#include "layout/setter.h"

/* Words of one manner and one font. */
struct piece {
    uint32_t start, end; /* bytes of the text */
    struct manner manner;
    const struct font *font;
    bool absent; /* one character that no font has, shown as a sign for it */
};

struct text {
    struct setter *setter;
    struct buf bytes;
    vec_of(struct piece) pieces;
    const unsigned char *levels; /* of UAX #9, a byte each; NULL: all is read from left to right */
    unsigned base;               /* the paragraph's */
};

/* What a paragraph's lines are to be like. */
struct setting {
    mp measure;
    mp leading;
    bool justified, hyphenated;
    enum alignment alignment;
    bool turns; /* ALIGN_NONE is on the right in a paragraph that is read from right to left */
};

struct lines {
    struct line *at;
    size_t count;
};

struct manner manner_of(const struct column *column); /* body text of the column */

void text_open(struct text *text, struct setter *setter);
void text_add(struct text *text, struct str words, const struct manner *manner);
void text_break(struct text *text, const struct manner *manner); /* a new line here */
bool text_is_empty(const struct text *text);

/* Divide the text into lines and forget it. The lines are in the setter's arena, their runs in reading order. */
struct lines text_set(struct text *text, const struct setting *setting);

/* Width of the text on one line, and of its widest piece without a place to break; the text is forgotten. `divided`:
 * the marks of addresses are such places too. */
void text_widths(struct text *text, bool divided, mp *whole, mp *widest);

/* Width of its widest word when all are hyphenated; the text is forgotten. */
mp text_narrowest(struct text *text);

/* One line of words that fits, as page furniture is. */
struct line text_line(struct setter *setter, struct str words, const struct manner *manner);

/* The lines of a block's inlines, its pictures as lines of their own. The tag is that of the block. */
struct lines inlines_set(struct setter *setter, const struct node *block, const struct manner *manner,
                         const struct setting *setting);
void inlines_add(struct text *text, const struct node *block, const struct manner *manner); /* without pictures */
mp inlines_picture_width(const struct node *block); /* what the widest picture asks of a column; 0: none */

/* The words of a block's own inlines, without those of the blocks in it. */
struct str inlines_words(struct arena *arena, const struct node *block);

/* Make what follows words of a link, when it leads somewhere in a PDF. */
void manner_link(struct setter *setter, struct manner *manner, const struct link *link, const struct node *node);

#endif
