/* The fonts of one PDF: which glyphs of each are used, what text each stands for, and the Type 0 font objects with
 * subsets of the programs (ISO 32000-1, 9.7 to 9.10).
 *
 * A glyph that stands for two texts (the hyphen of `DASSOS-mødet` and the one at a line's end) gets two codes, so that
 * ToUnicode tells them apart and text needs no ActualText, which half of all readers don't look at. */
#ifndef PDF_FONTS_H
#define PDF_FONTS_H

#include "pdf/object.h"

enum program { PROGRAM_TRUETYPE, PROGRAM_CFF };

struct code {
    uint16_t glyph;  /* of the face */
    int width;       /* thousandths of the size, as /W has it */
    struct str text; /* what ToUnicode says */
    uint16_t next;   /* the code of the same glyph with another text; 0 = none */
    bool used;       /* something in the document has it */
};

struct house;

struct font_use {
    const struct font *font;
    enum program program;
    int units_per_em;
    unsigned glyph_count;
    uint16_t *first_code;      /* by glyph; 0 = not used */
    vec_of(struct code) codes; /* by code; code 0 is .notdef's and not used. Of CFF a code is the glyph's id */
    struct house *house;       /* what the first codes are; NULL = none */
    char name[8];              /* in resources: F0 */
    HPDF_Dict object;
};

/* A run in codes. */
struct coded {
    const struct font_use *font;
    const uint16_t *codes; /* by glyph; 0 = nothing to paint: .notdef, or what a zero-width character became */
    bool shows;            /* some code is not 0 */
    bool exact;            /* ToUnicode gives the run's text */
};

struct fonts {
    vec_of(struct font_use *) at; /* in order of first use */
    struct font_use *latest;
    struct coded **runs; /* by page, then by run */
};

/* Whether a face has TrueType outlines; it may have none at all. */
bool font_is_truetype(const struct font *font);

/* Of a face that no code is used of yet; NULL when it has no outlines that can be embedded. */
struct font_use *font_use_new(struct arena *arena, const struct font *font);

/* The code for a glyph with a text, a new one if need be. `*exact` becomes false when ToUnicode gives another text. */
uint16_t font_use_code(struct arena *arena, struct font_use *use, uint16_t glyph, struct str text, bool *exact);

/* Look at every glyph of every run. Done before pages are written. False with a fault noted when a face can't be
 * embedded. */
struct houses;
bool fonts_collect(struct pdf *pdf, struct fonts *fonts, struct houses *houses);

/* Fill the font objects; false with a fault noted. */
bool fonts_write(struct pdf *pdf, struct fonts *fonts);

/* A glyph of a run and its share of the run's text. */
struct shown {
    size_t glyph;
    struct str text;
    bool blank; /* its code is 0 */

    size_t next, cluster_end; /* the walk's own */
    struct str rest;
};
bool shown_next(const struct run *run, struct shown *shown); /* start with a zeroed one */

#endif
