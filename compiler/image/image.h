/* Picture files, PNG and JPEG, as documents show them and as PDF readers want them. The files come from anyone: what is
 * not right in them is refused with a reason, and no size is believed before it has been compared with the limits here.
 * Knows nothing of the disk, of documents or of PDF. */
#ifndef IMAGE_IMAGE_H
#define IMAGE_IMAGE_H

#include "base/str.h"

#define IMAGE_FILE_LIMIT ((size_t)64 << 20)
#define IMAGE_SIDE_LIMIT 30000
#define IMAGE_DATA_LIMIT ((size_t)256 << 20) /* bytes of a picture that is unpacked */

enum image_coding {
    CODING_RAW, /* 8-bit samples */
    CODING_PNG, /* zlib data of rows with PNG's filters */
    CODING_DCT  /* a JPEG file */
};

struct image_data {
    enum image_coding coding;
    unsigned width, height; /* pixels, as the file has them */
    unsigned channels;      /* 1 grey or palette, 3 RGB */
    unsigned bits;          /* of a sample */
    struct str bytes;
    struct str palette; /* RGB triples; empty = none */
    struct str alpha;   /* 8 bits a pixel; empty = opaque */

    /* How the picture is to be turned to be shown, 1 to 8 as Exif counts; 1 = as it is, also when the file does not
     * say. Browsers turn it (CSS Images 3, image-orientation), so the PDF has to. */
    unsigned orientation;
};

/* A PNG or JPEG file, told by its first bytes. True, or false with what is wrong with it, in English. All of the image
 * is in the arena or borrowed from the file's bytes. */
bool image_read(struct arena *arena, struct str file, struct image_data *image, struct str *why);

/* How large the picture is as it is shown, that is, turned: pixels, from 1 to IMAGE_SIDE_LIMIT. By its head alone, so
 * that what follows may be broken; false when the head is, or when the bytes are neither PNG nor JPEG. */
bool image_size(struct str file, unsigned *width, unsigned *height);

#endif
