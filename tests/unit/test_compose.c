#include "ast/compose.h"

#include "ast/words.h"
#include "test.h"

static const struct publisher publisher = {
    .forum = {"dassos", 6},
    .name = {"DASSOS", 6},
    .long_name = {"Den Administrative Styregruppe", 30},
    .secretariat = {"Sekretariatet", 13},
    .address = (const struct str[]){{"Prinsens Allé 5", 16}, {"8800 Viborg", 11}},
    .address_lines = 2,
};

static struct node *add_heading(struct arena *arena, struct node *to, unsigned level, const char *number,
                                const char *title)
{
    struct node *heading = node_new(arena, NODE_HEADING, NOWHERE);
    heading->as.heading.level = level;
    heading->as.heading.number = str_of(number);
    node_append(heading, node_text(arena, str_of(title), NOWHERE));
    node_append(to, heading);
    return heading;
}

static struct meeting *new_meeting(struct arena *arena)
{
    struct meeting *meeting = arena_new(arena, struct meeting);
    meeting->arena = arena;
    meeting->forum = S("dassos");
    meeting->date = (struct date){2021, 2, 11};
    meeting->time = (struct time_range){600, 720};
    meeting->place = S("Regionshuset");
    meeting->status = STATUS_MINUTES;
    meeting->next.time.from = -1;
    meeting->root = node_new(arena, NODE_DOCUMENT, NOWHERE);
    struct node *section = node_new(arena, NODE_SECTION, NOWHERE);
    section->as.section.number = 1;
    node_append(meeting->root, section);
    add_heading(arena, section, 2, "1.", "Beslutningspunkter");
    struct node *item = node_new(arena, NODE_ITEM, NOWHERE);
    item->as.item.section = item->as.item.number = 1;
    node_append(section, item);
    struct node *title = add_heading(arena, item, 3, "1.1", "Oplæg om ");
    struct node *link = node_new(arena, NODE_LINK, NOWHERE);
    node_append(link, node_text(arena, S("genindlæggelser"), NOWHERE));
    node_append(title, link);
    return meeting;
}

static void add_person(struct arena *arena, struct person_list *people, struct person person)
{
    vec_push(arena, &people->at, person);
}

static struct str text_of(struct arena *arena, const struct node *node)
{
    return node_plain_text(arena, node);
}

#define assert_text(arena, got, expected) assert_string_equal(str_cstr((arena), (got)), (expected))

static void titles_and_paths_are_made_of_body_and_day(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct meeting *meeting = new_meeting(&arena);
    assert_text(&arena, meeting_title(&arena, meeting, &publisher), "DASSOS 11. februar 2021");
    meeting->title = S("Ekstraordinært møde");
    assert_text(&arena, meeting_title(&arena, meeting, &publisher), "Ekstraordinært møde");
    assert_text(&arena, meeting_html_path(&arena, S("dassos"), meeting->date, STATUS_DRAFT),
                "dassos/2021-02-11/index.html");
    assert_text(&arena, meeting_pdf_path(&arena, S("dassos"), meeting->date, STATUS_APPROVED),
                "dassos/2021-02-11/dassos-2021-02-11-referat.pdf");
    assert_text(&arena, meeting_pdf_path(&arena, S("dassos"), meeting->date, STATUS_AGENDA),
                "dassos/2021-02-11/dassos-2021-02-11-dagsorden.pdf");
    arena_finish(&arena);
}

static void cover_says_what_front_matter_says(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct meeting *meeting = new_meeting(&arena);
    meeting->issued = (struct date){2021, 2, 26};
    meeting->contact = (struct contact){S("Maria Eeg Smidt"), S("41 71 99 98"), S("mesm@viborg.dk")};
    meeting->next = (struct next_meeting){{2021, 5, 4}, {-1, -1}, S("Viborg")};
    struct document *document = document_compose(&arena, meeting, &publisher);
    struct node *cover = document->root->first;
    assert_int_equal(cover->kind, NODE_COVER);
    assert_text(&arena, text_of(&arena, node_child(cover, NODE_LETTERHEAD)),
                "Den Administrative Styregruppe\nSekretariatet\nPrinsens Allé 5\n8800 Viborg");
    assert_text(&arena, text_of(&arena, node_child(cover, NODE_HEADING)),
                "DASSOS 11.\xC2\xA0"
                "februar 2021");
    assert_text(&arena, text_of(&arena, node_child(cover, NODE_FACTS)),
                "11.\xC2\xA0"
                "februar 2021 kl.\xC2\xA0"
                "10.00–12.00\nRegionshuset\n26.\xC2\xA0"
                "februar 2021\n"
                "Maria Eeg Smidt Tlf. 41\xC2\xA0"
                "71\xC2\xA0"
                "99\xC2\xA0"
                "98 mesm@viborg.dk\n4.\xC2\xA0"
                "maj 2021, Viborg");
    struct str fault;
    assert_true(node_check(&arena, document->root, &fault));
    arena_finish(&arena);
}

