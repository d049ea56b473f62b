/* Any bytes as a meeting, in both editions: parsed, checked against a body, reported in all four formats, composed and
 * written as a page. The first byte's last bit chooses the edition. */
#include "base/utf8.h"
#include "check/check.h"
#include "fuzz.h"
#include "html/html.h"
#include "parse/parse.h"
#include "source/print.h"

static void fill_forum(struct arena *arena, struct forum *forum)
{
    *forum = (struct forum){.id = S("raad"), .name = S("Rådet"), .long_name = S("Rådet for prøver")};
    forum->publisher = (struct publisher){.forum = S("raad"), .name = S("Rådet"), .long_name = S("Rådet for prøver")};
    for (int i = 0; i < RULE_COUNT; i++)
        forum->severities[i] = rule_info((enum rule)i)->severity;
    struct str const member = S("Aarhus Kommune");
    vec_push(arena, &forum->members, member);
    struct agenda_section section = {.title = S("Sager"), .has_slots = true};
    struct slot const presenter = {.kind = SLOT_PRESENTER};
    struct slot const minutes = {.kind = SLOT_PART, .part = PART_MINUTES};
    vec_push(arena, &section.slots.at, presenter);
    vec_push(arena, &section.slots.at, minutes);
    vec_push(arena, &forum->sections, section);
}

static void print_all(struct arena *arena, struct diag_sink *sink)
{
    diag_sort(sink);
    const struct diag_sink *sinks[] = {sink};
    for (enum diag_format format = FORMAT_TEXT; format <= FORMAT_GITHUB; format++) {
        struct print_options const options = {format, format == FORMAT_JSON ? LANGUAGE_ENGLISH : LANGUAGE_DANISH,
                                              false};
        struct buf out = {0};
        diag_print(&out, &options, sinks, 1);
        for (size_t i = 0; i < out.len; i++)
            must((unsigned char)out.at[i] >= ' ' || out.at[i] == '\n' || out.at[i] == '\t',
                 "no control character is printed");
        must(utf8_first_fault(buf_str(&out)) == SIZE_MAX, "what is printed is UTF-8");
        buf_finish(&out);
    }
    (void)arena;
}

/* The words of what is no text are mended for the tree and then differ from the file. */
static bool is_text(const struct diag_sink *sink)
{
    for (size_t i = 0; i < sink->diags.len; i++)
        if (sink->diags.at[i].rule == RULE_ENCODING)
            return false;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink;
    diag_sink_init(&sink, &arena);
    struct parse_options const options = {.edition = size && data[0] & 1 ? EDITION_PUBLIC : EDITION_INTERNAL};
    const struct source *source = source_new(&arena, S("meetings/fuzz.md"), (struct str){(const char *)data, size});
    struct meeting *meeting = meeting_parse(&arena, source, NULL, 0, &options, &sink);
    struct forum forum;
    fill_forum(&arena, &forum);
    check_meeting(meeting, &forum, &sink);
    print_all(&arena, &sink);
    struct str fault = {0};
    bool kept = !is_text(&sink) || node_check(&arena, meeting->root, &fault);
    must(kept, str_cstr(&arena, fault));
    if (meeting->usable) {
        struct document *document = document_compose(&arena, meeting, &forum.publisher);
        kept = !is_text(&sink) || node_check(&arena, document->root, &fault);
        must(kept, str_cstr(&arena, fault));
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
