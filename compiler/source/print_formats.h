/* What the printers share. For the files of this folder only. */
#ifndef SOURCE_PRINT_FORMATS_H
#define SOURCE_PRINT_FORMATS_H

#include "source/print.h"

/* Where a diagnostic begins and ends; all 0 when it has no place. The end is the character after the last. */
struct place {
    struct position start, end;
};

/* Remembers the place printed last, so that many on one long line are found in linear time. Zeroed before the first. */
struct place_finder {
    const struct source *source;
    size_t offset;
    struct position position;
};

struct place place_find(struct place_finder *finder, struct span span);

struct str severity_word(enum severity severity, enum language language); /* fejl, advarsel, note */
struct str severity_name(enum severity severity);                         /* error, warning, note: in data */

/* `bilag 4 hører til punkt 1.5: linje 97`, with the file's path when it is not that of the diagnostic. */
struct str note_with_place(struct arena *arena, const struct diag *diag, enum language language);

/* Each diagnostic by itself, one after the other. */
typedef void print_diag(struct buf *out, const struct print_options *options, struct place_finder *finder,
                        const struct diag *diag);
void print_each(struct buf *out, const struct print_options *options, const struct diag_sink *const *sinks,
                size_t count, print_diag *print);

void print_text(struct buf *out, const struct print_options *options, const struct diag_sink *const *sinks,
                size_t count);
void print_json(struct buf *out, const struct print_options *options, const struct diag_sink *const *sinks,
                size_t count);
void print_sarif(struct buf *out, const struct print_options *options, const struct diag_sink *const *sinks,
                 size_t count);
void print_github(struct buf *out, const struct print_options *options, const struct diag_sink *const *sinks,
                  size_t count);

#endif
