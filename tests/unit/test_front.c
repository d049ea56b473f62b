#include "parse/front.h"
#include "parse/split.h"

#include "fixture.h"

struct fixture {
    struct arena arena;
    struct diag_sink sink;
    const struct source *source;
    struct split split;
    struct meeting *meeting;
    item_data_list items;
};

static void split_text(struct fixture *f, struct str text, enum split_kind kind)
{
    diag_sink_init(&f->sink, &f->arena);
    f->source = source_new(&f->arena, S("test.md"), text);
    f->split = source_split(f->source, kind, &f->sink);
}

static const struct value *front_of(struct fixture *f)
{
    const struct value *front = value_parse(&f->arena, f->source, f->split.front_start, f->split.front_end, &f->sink);
    assert_non_null(front);
    return front;
}

static void read_meeting(struct fixture *f, const char *yaml)
{
    struct str text = str_format(&f->arena, "---\n%s---\n", yaml);
    split_text(f, text, SPLIT_MEETING);
    f->meeting = arena_new(&f->arena, struct meeting);
    f->meeting->arena = &f->arena;
    f->meeting->source = f->source;
    f->meeting->opening = f->split.opening;
    f->items = (item_data_list){0};
    front_read_meeting(f->meeting, front_of(f), &f->items, &f->sink);
    diag_sort(&f->sink);
}

/* `line:column message` of each diagnostic, one a line. */
static struct str told(struct fixture *f)
{
    struct buf out = {0};
    for (size_t i = 0; i < f->sink.diags.len; i++) {
        const struct diag *diag = &f->sink.diags.at[i];
        struct position at = source_position(diag->span.source, diag->span.start);
        buf_format(&out, "%zu:%zu %.*s\n", at.line, at.column, STR(diag_text(&f->arena, diag, LANGUAGE_DANISH)));
    }
    struct str text = buf_keep(&out, &f->arena);
    buf_finish(&out);
    return text;
}

static int set_up(void **state)
{
    return fixture_begin(state, sizeof(struct fixture));
}

#define REQUIRED "forum: dassos\ndato: 2021-02-11\ntid: kl. 10-12\nsted: Viborg\n"

static void a_whole_front_matter_is_read(void **state)
{
    struct fixture *f = *state;
    read_meeting(f, "Forum: DASSOS\ndato: 2021-02-11\ntid: kl. 10-12\nsted: Virtuelt møde via Teams\nstatus: Udkast\n"
                    "udsendt: 2021-02-26\ntitel: DASSOS 11. februar 2021\n"
                    "kontakt: {navn: Maria Eeg Smidt, telefon: 41 71 99 98, email: mesm@viborg.dk}\n"
                    "deltagere:\n  - Jesper Thyrring Møller (formand), Struer Kommune\n"
                    "  - {navn: Ann-Britt Wetche, organisation: Region Midtjylland, rolle: direktør, stedfortræder "
                    "for: Bo Hansen}\n"
                    "afbud:\n  - Dorthe Lykke Jensen, Samsø Kommune\n"
                    "gaester:\n  - Tina Ebler, Psykiatrien i Region Midtjylland, direktør\n"
                    "naeste moede: {dato: 2021-05-04, tid: 9-11, sted: Regionshuset Viborg}\n");
    assert_text(told(f), "");
    struct meeting *m = f->meeting;
    assert_true(m->usable);
    assert_false(m->people_incomplete);
    assert_text(m->forum, "dassos");
    assert_text(span_text(m->forum_span), "DASSOS");
    assert_int_equal(date_compare(m->date, (struct date){2021, 2, 11}), 0);
    assert_int_equal(m->time.to, 720);
    assert_int_equal(m->status, STATUS_DRAFT);
    assert_text(m->contact.telephone, "41 71 99 98");
    assert_int_equal(m->attendees.at.len, 2);
    assert_text(m->attendees.at.at[0].note, "formand");
    assert_text(m->attendees.at.at[1].addition, "direktør");
    assert_text(m->attendees.at.at[1].substitutes, "Bo Hansen");
    assert_text(m->apologies.at.at[0].organisation, "Samsø Kommune");
    assert_text(m->guests.at.at[0].addition, "direktør");
    assert_int_equal(m->next.date.month, 5);
    assert_int_equal(m->next.time.from, 540);
    assert_int_equal(f->items.len, 0);
}

static void what_is_missing_is_told_at_the_opening(void **state)
{
    struct fixture *f = *state;
    read_meeting(f, "titel: x\n");
    assert_text(told(f), "1:1 nøglen 'forum' mangler\n1:1 nøglen 'dato' mangler\n1:1 nøglen 'tid' mangler\n"
                         "1:1 nøglen 'sted' mangler\n1:1 nøglen 'deltagere' mangler\n");
    assert_text(span_text(f->sink.diags.at[0].span), "---");
    assert_false(f->meeting->usable);
    read_meeting(f, REQUIRED "status: dagsorden\n");
    assert_text(told(f), "");
}

