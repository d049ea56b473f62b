/* libyaml's complaints as diagnostics a writer understands. Shared by the files of this folder only. */
#ifndef DATA_FAULT_H
#define DATA_FAULT_H

#include "source/diag.h"

#include <yaml.h>

/* What libyaml reads: bytes of the source from `base` on, unreadable ones replaced one for one. libyaml counts
 * characters; the byte offset of every 16th is kept, so that a mark is turned into an offset in constant time. */
enum { YAML_STRIDE = 16 };

struct yaml_text {
    const struct source *source;
    struct str text;
    size_t base;
    uint32_t *checkpoints;
    size_t checkpoint_count;
};

/* Offset in text->text of a libyaml mark. */
size_t yaml_offset(const struct yaml_text *text, yaml_mark_t mark);

/* Bytes start..end of the text as a span of the source. */
struct span yaml_span(const struct yaml_text *text, size_t start, size_t end);

/* Report the error the parser stopped at. */
void yaml_report_fault(const struct yaml_text *text, const yaml_parser_t *parser, struct diag_sink *sink);

#endif
