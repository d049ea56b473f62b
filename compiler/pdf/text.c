#include "pdf/text.h"

void text_begin(struct text_state *state, struct buf *out, mp page_height)
{
    *state = (struct text_state){.out = out, .page_height = page_height};
}

void text_end(struct text_state *state)
{
    if (state->open)
        buf_text(state->out, "ET\n");
    state->open = false;
}

/* Hundredths of a point, nearest. */
static int32_t hundredths(mp length)
{
    return length >= 0 ? (length + 5) / 10 : -((-length + 5) / 10);
}

/* value / 10^digits without the zeros at its end. */
static void put_decimal(struct buf *out, int64_t value, int digits)
{
    char text[32];
    char *const end = text + sizeof text, *at = end;
    uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;
    for (; digits > 0; digits--, left /= 10)
        if (left % 10 != 0 || at < end)
            *--at = (char)('0' + left % 10);
    if (at < end)
        *--at = '.';
    if (left == 0 && at == end)
        *--at = '0';
    for (; left > 0; left /= 10)
        *--at = (char)('0' + left % 10);
    if (value < 0)
        *--at = '-';
    buf_add(out, (struct str){at, (size_t)(end - at)});
}

static void put_hundredths(struct buf *out, int32_t value)
{
    put_decimal(out, value, 2);
    buf_add_byte(out, ' ');
}

void text_put_length(struct buf *out, mp length)
{
    put_hundredths(out, hundredths(length));
}

void text_set_colour(struct text_state *state, uint32_t colour)
{
    unsigned const red = colour >> 16 & 255, green = colour >> 8 & 255, blue = colour & 255;
    if (state->coloured && state->colour == colour)
        return;
    state->coloured = true;
    state->colour = colour;
    if (red == green && green == blue) {
        put_decimal(state->out, red * 1000 / 255, 3);
        buf_text(state->out, " g\n");
        return;
    }
    put_decimal(state->out, red * 1000 / 255, 3);
    buf_add_byte(state->out, ' ');
    put_decimal(state->out, green * 1000 / 255, 3);
    buf_add_byte(state->out, ' ');
    put_decimal(state->out, blue * 1000 / 255, 3);
    buf_text(state->out, " rg\n");
}

/* What stands after a backslash in a literal string; 0 = the byte itself does, without one. */
static const char escapes[256] = {['('] = '(', [')'] = ')', ['\\'] = '\\', ['\r'] = 'r'};

/* The array of a TJ operator being written. */
struct array {
    struct text_state *state;
    const struct font_use *font;
    mp size;
    bool open, in_string;
    int64_t lag;   /* how far a reader's pen is behind where it is to be, in font units times 1000 */
    int64_t leave; /* as much of that is left alone */
    int32_t rise;  /* font units */
};

static void open_array(struct array *a)
{
    if (!a->open)
        buf_add_byte(a->state->out, '[');
    a->open = true;
}

static void close_string(struct array *a)
{
    if (a->in_string)
        buf_add_byte(a->state->out, ')');
    a->in_string = false;
}

static void close_array(struct array *a)
{
    close_string(a);
    if (a->open)
        buf_text(a->state->out, "]TJ\n");
    a->open = false;
}

/* Move a reader's pen to where it should be. */
static void correct(struct array *a)
{
    int64_t const units = a->font->units_per_em, wanted = 2 * a->lag + units;
    int64_t const off = (wanted >= 0 ? wanted : wanted - 2 * units + 1) / (2 * units); /* thousandths, nearest */
    open_array(a);
    close_string(a);
    pdf_put_whole(a->state->out, -off);
    a->lag -= off * units;
}

static void set_rise(struct array *a, int32_t rise)
{
    close_array(a);
    a->rise = rise;
    put_decimal(a->state->out, (int64_t)rise * a->size / a->font->units_per_em, 3);
    buf_text(a->state->out, " Ts\n");
}

static void put_escaped(struct buf *out, unsigned char byte)
{
    if (escapes[byte])
        buf_add_byte(out, '\\');
    buf_add_byte(out, escapes[byte] ? escapes[byte] : (char)byte);
}

/* A code as two bytes of a literal string (ISO 32000-1, 7.3.4.2): half as long as hexadecimal digits, and smaller when
 * it is deflated. */
static inline void put_code(struct buf *out, uint16_t code)
{
    unsigned char const high = (unsigned char)(code >> 8), low = (unsigned char)code;
    if (escapes[high] | escapes[low]) {
        put_escaped(out, high);
        put_escaped(out, low);
        return;
    }
    buf_reserve(out, 2);
    char *at = out->at + out->len;
    at[0] = (char)high;
    at[1] = (char)low;
    out->len += 2;
}

static inline void show_code(struct array *a, const struct offset *offset, uint16_t code)
{
    int64_t const ahead = offset ? (int64_t)offset->dx * 1000 : 0;
    if (offset && offset->dy != a->rise)
        set_rise(a, offset->dy);
    a->lag += ahead;
    if (a->lag >= a->leave || a->lag < -a->leave)
        correct(a);
    if (!a->in_string) {
        open_array(a);
        buf_add_byte(a->state->out, '(');
        a->in_string = true;
    }
    put_code(a->state->out, code);
    a->lag -= ahead + (int64_t)a->font->codes.at[code].width * a->font->units_per_em;
}

/* ToUnicode gives another text than this for the code that comes. */
static void begin_actual(struct array *a, struct str text)
{
    close_array(a);
    buf_text(a->state->out, "/Span<</ActualText<FEFF");
    pdf_put_utf16(a->state->out, text);
    buf_text(a->state->out, ">>>BDC\n");
}

static void end_actual(struct array *a)
{
    close_array(a);
    buf_text(a->state->out, "EMC\n");
}

void text_show(struct text_state *state, const struct run *run, const struct coded *coded)
{
    const struct font_use *font = coded->font;
    struct buf *out = state->out;
    if (!coded->shows)
        return;
    text_set_colour(state, run->colour);
    if (!state->open) {
        buf_text(out, "BT\n");
        state->open = true;
        state->x = state->y = 0;
    }
    if (state->font != font || state->size != run->size) {
        buf_add_byte(out, '/');
        buf_add(out, str_of(font->name));
        buf_add_byte(out, ' ');
        put_decimal(out, run->size, 3);
        buf_text(out, " Tf\n");
        state->font = font;
        state->size = run->size;
    }
    int32_t const x = hundredths(run->x), y = hundredths(state->page_height - run->baseline);
    put_hundredths(out, x - state->x);
    put_hundredths(out, y - state->y);
    buf_text(out, "Td");
    state->x = x;
    state->y = y;

    /* Rounded widths are off by less than a thousandth each; that is left alone as long as nobody can see it. */
    struct array a = {.state = state, .font = font, .size = run->size, .leave = (int64_t)font->units_per_em * 5 / 2};
    int64_t const stretch = (int64_t)run->space_extra * font->units_per_em * 1000 / (run->size > 0 ? run->size : 1);
    struct shown shown = {0};
    for (size_t i = 0; i < run->count; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        uint16_t const code = coded->codes[i];
        bool const exact = coded->exact || !shown_next(run, &shown) || str_equal(font->codes.at[code].text, shown.text);
        if (code != 0) {
            if (!exact)
                begin_actual(&a, shown.text);
            show_code(&a, run->offsets ? &run->offsets[i] : NULL, code);
            if (!exact)
                end_actual(&a);
        }
        a.lag += (int64_t)glyph->advance * 1000 + (glyph->space ? stretch : 0);
    }
    if (a.rise != 0)
        set_rise(&a, 0);
    close_array(&a);
}
