/* PNG (ISO/IEC 15948). A picture without transparency, interlacing or 16-bit samples is given on as its file has it,
 * since PDF has the same filters and compression; it is unpacked all the same to see that it can be. */
#include "base/vec.h"
#include "image/inflate.h"
#include "image/kinds.h"

#include <zlib.h>

enum { GREY = 0, RGB = 2, INDEXED = 3, GREY_ALPHA = 4, RGB_ALPHA = 6 };

struct png {
    unsigned width, height, bits, type, channels;
    bool interlaced;
    struct str palette, transparency;
    vec_of(struct str) data; /* contents of the IDAT chunks */
    size_t data_len;
};

struct chunk {
    struct str type, content;
};

#define SIGNATURE S("\x89PNG\r\n\x1a\n")

bool png_is(struct str file)
{
    return str_starts(file, SIGNATURE);
}

/* What a reader must know to show the picture (5.4). */
static bool is_critical(const struct chunk *chunk)
{
    return !(chunk->type.at[0] & 0x20);
}

static bool depth_is_allowed(unsigned type, unsigned bits)
{
    bool const small = bits == 1 || bits == 2 || bits == 4;
    switch (type) {
    case GREY:
        return small || bits == 8 || bits == 16;
    case INDEXED:
        return small || bits == 8;
    case RGB:
    case GREY_ALPHA:
    case RGB_ALPHA:
        return bits == 8 || bits == 16;
    default:
        return false;
    }
}

static bool read_header(struct png *png, struct str chunk, struct str *why)
{
    static const unsigned char channels[] = {[GREY] = 1, [RGB] = 3, [INDEXED] = 1, [GREY_ALPHA] = 2, [RGB_ALPHA] = 4};
    if (chunk.len != 13)
        return image_refuse(why, S("PNG: the header has a wrong length"));
    png->width = str_big_endian(chunk, 0, 4);
    png->height = str_big_endian(chunk, 4, 4);
    png->bits = (unsigned char)chunk.at[8];
    png->type = (unsigned char)chunk.at[9];
    png->interlaced = chunk.at[12] == 1;
    if (!depth_is_allowed(png->type, png->bits) || chunk.at[10] != 0 || chunk.at[11] != 0 ||
        (unsigned char)chunk.at[12] > 1)
        return image_refuse(why, S("PNG: the header says what no PNG has"));
    if (png->width == 0 || png->height == 0 || png->width > IMAGE_SIDE_LIMIT || png->height > IMAGE_SIDE_LIMIT)
        return image_refuse(why, S("PNG: the picture has no size or is over 30,000 pixels wide or high"));
    png->channels = channels[png->type];
    if ((size_t)png->width * png->height * png->channels * png->bits / 8 > IMAGE_DATA_LIMIT)
        return image_refuse(why, S("PNG: the picture is too large"));
    return true;
}

/* The chunk at `*at`, which is moved behind it. Check sums of those that can be left out are not looked at. */
static bool next_chunk(struct str file, size_t *at, struct chunk *chunk, struct str *why)
{
    if (file.len - *at < 12)
        return image_refuse(why, S("PNG: the file is cut short"));
    size_t const len = str_big_endian(file, *at, 4);
    if (len > file.len - *at - 12)
        return image_refuse(why, S("PNG: the file is cut short"));
    *chunk = (struct chunk){{file.at + *at + 4, 4}, {file.at + *at + 8, len}};
    unsigned long const sum = crc32(0, (const Bytef *)chunk->type.at, (unsigned)(len + 4));
    if (is_critical(chunk) && sum != str_big_endian(file, *at + 8 + len, 4))
        return image_refuse(why, S("PNG: a check sum is wrong"));
    *at += len + 12;
    return true;
}

/* `*at` is moved behind the header, which comes first (5.6). */
static bool read_head(struct png *png, struct str file, size_t *at, struct str *why)
{
    struct chunk chunk;
    *at = SIGNATURE.len;
    if (!next_chunk(file, at, &chunk, why))
        return false;
    if (!str_equal(chunk.type, S("IHDR")))
        return image_refuse(why, S("PNG: the header is not where it should be"));
    return read_header(png, chunk.content, why);
}

static bool read_chunk(struct arena *arena, struct png *png, const struct chunk *chunk, struct str *why)
{
    if (str_equal(chunk->type, S("IHDR")))
        return image_refuse(why, S("PNG: the header is not where it should be"));
    if (str_equal(chunk->type, S("PLTE"))) {
        if (chunk->content.len == 0 || chunk->content.len > 768 || chunk->content.len % 3 != 0)
            return image_refuse(why, S("PNG: the palette has a wrong length"));
        png->palette = chunk->content;
    } else if (str_equal(chunk->type, S("tRNS"))) {
        png->transparency = chunk->content;
    } else if (str_equal(chunk->type, S("IDAT"))) {
        vec_push(arena, &png->data, chunk->content);
        png->data_len += chunk->content.len;
    } else if (is_critical(chunk)) {
        return image_refuse(why, S("PNG: an unknown part that can't be left out"));
    }
    return true;
}

