/* How a camera was held (Exif 2.32, 4.6.2 and 4.6.4 A: the tag Orientation of TIFF 6.0). */
#include "pdf/image.h"

enum { ORIENTATION = 0x0112, TYPE_SHORT = 3, ENTRY = 12 };

struct tiff {
    struct str bytes;
    bool big_endian;
};

static unsigned number_at(const struct tiff *tiff, size_t at, unsigned count)
{
    unsigned value = 0;
    for (unsigned i = 0; i < count; i++) {
        size_t const place = at + (tiff->big_endian ? i : count - 1 - i);
        value = value << 8 | (place < tiff->bytes.len ? (unsigned char)tiff->bytes.at[place] : 0);
    }
    return value;
}

/* Of what follows `Exif\0\0`. */
static unsigned exif_orientation(struct str exif)
{
    struct tiff tiff = {exif, str_starts(exif, S("MM\0*"))};
    if (!tiff.big_endian && !str_starts(exif, S("II*\0")))
        return 1;
    size_t const directory = number_at(&tiff, 4, 4);
    unsigned const entries = number_at(&tiff, directory, 2);
    for (unsigned i = 0; i < entries; i++) {
        size_t const entry = directory + 2 + (size_t)ENTRY * i;
        if (entry + ENTRY > exif.len)
            break;
        if (number_at(&tiff, entry, 2) != ORIENTATION || number_at(&tiff, entry + 2, 2) != TYPE_SHORT)
            continue;
        unsigned const value = number_at(&tiff, entry + 8, 2);
        return value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
}

unsigned jpeg_orientation(struct str file)
{
    enum { SOS = 0xda, APP1 = 0xe1, RST0 = 0xd0, SOI = 0xd8, TEM = 0x01 };
    for (size_t at = 2; at + 4 <= file.len && (unsigned char)file.at[at] == 0xff;) {
        unsigned const marker = (unsigned char)file.at[at + 1];
        size_t const size = (size_t)((unsigned)(unsigned char)file.at[at + 2] << 8 | (unsigned char)file.at[at + 3]);
        if (marker == 0xff || marker == TEM || (marker >= RST0 && marker <= SOI)) {
            at += marker == 0xff ? 1 : 2;
            continue;
        }
        if (marker == SOS || size < 2 || size > file.len - at - 2)
            break;
        struct str const segment = str_part(file, at + 4, at + 2 + size);
        if (marker == APP1 && str_starts(segment, S("Exif\0\0")))
            return exif_orientation(str_from(segment, 6));
        at += 2 + size;
    }
    return 1;
}
