/* An XML document of the archive, which libxml2 writes. Only for feed.c and sitemap.c. */
#ifndef ARCHIVE_XML_H
#define ARCHIVE_XML_H

#include "base/str.h"
#include "late/xml.h"

struct xml {
    xmlBufferPtr buffer;
    xmlTextWriterPtr writer;
};

/* Begin a document whose root is this element of that namespace: attributes may follow. */
struct xml xml_begin(const char *root, const char *name_space);

/* End what is open, append the document, and free what it took. */
void xml_end(struct xml *xml, struct buf *out);

#endif
