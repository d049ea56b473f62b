#include "archive/calendar.h"
#include "archive/sitemap.h"

#include "test.h"

struct fixture {
    struct arena arena;
    struct archive archive;
    struct buf out;
};

static int set_up(void **state)
{
    struct fixture *fixture = must_malloc(sizeof *fixture);
    *fixture = (struct fixture){0};
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    buf_finish(&fixture->out);
    arena_finish(&fixture->arena);
    free(fixture);
    return 0;
}

static struct unit *add_meeting(struct fixture *fixture, struct str forum, struct date date, enum status status)
{
    struct unit *unit = arena_new(&fixture->arena, struct unit);
    *unit = (struct unit){
        .source = str_format(&fixture->arena, "%.*s-%d", STR(forum), date.month),
        .forum = forum,
        .title = forum,
        .date = date,
        .status = status,
        .time = {-1, -1},
        .next = {.time = {-1, -1}},
    };
    unit->html = meeting_html_path(&fixture->arena, forum, date, status);
    unit->pdf = meeting_pdf_path(&fixture->arena, forum, date, status);
    vec_push(&fixture->arena, &fixture->archive.units, unit);
    return unit;
}

static bool is_in(const struct fixture *fixture, struct str text)
{
    return str_find(buf_str(&fixture->out), text, 0) != SIZE_MAX;
}

static void a_meeting_is_to_come_until_a_later_one_has_minutes(void **state)
{
    struct fixture *fixture = *state;
    struct unit *first = add_meeting(fixture, S("dassos"), (struct date){2021, 2, 11}, STATUS_MINUTES);
    first->next = (struct next_meeting){.date = {2021, 5, 4}, .time = {600, 720}, .place = S("Viborg")};
    archive_sort(&fixture->arena, &fixture->archive);
    coming_meetings coming = calendar_coming(&fixture->arena, &fixture->archive, (struct str){0});
    assert_int_equal(coming.len, 1);
    assert_int_equal(coming.at[0].time.from, 600);

    add_meeting(fixture, S("takstgruppen"), (struct date){2021, 6, 1}, STATUS_MINUTES);
    struct unit *agenda = add_meeting(fixture, S("dassos"), (struct date){2021, 5, 4}, STATUS_AGENDA);
    agenda->time = (struct time_range){540, -1};
    archive_sort(&fixture->arena, &fixture->archive);
    coming = calendar_coming(&fixture->arena, &fixture->archive, S("dassos"));
    assert_int_equal(coming.len, 1);
    assert_int_equal(coming.at[0].time.from, 540); /* as its own agenda has it */

    add_meeting(fixture, S("dassos"), (struct date){2021, 5, 4}, STATUS_DRAFT);
    archive_sort(&fixture->arena, &fixture->archive);
    assert_int_equal(calendar_coming(&fixture->arena, &fixture->archive, (struct str){0}).len, 0);
}

static void lines_are_those_of_rfc_5545(void **state)
{
    struct fixture *fixture = *state;
    struct unit *unit = add_meeting(fixture, S("dassos"), (struct date){2021, 12, 11}, STATUS_MINUTES);
    unit->issued = (struct date){2021, 12, 20};
    unit->next = (struct next_meeting){
        .date = {2021, 12, 31},
        .time = {600, 1440},
        .place = S("Regionshuset i Viborg, mødelokale æøå; ærø, øst for hovedindgangen ad stien gennem gården"),
    };
    archive_sort(&fixture->arena, &fixture->archive);
    struct contents_body const body = {.publisher = {.forum = S("dassos"), .name = S("DASSOS")}};
    calendar_write(&fixture->out, &fixture->archive, &body, 1, S("dassos"));
    assert_true(is_in(fixture, S("UID:dassos-2021-12-31@referat\r\nDTSTAMP:20211220T000000Z\r\n")));
    assert_true(is_in(fixture, S("DTSTART;TZID=Europe/Copenhagen:20211231T100000\r\n")));
    assert_true(is_in(fixture, S("DTEND;TZID=Europe/Copenhagen:20220101T000000\r\n")));
    assert_true(is_in(fixture, S("SUMMARY:DASSOS\r\nLOCATION:Regionshuset i Viborg\\, mødelokale æøå\\; ærø\\,")));
    struct str const text = buf_str(&fixture->out);
    for (size_t at = 0; at < text.len;) {
        size_t const end = str_find(text, S("\r\n"), at);
        assert_true(end != SIZE_MAX && end - at <= 75);
        assert_int_equal(str_find_byte(str_part(text, at, end), '\n', 0), SIZE_MAX);
        at = end + 2;
    }
}

static void a_day_without_times_is_a_whole_day(void **state)
{
    struct fixture *fixture = *state;
    add_meeting(fixture, S("x"), (struct date){2024, 2, 29}, STATUS_AGENDA);
    archive_sort(&fixture->arena, &fixture->archive);
    calendar_write(&fixture->out, &fixture->archive, NULL, 0, (struct str){0});
    assert_true(is_in(fixture, S("DTSTART;VALUE=DATE:20240229\r\nDTEND;VALUE=DATE:20240301\r\n")));
}

