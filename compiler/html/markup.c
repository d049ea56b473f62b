#include "html/markup.h"

#include "base/utf8.h"
#include "late/xml.h"

/* libxml2 fails here for want of memory only. */
static void must(bool done)
{
    if (!done)
        out_of_memory();
}

static int take_bytes(void *context, const char *bytes, int count)
{
    struct buf *out = context;
    buf_add(out, (struct str){bytes, (size_t)count});
    return count;
}

void markup_begin(struct markup *markup, struct buf *out, enum void_style voids)
{
    *markup = (struct markup){.out = out, .voids = voids, .at_line_start = true};
    xmlOutputBufferPtr output = xmlOutputBufferCreateIO(take_bytes, NULL, out, NULL);
    must(output != NULL);
    markup->writer = xmlNewTextWriter(output);
    must(markup->writer != NULL);
}

void markup_end(struct markup *markup)
{
    xmlFreeTextWriter(markup->writer);
    buf_finish(&markup->scratch);
    *markup = (struct markup){0};
}

/* Characters that may stand in no HTML document (HTML Living Standard, 13.2.3.5). */
static bool is_allowed(uint32_t point)
{
    if (point < 0x20)
        return point == '\t' || point == '\n';
    if (point >= 0x7F && point < 0xA0)
        return false;
    return !utf8_is_noncharacter(point);
}

/* The text as libxml2 wants it: NUL-terminated, well-formed UTF-8. Borrowed until the next call. */
static const xmlChar *clean(struct markup *markup, struct str text)
{
    struct buf *scratch = &markup->scratch;
    buf_clear(scratch);
    buf_reserve(scratch, text.len + 1);
    size_t at = 0;
    while (at < text.len) {
        size_t start = at;
        while (at < text.len && (unsigned char)text.at[at] >= 0x20 && (unsigned char)text.at[at] < 0x7F)
            at++;
        buf_add(scratch, str_part(text, start, at));
        if (at == text.len)
            break;
        uint32_t point = utf8_next(text, &at);
        if (point == '\r')
            point = '\n';
        buf_add_code_point(scratch, is_allowed(point) ? point : 0xFFFD);
    }
    buf_add_byte(scratch, '\0');
    return (const xmlChar *)scratch->at;
}

static bool is_escaped(uint32_t point)
{
    return point == '<' || point == '>' || point == '&' || point == '"';
}

/* Whether libxml2 would write the text as it is, which most text is. */
static bool is_plain(struct str text)
{
    for (size_t at = 0; at < text.len;) {
        unsigned char const byte = (unsigned char)text.at[at];
        if (byte >= '?' && byte < 0x7F) { /* letters for the most part */
            at++;
            continue;
        }
        uint32_t const point = utf8_next(text, &at);
        if (is_escaped(point) || point == 0xFFFD || !is_allowed(point))
            return false;
    }
    return true;
}

static void write_plain(struct markup *markup, struct str text)
{
    must(xmlTextWriterWriteRawLen(markup->writer, (const xmlChar *)text.at, (int)text.len) >= 0);
}

void markup_open(struct markup *markup, const char *element)
{
    must(xmlTextWriterStartElement(markup->writer, (const xmlChar *)element) >= 0);
    markup->at_line_start = false;
}

void markup_attribute(struct markup *markup, const char *name, struct str value)
{
    must(xmlTextWriterStartAttribute(markup->writer, (const xmlChar *)name) >= 0);
    if (is_plain(value)) {
        write_plain(markup, value);
    } else {
        /* xmlTextWriterWriteString would turn every letter past ASCII into a character reference here. */
        xmlChar *escaped = xmlEncodeSpecialChars(NULL, clean(markup, value));
        must(escaped != NULL);
        must(xmlTextWriterWriteRaw(markup->writer, escaped) >= 0);
        xmlFree(escaped);
    }
    must(xmlTextWriterEndAttribute(markup->writer) >= 0);
}

void markup_flag(struct markup *markup, const char *name)
{
    markup_attribute(markup, name, S(""));
    must(xmlTextWriterFlush(markup->writer) >= 0);
    markup->out->len -= sizeof "=\"\"" - 1;
}

void markup_number(struct markup *markup, const char *name, unsigned long value)
{
    must(xmlTextWriterWriteFormatAttribute(markup->writer, (const xmlChar *)name, "%lu", value) >= 0);
}

void markup_text(struct markup *markup, struct str text)
{
    if (text.len == 0)
        return;
    if (is_plain(text))
        write_plain(markup, text);
    else
        must(xmlTextWriterWriteString(markup->writer, clean(markup, text)) >= 0);
    markup->at_line_start = text.at[text.len - 1] == '\n';
}

void markup_close(struct markup *markup)
{
    must(xmlTextWriterFullEndElement(markup->writer) >= 0);
    markup->at_line_start = false;
}

void markup_void(struct markup *markup)
{
    must(xmlTextWriterEndElement(markup->writer) >= 0);
    must(xmlTextWriterFlush(markup->writer) >= 0);
    struct buf *out = markup->out;
    out->len -= sizeof "/>" - 1;
    buf_add(out, markup->voids == VOID_HTML ? S(">") : S(" />"));
    markup->at_line_start = false;
}

void markup_raw(struct markup *markup, struct str bytes)
{
    if (bytes.len == 0)
        return;
    must(xmlTextWriterWriteRawLen(markup->writer, (const xmlChar *)bytes.at, (int)bytes.len) >= 0);
    markup->at_line_start = bytes.at[bytes.len - 1] == '\n';
}

void markup_newline(struct markup *markup)
{
    markup_raw(markup, S("\n"));
}

void markup_fresh_line(struct markup *markup)
{
    if (!markup->at_line_start)
        markup_newline(markup);
}

void markup_element(struct markup *markup, const char *element, struct str text)
{
    markup_open(markup, element);
    markup_text(markup, text);
    markup_close(markup);
}
