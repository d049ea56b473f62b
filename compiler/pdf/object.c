#include "pdf/object.h"
#include "base/utf8.h"
#include "pdf/compress.h"

bool pdf_fault(struct pdf *pdf, struct str why)
{
    if (pdf->why.len == 0)
        pdf->why = why;
    return false;
}

HPDF_Dict pdf_dict(struct pdf *pdf)
{
    return HPDF_Dict_New(pdf->memory);
}

/* libharu's lists grow by a fixed number of entries and are copied whole each time. Growing by halves costs no more
 * than the number of entries. */
static void grow_by_halves(HPDF_List list)
{
    if (list->count / 2 > list->items_per_block)
        list->items_per_block = list->count / 2;
}

static void number_object(struct pdf *pdf, void *object)
{
    ((HPDF_Obj_Header *)object)->obj_id = HPDF_OTYPE_INDIRECT | (HPDF_UINT32)pdf->objects.len;
    vec_push(pdf->scratch, &pdf->objects, object);
}

void pdf_number_first(struct pdf *pdf)
{
    HPDF_List entries = pdf->haru->xref->entries;
    vec_push(pdf->scratch, &pdf->objects, NULL);
    for (HPDF_UINT i = 1; i < entries->count; i++)
        number_object(pdf, ((HPDF_XrefEntry)HPDF_List_ItemAt(entries, i))->obj);
}

/* libharu's own table of objects frees them in the end; their numbers are ours. */
HPDF_Dict pdf_object(struct pdf *pdf)
{
    HPDF_Dict dict = HPDF_Dict_New(pdf->memory);
    grow_by_halves(pdf->haru->xref->entries);
    HPDF_Xref_Add(pdf->haru->xref, dict);
    number_object(pdf, dict);
    return dict;
}

HPDF_Array pdf_array(struct pdf *pdf)
{
    return HPDF_Array_New(pdf->memory);
}

void own_object_init(struct pdf *pdf, struct own_object *object)
{
    *object = (struct own_object){0};
    number_object(pdf, object);
}

struct own_object *own_object_new(struct pdf *pdf)
{
    struct own_object *object = arena_new(pdf->scratch, struct own_object);
    own_object_init(pdf, object);
    return object;
}

struct buf *own_object_begin(struct pdf *pdf)
{
    buf_clear(&pdf->text);
    return &pdf->text;
}

void own_object_end(struct pdf *pdf, struct own_object *object)
{
    object->text = buf_keep(&pdf->text, pdf->scratch);
}

bool is_own_object(const void *object)
{
    return ((const HPDF_Obj_Header *)object)->obj_class == 0;
}

static unsigned pdf_number(const void *object)
{
    return (unsigned)(((const HPDF_Obj_Header *)object)->obj_id & 0x00ffffff);
}

struct packed pdf_pack(struct compressor *compressor, struct arena *arena, struct str bytes)
{
    struct str const deflated = compress_bytes(compressor, arena, bytes);
    return deflated.len < bytes.len ? (struct packed){deflated, true} : (struct packed){bytes, false};
}

HPDF_Dict pdf_stream(struct pdf *pdf, struct packed packed)
{
    HPDF_Dict dict = pdf_object(pdf);
    if (packed.deflated)
        HPDF_Dict_AddName(dict, "Filter", "FlateDecode");
    HPDF_Dict_AddNumber(dict, "Length", (HPDF_INT32)packed.bytes.len);
    vec_push(pdf->scratch, &pdf->streams, ((struct stream){dict, packed.bytes}));
    return dict;
}

HPDF_Dict pdf_deflated_stream(struct pdf *pdf, struct str bytes)
{
    struct packed packed = pdf_pack(pdf->compressor, pdf->scratch, bytes);
    if (!packed.deflated)
        packed.bytes = str_copy(pdf->scratch, packed.bytes);
    return pdf_stream(pdf, packed);
}

static bool is_plain_ascii(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < ' ' || text.at[i] > '~')
            return false;
    }
    return true;
}

/* The text in PDFDocEncoding (annex D.2), which holds the letters of western Europe in a byte each, if it has all of
 * it. */
static bool to_pdf_doc(struct pdf *pdf, struct str utf8, struct str *encoded)
{
    char *bytes = arena_many(pdf->scratch, char, utf8.len);
    size_t len = 0;
    for (size_t at = 0; at < utf8.len;) {
        uint32_t const code = utf8_next(utf8, &at);
        bool const latin = (code >= ' ' && code <= '~') || (code > 0xa0 && code <= 0xff && code != 0xad);
        if (!latin && code != 0x2013)
            return false;
        bytes[len++] = (char)(latin ? code : 0x85);
    }
    *encoded = (struct str){bytes, len};
    return true;
}

static void *literal(struct pdf *pdf, struct str bytes)
{
    return HPDF_String_New(pdf->memory, str_cstr(pdf->scratch, str_part(bytes, 0, PDF_STRING_LIMIT)), NULL);
}

