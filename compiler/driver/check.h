/* `referat check`: say what is wrong and write nothing. */
#ifndef DRIVER_CHECK_H
#define DRIVER_CHECK_H

#include "program/options.h"

int check_command(const struct options *options); /* the program's exit status */

#endif
