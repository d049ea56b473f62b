/* The program of a face with only the glyphs that are used. */
#ifndef PDF_SUBSET_H
#define PDF_SUBSET_H

#include "pdf/fonts.h"

enum program { PROGRAM_TRUETYPE, PROGRAM_CFF };

struct subset {
    enum program program;
    struct str bytes; /* a TrueType file, or a bare CFF table */
};

/* Glyph ids are kept. False with a fault noted when the face has outlines of another kind or HarfBuzz refuses it. */
bool subset_make(struct pdf *pdf, const struct font_use *use, struct subset *subset);

#endif
