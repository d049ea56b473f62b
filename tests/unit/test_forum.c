#include "base/file.h"
#include "style/colour.h"
#include "style/forum.h"
#include "style/look.h"
#include "style/measure.h"

#include "fixture.h"

#include <unistd.h>

struct fixture {
    struct arena arena;
    struct diag_sink sink;
    char styles[64];
};

static int set_up(void **state)
{
    struct fixture *f = must_malloc(sizeof *f);
    memset(f, 0, sizeof *f);
    snprintf(f->styles, sizeof f->styles, "%s", "/tmp/referat-forum-XXXXXX");
    *state = f;
    return mkdtemp(f->styles) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    remove_tree(&f->arena, f->styles);
    return fixture_end(state);
}

static void write_file(struct fixture *f, const char *name, const char *text)
{
    assert_true(file_write(path_join(&f->arena, f->styles, name), str_of(text)));
}

static struct forum *read_forum(struct fixture *f, const char *id)
{
    diag_sink_init(&f->sink, &f->arena);
    struct style_files files = {.arena = &f->arena, .folder = f->styles};
    struct forum *forum = forum_read(&files, str_of(id), &f->sink);
    diag_sort(&f->sink);
    return forum;
}

/* `line:column message [rule]` of each diagnostic, one a line. */
static void assert_told(struct fixture *f, const char *expected)
{
    struct buf out = {0};
    for (size_t i = 0; i < f->sink.diags.len; i++) {
        const struct diag *diag = &f->sink.diags.at[i];
        if (!span_is_nowhere(diag->span)) {
            struct position at = source_position(diag->span.source, diag->span.start);
            buf_format(&out, "%zu:%zu ", at.line, at.column);
        }
        buf_format(&out, "%.*s [%s]\n", STR(diag_text(&f->arena, diag, LANGUAGE_DANISH)), rule_info(diag->rule)->id);
    }
    struct str told = buf_keep(&out, &f->arena);
    buf_finish(&out);
    assert_text(told, expected);
}

static void the_bodies_of_the_project_are_right(void **state)
{
    struct fixture *f = *state;
    struct str *names;
    size_t count;
    assert_true(forum_names(&f->arena, "styles", &names, &count));
    assert_int_equal(count, 5);
    assert_text(names[0], "dassos");
    struct style_files files = {.arena = &f->arena, .folder = "styles"};
    for (size_t i = 0; i < count; i++) {
        diag_sink_init(&f->sink, &f->arena);
        struct forum *forum = forum_read(&files, names[i], &f->sink);
        assert_told(f, "");
        assert_non_null(forum);
        assert_false(forum->broken);
        assert_int_equal(forum->sections.len, 3);
        assert_true(forum->about.len > 0);
    }
    struct forum *dassos = forum_read(&files, S("dassos"), &f->sink);
    assert_int_equal(dassos->members.len, 20);
    assert_int_equal(dassos->publisher.address_lines, 2);
    assert_int_equal(dassos->sections.at[0].slots.at.len, 5);
    assert_int_equal(dassos->sections.at[0].slots.at.at[0].kind, SLOT_PRESENTER);
    assert_true(dassos->sections.at[0].slots.at.at[3].optional);
    assert_false(dassos->sections.at[2].has_slots);
    assert_text(dassos->sections.at[2].items.at[1].title, "Eventuelt");
    struct forum *group = forum_read(&files, S("takstgruppen"), &f->sink);
    assert_int_equal(group->members.len, 0);
    assert_text(group->publisher.secretariat, "Fælleskommunalt Social- og Sundhedssekretariat Midtjylland");
    assert_text(group->parent, "forretningsudvalget");
}

