/* archive/toc.schema.json, put into the program by html/embed.c when it is built. */
#ifndef BUILD_SCHEMA_H
#define BUILD_SCHEMA_H

#include <stddef.h>

extern const char build_schema[];
extern const size_t build_schema_size;

#endif
