#include "html/html.h"

#include "style/colour.h"
#include "html/markup.h"
#include "html/url.h"
#include "style/look.h"
#include "test.h"

#define assert_text(arena, got, expected) assert_string_equal(str_cstr((arena), (got)), (expected))

static struct node *add(struct arena *arena, struct node *to, enum node_kind kind)
{
    struct node *node = node_new(arena, kind, NOWHERE);
    node_append(to, node);
    return node;
}

static void add_text(struct arena *arena, struct node *to, struct str text)
{
    node_append(to, node_text(arena, text, NOWHERE));
}

/* Whatever byte a writer gets through to text or an attribute, the markup around it stays what it was. */
static void no_byte_breaks_out_of_text_or_attribute(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        struct buf out = {0};
        struct markup markup;
        char hostile[] = {'a', (char)byte, 'b'};
        markup_begin(&markup, &out, VOID_HTML);
        markup_open(&markup, "p");
        markup_attribute(&markup, "title", (struct str){hostile, 3});
        markup_text(&markup, (struct str){hostile, 3});
        markup_close(&markup);
        markup_end(&markup);

        struct str html = buf_str(&out);
        assert_true(str_starts(html, S("<p title=\"a")));
        assert_true(str_ends(html, S("b</p>")));
        size_t angles = 0, quotes = 0;
        for (size_t i = 0; i < html.len; i++) {
            angles += html.at[i] == '<' || html.at[i] == '>';
            quotes += html.at[i] == '"';
            assert_true((unsigned char)html.at[i] >= 0x20 || html.at[i] == '\t' || html.at[i] == '\n');
        }
        assert_int_equal(angles, 4);
        assert_int_equal(quotes, 2);
        buf_finish(&out);
    }
}

static void danish_letters_stay_as_they_are(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf out = {0};
    struct markup markup;
    markup_begin(&markup, &out, VOID_HTML);
    markup_open(&markup, "img");
    markup_attribute(&markup, "alt", S("Århus ”æøå” 👍"));
    markup_void(&markup);
    markup_open(&markup, "td");
    markup_close(&markup);
    markup_end(&markup);
    assert_text(&arena, buf_str(&out), "<img alt=\"Århus ”æøå” 👍\"><td></td>");
    buf_finish(&out);
    arena_finish(&arena);
}

static void addresses_are_relative_and_escaped(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *url;
        bool fragment;
    } cases[] = {
        {"dassos/2021-02-11/index.html", "dassos/2021-02-11/a.pdf", "a.pdf", false},
        {"dassos/2021-02-11/index.html", "index.html", "../../index.html", false},
        {"index.html", "dassos/2021-02-11/index.html#pkt-1-1", "dassos/2021-02-11/index.html#pkt-1-1", true},
        {"a/index.html", "a/index.html#bilag-4", "#bilag-4", true},
        {"a/index.html", "a/bilag/50 % \"ja\"#1?.pdf", "bilag/50%20%25%20%22ja%22%231%3F.pdf", false},
        {"a/index.html", "a/javascript:alert(1)", "javascript%3Aalert%281%29", false},
        {"a/index.html", "a/ø.pdf", "%C3%B8.pdf", false},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(&arena, url_between(&arena, str_of(cases[i].from), str_of(cases[i].to), cases[i].fragment),
                    cases[i].url);
    arena_finish(&arena);
}

static void only_harmless_schemes_become_links(void **state)
{
    (void)state;
    assert_true(url_is_safe(S("https://sm.dk/")));
    assert_true(url_is_safe(S("MAILTO:a@b.dk")));
    assert_true(url_is_safe(S("tel:+4541719998")));
    assert_false(url_is_safe(S("javascript:alert(1)")));
    assert_false(url_is_safe(S("data:text/html,x")));
    assert_false(url_is_safe(S(" https://x")));
    assert_false(url_is_safe(S("https:evil")));
    assert_false(url_is_safe(S("")));
}

static void sizes_are_told_in_danish(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_text(&arena, url_size_words(&arena, 1), "1 kB");
    assert_text(&arena, url_size_words(&arena, 244300), "244 kB");
    assert_text(&arena, url_size_words(&arena, 1250000), "1,3 MB");
    assert_text(&arena, url_size_words(&arena, 40000000), "40,0 MB");
    arena_finish(&arena);
}

