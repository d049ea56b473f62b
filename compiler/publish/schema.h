/* archive/toc.schema.json, put into the program by html/embed.c when it is built. */
#ifndef PUBLISH_SCHEMA_H
#define PUBLISH_SCHEMA_H

#include <stddef.h>

extern const char toc_schema[];
extern const size_t toc_schema_size;

#endif
