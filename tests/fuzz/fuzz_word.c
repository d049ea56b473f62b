/* Any bytes as an attached Word document or text file: its text is found within bounds, and numbers of people in it. */
#include "check/cpr.h"
#include "compile/inspect.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str const content = {(const char *)data, size};
    struct str text = {0};
    bool const pdf = str_starts(content, S("%PDF-")); /* another program's business */
    if (!pdf && inspect_text(&arena, S("x.docx"), content, &text) != TEXT_NONE) {
        struct cpr_scan scan = {.text = text};
        size_t start, end;
        while (cpr_next(&scan, &start, &end))
            must(start < end && end <= text.len, "a number stands in the text");
    }
    arena_finish(&arena);
    return 0;
}
