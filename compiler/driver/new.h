/* `referat new FORUM DATE`: a skeleton of the next meeting, filled in from the body's agenda and its last meeting. */
#ifndef DRIVER_NEW_H
#define DRIVER_NEW_H

#include "program/options.h"

int new_command(const struct options *options); /* the program's exit status */

#endif
