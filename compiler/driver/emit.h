/* `referat --emit=STAGE SOURCE`: one meeting at one stage, as text. For tests and for whoever looks for a fault. */
#ifndef DRIVER_EMIT_H
#define DRIVER_EMIT_H

#include "program/options.h"

int emit_command(const struct options *options); /* the program's exit status */

#endif
