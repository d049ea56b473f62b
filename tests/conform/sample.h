/* Layouts made by hand, for tests of the PDF writer that don't need the rest of the compiler. Each call puts a line or
 * a picture on the page and moves down; a page that is full is followed by another. */
#ifndef CONFORM_SAMPLE_H
#define CONFORM_SAMPLE_H

#include "pdf/pdf.h"

struct sample {
    struct arena *arena;
    struct font_book *book;
    struct shaper *shaper;
    struct document document;
    struct look look;
    struct layout layout;
    mp y, indent;
};

/* A document of one page with its root; pages have a running head and a folio. */
void sample_begin(struct sample *sample, struct arena *arena, struct font_book *book, struct shaper *shaper);

struct tag *sample_tag(struct sample *sample, struct tag *parent, enum tag_role role);

/* A line of its own; `style` and `size` as given. */
struct run *sample_line(struct sample *sample, struct tag *tag, const char *text, enum font_style style, mp size);

/* More text on the line that was begun last, from where it ended. */
struct run *sample_more(struct sample *sample, struct tag *tag, const char *text, enum font_style style);

/* Body text, a line or several by '\n'; a line that ends in '~' is divided there. */
void sample_text(struct sample *sample, struct tag *tag, const char *text);

/* The run made last is a link. */
void sample_link(struct sample *sample, struct tag *tag, const struct link *link, const char *contents);

void sample_picture(struct sample *sample, struct tag *tag, const char *file, mp width, mp height);

/* A named place at the line that comes next, and a bookmark to it. */
void sample_place(struct sample *sample, const char *name, const char *title, unsigned level);

void sample_page(struct sample *sample);

/* One of every kind of thing; what tests look into. Pictures are read from `pictures`. */
void sample_everything(struct sample *sample, const char *pictures);

/* Longer than any array or tree node may be. */
void sample_long(struct sample *sample, unsigned list_items, unsigned pages);

#endif
