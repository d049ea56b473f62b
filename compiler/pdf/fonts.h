/* The fonts of one PDF: which glyphs of each are used, what text each stands for, and the Type 0 font objects with subsets of
 * the programs (ISO 32000-1, 9.7 to 9.10). Codes in content streams are the face's own glyph ids. */
#ifndef PDF_FONTS_H
#define PDF_FONTS_H

#include "pdf/object.h"

struct glyph_use {
    struct str text; /* what ToUnicode says the glyph shows; empty = not known yet */
    int width;       /* thousandths of the size, as /W has it */
    bool used;
};

struct font_use {
    const struct font *font;
    int units_per_em;
    unsigned glyph_count;
    struct glyph_use *glyphs; /* glyph_count of them */
    char name[8];             /* in resources: F0 */
    HPDF_Dict object;
};

struct fonts {
    vec_of(struct font_use *) at; /* in order of first use */
    struct font_use *latest;
};

/* Look at every glyph of every run. Done before pages are written. */
void fonts_collect(struct pdf *pdf, struct fonts *fonts);

struct font_use *fonts_find(struct fonts *fonts, const struct font *font); /* one that was collected */

/* Fill the font objects; false with a fault noted when a face can't be embedded. */
bool fonts_write(struct pdf *pdf, struct fonts *fonts);

/* One cluster: the glyphs first..end that show a stretch of the run's text together. A hyphen made at the line's end is a cluster
 * without text. */
struct cluster {
    size_t first, end;
    struct str text;
    bool made; /* the hyphen */
};
bool cluster_next(const struct run *run, struct cluster *cluster); /* start with a zeroed one */

/* Whether ToUnicode gives the cluster's text; else it needs ActualText. */
bool cluster_is_plain(const struct font_use *use, const struct run *run, const struct cluster *cluster);

/* A glyph that has nothing to show: the face's .notdef, or what a zero-width character became. It only moves the pen. */
bool glyph_is_blank(const struct run *run, const struct cluster *cluster, size_t glyph);

#endif
