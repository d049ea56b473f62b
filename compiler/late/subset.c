#include "late/subset.h"

LATE_DEFINE(late_subset, LATE_SUBSET, LATE_SUBSET_FILE, NULL)
