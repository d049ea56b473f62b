/* cmocka with the headers it needs before it, whatever order includes are sorted in. */
#ifndef UNIT_TEST_H
#define UNIT_TEST_H

// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#endif
