/* Any bytes as agenda.yaml and style.yaml of a body and of the one it inherits from, its stylesheet and its logo, in
 * this order, with a line `%%` between. */
#include "folder.h"
#include "source/print.h"
#include "style/forum.h"
#include "style/look.h"

static const char *const files[] = {"styles/a/agenda.yaml",
                                    "styles/a/style.yaml",
                                    "styles/b/agenda.yaml",
                                    "styles/b/style.yaml",
                                    "styles/a/page.css",
                                    "styles/a/logo.png",
                                    NULL};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink;
    diag_sink_init(&sink, &arena);
    folder_enter(files);
    struct str rest = {(const char *)data, size};
    for (const char *const *file = files; *file; file++) {
        size_t const end = str_find(rest, S("%%\n"), 0);
        folder_put(*file, str_part(rest, 0, end));
        rest = end == SIZE_MAX ? (struct str){0} : str_from(rest, end + 3);
    }
    struct style_files styles = {.arena = &arena, .folder = "styles"};
    const struct forum *forum = forum_read(&styles, S("a"), &sink);
    must(forum && forum->name.len > 0, "a body has a name");
    for (size_t i = 0; i < forum->sections.len; i++)
        must(forum->sections.at[i].title.len > 0 || sink.errors > 0, "a section has a title");
    const struct look *look = look_read(&styles, S("a"), &sink);
    must(look->body_size > 0 && look->line_height > 0 && look->scale > 0, "text has a size");
    must(look->page_width > look->margin_left + look->margin_right &&
             look->page_height > look->margin_top + look->margin_bottom,
         "a page has room for text");
    must(!look->logo || (look->logo->width > 0 && look->logo->height > 0), "a logo has a size");
    struct style_files again = {.arena = &arena, .folder = "styles"};
    must(hash_equal(forum_hash(&styles, forum), forum_hash(&again, forum)), "the same files have the same hash");
    diag_sort(&sink);
    const struct diag_sink *sinks[] = {&sink};
    struct print_options const options = {FORMAT_TEXT, LANGUAGE_DANISH, false};
    struct buf out = {0};
    diag_print(&out, &options, sinks, 1);
    buf_finish(&out);
    arena_finish(&arena);
    return 0;
}
