/* `referat explain`: what a rule means. */
#ifndef DRIVER_EXPLAIN_H
#define DRIVER_EXPLAIN_H

#include "program/options.h"

int explain_command(const struct options *options); /* the program's exit status */

#endif
