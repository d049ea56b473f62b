/* CPR numbers in any text, such as that of an attached file. */
#ifndef CHECK_CPR_H
#define CHECK_CPR_H

#include "base/str.h"

/* Begin with the text alone set. */
struct cpr_scan {
    struct str text;
    size_t at;  /* where to go on */
    bool found; /* the last one ended there */
};

/* The next plausible number: bytes *start to *end. False when there is none. Linear over the whole text. */
bool cpr_next(struct cpr_scan *scan, size_t *start, size_t *end);

#endif