static void the_sitemap_has_whole_addresses(void **state)
{
    struct fixture *fixture = *state;
    add_meeting(fixture, S("dassos"), (struct date){2021, 2, 11}, STATUS_MINUTES)->issued = (struct date){2021, 2, 26};
    archive_sort(&fixture->arena, &fixture->archive);
    sitemap_write(&fixture->out, &fixture->archive, NULL, 0, S("https://example.dk/a&b/"));
    assert_true(is_in(fixture, S("<loc>https://example.dk/a&amp;b/</loc>")));
    assert_true(is_in(fixture, S("<loc>https://example.dk/a&amp;b/dassos/</loc>")));
    assert_true(is_in(fixture, S("<loc>https://example.dk/a&amp;b/dassos/2021-02-11/</loc>")));
    assert_true(is_in(fixture, S("<lastmod>2021-02-26</lastmod>")));
}

static void a_body_has_a_feed_of_its_own(void **state)
{
    struct fixture *fixture = *state;
    add_meeting(fixture, S("dassos"), (struct date){2021, 2, 11}, STATUS_MINUTES);
    add_meeting(fixture, S("andre"), (struct date){2021, 3, 11}, STATUS_MINUTES);
    archive_sort(&fixture->arena, &fixture->archive);
    struct contents_body const body = {.publisher = {.forum = S("dassos"), .name = S("DASSOS")}};
    contents_write_body_feed(&fixture->out, &fixture->archive, &body);
    assert_true(is_in(fixture, S("href=\"2021-02-11/index.html\"")));
    assert_true(is_in(fixture, S("<title>DASSOS</title>")));
    assert_false(is_in(fixture, S("andre")));
}

static size_t count_kind(struct document *document, enum node_kind kind, struct str path)
{
    size_t count = 0;
    for (struct node_walk walk = node_walk_begin(document->root); node_walk_next(&walk);) {
        if (!walk.entering || walk.node->kind != kind)
            continue;
        count += kind != NODE_LINK || str_equal(walk.node->as.link.html, path);
    }
    return count;
}

static struct node *find_anchor(struct document *document, struct str anchor)
{
    for (struct node_walk walk = node_walk_begin(document->root); node_walk_next(&walk);)
        if (walk.entering && str_equal(walk.node->anchor, anchor))
            return walk.node;
    return NULL;
}

/* `count` meetings of a body, 300 a year from 2000 on, each of which takes about `size` bytes or a little more to list.
 */
static void add_meetings(struct fixture *fixture, struct str forum, int count, size_t size)
{
    struct str const title = {arena_alloc(&fixture->arena, size / 4), size / 4};
    memset((char *)title.at, 'x', title.len);
    for (int i = 0; i < count; i++) {
        struct date const day = {(int16_t)(2000 + i / 300), (int8_t)(i % 300 / 28 + 1), (int8_t)(i % 28 + 1)};
        add_meeting(fixture, forum, day, STATUS_MINUTES)->title = title;
    }
    archive_sort(&fixture->arena, &fixture->archive);
}

static void a_long_page_leads_to_pages_of_years(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = &fixture->arena;
    struct contents_body const body = {.publisher = {.forum = S("x"), .name = S("X")}};
    add_meetings(fixture, S("x"), 601, 400);
    assert_int_equal(contents_extent(&fixture->archive, S("")), CONTENTS_ALL);
    struct document *whole = contents_document(arena, &fixture->archive, &body, 1, CONTENTS_ALL, EDITION_PUBLIC);
    assert_int_equal(find_anchor(whole, S("x-2000"))->kind, NODE_HEADING);
    fixture->archive.units.len = 0;
    add_meetings(fixture, S("x"), 601, CONTENTS_LONGEST / 600);
    assert_int_equal(contents_extent(&fixture->archive, S("")), CONTENTS_NEW);
    struct document *front = contents_document(arena, &fixture->archive, &body, 1, CONTENTS_NEW, EDITION_PUBLIC);
    assert_int_equal(count_kind(front, NODE_CONTENTS_ENTRY, S("")), CONTENTS_NEWEST);
    assert_int_equal(count_kind(front, NODE_LINK, S("x/2000/index.html")), 1);
    assert_int_equal(find_anchor(front, S("x-2000"))->kind, NODE_LIST_ITEM); /* old addresses never change */
    size_t listed = 0;
    contents_year_list const years = contents_years(arena, &fixture->archive, S("x"));
    assert_int_equal(years.len, 3);
    for (size_t i = 0; i < years.len; i++)
        listed += count_kind(contents_year_document(arena, &fixture->archive, &body, years.at[i], EDITION_PUBLIC),
                             NODE_CONTENTS_ENTRY, S(""));
    assert_int_equal(listed, 601); /* nothing becomes unreachable */
}

static void of_many_bodies_as_many_meetings_are_listed_as_fit(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = &fixture->arena;
    struct contents_body bodies[40];
    for (size_t i = 0; i < 40; i++) {
        struct str const forum = str_format(arena, "b%zu", i);
        bodies[i] = (struct contents_body){.publisher = {.forum = forum, .name = forum}};
        add_meetings(fixture, forum, 20, CONTENTS_LONGEST / 200);
    }
    struct document *front = contents_document(arena, &fixture->archive, bodies, 40, CONTENTS_NEW, EDITION_PUBLIC);
    size_t const listed = count_kind(front, NODE_CONTENTS_ENTRY, S(""));
    assert_int_equal(listed % 40, 0);
    assert_in_range(listed, 80, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_meeting_is_to_come_until_a_later_one_has_minutes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_are_those_of_rfc_5545, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_day_without_times_is_a_whole_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_sitemap_has_whole_addresses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_body_has_a_feed_of_its_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_page_leads_to_pages_of_years, set_up, tear_down),
        cmocka_unit_test_setup_teardown(of_many_bodies_as_many_meetings_are_listed_as_fit, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
