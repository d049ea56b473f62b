/* A file into its front matter and its body. Knows nothing of what either says. */
#ifndef PARSE_SPLIT_H
#define PARSE_SPLIT_H

#include "source/diag.h"

struct split {
    struct span opening;           /* the opening `---`, or the first line when there is none */
    bool has_front;                /* front_start..front_end may be read, if need be as well as can be guessed */
    bool guessed;                  /* the closing `---` is missing: what is not found may stand on the other side */
    size_t front_start, front_end; /* between the two delimiters */
    size_t body_start;             /* after the closing one; the body ends with the file */
};

enum split_kind { SPLIT_MEETING, SPLIT_ITEM };

/* Report what is no text (encoding) and missing delimiters (front-matter). Where one delimiter is missing, what is
 * plainly meant is split all the same, so that the rest of the file is checked too. */
struct split source_split(const struct source *source, enum split_kind kind, struct diag_sink *sink);

#endif
