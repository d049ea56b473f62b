/* What a rule means, with a wrong and a right example: for `referat explain`, the manual page and the documentation.
 * All of it comes from diag.def. */
#ifndef SOURCE_EXPLAIN_H
#define SOURCE_EXPLAIN_H

#include "source/diag.h"

/* One rule in full, as text of at most 78 columns. */
void diag_explain(struct buf *out, enum rule rule, enum language language);

enum rules_form {
    RULES_TEXT,     /* a line a rule: id, severity, title */
    RULES_MARKDOWN, /* a table, then each rule in full under a heading of its own */
    RULES_ROFF      /* a tagged list for a page of mdoc(7): id, severity, the explanation */
};

/* All rules, in the order of diag.def. */
void diag_explain_all(struct buf *out, enum rules_form form, enum language language);

#endif
