/* Any bytes as what was said of an item: references, mentions of items and attachments, dates, names, numbers of
 * people, addresses. */
#include "frame.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink;
    diag_sink_init(&sink, &arena);
    frame_meeting(&arena, S(FRAME_FRONT FRAME_HEAD), (struct str){(const char *)data, size}, S("\n"), &sink);
    arena_finish(&arena);
    return 0;
}
