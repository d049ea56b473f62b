#include "image/kinds.h"

bool image_read(struct arena *arena, struct str file, struct image_data *image, struct str *why)
{
    if (png_is(file))
        return png_read(arena, file, image, why);
    if (jpeg_is(file))
        return jpeg_read(arena, file, image, why);
    return image_refuse(why, S("neither PNG nor JPEG"));
}

bool image_size(struct str file, unsigned *width, unsigned *height)
{
    struct image_data image = {0};
    struct str why;
    if (!(png_is(file) && png_head(file, &image, &why)) && !(jpeg_is(file) && jpeg_head(file, &image, &why)))
        return false;
    bool const on_its_side = image.orientation > 4;
    *width = on_its_side ? image.height : image.width;
    *height = on_its_side ? image.width : image.height;
    return true;
}
