/* Inside font/: the Danish patterns, put into the program when it was built. */
#ifndef FONT_PATTERNS_H
#define FONT_PATTERNS_H

#include <stddef.h>

extern const char hyphenation_patterns[];
extern const size_t hyphenation_patterns_size;

#endif
