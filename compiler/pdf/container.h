/* The file around the objects.
 *
 * libharu would write each object by itself in clear text, which makes the structure tree of minutes larger than all
 * the rest of their PDF. So the objects that it writes are put into object streams and found through a cross-reference
 * stream (ISO 32000-1, 7.5.7 and 7.5.8; both allowed in PDF/A-2 and PDF/UA-1). */
#ifndef PDF_CONTAINER_H
#define PDF_CONTAINER_H

#include "pdf/object.h"

/* Write the finished document. Its identifier is a hash of all that was written before the cross-reference stream. */
void container_write(struct pdf *pdf, struct buf *out);

#endif