static void contrast_is_that_of_wcag(void **state)
{
    (void)state;
    assert_int_equal(colour_contrast(0x000000, 0xFFFFFF), 2100);
    assert_int_equal(colour_contrast(0x336699, 0x336699), 100);
    assert_int_equal(colour_contrast(0x767676, 0xFFFFFF), 454);
    assert_int_equal(colour_contrast(0x1D5A6E, 0xFFFFFF), 766);
    assert_int_equal(colour_readable(0x1D5A6E, 0x000000, 0xFFFFFF, 460), 0x1D5A6E);
    assert_true(colour_contrast(colour_readable(0x1D5A6E, 0xFFFFFF, 0x14181B, 700), 0x14181B) >= 700);
}

/* A hostile look cannot end the string it stands in. */
static void families_are_css_strings(void **state)
{
    (void)state;
    struct look look = {
        .body_family = S("A\"; } body { background: url(//x) }\n\\"), .scale = 1200, .line_height = 1350};
    struct buf out = {0};
    html_write_stylesheet(&out, &look, S("/* its own */\n"));
    struct str css = buf_str(&out);
    assert_true(str_find(css, S("--body-font: \"A\\22 ; } body { background: url(//x) }\\a \\5c \", system-ui"), 0) !=
                SIZE_MAX);
    assert_true(str_ends(css, S("/* its own */\n")));
    buf_finish(&out);
}

static struct str page_of(struct arena *arena, struct node *root, struct buf *out)
{
    struct document *document = arena_new(arena, struct document);
    document->title = S("DASSOS </title><script>");
    document->language = S("da-DK");
    document->html = S("dassos/2021-02-11/index.html");
    document->root = root;
    const struct html_page page = {
        .document = document,
        .stylesheet = S("styles/dassos-1.css"),
        .home = {S("index.html"), S("Forside")},
        .pdf = S("dassos/2021-02-11/dassos-2021-02-11-referat.pdf"),
        .pdf_pages = 12,
    };
    html_write_page(out, &page);
    return buf_str(out);
}

static bool has(struct str text, const char *needle)
{
    return str_find(text, str_of(needle), 0) != SIZE_MAX;
}

static void a_page_holds_names_links_and_policy(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf out = {0};
    struct node *root = node_new(&arena, NODE_DOCUMENT, NOWHERE);
    struct node *section = add(&arena, root, NODE_SECTION);
    section->anchor = S("s-1");
    struct node *item = add(&arena, section, NODE_ITEM);
    item->as.item.section = item->as.item.number = 1;
    item->anchor = S("pkt-1-1");
    item->id = S("genindlaeggelser");
    struct node *heading = add(&arena, item, NODE_HEADING);
    heading->as.heading.level = 3;
    heading->as.heading.number = S("1.1");
    add_text(&arena, heading, S("Oplæg <om>"));
    struct node *attachments = add(&arena, item, NODE_ATTACHMENT_LIST);
    struct node *attachment = add(&arena, attachments, NODE_ATTACHMENT);
    attachment->anchor = S("bilag-1");
    attachment->id = S("slides");
    attachment->as.attachment.number = 1;
    attachment->as.attachment.media = S("PDF");
    attachment->as.attachment.size = 1250000;
    attachment->as.attachment.link = (struct link){.kind = LINK_FILE, .html = S("dassos/2021-02-11/bilag/a b.pdf")};
    add_text(&arena, attachment, S("Slides"));
    struct node *paragraph = add(&arena, item, NODE_PARAGRAPH);
    struct node *link = add(&arena, paragraph, NODE_LINK);
    link->as.link = (struct link){.kind = LINK_ANCHOR, .target = attachment};
    add_text(&arena, link, S("bilag 1"));
    struct node *unsafe = add(&arena, paragraph, NODE_LINK);
    unsafe->as.link = (struct link){.kind = LINK_WEB, .url = S("javascript:alert(1)")};
    add_text(&arena, unsafe, S("klik"));
    struct node *picture = add(&arena, paragraph, NODE_IMAGE);
    picture->as.image.link = (struct link){.kind = LINK_WEB, .url = S("https://x.dk/a.png")};
    add_text(&arena, picture, S("kort"));

    struct str html = page_of(&arena, root, &out);
    assert_true(str_starts(html, S("<!DOCTYPE html>\n<html lang=\"da\">\n")));
    assert_true(has(html, "<title>DASSOS &lt;/title&gt;&lt;script&gt;</title>"));
    assert_true(has(html, "Content-Security-Policy\" content=\"default-src 'none'; style-src 'self';"));
    assert_true(has(html, "<section class=\"agenda-section\" id=\"s-1\">"));
    assert_true(has(html, "<article class=\"item\" id=\"pkt-1-1\">"));
    assert_true(has(html, "<h3 id=\"genindlaeggelser\"><span class=\"number\">1.1</span> Oplæg &lt;om&gt;</h3>"));
    assert_true(has(html,
                    "<li id=\"bilag-1\"><span class=\"label\" id=\"slides\">Bilag\xC2\xA0"
                    "1:</span> "
                    "<a href=\"bilag/a%20b.pdf\">Slides</a> <span class=\"ui file-kind\">(PDF, 1,3 MB)</span></li>"));
    assert_true(
        has(html, "<a href=\"#bilag-1\">bilag 1</a>klik<a href=\"https://x.dk/a.png\" rel=\"noopener\">kort</a>"));
    assert_true(has(html, "<a href=\"dassos-2021-02-11-referat.pdf#pkt-1-1\">Punkt 1.1 i PDF</a>"));
    assert_true(has(html, "href=\"../../styles/dassos-1.css\""));
    assert_false(has(html, "javascript:"));
    assert_false(has(html, "<img"));
    assert_false(has(html, "style=\""));
    buf_finish(&out);
    arena_finish(&arena);
}

