#include "late/harfbuzz.h"

LATE_DEFINE(late_harfbuzz, LATE_HARFBUZZ, LATE_HARFBUZZ_FILE, NULL)
