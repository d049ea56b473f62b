/* What image.c asks of each kind of file. The head of a file gives width, height, channels, bits and orientation. All
 * of them return false with what is wrong. */
#ifndef IMAGE_KINDS_H
#define IMAGE_KINDS_H

#include "image/image.h"

bool png_is(struct str file);
bool png_head(struct str file, struct image_data *image, struct str *why);
bool png_read(struct arena *arena, struct str file, struct image_data *image, struct str *why);

bool jpeg_is(struct str file);
bool jpeg_head(struct str file, struct image_data *image, struct str *why);
bool jpeg_read(struct arena *arena, struct str file, struct image_data *image, struct str *why);

/* What Exif data (Exif 2.32), beginning with its TIFF header, say of how the camera was held, 1 to 8; 1 when nothing.
 */
unsigned exif_orientation(struct str exif);

static inline bool image_refuse(struct str *why, struct str reason)
{
    *why = reason;
    return false;
}

#endif
