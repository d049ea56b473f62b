/* Link annotations and what they lead to (ISO 32000-1, 12.5.6.5 and 12.6.4). */
#ifndef PDF_LINKS_H
#define PDF_LINKS_H

#include "pdf/structure.h"

/* An annotation for each link area of each page. Areas of links that lead nowhere in a PDF get none. */
void links_write(struct pdf *pdf, struct structure *structure);

#endif
