#include "pdf/container.h"
#include "base/hash.h"
#include "pdf/compress.h"

/* Objects in one object stream: enough for deflate's window, few enough for a reader that wants one of them. */
#define OBJECTS_PER_STREAM  255
#define OBJECT_STREAM_BYTES 65536

/* Where an object is: at a byte of the file (type 1) or at an index of an object stream (type 2). */
struct place {
    unsigned char type;
    size_t at;
    unsigned index;
};

struct container {
    struct pdf *pdf;
    struct buf *out;
    vec_of(struct place) places;
    struct buf bodies, numbers;
    HPDF_Stream body_writer, out_writer; /* libharu's way into the buffers */
    vec_of(unsigned) members;            /* object numbers of those in bodies */
};

static HPDF_STATUS append(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT count)
{
    buf_add((struct buf *)stream->attr, (struct str){(const char *)bytes, count});
    return HPDF_OK;
}

static void write_stream(struct container *c, unsigned number, HPDF_Dict dict, struct str bytes)
{
    buf_format(c->out, "%u 0 obj\n", number);
    HPDF_Obj_WriteValue(dict, c->out_writer, NULL);
    buf_text(c->out, "\nstream\n");
    buf_add(c->out, bytes);
    buf_text(c->out, "\nendstream\nendobj\n");
}

/* Write the objects held back as one object stream, which gets the next free number. */
static void flush(struct container *c)
{
    if (c->members.len == 0)
        return;
    struct arena *scratch = c->pdf->scratch;
    unsigned const number = (unsigned)c->places.len;
    for (size_t i = 0; i < c->members.len; i++)
        c->places.at[c->members.at[i]].at = number;
    size_t const first = c->numbers.len;
    buf_add(&c->numbers, buf_str(&c->bodies));
    struct str const packed = compress_bytes(c->pdf->compressor, scratch, buf_str(&c->numbers));
    HPDF_Dict dict = pdf_dict(c->pdf);
    HPDF_Dict_AddName(dict, "Type", "ObjStm");
    HPDF_Dict_AddNumber(dict, "N", (HPDF_INT32)c->members.len);
    HPDF_Dict_AddNumber(dict, "First", (HPDF_INT32)first);
    HPDF_Dict_AddName(dict, "Filter", "FlateDecode");
    HPDF_Dict_AddNumber(dict, "Length", (HPDF_INT32)packed.len);
    vec_push(scratch, &c->places, ((struct place){1, c->out->len, 0}));
    write_stream(c, number, dict, packed);
    HPDF_Dict_Free(dict);
    buf_clear(&c->numbers);
    buf_clear(&c->bodies);
    c->members.len = 0;
}

/* An object of a stream: held back till there are enough of them. Its place is known when they are written. */
static void hold(struct container *c, unsigned number, void *object)
{
    c->places.at[number] = (struct place){2, 0, (unsigned)c->members.len};
    vec_push(c->pdf->scratch, &c->members, number);
    pdf_put_number(&c->numbers, number, 1);
    buf_add_byte(&c->numbers, ' ');
    pdf_put_number(&c->numbers, c->bodies.len, 1);
    buf_add_byte(&c->numbers, ' ');
    if (is_own_object(object))
        buf_add(&c->bodies, ((const struct own_object *)object)->text);
    else
        HPDF_Obj_WriteValue(object, c->body_writer, NULL);
    buf_add_byte(&c->bodies, '\n');
}

static void add_identifier(struct container *c, HPDF_Dict dict)
{
    struct hash hash = hash_bytes(buf_str(c->out));
    HPDF_Array both = pdf_array(c->pdf);
    HPDF_Array_Add(both, HPDF_Binary_New(c->pdf->memory, hash.bytes, sizeof hash.bytes));
    HPDF_Array_Add(both, HPDF_Binary_New(c->pdf->memory, hash.bytes, sizeof hash.bytes));
    HPDF_Dict_Add(dict, "ID", both);
}

static unsigned bytes_needed(size_t value)
{
    unsigned count = 1;
    while (value >>= 8)
        count++;
    return count;
}

static void put_big_endian(unsigned char **at, size_t value, unsigned count)
{
    for (unsigned i = count; i-- > 0;)
        *(*at)++ = (unsigned char)(value >> (8 * i));
}

