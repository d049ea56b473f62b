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
    grow_by_halves(pdf->haru->xref->entries);
    HPDF_Xref_Add(pdf->haru->xref, object);
}

HPDF_Dict pdf_object(struct pdf *pdf)
{
    HPDF_Dict dict = HPDF_Dict_New(pdf->memory);
    number_object(pdf, dict);
    return dict;
}

HPDF_Array pdf_array(struct pdf *pdf)
{
    return HPDF_Array_New(pdf->memory);
}

HPDF_Array pdf_array_object(struct pdf *pdf)
{
    HPDF_Array array = HPDF_Array_New(pdf->memory);
    number_object(pdf, array);
    return array;
}

/* As HPDF_Array_Add, which stops at 32,767 elements: a limit of PDF/A-1, not of PDF 1.7 or PDF/A-2. */
void pdf_add_reference(struct pdf *pdf, HPDF_Array array, void *object)
{
    HPDF_Proxy proxy = HPDF_Proxy_New(pdf->memory, object);
    proxy->header.obj_id |= HPDF_OTYPE_DIRECT;
    grow_by_halves(array->list);
    HPDF_List_Add(array->list, proxy);
}

unsigned pdf_number(const void *object)
{
    return (unsigned)(((const HPDF_Obj_Header *)object)->obj_id & 0x00ffffff);
}

HPDF_Dict pdf_stream(struct pdf *pdf, struct str bytes, bool deflate)
{
    HPDF_Dict dict = pdf_object(pdf);
    if (deflate) {
        struct str const packed = compress_bytes(pdf->compressor, pdf->scratch, bytes);
        if (packed.len < bytes.len) {
            bytes = packed;
            HPDF_Dict_AddName(dict, "Filter", "FlateDecode");
        }
    }
    HPDF_Dict_AddNumber(dict, "Length", (HPDF_INT32)bytes.len);
    vec_push(pdf->scratch, &pdf->streams, ((struct stream){dict, bytes}));
    return dict;
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

void pdf_set_text(struct pdf *pdf, HPDF_Dict dict, const char *key, struct str utf8)
{
    struct str encoded;
    if (to_pdf_doc(pdf, utf8, &encoded)) {
        HPDF_Dict_Add(dict, key, literal(pdf, encoded));
        return;
    }
    HPDF_BYTE *units = arena_alloc(pdf->scratch, 2 + 2 * utf8.len);
    size_t len = 0;
    units[len++] = 0xfe;
    units[len++] = 0xff;
    for (size_t at = 0; at < utf8.len && len + 4 <= PDF_STRING_LIMIT;) {
        uint32_t code = utf8_next(utf8, &at);
        if (code >= 0x10000) {
            uint32_t const high = 0xd800 + ((code - 0x10000) >> 10);
            units[len++] = (HPDF_BYTE)(high >> 8);
            units[len++] = (HPDF_BYTE)high;
            code = 0xdc00 + ((code - 0x10000) & 0x3ff);
        }
        units[len++] = (HPDF_BYTE)(code >> 8);
        units[len++] = (HPDF_BYTE)code;
    }
    HPDF_Dict_Add(dict, key, HPDF_Binary_New(pdf->memory, units, (HPDF_UINT)len));
}

void pdf_put_number(struct buf *out, uint64_t value, int least)
{
    char digits[20];
    int count = 0;
    for (; value > 0 || count < least; value /= 10)
        digits[count++] = (char)('0' + value % 10);
    while (count > 0)
        buf_add_byte(out, digits[--count]);
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

HPDF_Array pdf_rectangle(struct pdf *pdf, mp page_height, mp left, mp top, mp right, mp bottom)
{
    HPDF_Array corners = pdf_array(pdf);
    HPDF_Array_AddNumber(corners, floor_points(left));
    HPDF_Array_AddNumber(corners, floor_points(page_height - bottom));
    HPDF_Array_AddNumber(corners, ceiling_points(right));
    HPDF_Array_AddNumber(corners, ceiling_points(page_height - top));
    return corners;
}
