/* All that a PDF has of a face, made of the codes that are used: the subset of its program and what tells of it. */
#ifndef PDF_FONT_PARTS_H
#define PDF_FONT_PARTS_H

#include "pdf/fonts.h"

struct font_parts {
    const char *name;      /* of the subset */
    size_t length;         /* of the program before it was deflated */
    struct packed program; /* FontFile2 or FontFile3 */
    struct packed map;     /* CIDToGIDMap; of TrueType only */
    struct packed to_unicode;
    struct str widths; /* W */
};

/* In the arena. False when HarfBuzz refuses the face. */
bool font_parts_make(struct compressor *compressor, struct arena *arena, const struct font_use *use,
                     struct font_parts *parts);

#endif
