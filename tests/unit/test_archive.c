#include "archive/contents.h"

#include "test.h"

#include <limits.h>

static struct unit *add_unit(struct arena *arena, struct archive *archive, const char *forum, struct date date)
{
    struct unit *unit = arena_new(arena, struct unit);
    *unit = (struct unit){
        .forum = str_of(forum),
        .source = str_format(arena, "meetings/%s/%.*s.md", forum, STR(date_iso(arena, date))),
        .title = str_format(arena, "%s %.*s", forum, STR(date_words(arena, date))),
        .date = date,
        .status = STATUS_MINUTES,
        .time = {600, 720},
        .next.time = {-1, -1},
        .html = meeting_html_path(arena, str_of(forum), date, STATUS_MINUTES),
        .pdf = meeting_pdf_path(arena, str_of(forum), date, STATUS_MINUTES),
        .pages = 3,
    };
    vec_push(arena, &unit->sources, unit->source);
    vec_push(arena, &archive->units, unit);
    return unit;
}

static void add_item(struct arena *arena, struct unit *unit)
{
    struct unit_section section = {.number = S("1"), .title = S("Beslutningspunkter"), .anchor = S("s-1"), .page = 2};
    struct unit_item item = {
        .number = S("1.1"),
        .title = S("Oplæg \"om\" <budget>"),
        .presenter = S("Tina Ebler"),
        .anchor = S("pkt-1-1"),
        .page = 2,
    };
    struct unit_attachment const attachments[] = {{1, S("Oplæg"), S("dassos/bilag/oplaeg.pdf")},
                                                  {2, S("Notat"), S("")}};
    vec_push(arena, &item.attachments, attachments[0]);
    vec_push(arena, &item.attachments, attachments[1]);
    vec_push(arena, &section.items, item);
    vec_push(arena, &unit->sections, section);
    struct unit_anchor const anchors[] = {{S("budget"), S("pkt-1-1")}, {S("pkt-1-1"), S("pkt-1-1")}};
    vec_push(arena, &unit->anchors, anchors[0]);
    vec_push(arena, &unit->anchors, anchors[1]);
}

static void assert_buffer(struct buf *got, const char *expected)
{
    buf_add_byte(got, '\0');
    assert_string_equal(got->at, expected);
    buf_finish(got);
}

static void units_are_read_back_as_they_were_written(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct archive archive = {0};
    struct unit *unit = add_unit(&arena, &archive, "dassos", (struct date){2021, 2, 11});
    add_item(&arena, unit);
    unit->title = S("  med \\ og\nlinje ");
    unit->issued = (struct date){2021, 2, 26};
    unit->text = hash_bytes(S("tekst"));
    unit->next = (struct next_meeting){{2021, 5, 4}, {-1, -1}, S("Viborg")};
    vec_push(&arena, &unit->sources, S("meetings/dassos/2-punkt.md"));
    vec_push(&arena, &unit->imports, S("meetings/dassos/2020-01-22.md"));
    struct buf first = {0};
    unit_write(&first, unit);
    struct unit *read = unit_read(&arena, buf_str(&first));
    assert_non_null(read);
    assert_true(str_equal(read->title, unit->title));
    assert_int_equal(read->sections.at[0].items.at[0].attachments.len, 2);
    assert_true(hash_equal(read->text, unit->text));
    unit_seal(unit);
    assert_true(hash_equal(read->hashes.listing, unit->hashes.listing));
    assert_true(hash_equal(read->hashes.links, unit->hashes.links));
    struct buf second = {0};
    unit_write(&second, read);
    assert_true(str_equal(buf_str(&first), buf_str(&second)));

    /* A text cut off anywhere is a unit without its end or no unit, and never a crash. */
    for (size_t end = 0; end < first.len; end++)
        unit_read(&arena, str_part(buf_str(&first), 0, end));
    for (size_t at = 0; at < first.len; at++) {
        char const old = first.at[at];
        first.at[at] = ' ';
        unit_read(&arena, buf_str(&first));
        first.at[at] = old;
    }
    assert_null(unit_read(&arena, S("referat-unit 99\n")));
    buf_finish(&first);
    buf_finish(&second);
    arena_finish(&arena);
}

