/* CommonMark's own examples through our tree and our HTML. Each must come out as the specification prints it, but for
 * those that exceptions.txt lists with a reason; and every word must have a place in the source. */
#include "base/file.h"
#include "html/html.h"
#include "parse/parse.h"

#include "../unit/test.h"

#define EXAMPLES 652

static const char fence[] = "````````````````````````````````";

static struct str read_whole(struct arena *arena, const char *path)
{
    struct str text;
    assert_true(file_read(arena, path, SOURCE_LIMIT, &text));
    return text;
}

/* White space between tags, the slash of empty elements and the form of quotation marks are not what is tested. */
static struct str normalized(struct arena *arena, struct str html)
{
    struct buf out = {0};
    for (size_t i = 0; i < html.len; i++) {
        struct str rest = str_from(html, i);
        if (str_starts(rest, S(" />"))) {
            i++;
        } else if (str_starts(rest, S("&quot;"))) {
            buf_add_byte(&out, '"');
            i += 5;
            continue;
        } else if (str_starts(rest, S("\xE2\x86\x92"))) {
            buf_add_byte(&out, '\t');
            i += 2;
            continue;
        }
        if (html.at[i] == '/' && i > 0 && html.at[i - 1] == ' ' && i + 1 < html.len && html.at[i + 1] == '>')
            continue;
        size_t after = i;
        while (out.len > 0 && out.at[out.len - 1] == '>' && after < html.len &&
               (html.at[after] == '\n' || html.at[after] == ' '))
            after++;
        if (after > i && (after == html.len || html.at[after] == '<')) {
            i = after - 1;
            continue;
        }
        buf_add_byte(&out, html.at[i]);
    }
    struct str kept = str_trim(buf_keep(&out, arena));
    buf_finish(&out);
    return kept;
}

/* As the meeting's references would be: here nothing says what is safe. */
static void allow_links(struct node *root)
{
    struct node_walk walk = node_walk_begin(root);
    while (node_walk_next(&walk)) {
        if (walk.entering && walk.node->kind == NODE_LINK)
            walk.node->as.link.kind = LINK_WEB;
        if (walk.entering && walk.node->kind == NODE_IMAGE)
            walk.node->as.image.link.kind = LINK_WEB;
    }
}

static void expect_places(const struct node *root)
{
    struct node_walk walk = node_walk_begin((struct node *)(uintptr_t)root);
    while (node_walk_next(&walk)) {
        if (walk.entering && node_is_inline(walk.node->kind))
            assert_true(walk.node->span.end > walk.node->span.start);
    }
}

static bool is_exception(struct str exceptions, struct str number)
{
    struct buf line = {0};
    buf_add_byte(&line, '\n');
    buf_add(&line, number);
    buf_add_byte(&line, ' ');
    bool found = str_find(exceptions, buf_str(&line), 0) != SIZE_MAX;
    buf_finish(&line);
    return found;
}

static void run_example(struct str number, struct str markdown, struct str expected, bool exception)
{
    struct arena arena = {0};
    struct buf tabs = {0};
    for (size_t i = 0; i < markdown.len; i++) {
        bool arrow = str_starts(str_from(markdown, i), S("\xE2\x86\x92"));
        buf_add_byte(&tabs, arrow ? '\t' : markdown.at[i]);
        i += arrow ? 2 : 0;
    }
    const struct source *source = source_new(&arena, S("example.md"), buf_str(&tabs));
    struct excerpt text = excerpt_of(&arena, source, 0, source->text.len);
    struct diag_sink sink;
    diag_sink_init(&sink, &arena);
    struct node *root = markdown_parse(&arena, &text, &sink);
    struct str fault;
    if (!node_check(&arena, root, &fault))
        fail_msg("example %.*s: %.*s", STR(number), STR(fault));
    expect_places(root);
    allow_links(root);
    struct buf html = {0};
    html_write_fragment(&html, root);
    struct str got = normalized(&arena, buf_str(&html));
    struct str want = normalized(&arena, expected);
    if (str_equal(got, want) == exception)
        fail_msg("example %.*s%s\n%.*s\nexpected %.*s\ngot      %.*s", STR(number),
                 exception ? " is an exception but agrees" : "", STR(markdown), STR(want), STR(got));
    buf_finish(&html);
    buf_finish(&tabs);
    arena_finish(&arena);
}

static void examples_come_out_as_the_specification_says(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct str examples = read_whole(&arena, "tests/spec/commonmark-0.30.txt");
    struct str exceptions = read_whole(&arena, "tests/spec/exceptions.txt");
    size_t count = 0;
    for (size_t at = str_find(examples, str_of(fence), 0); at != SIZE_MAX; count++) {
        at += sizeof fence - 1;
        size_t next = str_find(examples, str_of(fence), at);
        if (next == SIZE_MAX)
            break;
        size_t line = str_find_byte(examples, '\n', at);
        struct str number = str_part(examples, at, str_find_byte(examples, ' ', at));
        size_t parting = str_find(examples, S("\n.\n"), line);
        assert_true(parting < next);
        run_example(number, str_part(examples, line + 1, parting + 1), str_part(examples, parting + 3, next),
                    is_exception(exceptions, number));
        at = next;
    }
    assert_int_equal(count, EXAMPLES);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(examples_come_out_as_the_specification_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
