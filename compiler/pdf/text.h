/* Runs as text operators, as few as will do: what the graphics state already has is not said again. */
#ifndef PDF_TEXT_H
#define PDF_TEXT_H

#include "pdf/fonts.h"

struct text_state {
    struct buf *out;
    mp page_height;
    bool open;    /* between BT and ET */
    int32_t x, y; /* where the line began, in hundredths of a point */
    const struct font_use *font;
    mp size;
    bool coloured;
    uint32_t colour;
};

void text_begin(struct text_state *state, struct buf *out, mp page_height);
void text_end(struct text_state *state); /* close a text object that is open */
void text_set_colour(struct text_state *state, uint32_t colour);
void text_show(struct text_state *state, const struct run *run, const struct coded *coded);

/* A length in points, to hundredths, with a space after it. */
void text_put_length(struct buf *out, mp length);

#endif