/* The text in UTF-16BE after its mark. */
static struct str to_utf16(struct pdf *pdf, struct str utf8)
{
    char *units = arena_alloc(pdf->scratch, 2 + 2 * utf8.len);
    size_t len = 0;
    units[len++] = '\xfe';
    units[len++] = '\xff';
    for (size_t at = 0; at < utf8.len && len + 4 <= PDF_STRING_LIMIT;) {
        uint32_t code = utf8_next(utf8, &at);
        if (code >= 0x10000) {
            uint32_t const high = 0xd800 + ((code - 0x10000) >> 10);
            units[len++] = (char)(high >> 8);
            units[len++] = (char)high;
            code = 0xdc00 + ((code - 0x10000) & 0x3ff);
        }
        units[len++] = (char)(code >> 8);
        units[len++] = (char)code;
    }
    return (struct str){units, len};
}

void pdf_set_text(struct pdf *pdf, HPDF_Dict dict, const char *key, struct str utf8)
{
    struct str encoded;
    if (to_pdf_doc(pdf, utf8, &encoded)) {
        HPDF_Dict_Add(dict, key, literal(pdf, encoded));
        return;
    }
    encoded = to_utf16(pdf, utf8);
    HPDF_Dict_Add(dict, key, HPDF_Binary_New(pdf->memory, (HPDF_BYTE *)(uintptr_t)encoded.at, (HPDF_UINT)encoded.len));
}

void pdf_put_text(struct pdf *pdf, struct buf *out, struct str utf8)
{
    struct str encoded;
    pdf_put_bytes(out, to_pdf_doc(pdf, utf8, &encoded) ? encoded : to_utf16(pdf, utf8));
}

void pdf_put_number(struct buf *out, uint64_t value, int least)
{
    char digits[20];
    int count = 0;
    if (value < 1000 && least <= 1) { /* most are */
        unsigned const small = (unsigned)value;
        buf_reserve(out, 3);
        if (small >= 100)
            out->at[out->len++] = (char)('0' + small / 100);
        if (small >= 10)
            out->at[out->len++] = (char)('0' + small / 10 % 10);
        out->at[out->len++] = (char)('0' + small % 10);
        return;
    }
    for (; value > 0 || count < least; value /= 10)
        digits[count++] = (char)('0' + value % 10);
    buf_reserve(out, sizeof digits);
    while (count > 0)
        out->at[out->len++] = digits[--count];
}

void pdf_put_whole(struct buf *out, int64_t value)
{
    if (value < 0)
        buf_add_byte(out, '-');
    pdf_put_number(out, (uint64_t)(value < 0 ? -value : value), 1);
}

void pdf_put_reference(struct buf *out, const void *object)
{
    pdf_put_number(out, pdf_number(object), 1);
    buf_text(out, " 0 R");
}

void pdf_put_hex4(struct buf *out, unsigned value)
{
    static const char digits[] = "0123456789ABCDEF";
    buf_reserve(out, 4);
    for (unsigned shift = 16; shift > 0; shift -= 4)
        out->at[out->len++] = digits[value >> (shift - 4) & 15];
}

void pdf_put_utf16(struct buf *out, struct str utf8)
{
    for (size_t at = 0; at < utf8.len;) {
        unsigned const code = utf8_next(utf8, &at);
        if (code >= 0x10000)
            pdf_put_hex4(out, 0xd800 + ((code - 0x10000) >> 10));
        pdf_put_hex4(out, code < 0x10000 ? code : 0xdc00 + ((code - 0x10000) & 0x3ff));
    }
}

void *pdf_bytes(struct pdf *pdf, struct str bytes)
{
    if (is_plain_ascii(bytes))
        return literal(pdf, bytes);
    bytes = str_copy(pdf->scratch, str_part(bytes, 0, PDF_STRING_LIMIT));
    return HPDF_Binary_New(pdf->memory, (HPDF_BYTE *)(uintptr_t)bytes.at, (HPDF_UINT)bytes.len);
}

/* A literal string (7.3.4.2). A carriage return would be read as a line feed. */
void pdf_put_bytes(struct buf *out, struct str bytes)
{
    bytes = str_part(bytes, 0, PDF_STRING_LIMIT);
    buf_reserve(out, 2 * bytes.len + 2);
    out->at[out->len++] = '(';
    for (size_t i = 0; i < bytes.len; i++) {
        char const byte = bytes.at[i];
        if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
            out->at[out->len++] = '\\';
        out->at[out->len++] = byte == '\r' ? 'r' : byte;
    }
    out->at[out->len++] = ')';
}

void pdf_push_length(HPDF_Array array, mp length)
{
    if (length % MP_PER_POINT == 0)
        HPDF_Array_AddNumber(array, length / MP_PER_POINT);
    else
        HPDF_Array_AddReal(array, (HPDF_REAL)((double)length / MP_PER_POINT));
}

/* Whole points at or below a length; the smaller ones of negative lengths too. */
static HPDF_INT32 floor_points(mp length)
{
    return length >= 0 ? length / MP_PER_POINT : -((-length + MP_PER_POINT - 1) / MP_PER_POINT);
}

static HPDF_INT32 ceiling_points(mp length)
{
    return -floor_points(-length);
}

void pdf_put_rectangle(struct buf *out, mp page_height, mp left, mp top, mp right, mp bottom)
{
    buf_add_byte(out, '[');
    pdf_put_whole(out, floor_points(left));
    buf_add_byte(out, ' ');
    pdf_put_whole(out, floor_points(page_height - bottom));
    buf_add_byte(out, ' ');
    pdf_put_whole(out, ceiling_points(right));
    buf_add_byte(out, ' ');
    pdf_put_whole(out, ceiling_points(page_height - top));
    buf_add_byte(out, ']');
}
