#include "archive/xml.h"

struct xml xml_begin(const char *root, const char *name_space)
{
    struct xml xml = {.buffer = xmlBufferCreate()};
    xml.writer = xml.buffer ? xmlNewTextWriterMemory(xml.buffer, 0) : NULL;
    if (!xml.writer)
        out_of_memory();
    xmlTextWriterStartDocument(xml.writer, "1.0", "UTF-8", NULL);
    xmlTextWriterSetIndent(xml.writer, 1);
    xmlTextWriterStartElement(xml.writer, BAD_CAST root);
    xmlTextWriterWriteAttribute(xml.writer, BAD_CAST "xmlns", BAD_CAST name_space);
    return xml;
}

void xml_end(struct xml *xml, struct buf *out)
{
    xmlTextWriterEndDocument(xml->writer);
    xmlFreeTextWriter(xml->writer);
    buf_add(out, str_of((const char *)xmlBufferContent(xml->buffer)));
    xmlBufferFree(xml->buffer);
}
