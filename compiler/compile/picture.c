#include "compile/picture.h"

#include "pdf/image.h"

enum { LARGEST = 65535 };

static unsigned byte_at(struct str bytes, size_t at)
{
    return at < bytes.len ? (unsigned char)bytes.at[at] : 0;
}

/* PNG (ISO/IEC 15948), 11.2.2: the header comes first. */
static bool png_size(struct str bytes, unsigned *width, unsigned *height)
{
    if (bytes.len < 33 || !str_starts(bytes, S("\x89PNG\r\n\x1a\n\0\0\0\rIHDR")))
        return false;
    *width = str_big_endian(bytes, 16, 4);
    *height = str_big_endian(bytes, 20, 4);
    return true;
}

/* JPEG (ISO/IEC 10918-1), B.2.2: markers up to the start of the frame. */
static bool jpeg_size(struct str bytes, unsigned *width, unsigned *height)
{
    if (!str_starts(bytes, S("\xFF\xD8\xFF")))
        return false;
    for (size_t at = 2; at + 9 < bytes.len && byte_at(bytes, at) == 0xFF;) {
        unsigned const marker = byte_at(bytes, at + 1);
        if (marker == 0xFF) {
            at++;
            continue;
        }
        bool const frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) {
            *height = str_big_endian(bytes, at + 5, 2);
            *width = str_big_endian(bytes, at + 7, 2);
            return true;
        }
        bool const alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
        at += alone ? 2 : 2 + (size_t)str_big_endian(bytes, at + 2, 2);
    }
    return false;
}

bool picture_size(struct str bytes, unsigned *width, unsigned *height)
{
    if (!png_size(bytes, width, height) && !jpeg_size(bytes, width, height))
        return false;
    if (jpeg_orientation(bytes) > 4) {
        unsigned const across = *width;
        *width = *height;
        *height = across;
    }
    return *width >= 1 && *width <= LARGEST && *height >= 1 && *height <= LARGEST;
}
