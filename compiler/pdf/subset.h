/* The program of a face with only the glyphs that are used. */
#ifndef PDF_SUBSET_H
#define PDF_SUBSET_H

#include "pdf/fonts.h"

struct subset {
    struct str program; /* a TrueType file, or a bare CFF table whose glyph ids are the face's own */
    struct str map;     /* TrueType: for each code the glyph id in the program, two bytes each */
};

/* In the arena. False when HarfBuzz refuses the face. */
bool subset_make(struct arena *arena, const struct font_use *use, struct subset *subset);

#endif
