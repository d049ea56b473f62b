/* The pictures of one PDF: each file read, checked and made an image object once (ISO 32000-1, 8.9). */
#ifndef PDF_PICTURES_H
#define PDF_PICTURES_H

#include "pdf/object.h"

struct image {
    struct str file;
    char name[8]; /* in resources: I0 */
    HPDF_Dict object;
    unsigned orientation; /* image.h */
};

struct pictures {
    vec_of(struct image) at; /* in order of first use */
};

/* Load every picture of the layout; false with a fault noted when one can't be shown. */
bool pictures_load(struct pdf *pdf, struct pictures *pictures);

const struct image *pictures_find(const struct pictures *pictures, struct str file); /* one that was loaded */

#endif
