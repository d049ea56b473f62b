/* Raw HTML, which is refused: one diagnostic for each piece, but none for the end tag of one that was reported. */
#ifndef PARSE_RAW_HTML_H
#define PARSE_RAW_HTML_H

#include "source/diag.h"

/* The elements that were reported as opened and not closed yet; zeroed it is empty. */
struct open_elements {
    vec_of(struct str) names;
};

/* Report a piece of raw HTML: a tag, a comment, a block of lines. */
void raw_html_report(struct arena *arena, struct open_elements *open, struct str html, struct span span,
                     struct diag_sink *sink);

#endif
