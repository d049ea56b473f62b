/* JPEG (ITU-T T.81). The file is given on as it is but for the segments that readers have no use for: thumbnails,
 * places and times where pictures were taken. */
#include "image/kinds.h"

enum {
    TEM = 0x01,
    DHT = 0xc4,
    JPG = 0xc8,
    DAC = 0xcc,
    RST0 = 0xd0,
    RST7 = 0xd7,
    SOI = 0xd8,
    EOI = 0xd9,
    SOS = 0xda,
    APP0 = 0xe0,
    APP1 = 0xe1,
    APP14 = 0xee,
    APP15 = 0xef,
    COM = 0xfe
};

/* A segment begins with its marker; the compressed data that follow SOS are not part of it. */
struct segment {
    unsigned marker;
    size_t start, end;  /* in the file */
    struct str content; /* without marker and length */
};

bool jpeg_is(struct str file)
{
    return str_starts(file, S("\xff\xd8\xff"));
}

static bool is_frame(unsigned marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != DHT && marker != JPG && marker != DAC;
}

static bool is_alone(unsigned marker)
{
    return marker == TEM || (marker >= RST0 && marker <= EOI);
}

static bool is_needless(unsigned marker)
{
    return marker == COM || (marker > APP0 && marker <= APP15 && marker != APP14) || marker == TEM ||
           (marker >= RST0 && marker <= RST7);
}

/* The segment that begins at `at`, before which there may be bytes that fill (B.1.1.2). */
static bool segment_at(struct str file, size_t at, struct segment *segment, struct str *why)
{
    while (at + 1 < file.len && (unsigned char)file.at[at] == 0xff && (unsigned char)file.at[at + 1] == 0xff)
        at++;
    if (at > file.len || file.len - at < 2)
        return image_refuse(why, S("JPEG: the file is cut short"));
    if ((unsigned char)file.at[at] != 0xff)
        return image_refuse(why, S("JPEG: a marker is missing"));
    *segment = (struct segment){.marker = (unsigned char)file.at[at + 1], .start = at, .end = at + 2};
    if (is_alone(segment->marker))
        return true;
    if (file.len - at < 4)
        return image_refuse(why, S("JPEG: the file is cut short"));
    size_t const size = str_big_endian(file, at + 2, 2);
    if (size < 2 || size > file.len - at - 2)
        return image_refuse(why, S("JPEG: the file is cut short"));
    segment->end = at + 2 + size;
    segment->content = str_part(file, at + 4, segment->end);
    return true;
}

static bool read_frame(struct image_data *image, const struct segment *frame, struct str *why)
{
    struct str const content = frame->content;
    if (image->width > 0)
        return image_refuse(why, S("JPEG: two pictures in one"));
    if (frame->marker > 0xc2)
        return image_refuse(why, S("JPEG: a kind of compression that PDF does not have"));
    if (content.len < 6 || content.at[0] != 8)
        return image_refuse(why, S("JPEG: samples that are not of 8 bits"));
    image->height = str_big_endian(content, 1, 2);
    image->width = str_big_endian(content, 3, 2);
    image->channels = (unsigned char)content.at[5];
    if (content.len != 6 + 3 * (size_t)image->channels)
        return image_refuse(why, S("JPEG: the header has a wrong length"));
    if (image->channels != 1 && image->channels != 3)
        return image_refuse(why, S("JPEG: the colours are neither grey nor RGB (CMYK pictures must be converted)"));
    if (image->width == 0 || image->height == 0 || image->width > IMAGE_SIDE_LIMIT || image->height > IMAGE_SIDE_LIMIT)
        return image_refuse(why, S("JPEG: the picture has no size or is over 30,000 pixels wide or high"));
    return true;
}

/* What a segment before the first SOS says of the picture. The first that speaks of orientation is believed. */
static bool read_segment(struct image_data *image, const struct segment *segment, struct str *why)
{
    if (is_frame(segment->marker))
        return read_frame(image, segment, why);
    if (segment->marker == APP1 && image->orientation == 0 && str_starts(segment->content, S("Exif\0\0")))
        image->orientation = exif_orientation(str_from(segment->content, 6));
    return true;
}

/* Reads up to the first SOS, which is left in `segment`. */
bool jpeg_head(struct str file, struct image_data *image, struct str *why)
{
    *image = (struct image_data){.coding = CODING_DCT, .bits = 8};
    struct segment segment = {.end = 2};
    do {
        if (!segment_at(file, segment.end, &segment, why) || !read_segment(image, &segment, why))
            return false;
    } while (segment.marker != SOS && segment.marker != EOI);
    if (image->width == 0)
        return image_refuse(why, S("JPEG: the header is missing"));
    if (image->orientation == 0)
        image->orientation = 1;
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
    if (!jpeg_head(file, image, why))
        return false;
    char *kept = arena_many(arena, char, file.len);
    memcpy(kept, file.at, 2);
    size_t len = 2;
    bool scanned = false;
    for (struct segment segment = {.end = 2};;) {
        if (!segment_at(file, segment.end, &segment, why))
            return false;
        if (segment.marker == EOI)
            break;
        if (segment.marker == SOI || (scanned && is_frame(segment.marker)))
            return image_refuse(why, S("JPEG: two pictures in one"));
        if (segment.marker == SOS) {
            scanned = true;
            segment.end = end_of_scan(file, segment.end);
        }
        if (!is_needless(segment.marker)) {
            memcpy(kept + len, file.at + segment.start, segment.end - segment.start);
            len += segment.end - segment.start;
        }
    }
    if (!scanned)
        return image_refuse(why, S("JPEG: there is no picture in it"));
    kept[len++] = (char)0xff;
    kept[len++] = (char)EOI;
    image->bytes = (struct str){kept, len};
    return true;
}
