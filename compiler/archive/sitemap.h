/* out/sitemap.xml (sitemaps.org, protocol 0.9), which needs to be told where the archive is published. */
#ifndef ARCHIVE_SITEMAP_H
#define ARCHIVE_SITEMAP_H

#include "archive/contents.h"

#define SITEMAP_LONGEST 50000 /* addresses, the most the protocol allows; the oldest meetings are left out */

/* `base` is the address of out/, http or https, with or without a slash at its end. */
void sitemap_write(struct buf *out, const struct archive *archive, const struct contents_body *bodies, size_t count,
                   struct str base);

#endif
