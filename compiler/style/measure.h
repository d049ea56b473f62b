/* Lengths, numbers and colours of style.yaml. For the files of this folder. */
#ifndef STYLE_MEASURE_H
#define STYLE_MEASURE_H

#include "data/expect.h"
#include "style/look.h"

/* Each takes an entry that may be NULL and leaves the result as it is when the value cannot be used (reported). */
void measure_length(struct arena *arena, const struct entry *entry, const char *example, mp least, mp most,
                    struct diag_sink *sink, mp *length);
void measure_per_mille(struct arena *arena, const struct entry *entry, int least, int most, struct diag_sink *sink,
                       int *per_mille);

/* `text` asks for 4.5 : 1 on white (WCAG 2.2, 1.4.3). */
void measure_colour(struct arena *arena, const struct entry *entry, bool text, struct diag_sink *sink,
                    uint32_t *colour);

/* `25mm`, `2,5 cm`, `11pt` in thousandths of a point. */
bool length_parse(struct str text, mp *length);

#endif
