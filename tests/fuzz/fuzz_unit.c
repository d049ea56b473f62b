/* Any bytes as a unit read back: refused, or written again as the same unit. */
#include "archive/unit.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    const struct unit *unit = unit_read(&arena, (struct str){(const char *)data, size});
    if (unit) {
        struct buf first = {0}, second = {0};
        unit_write(&first, unit);
        const struct unit *again = unit_read(&arena, buf_str(&first));
        must(again, "a unit that was written can be read");
        unit_write(&second, again);
        must(str_equal(buf_str(&first), buf_str(&second)), "a unit that was read is written the same");
        buf_finish(&first);
        buf_finish(&second);
    }
    arena_finish(&arena);
    return 0;
}
