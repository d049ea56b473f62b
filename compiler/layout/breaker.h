/* Inside layout/: where the lines of a paragraph end. The division whose demerits add up to least (Knuth & Plass 1981,
 * Breaking paragraphs into lines), for one measure, in one pass: each possible end of a line looks back over the ends
 * of lines that one measure can reach, so the cost is linear in the paragraph. Knows widths only, no text. */
#ifndef LAYOUT_BREAKER_H
#define LAYOUT_BREAKER_H

#include "base/vec.h"
#include "style/look.h"

enum point_kind {
    POINT_SPACE,     /* between words */
    POINT_MARK,      /* after a hyphen or slash that is there anyway */
    POINT_ADDRESS,   /* inside an address, after one of its marks */
    POINT_JOINT,     /* a hyphen between parts of a compound */
    POINT_SYLLABLE,  /* a hyphen between syllables */
    POINT_EMERGENCY, /* anywhere, without a hyphen: what would else leave the measure */
    POINT_FORCED     /* the end of the paragraph, a hard line break */
};

struct point {
    uint32_t end, next;    /* bytes: the line ends before `end`, the next begins at `next` */
    int64_t before, after; /* widths of all text before either, spaces at the break not counted in `before` */
    mp hyphen;             /* width the break adds */
    uint32_t spaces_before, spaces_after;
    enum point_kind kind;
    bool last;        /* the end of the paragraph */
    int64_t demerits; /* of the best way here */
    size_t from;      /* the point before on that way */
    bool flagged;     /* that line ends in a hyphen */
};

struct breaker {
    struct arena *arena;
    mp measure;
    mp space; /* width of a space */
    mp size;  /* of the type */
    mp zone;  /* ragged: how short a line may be before it looks so */
    bool justified;
    vec_of(struct point) points; /* reachable ones; the first is the paragraph's start */
    size_t active;               /* the first point from which a line can still reach further */
    int64_t least;               /* no such point has fewer demerits, nor will later ones */
};

void breaker_begin(struct breaker *breaker, struct arena *arena, mp measure, mp space, mp size, bool justified);

/* Try to end a line here. Points come in order of the text. */
void breaker_try(struct breaker *breaker, struct point point);

/* Whether some good line would run out of measure between these two places, so that dividing the word is worth a look.
 */
bool breaker_wants_division(const struct breaker *breaker, int64_t start, int64_t end, uint32_t spaces);

/* The ends of the lines in order, as indices of points; the count. */
size_t breaker_finish(const struct breaker *breaker, size_t **ends);

#endif