static bool read_chunks(struct arena *arena, struct png *png, struct str file, struct str *why)
{
    size_t at;
    struct chunk chunk;
    if (!read_head(png, file, &at, why))
        return false;
    for (;;) {
        if (!next_chunk(file, &at, &chunk, why))
            return false;
        if (str_equal(chunk.type, S("IEND")))
            return true;
        if (!read_chunk(arena, png, &chunk, why))
            return false;
    }
}

static size_t row_bytes(const struct png *png, unsigned width)
{
    return ((size_t)width * png->channels * png->bits + 7) / 8;
}

/* The seven passes of an interlaced picture; one that is not has one pass of all pixels. */
struct pass {
    unsigned x, y, dx, dy, width, height;
};

static unsigned pass_count(const struct png *png)
{
    return png->interlaced ? 7 : 1;
}

static struct pass pass_of(const struct png *png, unsigned index)
{
    static const struct pass adam7[] = {{0, 0, 8, 8, 0, 0}, {4, 0, 8, 8, 0, 0}, {0, 4, 4, 8, 0, 0}, {2, 0, 4, 4, 0, 0},
                                        {0, 2, 2, 4, 0, 0}, {1, 0, 2, 2, 0, 0}, {0, 1, 1, 2, 0, 0}};
    struct pass pass = png->interlaced ? adam7[index] : (struct pass){0, 0, 1, 1, 0, 0};
    pass.width = png->width > pass.x ? (png->width - pass.x + pass.dx - 1) / pass.dx : 0;
    pass.height = png->height > pass.y ? (png->height - pass.y + pass.dy - 1) / pass.dy : 0;
    if (pass.width == 0)
        pass.height = 0;
    return pass;
}

static size_t unpacked_size(const struct png *png)
{
    size_t size = 0;
    for (unsigned i = 0; i < pass_count(png); i++) {
        struct pass const pass = pass_of(png, i);
        size += (row_bytes(png, pass.width) + 1) * pass.height;
    }
    return size;
}

static unsigned char *inflate_data(struct arena *arena, const struct png *png, struct str *why)
{
    size_t const size = unpacked_size(png);
    /* Deflate makes at most 1032 bytes of one: what claims more is not unpacked at all. */
    if (size / 1032 > png->data_len) {
        image_refuse(why, S("PNG: there is too little data for the size it says it has"));
        return NULL;
    }
    unsigned char *rows = arena_many(arena, unsigned char, size);
    struct inflation *inflation = inflation_begin(arena, rows, size);
    for (size_t i = 0; i < png->data.len; i++)
        inflation_add(inflation, png->data.at[i]);
    if (!inflation_end(inflation)) {
        image_refuse(why, S("PNG: the data can't be unpacked"));
        return NULL;
    }
    return rows;
}

static unsigned char paeth(int left, int above, int corner)
{
    int const guess = left + above - corner;
    int const to_left = abs(guess - left), to_above = abs(guess - above), to_corner = abs(guess - corner);
    if (to_left <= to_above && to_left <= to_corner)
        return (unsigned char)left;
    return (unsigned char)(to_above <= to_corner ? above : corner);
}

/* Undo the filter of one row in place (clause 9); `above` is NULL for the first. */
static bool unfilter(unsigned filter, unsigned char *row, const unsigned char *above, size_t len, size_t pixel)
{
    for (size_t i = 0; i < len; i++) {
        int const left = i >= pixel ? row[i - pixel] : 0, up = above ? above[i] : 0;
        int const corner = above && i >= pixel ? above[i - pixel] : 0;
        switch (filter) {
        case 0:
            return true;
        case 1:
            row[i] = (unsigned char)(row[i] + left);
            break;
        case 2:
            row[i] = (unsigned char)(row[i] + up);
            break;
        case 3:
            row[i] = (unsigned char)(row[i] + (left + up) / 2);
            break;
        case 4:
            row[i] = (unsigned char)(row[i] + paeth(left, up, corner));
            break;
        default:
            return false;
        }
    }
    return filter <= 4;
}

/* Sample `index` of a row as it is stored. */
static unsigned sample(const struct png *png, const unsigned char *row, size_t index)
{
    if (png->bits == 16)
        return (unsigned)row[2 * index] << 8 | row[2 * index + 1];
    size_t const bit = index * png->bits;
    return row[bit / 8] >> (8 - png->bits - bit % 8) & ((1u << png->bits) - 1);
}

static unsigned char to_8_bits(const struct png *png, unsigned value)
{
    return (unsigned char)(png->bits == 16 ? value >> 8 : value * 255 / ((1u << png->bits) - 1));
}

/* Where unpacked pixels go. */
struct planes {
    unsigned char *colour, *alpha;
    unsigned channels; /* of colour */
    bool opaque;
};

static bool is_key(const struct png *png, const unsigned *values)
{
    size_t const channels = png->type == GREY ? 1 : 3;
    if (png->transparency.len != 2 * channels)
        return false;
    for (size_t i = 0; i < channels; i++) {
        const unsigned char *key = (const unsigned char *)png->transparency.at + 2 * i;
        if (values[i] != ((unsigned)key[0] << 8 | key[1]))
            return false;
    }
    return true;
}