/* The cross-reference stream, each row as its difference from the one above (PNG's predictor 2, ISO 32000-1, 7.4.4.4).
 */
static void write_cross_references(struct container *c)
{
    struct pdf *pdf = c->pdf;
    size_t const start = c->out->len;
    unsigned const number = (unsigned)c->places.len;
    vec_push(pdf->scratch, &c->places, ((struct place){1, start, 0}));

    unsigned const width = bytes_needed(start > number ? start : number), row = 1 + width + 2;
    unsigned char *rows = arena_many(pdf->scratch, unsigned char, (row + 1) * c->places.len), *at = rows;
    unsigned char *plain = arena_many(pdf->scratch, unsigned char, row),
                  *above = arena_many(pdf->scratch, unsigned char, row);
    for (size_t i = 0; i < c->places.len; i++) {
        unsigned char *cell = plain;
        put_big_endian(&cell, c->places.at[i].type, 1);
        put_big_endian(&cell, c->places.at[i].at, width);
        put_big_endian(&cell, c->places.at[i].index, 2);
        *at++ = 2;
        for (unsigned k = 0; k < row; k++)
            *at++ = (unsigned char)(plain[k] - above[k]);
        memcpy(above, plain, row);
    }
    struct str const packed =
        compress_bytes(pdf->compressor, pdf->scratch, (struct str){(char *)rows, (size_t)(at - rows)});

    HPDF_Dict dict = pdf_dict(pdf), parameters = pdf_dict(pdf);
    HPDF_Dict_AddName(dict, "Type", "XRef");
    HPDF_Dict_AddNumber(dict, "Size", (HPDF_INT32)c->places.len);
    HPDF_Array widths = pdf_array(pdf);
    HPDF_Array_AddNumber(widths, 1);
    HPDF_Array_AddNumber(widths, (HPDF_INT32)width);
    HPDF_Array_AddNumber(widths, 2);
    HPDF_Dict_Add(dict, "W", widths);
    HPDF_Dict_Add(dict, "Root", pdf->haru->catalog);
    HPDF_Dict_Add(dict, "Info", pdf->haru->info);
    add_identifier(c, dict);
    HPDF_Dict_AddName(dict, "Filter", "FlateDecode");
    HPDF_Dict_AddNumber(parameters, "Predictor", 12);
    HPDF_Dict_AddNumber(parameters, "Columns", (HPDF_INT32)row);
    HPDF_Dict_Add(dict, "DecodeParms", parameters);
    HPDF_Dict_AddNumber(dict, "Length", (HPDF_INT32)packed.len);
    write_stream(c, number, dict, packed);
    HPDF_Dict_Free(dict);
    buf_format(c->out, "startxref\n%zu\n%%%%EOF\n", start);
}

void container_write(struct pdf *pdf, struct buf *out)
{
    struct container c = {.pdf = pdf, .out = out};
    c.body_writer = HPDF_CallbackWriter_New(pdf->memory, append, &c.bodies);
    c.out_writer = HPDF_CallbackWriter_New(pdf->memory, append, out);

    size_t const count = pdf->objects.len;
    for (size_t i = 0; i < count; i++)
        vec_push(pdf->scratch, &c.places, ((struct place){0, 0, i == 0 ? 65535 : 0}));

    buf_text(out, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    size_t next_stream = 0;
    for (unsigned number = 1; number < count; number++) {
        void *object = pdf->objects.at[number];
        if (next_stream < pdf->streams.len && object == pdf->streams.at[next_stream].dict) {
            c.places.at[number] = (struct place){1, out->len, 0};
            write_stream(&c, number, object, pdf->streams.at[next_stream++].bytes);
        } else {
            hold(&c, number, object);
            if (c.members.len == OBJECTS_PER_STREAM || c.bodies.len >= OBJECT_STREAM_BYTES)
                flush(&c);
        }
    }
    flush(&c);
    write_cross_references(&c);

    HPDF_Stream_Free(c.body_writer);
    HPDF_Stream_Free(c.out_writer);
    buf_finish(&c.bodies);
    buf_finish(&c.numbers);
}
