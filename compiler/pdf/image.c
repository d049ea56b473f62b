#include "pdf/image.h"

bool image_read(struct arena *arena, struct str file, struct image_data *image, struct str *why)
{
    if (str_starts(file, S("\x89PNG\r\n\x1a\n")))
        return png_read(arena, file, image, why);
    if (str_starts(file, S("\xff\xd8\xff"))) {
        bool const good = jpeg_read(arena, file, image, why);
        image->orientation = jpeg_orientation(file);
        return good;
    }
    *why = S("neither PNG nor JPEG");
    return false;
}
