#include "font/font.h"

#include <linebreak.h>

void line_breaks(struct str text, unsigned char *out)
{
    if (text.len == 0)
        return;
    set_linebreaks_utf8((const utf8_t *)text.at, text.len, "da", (char *)out);
    for (size_t i = 0; i < text.len; i++)
        out[i] = out[i] == LINEBREAK_MUSTBREAK    ? BREAK_MANDATORY
                 : out[i] == LINEBREAK_ALLOWBREAK ? BREAK_ALLOWED
                                                  : BREAK_NONE;
}
