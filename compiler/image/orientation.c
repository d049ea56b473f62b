/* How a camera was held (Exif 2.32, 4.6.2 and 4.6.4 A: the tag Orientation of TIFF 6.0). */
#include "image/kinds.h"

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

unsigned exif_orientation(struct str exif)
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
