/* Addresses in pages: relative to the page they stand on, escaped, and of harmless schemes only. */
#ifndef HTML_URL_H
#define HTML_URL_H

#include "ast/node.h"

/* Percent-encode what may not stand in an address; what is escaped already stays (CommonMark 0.30, 6.3). */
struct str url_escape(struct arena *arena, struct str url);

/* The address of a file of the archive seen from a page of it: both paths from out/; `#fragment` may follow when
 * `has_fragment`. */
struct str url_between(struct arena *arena, struct str from, struct str to, bool has_fragment);

/* http, https, mailto or tel. */
bool url_is_safe(struct str url);

/* http or https: leads out of the archive. */
bool url_is_external(struct str url);

/* Where a link leads from this page; false when it leads nowhere and only its words are to be shown. */
bool url_of_link(struct arena *arena, const struct link *link, struct str from, struct str *url);

/* The name of a node on its page, or empty. */
struct str url_anchor(const struct node *node);

/* How large a file behind an address is, in decimal units with a decimal comma: `640 kB`, `1,2 MB`. */
struct str url_size_words(struct arena *arena, size_t bytes);

#endif
