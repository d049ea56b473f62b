#include "parse/people.h"

#include "fixture.h"

struct fixture {
    struct arena arena;
    const struct source *source;
    struct excerpt excerpt;
};

static const struct excerpt *text_of(struct fixture *f, const char *text)
{
    f->source = source_new(&f->arena, S("x"), str_of(text));
    f->excerpt = excerpt_of(&f->arena, f->source, 0, strlen(text));
    return &f->excerpt;
}

static int set_up(void **state)
{
    return fixture_begin(state, sizeof(struct fixture));
}

/* `name (note) | organisation | addition | substitutes` */
static void the_short_form_is_taken_apart(void **state)
{
    static const struct {
        const char *text, *name, *note, *organisation, *addition, *substitutes;
    } cases[] = {
        {"Jesper Thyrring Møller (formand), Struer Kommune", "Jesper Thyrring Møller", "formand", "Struer Kommune", "",
         ""},
        {"Bjarne Hansen, Viborg Kommune, formand for takstgruppen", "Bjarne Hansen", "", "Viborg Kommune",
         "formand for takstgruppen", ""},
        {"  Bo\n Hansen ", "Bo Hansen", "", "", "", ""},
        {"Lis Holm (for Bo Hansen), KKR, a, b", "Lis Holm", "for Bo Hansen", "KKR", "a, b", "Bo Hansen"},
        {"Lis Holm (fra kl. 10.30, delvist), KKR", "Lis Holm", "fra kl. 10.30, delvist", "KKR", "", ""},
        {"Lis Holm (formand) Viborg Kommune", "Lis Holm", "formand", "Viborg Kommune", "", ""},
        {"Lis Holm,", "Lis Holm", "", "", "", ""},
        {"Bo (a (b) c), K", "Bo", "a (b) c", "K", "", ""},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct person person;
        bool closed;
        assert_true(person_read(&f->arena, text_of(f, cases[i].text), &person, &closed));
        assert_text(person.name, cases[i].name);
        assert_text(person.note, cases[i].note);
        assert_text(person.organisation, cases[i].organisation);
        assert_text(person.addition, cases[i].addition);
        assert_text(person.substitutes, cases[i].substitutes);
    }
}

static void a_person_has_a_name_and_places(void **state)
{
    struct fixture *f = *state;
    struct person person;
    bool closed;
    assert_true(person_read(&f->arena, text_of(f, " Bo Hansen (x), Viborg Kommune, y "), &person, &closed));
    assert_text(span_text(person.name_span), "Bo Hansen");
    assert_text(span_text(person.organisation_span), "Viborg Kommune");
    assert_text(span_text(person.span), "Bo Hansen (x), Viborg Kommune, y");
    assert_false(person_read(&f->arena, text_of(f, ", Viborg Kommune"), &person, &closed));
    assert_true(closed);
    assert_false(person_read(&f->arena, text_of(f, "Bo Hansen (formand, Viborg Kommune"), &person, &closed));
    assert_false(closed);
}

/* Persons as `name: addition; …`. */
static struct str presenters(struct fixture *f, const char *text)
{
    struct person_list list = {0};
    struct buf out = {0};
    presenter_parse(&f->arena, text_of(f, text), &list);
    for (size_t i = 0; i < list.at.len; i++) {
        struct person *person = &list.at.at[i];
        assert_true(str_find(span_text(person->name_span), str_part(person->name, 0, 2), 0) == 0);
        buf_format(&out, "%s%.*s", i ? "; " : "", STR(person->name));
        if (person->addition.len)
            buf_format(&out, ": %.*s", STR(person->addition));
    }
    struct str result = buf_keep(&out, &f->arena);
    buf_finish(&out);
    return result;
}

