/* The content stream of a page: operators that paint its boxes, pictures and runs, each inside marked content (ISO
 * 32000-1, 8, 9 and 14.6). */
#ifndef PDF_CONTENT_H
#define PDF_CONTENT_H

#include "pdf/fonts.h"
#include "pdf/pictures.h"
#include "pdf/structure.h"

/* Add the operators of page `page`. */
void content_make(struct buf *out, struct pdf *pdf, unsigned page, struct fonts *fonts, const struct pictures *pictures,
                  struct structure *structure);

#endif
