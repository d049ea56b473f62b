/* How large a PNG or JPEG picture is as it is shown, that is, turned as the camera says; from its headers alone. */
#ifndef COMPILE_PICTURE_H
#define COMPILE_PICTURE_H

#include "base/str.h"

/* False when the bytes are neither, or their header is broken. Pixels; both at least 1 and at most 65535. */
bool picture_size(struct str bytes, unsigned *width, unsigned *height);

#endif