static void the_newest_comes_first_and_neighbours_are_of_the_same_body(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct archive archive = {0};
    struct unit *middle = add_unit(&arena, &archive, "dassos", (struct date){2021, 2, 11});
    struct unit *other = add_unit(&arena, &archive, "årsmøde", (struct date){2021, 2, 11});
    struct unit *newest = add_unit(&arena, &archive, "dassos", (struct date){2021, 5, 4});
    struct unit *oldest = add_unit(&arena, &archive, "dassos", (struct date){2020, 11, 1});
    archive_sort(&arena, &archive);
    assert_ptr_equal(archive.units.at[0], newest);
    assert_ptr_equal(archive.units.at[1], middle);
    assert_ptr_equal(archive.units.at[2], other);
    assert_ptr_equal(archive.units.at[3], oldest);
    struct neighbours neighbours = archive_neighbours(&archive, middle);
    assert_ptr_equal(neighbours.previous, oldest);
    assert_ptr_equal(neighbours.next, newest);
    neighbours = archive_neighbours(&archive, other);
    assert_null(neighbours.previous);
    assert_null(neighbours.next);
    assert_ptr_equal(archive_find(&archive, S("meetings/dassos/2020-11-01.md")), oldest);
    assert_null(archive_find(&archive, S("meetings/dassos")));
    arena_finish(&arena);
}

static void of_two_sources_of_one_meeting_the_published_one_stays(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct archive archive = {0};
    struct unit *first = add_unit(&arena, &archive, "dassos", (struct date){2021, 2, 11});
    struct unit *second = add_unit(&arena, &archive, "dassos", (struct date){2021, 2, 11});
    second->source = S("meetings/dassos/kopi.md");
    archive_sort(&arena, &archive);
    assert_null(archive_duplicate_of(&archive, first));
    assert_ptr_equal(archive_duplicate_of(&archive, second), first);
    second->established = true;
    archive_sort(&arena, &archive);
    assert_ptr_equal(archive_duplicate_of(&archive, first), second);
    first->withheld = true;
    archive_sort(&arena, &archive);
    assert_int_equal(archive.units.len, 1);
    arena_finish(&arena);
}

static struct node *add_link(struct arena *arena, struct node *root, const char *source, const char *anchor)
{
    struct node *paragraph = node_new(arena, NODE_PARAGRAPH, NOWHERE);
    struct node *link = node_new(arena, NODE_LINK, NOWHERE);
    link->as.link = (struct link){.kind = LINK_MEETING, .source = str_of(source), .anchor = str_of(anchor)};
    node_append(paragraph, link);
    node_append(root, paragraph);
    return link;
}

static void links_lead_to_pages_or_are_reported(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct archive archive = {0};
    add_item(&arena, add_unit(&arena, &archive, "dassos", (struct date){2021, 2, 11}));
    struct unit *wrong = add_unit(&arena, &archive, "dassos", (struct date){2021, 5, 4});
    wrong->withheld = true;
    archive_sort(&arena, &archive);
    struct node *root = node_new(&arena, NODE_DOCUMENT, NOWHERE);
    struct node *good = add_link(&arena, root, "meetings/dassos/2021-02-11.md", "Budget");
    struct node *no_anchor = add_link(&arena, root, "meetings/dassos/2021-02-11.md", "regnskab");
    struct node *no_source = add_link(&arena, root, "meetings/dassos/2021-02-12.md", "");
    struct node *withheld = add_link(&arena, root, "meetings/dassos/2021-05-04.md", "budget");
    struct diag_sink sink;
    diag_sink_init(&sink, &arena);
    archive_resolve(&arena, &archive, root, &sink);
    assert_int_equal(good->as.link.kind, LINK_MEETING);
    assert_true(str_equal(good->as.link.html, S("dassos/2021-02-11/index.html#pkt-1-1")));
    assert_true(str_equal(good->as.link.pdf, S("dassos/2021-02-11/dassos-2021-02-11-referat.pdf#pkt-1-1")));
    assert_int_equal(no_anchor->as.link.kind, LINK_UNRESOLVED);
    assert_int_equal(no_source->as.link.kind, LINK_UNRESOLVED);
    assert_int_equal(withheld->as.link.kind, LINK_UNRESOLVED);
    assert_int_equal(sink.errors, 2);
    arena_finish(&arena);
}