static struct node *add_entry(struct arena *arena, struct node *to, const char *number, const char *title,
                              const char *html)
{
    struct node *entry = add(arena, to, NODE_CONTENTS_ENTRY);
    entry->as.entry.number = str_of(number);
    entry->as.entry.link = (struct link){.kind = LINK_MEETING, .html = str_of(html)};
    add_text(arena, entry, str_of(title));
    return entry;
}

static void meetings_fold_their_agendas(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf out = {0};
    struct node *root = node_new(&arena, NODE_DOCUMENT, NOWHERE);
    struct node *section = add(&arena, root, NODE_SECTION);
    struct node *contents = add(&arena, section, NODE_CONTENTS);
    for (int i = 0; i < 2; i++) {
        struct node *meeting = add_entry(&arena, contents, "", i == 0 ? "4. maj" : "1. marts", "dassos/m/index.html");
        meeting->as.entry.link.pdf = S("dassos/m/m.pdf");
        struct node *entry = add_entry(&arena, meeting, "1.", "Beslutninger", "dassos/m/index.html#s-1");
        add_entry(&arena, entry, "1.1", "Oplæg", "dassos/m/index.html#pkt-1-1");
    }
    struct str html = page_of(&arena, root, &out);
    assert_true(has(html,
                    "<li><a href=\"../m/index.html\">4. maj</a> <a class=\"ui pdf\" href=\"../m/m.pdf\" "
                    "type=\"application/pdf\" aria-label=\"PDF: 4. maj\">PDF</a>\n"
                    "<details class=\"fold agenda\" open>\n"
                    "<summary class=\"ui\" aria-label=\"1 punkt: 4. maj\">1 punkt</summary>\n"
                    "<ol>\n<li><a href=\"../m/index.html#s-1\"><span class=\"number\">1.</span> Beslutninger</a>\n"
                    "<ol>\n<li><a href=\"../m/index.html#pkt-1-1\"><span class=\"number\">1.1</span> Oplæg</a></li>\n"
                    "</ol>\n</li>\n</ol>\n</details>\n</li>\n"));
    assert_true(has(html, "<details class=\"fold agenda\">\n"));
    buf_finish(&out);
    arena_finish(&arena);
}

static void links_do_not_nest(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf out = {0};
    struct node *root = node_new(&arena, NODE_DOCUMENT, NOWHERE);
    struct node *paragraph = add(&arena, root, NODE_PARAGRAPH);
    struct node *outer = add(&arena, paragraph, NODE_LINK);
    outer->as.link.url = S("/a");
    struct node *inner = add(&arena, outer, NODE_LINK);
    inner->as.link.url = S("/b");
    add_text(&arena, inner, S("x"));
    add_text(&arena, outer, S("y"));
    html_write_fragment(&out, root);
    assert_text(&arena, buf_str(&out), "<p><a href=\"/a\">xy</a></p>\n");
    buf_finish(&out);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_byte_breaks_out_of_text_or_attribute),
        cmocka_unit_test(danish_letters_stay_as_they_are),
        cmocka_unit_test(addresses_are_relative_and_escaped),
        cmocka_unit_test(only_harmless_schemes_become_links),
        cmocka_unit_test(sizes_are_told_in_danish),
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(families_are_css_strings),
        cmocka_unit_test(a_page_holds_names_links_and_policy),
        cmocka_unit_test(meetings_fold_their_agendas),
        cmocka_unit_test(links_do_not_nest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
