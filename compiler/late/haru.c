#include "late/haru.h"

LATE_DEFINE(late_haru, LATE_HARU, LATE_HARU_FILE, NULL)
