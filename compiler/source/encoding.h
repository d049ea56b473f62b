/* Whether the bytes of a source are text at all. */
#ifndef SOURCE_ENCODING_H
#define SOURCE_ENCODING_H

#include "source/diag.h"

/* Report bytes that are not UTF-8 and control characters other than tab and line ends (encoding), the first of each
 * line; a file in UTF-16 gives one report. True when there were none. Later stages read wrong bytes as U+FFFD. */
bool source_check_encoding(const struct source *source, struct diag_sink *sink);

/* Whether the text has none of these bytes. */
bool text_is_readable(struct str text);

#endif
