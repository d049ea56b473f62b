/* Any bytes as a meeting, in both editions: parsed, checked against a body, reported in one of the four formats,
 * composed and written as a page. The first byte's last bit chooses the edition. */
#include "frame.h"
#include "html/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink;
    diag_sink_init(&sink, &arena);
    struct parse_options const options = {.edition = size && data[0] & 1 ? EDITION_PUBLIC : EDITION_INTERNAL};
    const struct source *source = source_new(&arena, S("meetings/fuzz.md"), (struct str){(const char *)data, size});
    struct meeting *meeting = meeting_parse(&arena, source, NULL, 0, &options, &sink);
    struct forum forum;
    frame_forum(&arena, &forum);
    check_meeting(meeting, &forum, &sink);
    frame_print(&sink, size);
    frame_hold(&arena, meeting->root, &sink);
    if (meeting->usable) {
        struct document *document = document_compose(&arena, meeting, &forum.publisher);
        frame_hold(&arena, document->root, &sink);
        struct html_page const page = {
            .document = document, .forum = &forum, .meeting = meeting, .stylesheet = S("styles/x.css")};
        struct buf out = {0};
        html_write_page(&out, &page);
        must(utf8_first_fault(buf_str(&out)) == SIZE_MAX, "a page is UTF-8");
        must(str_find(buf_str(&out), S("<script>"), 0) == SIZE_MAX, "no script comes from a source");
        buf_finish(&out);
    }
    arena_finish(&arena);
    return 0;
}
