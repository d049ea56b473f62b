/* JPEG (ITU-T T.81). The file is given on as it is but for the segments that readers have no use for: thumbnails,
 * places and times where pictures were taken. */
#include "pdf/image.h"

enum {
    EOI = 0xd9,
    SOS = 0xda,
    DHT = 0xc4,
    JPG = 0xc8,
    DAC = 0xcc,
    APP0 = 0xe0,
    APP14 = 0xee,
    APP15 = 0xef,
    COM = 0xfe,
    RST0 = 0xd0,
    RST7 = 0xd7
};

static bool refuse(struct str *why, struct str reason)
{
    *why = reason;
    return false;
}

static bool is_frame(unsigned marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != DHT && marker != JPG && marker != DAC;
}

static bool is_needless(unsigned marker)
{
    return marker == COM || (marker > APP0 && marker <= APP15 && marker != APP14);
}

static bool read_frame(struct image_data *image, unsigned marker, struct str segment, struct str *why)
{
    if (image->width > 0)
        return refuse(why, S("JPEG: two pictures in one"));
    if (marker > 0xc2)
        return refuse(why, S("JPEG: a kind of compression that PDF does not have"));
    if (segment.len < 8 || segment.at[2] != 8)
        return refuse(why, S("JPEG: samples that are not of 8 bits"));
    image->height = str_big_endian(segment, 3, 2);
    image->width = str_big_endian(segment, 5, 2);
    image->channels = (unsigned char)segment.at[7];
    if (segment.len != 8 + 3 * (size_t)image->channels)
        return refuse(why, S("JPEG: the header has a wrong length"));
    if (image->channels != 1 && image->channels != 3)
        return refuse(why, S("JPEG: the colours are neither grey nor RGB (CMYK pictures must be converted)"));
    if (image->width == 0 || image->height == 0 || image->width > IMAGE_SIDE_LIMIT || image->height > IMAGE_SIDE_LIMIT)
        return refuse(why, S("JPEG: the picture has no size or is over 30,000 pixels wide or high"));
    return true;
}

/* The first marker at or after `at` that ends the compressed data there; file.len when there is none. */
static size_t end_of_scan(struct str file, size_t at)
{
    for (; at + 1 < file.len; at++) {
        unsigned const next = (unsigned char)file.at[at + 1];
        if ((unsigned char)file.at[at] == 0xff && next != 0 && next != 0xff && !(next >= RST0 && next <= RST7))
            return at;
    }
    return file.len;
}

bool jpeg_read(struct arena *arena, struct str file, struct image_data *image, struct str *why)
{
    *image = (struct image_data){.coding = CODING_DCT, .bits = 8};
    char *kept = arena_many(arena, char, file.len);
    memcpy(kept, file.at, 2);
    size_t len = 2, at = 2;
    bool scanned = false;
    for (;;) {
        while (at + 1 < file.len && (unsigned char)file.at[at] == 0xff && (unsigned char)file.at[at + 1] == 0xff)
            at++;
        if (file.len - at < 2)
            return refuse(why, S("JPEG: the file is cut short"));
        if ((unsigned char)file.at[at] != 0xff)
            return refuse(why, S("JPEG: a marker is missing"));
        unsigned const marker = (unsigned char)file.at[at + 1];
        if (marker == EOI)
            break;
        if (file.len - at < 4)
            return refuse(why, S("JPEG: the file is cut short"));
        size_t const size = str_big_endian(file, at + 2, 2);
        if (size < 2 || size > file.len - at - 2)
            return refuse(why, S("JPEG: the file is cut short"));
        struct str const segment = str_part(file, at + 2, at + 2 + size);
        size_t end = at + 2 + size;
        if (is_frame(marker) && !read_frame(image, marker, segment, why))
            return false;
        if (marker == SOS) {
            if (image->width == 0)
                return refuse(why, S("JPEG: the header is missing"));
            scanned = true;
            end = end_of_scan(file, end);
        }
        if (!is_needless(marker)) {
            memcpy(kept + len, file.at + at, end - at);
            len += end - at;
        }
        at = end;
    }
    if (!scanned)
        return refuse(why, S("JPEG: there is no picture in it"));
    kept[len++] = (char)0xff;
    kept[len++] = (char)EOI;
    image->bytes = (struct str){kept, len};
    return true;
}