static void presenters_are_found_with_what_is_said_of_them(void **state)
{
    static const struct {
        const char *text, *persons;
    } cases[] = {
        {"Ved Jesper Thyrring Møller", "Jesper Thyrring Møller"},
        {"Ved Jesper Thyrring Møller, formand DASSOS, og Bjarne Hansen, formand takstgruppen",
         "Jesper Thyrring Møller: formand DASSOS; Bjarne Hansen: formand takstgruppen"},
        {"Oplæg ved Henrik Frostholt, kontorchef i Socialstyrelsen", "Henrik Frostholt: kontorchef i Socialstyrelsen"},
        {"Ved Bo Hansen, Lis Holm og Per Juhl", "Bo Hansen; Lis Holm; Per Juhl"},
        {"Ved Tina Ebler, direktør Psykiatrien i Region Midtjylland",
         "Tina Ebler: direktør Psykiatrien i Region Midtjylland"},
        {"Ved Lone Rasmussen, Skanderborg Kommune", "Lone Rasmussen: Skanderborg Kommune"},
        {"Ved Lotte Henriksen, DASSOS repræsentant i styregruppen for alliancen om den nære psykiatri",
         "Lotte Henriksen: DASSOS repræsentant i styregruppen for alliancen om den nære psykiatri"},
        {"Ved Helene Bækmark, Randers Kommune og medlem af Dialogforum",
         "Helene Bækmark: Randers Kommune og medlem af Dialogforum"},
        {"Ved Maria Eeg Smidt, Teamleder i sekretariatet", "Maria Eeg Smidt: Teamleder i sekretariatet"},
        {"Ved Christian Budde Opstrup, KKR Sekretariatet", "Christian Budde Opstrup: KKR Sekretariatet"},
        {"Ved Jesper og Bo", "Jesper; Bo"},
        {"Ved Bo Hansen, direktør i Struer og Holstebro", "Bo Hansen: direktør i Struer og Holstebro"},
        {"Ved Bo Hansen, direktør i Struer og Lis Holm, borgmester",
         "Bo Hansen: direktør i Struer; Lis Holm: borgmester"},
        {"Ved Ann-Britt Wetche, Region Midtjylland, og Åse N. Thorlund.",
         "Ann-Britt Wetche: Region Midtjylland; Åse N. Thorlund"},
        {"Ved Ludvig van Beethoven og Anna af Rosenborg", "Ludvig van Beethoven; Anna af Rosenborg"},
        {"Ved Bo Hansen (formand) og Lis Holm", "Bo Hansen; Lis Holm"},
        {"Bo Hansen, a, b", "Bo Hansen: a, b"},
        {"Ved sekretariatet", "sekretariatet"},
        {"Ved Bo Hansen, Viborg Kommune og Lis Holm, Skive Kommune",
         "Bo Hansen: Viborg Kommune; Lis Holm: Skive Kommune"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(presenters(f, cases[i].text), cases[i].persons);
}

static void absentees_are_names(void **state)
{
    struct fixture *f = *state;
    struct person_list list = {0};
    names_parse(&f->arena, text_of(f, "Deltog ikke: Bo Hansen, Lis Holm og Per Juhl."), &list);
    assert_int_equal(list.at.len, 3);
    assert_text(list.at.at[1].name, "Lis Holm");
    assert_text(span_text(list.at.at[2].name_span), "Per Juhl");
}

static void a_long_line_takes_linear_time(void **state)
{
    struct fixture *f = *state;
    struct buf text = {0};
    buf_text(&text, "Ved A");
    for (int i = 0; i < 100000; i++)
        buf_text(&text, " og b");
    for (int i = 0; i < 100000; i++)
        buf_text(&text, " og B");
    buf_add_byte(&text, '\0');
    struct person_list list = {0};
    presenter_parse(&f->arena, text_of(f, text.at), &list);
    assert_true(list.at.len > 0);
    buf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_short_form_is_taken_apart, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(a_person_has_a_name_and_places, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(presenters_are_found_with_what_is_said_of_them, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(absentees_are_names, set_up, fixture_end),
        cmocka_unit_test_setup_teardown(a_long_line_takes_linear_time, set_up, fixture_end),
    };
    return cmocka_run_group_tests_name("people", tests, NULL, NULL);
}
