/* Picture files as PDF readers want them. The files come from anyone: what is not right in them is refused with a
 * reason, and no size is believed before it has been compared with the limits here. */
#ifndef PDF_IMAGE_H
#define PDF_IMAGE_H

#include "pdf/compress.h"

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
    unsigned width, height;
    unsigned channels; /* 1 grey or palette, 3 RGB */
    unsigned bits;     /* of a sample */
    struct str bytes;
    struct str palette;   /* RGB triples; empty = none */
    struct str alpha;     /* 8 bits a pixel; empty = opaque */
    unsigned orientation; /* of the pixels, see below; 0 and 1 = as they are */
};

/* True, or false with what is wrong. All is in the arena or borrowed from the file's bytes. */
bool png_read(struct arena *arena, struct str file, struct image_data *image, struct str *why);
bool jpeg_read(struct arena *arena, struct str file, struct image_data *image, struct str *why);

/* Either of them, told by the first bytes. */
bool image_read(struct arena *arena, struct str file, struct image_data *image, struct str *why);

/* How the picture is to be turned to be shown, 1 to 8 as Exif counts; 1 = as it is, also when it does not say. From 5
 * on its width is the height of what is shown. Browsers turn it (CSS Images 3, image-orientation), so the PDF has to.
 */
unsigned jpeg_orientation(struct str file);

#endif