static void a_telephone_link_can_be_dialled_from_anywhere(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct meeting *meeting = new_meeting(&arena);
    meeting->contact.telephone = S("41 71 99 98");
    struct document *document = document_compose(&arena, meeting, &publisher);
    struct node_walk walk = node_walk_begin(document->root->first);
    while (node_walk_next(&walk) && walk.node->kind != NODE_LINK)
        continue;
    assert_text(&arena, walk.node->as.link.url, "tel:+4541719998");
    arena_finish(&arena);
}

static void people_stand_in_a_regular_table_a_group(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct meeting *meeting = new_meeting(&arena);
    add_person(&arena, &meeting->attendees,
               (struct person){.name = S("Bo Hansen"), .note = S("formand"), .organisation = S("Viborg Kommune")});
    add_person(&arena, &meeting->attendees, (struct person){.name = S("Ida Krag"), .addition = S("referent")});
    add_person(&arena, &meeting->guests, (struct person){.name = S("Ane Lund")});
    struct document *document = document_compose(&arena, meeting, &publisher);
    struct node *table = node_child(document->root->first, NODE_TABLE);
    assert_text(&arena, table->as.table.caption, "Deltagere");
    assert_text(&arena, text_of(&arena, table),
                "Navn\nOrganisation\nBo Hansen (formand)\nViborg Kommune\nIda Krag\nreferent");
    struct node *row = table->first->next;
    assert_true(row->first->as.cell.header);
    assert_false(row->last->as.cell.header);
    assert_text(&arena, table->next->as.table.caption, "Gæster");
    assert_int_equal(table->next->as.table.columns, 1);
    assert_null(table->next->next);
    arena_finish(&arena);
}

static void contents_lead_to_sections_and_items(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct document *document = document_compose(&arena, new_meeting(&arena), &publisher);
    struct node *contents = node_child(document->root, NODE_CONTENTS);
    struct node *section = node_child(contents, NODE_CONTENTS_ENTRY);
    struct node *item = node_child(section, NODE_CONTENTS_ENTRY);
    assert_ptr_equal(section->as.entry.link.target, node_child(document->root, NODE_SECTION));
    assert_text(&arena, item->as.entry.number, "1.1");
    assert_text(&arena, text_of(&arena, item), "Oplæg om genindlæggelser");
    assert_null(node_child(item, NODE_LINK));
    arena_finish(&arena);
}

static void drafts_and_internal_editions_say_so(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct meeting *meeting = new_meeting(&arena);
    meeting->status = STATUS_DRAFT;
    meeting->edition = EDITION_INTERNAL;
    struct document *document = document_compose(&arena, meeting, &publisher);
    assert_true(document->draft && document->internal);
    unsigned notices = 0;
    for (struct node *node = document->root->first->first; node; node = node->next)
        notices += node->kind == NODE_PARAGRAPH && node->as.paragraph.role == PARAGRAPH_NOTICE;
    assert_int_equal(notices, 2);
    arena_finish(&arena);
}

static void lines_do_not_end_where_words_belong_together(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *set; /* ~ is a no-break space */
    } cases[] = {
        {"kl. 10.00-12.00", "kl.~10.00-12.00"},
        {"den 11. februar 2021", "den 11.~februar 2021"},
        {"den 11. maj (se pkt. 2.1).", "den 11.~maj (se pkt.~2.1)."},
        {"(bilag 4)", "(bilag~4)"},
        {"Bilag 4 og punkt 1.2", "Bilag~4 og punkt~1.2"},
        {"efter § 108, stk. 2", "efter §~108, stk.~2"},
        {"1.316.000 kr., 4,5 pct. og 10 %", "1.316.000~kr., 4,5~pct. og 10~%"},
        {"kl.  10 og kl.", "kl.  10 og kl."},
        {"Punktet 11. genoptages", "Punktet 11. genoptages"},
        {"tilbage 4 gange", "tilbage 4 gange"},
        {"spor 2", "spor 2"},
        {"5 kroner", "5 kroner"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct node *paragraph = node_new(&arena, NODE_PARAGRAPH, NOWHERE);
        node_append(paragraph, node_text(&arena, str_of(cases[i].typed), NOWHERE));
        typography_apply(&arena, paragraph);
        struct buf expected = {0};
        for (const char *c = cases[i].set; *c; c++)
            if (*c == '~')
                buf_text(&expected, "\xC2\xA0");
            else
                buf_add_byte(&expected, *c);
        assert_text(&arena, text_of(&arena, paragraph), str_cstr(&arena, buf_str(&expected)));
        buf_finish(&expected);
    }
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_and_paths_are_made_of_body_and_day),
        cmocka_unit_test(cover_says_what_front_matter_says),
        cmocka_unit_test(a_telephone_link_can_be_dialled_from_anywhere),
        cmocka_unit_test(people_stand_in_a_regular_table_a_group),
        cmocka_unit_test(contents_lead_to_sections_and_items),
        cmocka_unit_test(drafts_and_internal_editions_say_so),
        cmocka_unit_test(lines_do_not_end_where_words_belong_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