static void all_who_inherit_a_broken_file_are_told(void **state)
{
    struct fixture *f = *state;
    write_file(f, "over/agenda.yaml", "navn: Over\nnavn: To\n");
    write_file(f, "a/agenda.yaml", "navn: A\narver: over\n");
    write_file(f, "b/agenda.yaml", "navn: B\narver: over\n");
    struct style_files files = {.arena = &f->arena, .folder = f->styles};
    struct str const ids[] = {S("a"), S("b"), S("over")};
    for (size_t i = 0; i < 3; i++) {
        diag_sink_init(&f->sink, &f->arena);
        assert_true(forum_read(&files, ids[i], &f->sink)->broken);
        assert_int_equal(f->sink.diags.len, 1);
        assert_int_equal(f->sink.diags.at[0].message, i < 2 ? MSG_INHERITS_BROKEN : MSG_DUPLICATE_KEY);
    }
    assert_int_equal(files.at.len, 3);
}

static void a_body_inherits_what_it_does_not_say(void **state)
{
    struct fixture *f = *state;
    write_file(f, "over/agenda.yaml",
               "navn: Over\nlangt navn: Det øverste\nmedlemmer: [A, B]\nom: Det øverste.\nregler: {link-text: fejl, "
               "cpr-number: note}\n"
               "sektioner:\n  - {titel: S, dele: [referat]}\n");
    write_file(f, "under/agenda.yaml", "arver: Over\nnavn: Under\nmedlemmer: []\nregler: {link-text: fra}\n");
    write_file(f, "over/page.css", "p {}\n");
    write_file(f, "over/style.yaml", "skrift: {størrelse: 12pt}\nside: {størrelse: A5}\n");
    write_file(f, "under/style.yaml", "arver: over\nskrift:\n  linjeafstand: 1,5\n");
    struct forum *forum = read_forum(f, "under");
    assert_told(f, "");
    assert_text(forum->name, "Under");
    assert_text(forum->long_name, "Det øverste");
    assert_int_equal(forum->members.len, 0);
    assert_int_equal(forum->sections.len, 1);
    assert_int_equal(forum->about.len, 0);
    assert_int_equal(forum->severities[RULE_LINK_TEXT], SEVERITY_OFF);
    assert_int_equal(forum->severities[RULE_CPR_NUMBER], SEVERITY_NOTE);
    assert_text(forum->css, "p {}\n");
    assert_int_equal(forum->look->body_size, 12000);
    assert_int_equal(forum->look->line_height, 1500);
    assert_int_equal(forum->look->page_width, MP_OF_MM(148));
}

static void circles_and_strangers_are_refused(void **state)
{
    struct fixture *f = *state;
    write_file(f, "a/agenda.yaml", "navn: A\narver: b\n");
    write_file(f, "b/agenda.yaml", "navn: B\narver: a\n");
    write_file(f, "c/agenda.yaml", "navn: C\narver: ukendt\nhører under: heller-ikke\n");
    write_file(f, "d/agenda.yaml", "navn: D\narver: e\n");
    write_file(f, "e/agenda.yaml", "navn: E\nmedlemer: [A]\n");
    assert_true(read_forum(f, "a")->broken);
    assert_told(f, "2:8 filerne arver fra hinanden i ring over 'a' [bad-value]\n");
    read_forum(f, "c");
    assert_told(f, "2:8 der er intet forum ved navn 'ukendt' at arve fra [unknown-forum]\n"
                   "3:14 der er intet forum ved navn 'heller-ikke' at høre under [unknown-forum]\n");
    assert_true(read_forum(f, "d")->broken);
    assert_told(f, "2:8 der er fejl i den fil, der arves fra 'e' [bad-value]\n");
    assert_non_null(f->sink.diags.at[0].note);
    assert_null(read_forum(f, "findes-ikke"));
    assert_null(read_forum(f, ".."));
    assert_told(f, "");
    for (int i = 0; i < 12; i++)
        write_file(f, str_format(&f->arena, "f%d/agenda.yaml", i).at,
                   str_format(&f->arena, "navn: F\narver: %s%d\n", i < 11 ? "f" : "b", i + 1).at);
    write_file(f, "b12/agenda.yaml", "navn: B\n");
    assert_false(read_forum(f, "f2")->broken);
    assert_told(f, "");
    assert_true(read_forum(f, "f1")->broken);
    assert_told(f, "2:8 her arves der gennem flere end 10 filer [bad-value]\n");
}

