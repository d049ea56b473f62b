/* What the file says about itself: XMP, the older information dictionary, the colours it means, and the entries of the
 * catalog that PDF/A and PDF/UA ask for. */
#ifndef PDF_METADATA_H
#define PDF_METADATA_H

#include "pdf/object.h"

/* `profile` is that of sRGB. */
void metadata_write(struct pdf *pdf, struct packed profile);

#endif
