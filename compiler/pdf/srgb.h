/* The ICC profile of sRGB, made when the program is built (profile_main.c). */
#ifndef PDF_SRGB_H
#define PDF_SRGB_H

#include <stddef.h>

extern const char pdf_srgb[];
extern const size_t pdf_srgb_size;

#endif