static void data_has_the_form_of_the_contract(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct archive archive = {0};
    add_item(&arena, add_unit(&arena, &archive, "dassos", (struct date){2021, 2, 11}));
    archive_sort(&arena, &archive);
    struct buf out = {0};
    struct contents_json contents = contents_json_begin(&archive, &out);
    while (contents_json_next(&contents)) {
    }
    assert_buffer(&out, "{\n"
                        "  \"version\": 1,\n"
                        "  \"meetings\": [\n"
                        "    {\n"
                        "      \"forum\": \"dassos\",\n"
                        "      \"date\": \"2021-02-11\",\n"
                        "      \"title\": \"dassos 11. februar 2021\",\n"
                        "      \"status\": \"referat\",\n"
                        "      \"html\": \"dassos/2021-02-11/index.html\",\n"
                        "      \"pdf\": \"dassos/2021-02-11/dassos-2021-02-11-referat.pdf\",\n"
                        "      \"pages\": 3,\n"
                        "      \"sections\": [\n"
                        "        {\n"
                        "          \"number\": \"1\",\n"
                        "          \"title\": \"Beslutningspunkter\",\n"
                        "          \"page\": 2,\n"
                        "          \"items\": [\n"
                        "            {\n"
                        "              \"number\": \"1.1\",\n"
                        "              \"title\": \"Oplæg \\\"om\\\" \\u003cbudget>\",\n"
                        "              \"presenter\": \"Tina Ebler\",\n"
                        "              \"page\": 2,\n"
                        "              \"href\": \"dassos/2021-02-11/index.html#pkt-1-1\",\n"
                        "              \"attachments\": [\n"
                        "                {\n"
                        "                  \"number\": 1,\n"
                        "                  \"title\": \"Oplæg\",\n"
                        "                  \"href\": \"dassos/bilag/oplaeg.pdf\"\n"
                        "                },\n"
                        "                {\n"
                        "                  \"number\": 2,\n"
                        "                  \"title\": \"Notat\",\n"
                        "                  \"href\": null\n"
                        "                }\n"
                        "              ]\n"
                        "            }\n"
                        "          ]\n"
                        "        }\n"
                        "      ]\n"
                        "    }\n"
                        "  ]\n"
                        "}\n");
    arena_finish(&arena);
}

static void contents_are_a_sound_tree_in_order_of_bodies(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct archive archive = {0};
    add_item(&arena, add_unit(&arena, &archive, "dassos", (struct date){2021, 2, 11}));
    add_unit(&arena, &archive, "dassos", (struct date){2020, 2, 11});
    add_unit(&arena, &archive, "takst", (struct date){2021, 6, 1});
    archive_sort(&arena, &archive);
    struct contents_body const bodies[] = {
        {.publisher = {.forum = S("takst"), .name = S("Aa under DASSOS")}, .parent = S("dassos")},
        {.publisher = {.forum = S("tom"), .name = S("Uden møder")}},
        {.publisher = {.forum = S("dassos"), .name = S("DASSOS")}},
    };
    struct document *document = contents_document(&arena, &archive, bodies, 3, CONTENTS_ALL, EDITION_PUBLIC);
    struct str fault;
    assert_true(node_check(&arena, document->root, &fault));
    struct str text = node_plain_text(&arena, document->root);
    size_t const organisation = str_find(text, S("Organisation\nDASSOS\nAa under DASSOS\nUden møder\n"), 0);
    assert_true(organisation != SIZE_MAX);
    text = str_from(text, organisation + S("Organisation\nDASSOS\nAa under DASSOS\nUden møder\n").len);
    size_t const above = str_find(text, S("DASSOS\n"), 0);
    assert_true(above < str_find(text, S("2021\n"), above));
    assert_true(str_find(text, S("2021\n"), above) < str_find(text, S("2020\n"), above));
    assert_true(str_find(text, S("2020\n"), above) < str_find(text, S("Aa under DASSOS"), 0));
    assert_true(str_find(text, S("Uden møder"), 0) == SIZE_MAX);
    assert_int_equal(document->issued.year, 2021);
    assert_int_equal(document->issued.month, 6);
    arena_finish(&arena);
}

static void the_feed_has_no_clock_and_escapes_titles(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct archive archive = {0};
    struct unit *unit = add_unit(&arena, &archive, "dassos", (struct date){2021, 2, 11});
    add_item(&arena, unit);
    unit->issued = (struct date){2021, 2, 26};
    archive_sort(&arena, &archive);
    struct buf out = {0};
    contents_write_feed(&out, &archive, NULL, 0);
    struct str const feed = buf_str(&out);
    assert_true(str_find(feed, S("<updated>2021-02-26T00:00:00Z</updated>"), 0) != SIZE_MAX);
    assert_true(str_find(feed, S("<published>2021-02-11T00:00:00Z</published>"), 0) != SIZE_MAX);
    assert_true(str_find(feed, S("&lt;budget&gt;"), 0) != SIZE_MAX);
    assert_true(str_find(feed, S("<budget>"), 0) == SIZE_MAX);
    buf_finish(&out);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_are_read_back_as_they_were_written),
        cmocka_unit_test(the_newest_comes_first_and_neighbours_are_of_the_same_body),
        cmocka_unit_test(of_two_sources_of_one_meeting_the_published_one_stays),
        cmocka_unit_test(links_lead_to_pages_or_are_reported),
        cmocka_unit_test(data_has_the_form_of_the_contract),
        cmocka_unit_test(contents_are_a_sound_tree_in_order_of_bodies),
        cmocka_unit_test(the_feed_has_no_clock_and_escapes_titles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
