/* The four ways diagnostics leave the program (referat(1), Diagnostics). Output goes to a buffer: who prints it is not
 * known here. */
#ifndef SOURCE_PRINT_H
#define SOURCE_PRINT_H

#include "source/diag.h"

enum diag_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_GITHUB };

struct print_options {
    enum diag_format format;
    enum language language;
    bool colour; /* text only: ANSI escapes */
};

/* Print sorted sinks. Ends of places are the character after the last, as in SARIF. SARIF needs all sinks of a run at
 * once, so every format takes an array. */
void diag_print(struct buf *out, const struct print_options *options, const struct diag_sink *const *sinks,
                size_t count);

/* `3 fejl, 2 advarsler i 1 møde`, without a line end; no meetings are named when there are none, and it is empty when
 * there was nothing to tell. */
struct str diag_summary(struct arena *arena, enum language language, size_t errors, size_t warnings, size_t meetings);

#endif