static void a_folder_that_no_meeting_can_name_is_no_body(void **state)
{
    struct fixture *f = *state;
    static const char *const folders[] = {"a", "index.html", "b c", "Økonomi-2", ".d"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        write_file(f, str_format(&f->arena, "%s/agenda.yaml", folders[i]).at, "navn: A\n");
    struct str *names;
    size_t count;
    assert_true(forum_names(&f->arena, f->styles, &names, &count));
    assert_int_equal(count, 2);
    assert_text(names[0], "a");
    assert_text(names[1], "oekonomi-2");
}

static void an_agenda_is_read_strictly(void **state)
{
    struct fixture *f = *state;
    write_file(
        f, "x/agenda.yaml",
        "langt navn: X\n"
        "medlemmer: [Viborg Kommune, viborg kommune]\n"
        "regler: {link-tekst: fejl, cpr-number: slem, yaml-syntax: note, encoding: fejl}\n"
        "tilgængelighedserklæring: www.x.dk\n"
        "sektioner:\n"
        "  - {titel: A, dele: [indstilling, ved, bilag, bilag?, refrat, xyzzy]}\n"
        "  - {titel: a, dele: [referat], valgfri: måske}\n"
        "  - titel: B\n"
        "  - {titel: C, punkter: [{titel: D, dele: [referat]}, {titel: d, dele: [referat]}, {titel: E}], farve: x}\n"
        "  - tekst\n");
    struct forum *forum = read_forum(f, "x");
    assert_true(forum->broken);
    assert_told(f, "1:1 nøglen 'navn' mangler [missing-key]\n"
                   "2:29 'viborg kommune' står to gange i 'medlemmer' [bad-value]\n"
                   "3:10 der er ingen regel ved navn 'link-tekst' [unknown-key]\n"
                   "3:40 'slem' er ikke en alvorsgrad [bad-value]\n"
                   "3:59 reglen 'yaml-syntax' kan ikke sættes ned [bad-value]\n"
                   "4:27 'www.x.dk' er ikke en webadresse [bad-value]\n"
                   "6:36 'ved' skal stå først blandt delene [bad-value]\n"
                   "6:48 delen 'bilag?' står to gange [bad-value]\n"
                   "6:56 'refrat' er ikke en del af et punkt [bad-value]\n"
                   "6:64 'xyzzy' er ikke en del af et punkt [bad-value]\n"
                   "7:13 sektionen 'a' står to gange [duplicate-section]\n"
                   "7:42 'valgfri' skal være ja eller nej [bad-value]\n"
                   "8:12 sektionen 'B' har hverken 'dele' eller 'punkter' [missing-key]\n"
                   "9:63 det faste punkt 'd' står to gange i sektionen [bad-value]\n"
                   "9:84 nøglen 'dele' mangler i 'punkter' [missing-key]\n"
                   "9:97 nøglen 'farve' kendes ikke [unknown-key]\n"
                   "10:5 hvert led i 'sektioner' skal være oplysninger med hver sin nøgle [bad-value]\n");
}

static void a_style_is_read_strictly(void **state)
{
    struct fixture *f = *state;
    write_file(f, "x/agenda.yaml", "navn: X\n");
    write_file(f, "x/style.yaml",
               "side: {størrelse: A3, margener: {top: 25, bund: 1mm, venstre: \"2,5 cm\"}}\n"
               "skrift: {størrelse: 11 px, linjeafstand: 9, skrifttype: X}\n"
               "farver: {accent: \"#777777\", tekst: rød, streg: \"#eeeeee\"}\n"
               "sats: {justering: midt, orddeling: Ja}\n"
               "logo: {fil: ../logo.png, alt: X}\n");
    struct forum *forum = read_forum(f, "x");
    assert_false(forum->broken);
    assert_told(f, "1:19 'A3' er ikke en papirstørrelse [bad-value]\n"
                   "1:39 '25' er ikke et mål [bad-value]\n"
                   "1:49 '1mm' er for lille eller for stort [bad-value]\n"
                   "2:21 '11 px' er ikke et mål [bad-value]\n"
                   "2:42 '9' er ikke et tal, der kan bruges her [bad-value]\n"
                   "2:45 nøglen 'skrifttype' kendes ikke [unknown-key]\n"
                   "3:18 farven '#777777' kan ikke læses på hvidt: kontrasten er 4,4, og loven om webtilgængelighed "
                   "kræver mindst 4,5 [bad-value]\n"
                   "3:36 'rød' er ikke en farve [bad-value]\n"
                   "4:19 'midt' er ikke en justering [bad-value]\n"
                   "5:13 logoet '../logo.png' ligger ikke ved siden af style.yaml [path-escape]\n");
    assert_int_equal(forum->look->rule, 0xEEEEEE);
    assert_int_equal(forum->look->margin_left, 70866);
    assert_int_equal(forum->look->body_size, 11000);
}

static void copy_picture(struct fixture *f, const char *picture, size_t len, const char *name)
{
    struct str bytes;
    assert_true(file_read(&f->arena, path_join(&f->arena, "tests/conform/pictures", picture), 1 << 20, &bytes));
    assert_true(
        file_write(path_join(&f->arena, f->styles, name), str_part(bytes, 0, len < bytes.len ? len : bytes.len)));
}

static void a_logo_is_a_picture(void **state)
{
    struct fixture *f = *state;
    write_file(f, "x/agenda.yaml", "navn: X\n");
    write_file(f, "x/style.yaml", "logo: {fil: mark, alt: X}\n");
    write_file(f, "y/agenda.yaml", "navn: Y\narver: x\n");
    write_file(f, "y/style.yaml", "arver: x\n");
    static const char *const good[] = {"rgb.png", "photo.jpg"};
    struct hash hashes[2];
    for (size_t i = 0; i < 2; i++) {
        copy_picture(f, good[i], SIZE_MAX, "x/mark");
        struct forum *forum = read_forum(f, "y");
        assert_told(f, "");
        assert_non_null(forum->look->logo);
        assert_true(forum->look->logo->width > 0 && forum->look->logo->height > 0);
        struct style_files files = {.arena = &f->arena, .folder = f->styles};
        hashes[i] = forum_hash(&files, forum);
    }
    assert_false(hash_equal(hashes[0], hashes[1]));

    copy_picture(f, "rgb.png", 40, "x/mark");
    assert_null(read_forum(f, "x")->look->logo);
    assert_told(f, "1:13 logoet 'mark' er ikke et billede, der kan bruges [attachment-missing]\n");
    read_forum(f, "y");
    assert_told(f, "1:8 der er fejl i den fil, der arves fra 'x' [bad-value]\n");
}

static void broken_yaml_is_one_report(void **state)
{
    struct fixture *f = *state;
    write_file(f, "x/agenda.yaml", "navn X\n");
    assert_true(read_forum(f, "x")->broken);
    assert_told(f, "1:1 linjen mangler et kolon efter nøglen [yaml-syntax]\n");
    write_file(f, "b\xC3\xB8rn/agenda.yaml", "navn: B\n");
    assert_text(read_forum(f, "boern")->name, "B");
}

static void contrast_is_that_of_the_guidelines(void **state)
{
    (void)state;
    assert_int_equal(colour_contrast(0x000000, COLOUR_WHITE), 2100);
    assert_int_equal(colour_contrast(0xFFFFFF, COLOUR_WHITE), 100);
    assert_int_equal(colour_contrast(0x767676, COLOUR_WHITE), 454);
    assert_int_equal(colour_contrast(0x777777, COLOUR_WHITE), 447);
    assert_int_equal(colour_contrast(0xFF0000, COLOUR_WHITE), 399);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_bodies_of_the_project_are_right, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_who_inherit_a_broken_file_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_body_inherits_what_it_does_not_say, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_that_no_meeting_can_name_is_no_body, set_up, tear_down),
        cmocka_unit_test_setup_teardown(circles_and_strangers_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_agenda_is_read_strictly, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_style_is_read_strictly, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_logo_is_a_picture, set_up, tear_down),
        cmocka_unit_test_setup_teardown(broken_yaml_is_one_report, set_up, tear_down),
        cmocka_unit_test(contrast_is_that_of_the_guidelines),
    };
    return cmocka_run_group_tests_name("forum", tests, NULL, NULL);
}