static void one_slip_is_one_report(void **state)
{
    static const struct {
        const char *yaml, *told;
    } cases[] = {
        {REQUIRED "deltagre:\n  - Bo Hansen, Viborg Kommune\n", "6:1 nøglen 'deltagre' kendes ikke\n"},
        {REQUIRED "statuss: dagsorden\n", "6:1 nøglen 'statuss' kendes ikke\n"},
        {REQUIRED "status: dagsordn\n", "6:9 'dagsordn' er ikke en status\n"},
        {REQUIRED "status: dagsorden\nxyzzy: 1\n", "7:1 nøglen 'xyzzy' kendes ikke\n"},
        {REQUIRED "status: dagsorden\ndeltagere:\n", ""},
        {REQUIRED "deltagere:\n", "6:1 'deltagere' skal være en liste\n"},
        {REQUIRED "deltagere: Bo Hansen\n", "6:12 'deltagere' skal være en liste\n"},
        {REQUIRED "deltagere:\n  - Bo (formand, Viborg\n  -\n  - ', Viborg'\n",
         "7:5 parentesen efter navnet i 'Bo (formand, Viborg' er ikke lukket\n8:4 leddet er tomt\n9:5 ', Viborg' er "
         "ikke en person\n"},
        {REQUIRED "deltagere:\n  - {organisation: Viborg Kommune}\n", "7:5 nøglen 'navn' mangler i 'deltagere'\n"},
        {REQUIRED "deltagere:\n  - {navn: Bo, organsation: V}\n", "7:16 nøglen 'organsation' kendes ikke\n"},
        {REQUIRED "status: dagsorden\nudsendt: 31. februar 2021\n", "7:10 '31. februar 2021' er ikke en dato\n"},
        {REQUIRED "status: dagsorden\nudsendt: 11. februar 2021\n",
         "7:10 '11. februar 2021' er ikke skrevet som en dato\n"},
        {REQUIRED "status: dagsorden\nudsendt: 2021-02-29\n", "7:10 datoen '2021-02-29' findes ikke\n"},
        {REQUIRED "status: dagsorden\nkontakt: {navn: A, telefon: 41 71, email: a@b}\n",
         "7:29 '41 71' er ikke et telefonnummer\n7:43 'a@b' er ikke en e-mailadresse\n"},
        {REQUIRED "status: dagsorden\nkontakt: Maria\n", "7:10 'kontakt' skal være oplysninger med hver sin nøgle\n"},
        {REQUIRED "status: dagsorden\nnæste møde: {sted: A}\n", "7:1 nøglen 'dato' mangler i 'næste møde'\n"},
        {REQUIRED "status: dagsorden\ntitel: *x*\n",
         "7:8 værdien begynder med '*', som i YAML betyder en henvisning, og henvisninger bruges ikke\n"},
        {"forum: a/b\ndato: 2021-02-11\ntid: ti\nsted:\nstatus: dagsorden\n",
         "2:8 'a/b' kan ikke være navnet på et forum\n4:6 'ti' er ikke et tidspunkt\n5:1 nøglen 'sted' har ingen "
         "værdi\n"},
        {"forum: dassos\ntid: Møde: x\n", "3:10 der står et kolon for meget på linjen\n"},
        {REQUIRED "status: dagsorden\nlukket: ja\npunkt: A\nsektion: B\n",
         "7:9 et lukket punkt skal have en hjemmel\n"},
        {REQUIRED "status: dagsorden\nsektion: B\n", "1:1 nøglen 'punkt' mangler\n"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_meeting(f, cases[i].yaml);
        assert_text(told(f), cases[i].told);
    }
}

static void help_shows_the_right_form(void **state)
{
    struct fixture *f = *state;
    read_meeting(f, REQUIRED "status: dagsorden\nudsendt: d. 11. februar 2021\n");
    assert_text(diag_help(&f->arena, &f->sink.diags.at[0], LANGUAGE_DANISH), "skriv 2021-02-11");
    read_meeting(f, REQUIRED "status: dagsorden\nudsendt: 3/4-21\n");
    assert_text(diag_help(&f->arena, &f->sink.diags.at[0], LANGUAGE_DANISH), "skriv 2021-04-03");
    read_meeting(f, REQUIRED "status: dagsorden\nudsendt: 2021-02-30\n");
    assert_text(diag_help(&f->arena, &f->sink.diags.at[0], LANGUAGE_DANISH),
                "ret dag eller måned; februar 2021 har 28 dage");
    read_meeting(f, REQUIRED "deltagre:\n  - Bo Hansen\n");
    assert_text(diag_help(&f->arena, &f->sink.diags.at[0], LANGUAGE_DANISH), "mente du 'deltagere'?");
    assert_int_equal(f->meeting->attendees.at.len, 1);
}

static void items_are_read_as_data(void **state)
{
    struct fixture *f = *state;
    read_meeting(f, REQUIRED
                 "status: dagsorden\npunkter:\n  - sektion: Beslutningspunkter\n    titel: Takster\n    id: takster\n"
                 "    ved: Bo Hansen\n    deltog ikke: [Lis Holm]\n    lukket: § 27\n    offentlig titel: Sag\n"
                 "    indstilling: |\n      At DASSOS\n    bilag:\n      - {titel: A, fil: a.pdf, id: a}\n      - B\n"
                 "    referat:\n  - titel: Uden sektion\n  - tekst\n");
    assert_text(told(f), "21:5 nøglen 'sektion' mangler\n22:5 leddet er ikke et punkt\n");
    assert_int_equal(f->items.len, 2);
    struct item_data *item = &f->items.at[0];
    assert_text(item->section, "Beslutningspunkter");
    assert_text(item->title->text, "Takster");
    assert_text(item->id, "takster");
    assert_text(item->presenter->text, "Bo Hansen");
    assert_text(item->absentees->at.at[0].name, "Lis Holm");
    assert_true(item->closed);
    assert_text(item->legal_basis, "§ 27");
    assert_text(item->public_title, "Sag");
    assert_text(item->parts[PART_RECOMMENDATION]->text, "At DASSOS\n");
    assert_text(span_text(item->part_spans[PART_RECOMMENDATION]), "indstilling");
    assert_null(item->parts[PART_ACCOUNT]);
    assert_null(item->parts[PART_ATTACHMENTS]);
    assert_int_equal(item->attachments->items.len, 2);
    assert_int_equal(item->parts[PART_MINUTES]->text.len, 0);
}

static void a_single_item_stands_beside_the_meeting(void **state)
{
    struct fixture *f = *state;
    read_meeting(f, REQUIRED "status: dagsorden\nsektion: S\npunkt: P\nindstilling: At\ntitel: Mødets\n");
    assert_text(told(f), "");
    assert_int_equal(f->items.len, 1);
    assert_true(f->items.at[0].single);
    assert_text(f->items.at[0].title->text, "P");
    assert_text(f->meeting->title, "Mødets");
}

static void an_item_has_a_file_of_its_own(void **state)
{
    struct fixture *f = *state;
    split_text(f, S("---\ntitel: T\nreferat: [a]\nbilag:\n  - {fil: x}\nforum: x\n---\n### Referat\n"), SPLIT_ITEM);
    struct item_data item = {.span = f->split.opening};
    front_read_item(&f->arena, front_of(f), &item, &f->sink);
    diag_sort(&f->sink);
    assert_text(told(f),
                "1:1 nøglen 'sektion' mangler\n3:1 'referat' skal være en tekst\n5:5 nøglen 'titel' mangler i 'bilag'\n"
                "6:1 nøglen 'forum' kendes ikke\n");
    assert_text(str_from(f->source->text, f->split.body_start), "### Referat\n");
}

static void files_are_split_at_their_delimiters(void **state)
{
    static const struct {
        const char *text, *front, *body, *told;
    } cases[] = {
        {"---\na: b\n---\nc\n", "a: b\n", "c\n", ""},
        {"\xEF\xBB\xBF---\r\na: b\r\n---  \r\nc", "a: b\r\n", "c", ""},
        {"---\n---", "", "", ""},
        {"# A\ntekst\n", NULL, "# A\ntekst\n", "1:1 filen begynder ikke med oplysningerne om mødet\n"},
        {"forum: x\n---\nb\n", "forum: x\n", "b\n", "1:1 filen begynder ikke med oplysningerne om mødet\n"},
        {"---\na: b\n# nej\n\n# Sektion\n", "a: b\n# nej\n\n", "# Sektion\n",
         "1:1 oplysningerne øverst i filen er ikke afsluttet\n"},
        {"---\na: b\n", "a: b\n", "", "1:1 oplysningerne øverst i filen er ikke afsluttet\n"},
        {"", NULL, "", "1:1 filen begynder ikke med oplysningerne om mødet\n"},
        {"---\na: \x01\n---\n", "a: \x01\n", "", "2:4 her står styretegnet U+0001\n"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        split_text(f, str_of(cases[i].text), SPLIT_MEETING);
        assert_text(told(f), cases[i].told);
        assert_int_equal(f->split.has_front, cases[i].front != NULL);
        if (cases[i].front)
            assert_text(str_part(f->source->text, f->split.front_start, f->split.front_end), cases[i].front);
        assert_text(str_from(f->source->text, f->split.body_start), cases[i].body);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_whole_front_matter_is_read, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(what_is_missing_is_told_at_the_opening, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(one_slip_is_one_report, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(help_shows_the_right_form, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(items_are_read_as_data, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(a_single_item_stands_beside_the_meeting, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(an_item_has_a_file_of_its_own, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(files_are_split_at_their_delimiters, set_up, fixture_end),
    };
    return cmocka_run_group_tests_name("front", tests, NULL, NULL);
}