static bool put_pixel(const struct png *png, struct planes *planes, size_t at, const unsigned *values, struct str *why)
{
    unsigned char *colour = planes->colour + at * planes->channels, alpha = 255;
    if (png->type == INDEXED) {
        if ((size_t)values[0] * 3 >= png->palette.len)
            return image_refuse(why, S("PNG: a colour that the palette does not have"));
        memcpy(colour, png->palette.at + (size_t)values[0] * 3, 3);
        if (values[0] < png->transparency.len)
            alpha = (unsigned char)png->transparency.at[values[0]];
    } else {
        for (unsigned i = 0; i < planes->channels; i++)
            colour[i] = to_8_bits(png, values[i]);
        if (png->type == GREY_ALPHA || png->type == RGB_ALPHA)
            alpha = to_8_bits(png, values[planes->channels]);
        else if (is_key(png, values))
            alpha = 0;
    }
    planes->alpha[at] = alpha;
    planes->opaque = planes->opaque && alpha == 255;
    return true;
}

static bool put_row(const struct png *png, struct planes *planes, const struct pass *pass, unsigned y,
                    const unsigned char *row, struct str *why)
{
    for (unsigned x = 0; x < pass->width; x++) {
        unsigned values[4] = {0};
        for (unsigned i = 0; i < png->channels; i++)
            values[i] = sample(png, row, (size_t)x * png->channels + i);
        size_t const at = (size_t)(pass->y + y * pass->dy) * png->width + pass->x + (size_t)x * pass->dx;
        if (!put_pixel(png, planes, at, values, why))
            return false;
    }
    return true;
}

/* Undo the filters of all rows; with planes, pixels are put there too. */
static bool unpack(const struct png *png, unsigned char *rows, struct planes *planes, struct str *why)
{
    size_t const pixel = png->channels * png->bits < 8 ? 1 : png->channels * png->bits / 8;
    for (unsigned i = 0; i < pass_count(png); i++) {
        struct pass const pass = pass_of(png, i);
        size_t const len = row_bytes(png, pass.width);
        const unsigned char *above = NULL;
        for (unsigned y = 0; y < pass.height; y++, rows += len + 1) {
            if (!unfilter(rows[0], rows + 1, above, len, pixel))
                return image_refuse(why, S("PNG: a filter that no PNG has"));
            if (planes && !put_row(png, planes, &pass, y, rows + 1, why))
                return false;
            above = rows + 1;
        }
    }
    return true;
}

static struct str join(struct arena *arena, const struct png *png)
{
    if (png->data.len == 1)
        return png->data.at[0];
    char *all = arena_many(arena, char, png->data_len);
    size_t len = 0;
    for (size_t i = 0; i < png->data.len; i++) {
        if (png->data.at[i].len > 0)
            memcpy(all + len, png->data.at[i].at, png->data.at[i].len);
        len += png->data.at[i].len;
    }
    return (struct str){all, len};
}

static struct image_data image_of(const struct png *png)
{
    return (struct image_data){
        .width = png->width, .height = png->height, .channels = png->channels, .bits = png->bits, .orientation = 1};
}

bool png_head(struct str file, struct image_data *image, struct str *why)
{
    struct png png = {0};
    size_t at;
    if (!read_head(&png, file, &at, why))
        return false;
    *image = image_of(&png);
    return true;
}

bool png_read(struct arena *arena, struct str file, struct image_data *image, struct str *why)
{
    struct png png = {0};
    if (!read_chunks(arena, &png, file, why))
        return false;
    if (png.type == INDEXED && png.palette.len == 0)
        return image_refuse(why, S("PNG: the palette is missing"));
    unsigned char *rows = inflate_data(arena, &png, why);
    if (!rows)
        return false;

    bool const see_through = png.type == GREY_ALPHA || png.type == RGB_ALPHA || png.transparency.len > 0;
    *image = image_of(&png);
    if (!see_through && !png.interlaced && png.bits <= 8) {
        image->coding = CODING_PNG;
        image->bytes = join(arena, &png);
        image->palette = png.type == INDEXED ? png.palette : S("");
        return unpack(&png, rows, NULL, why);
    }
    size_t const pixels = (size_t)png.width * png.height;
    struct planes planes = {.channels = png.type == GREY || png.type == GREY_ALPHA ? 1 : 3, .opaque = true};
    if (pixels * planes.channels > IMAGE_DATA_LIMIT)
        return image_refuse(why, S("PNG: the picture is too large"));
    planes.colour = arena_many(arena, unsigned char, pixels *planes.channels);
    planes.alpha = arena_many(arena, unsigned char, pixels);
    if (!unpack(&png, rows, &planes, why))
        return false;
    image->coding = CODING_RAW;
    image->channels = planes.channels;
    image->bits = 8;
    image->bytes = (struct str){(char *)planes.colour, pixels * planes.channels};
    if (!planes.opaque)
        image->alpha = (struct str){(char *)planes.alpha, pixels};
    return true;
}
