/* Any bytes between the two `---` of a meeting: keys, values, people, items as data. */
#include "frame.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink;
    diag_sink_init(&sink, &arena);
    frame_meeting(&arena, S("---\n"), (struct str){(const char *)data, size}, S("\n---\n" FRAME_HEAD "Godkendt.\n"),
                  &sink);
    arena_finish(&arena);
    return 0;
}
