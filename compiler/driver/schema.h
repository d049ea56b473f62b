/* archive/toc.schema.json, put into the program by html/embed.c when it is built. */
#ifndef DRIVER_SCHEMA_H
#define DRIVER_SCHEMA_H

#include <stddef.h>

extern const char driver_schema[];
extern const size_t driver_schema_size;

#endif
