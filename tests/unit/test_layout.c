#include "layout/layout.h"

#include "test.h"

#include <stdlib.h>

struct fixture {
    struct arena arena, scratch;
    struct font_book *book;
    struct shaper *shaper;
    struct document document;
    struct look look;
};

static int set_up(void **state)
{
    struct fixture *fixture = must_malloc(sizeof *fixture);
    *fixture = (struct fixture){.book = font_book_create(), .look = look_default()};
    fixture->shaper = shaper_create(fixture->book);
    fixture->document.language = S("da-DK");
    fixture->document.running_head = S("DASSOS");
    fixture->document.root = node_new(&fixture->arena, NODE_DOCUMENT, NOWHERE);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    shaper_destroy(fixture->shaper);
    font_book_destroy(fixture->book);
    arena_finish(&fixture->arena);
    arena_finish(&fixture->scratch);
    free(fixture);
    return 0;
}

static struct node *add(struct fixture *fixture, struct node *to, enum node_kind kind)
{
    struct node *node = node_new(&fixture->arena, kind, NOWHERE);
    node_append(to, node);
    return node;
}

static struct node *add_text(struct fixture *fixture, struct node *to, enum node_kind kind, const char *words)
{
    struct node *node = add(fixture, to, kind);
    node_append(node, node_text(&fixture->arena, str_of(words), NOWHERE));
    return node;
}

static const struct layout *set(struct fixture *fixture)
{
    return layout_document(&fixture->arena, &fixture->scratch, &fixture->document, &fixture->look, fixture->book,
                           fixture->shaper);
}

/* The words of each line of a page between its heads and feet, one line a string. */
static struct str lines_of(struct fixture *fixture, const struct layout *layout, size_t page)
{
    struct buf lines = {0};
    mp baseline = -1;
    for (size_t i = 0; i < layout->pages.at[page].runs.len; i++) {
        const struct run *run = &layout->pages.at[page].runs.at[i];
        if (!run->tag)
            continue;
        if (baseline >= 0 && run->baseline != baseline)
            buf_text(&lines, "\n");
        baseline = run->baseline;
        buf_add(&lines, run->text);
        if (run->hyphen)
            buf_text(&lines, "-");
    }
    struct str const kept = buf_keep(&lines, &fixture->arena);
    buf_finish(&lines);
    return kept;
}

static void assert_contains(struct str text, const char *part)
{
    if (str_find(text, str_of(part), 0) == SIZE_MAX)
        fail_msg("'%s' is not in:\n%.*s", part, STR(text));
}

static const struct run *find_run(const struct layout *layout, const char *words, size_t *page)
{
    for (*page = 0; *page < layout->pages.len; ++*page)
        for (size_t i = 0; i < layout->pages.at[*page].runs.len; i++)
            if (str_equal(layout->pages.at[*page].runs.at[i].text, str_of(words)))
                return &layout->pages.at[*page].runs.at[i];
    return NULL;
}

static void long_words_are_divided_at_their_joints(void **state)
{
    struct fixture *fixture = *state;
    fixture->look.margin_right = fixture->look.page_width - fixture->look.margin_left - 90 * MP_PER_POINT;
    add_text(fixture, fixture->document.root, NODE_PARAGRAPH, "kontraktindgåelser vaccinationsindsatsen");
    struct str const lines = lines_of(fixture, set(fixture), 0);
    assert_contains(lines, "vaccinations-\nindsatsen");
}

static void addresses_are_divided_after_slashes_without_a_hyphen(void **state)
{
    struct fixture *fixture = *state;
    fixture->look.margin_right = fixture->look.page_width - fixture->look.margin_left - 200 * MP_PER_POINT;
    add_text(fixture, fixture->document.root, NODE_PARAGRAPH,
             "https://www.rammeaftale.viborg.dk/arbejdsomraader/handicap/evaluering");
    struct str const lines = lines_of(fixture, set(fixture), 0);
    assert_contains(lines, "/\n");
    assert_int_equal(str_find(lines, S("-\n"), 0), SIZE_MAX);
}

static void no_line_ends_in_a_no_break_space(void **state)
{
    struct fixture *fixture = *state;
    struct buf words = {0};
    for (int i = 0; i < 200; i++)
        buf_text(&words, "se pkt.\xC2\xA0"
                         "2.1 og bilag\xC2\xA0"
                         "4 i ");
    buf_add_byte(&words, '\0');
    add_text(fixture, fixture->document.root, NODE_PARAGRAPH, words.at);
    struct str const lines = lines_of(fixture, set(fixture), 0);
    assert_int_equal(str_find(lines, S("\xC2\xA0\n"), 0), SIZE_MAX);
    assert_int_equal(str_find(lines, S("pkt.\n"), 0), SIZE_MAX);
    buf_finish(&words);
}

static void justified_lines_end_at_the_measure(void **state)
{
    struct fixture *fixture = *state;
    fixture->look.justified = true;
    add_text(fixture, fixture->document.root, NODE_PARAGRAPH,
             "Vaccinationsindsatsen mod COVID-19 foregår i et samarbejde mellem sektorer og kræver fælles planlægning, "
             "eksekvering og prioritering inden for de fastlagte rammer. Derfor er nedsat en tværsektoriel gruppe.");
    const struct layout *layout = set(fixture);
    const struct run *first = &layout->pages.at[0].runs.at[0];
    mp const right = fixture->look.page_width - fixture->look.margin_right;
    assert_true(first->space_extra != 0);
    assert_in_range(right - first->x - first->width, 0, 100);
}

static void add_filler(struct fixture *fixture, unsigned paragraphs)
{
    for (unsigned i = 0; i < paragraphs; i++)
        add_text(fixture, fixture->document.root, NODE_PARAGRAPH, "Afsnit.");
}

static void headings_stay_with_what_follows(void **state)
{
    struct fixture *fixture = *state;
    for (unsigned filler = 20; filler < 36; filler++) {
        fixture->document.root = node_new(&fixture->arena, NODE_DOCUMENT, NOWHERE);
        add_filler(fixture, filler);
        struct node *section = add(fixture, fixture->document.root, NODE_SECTION);
        add_text(fixture, section, NODE_HEADING, "Sektion")->as.heading.level = 2;
        struct node *item = add(fixture, section, NODE_ITEM);
        add_text(fixture, item, NODE_HEADING, "Punktet")->as.heading.level = 3;
        add_text(fixture, item, NODE_PRESENTER, "Ved Bo");
        struct node *part = add(fixture, item, NODE_PART);
        add_text(fixture, part, NODE_HEADING, "Referat")->as.heading.level = 4;
        add_text(fixture, part, NODE_PARAGRAPH, "Godkendt.");
        const struct layout *layout = set(fixture);
        size_t heading = 0, text = 0;
        assert_non_null(find_run(layout, "Sektion", &heading));
        assert_non_null(find_run(layout, "Godkendt.", &text));
        assert_int_equal(heading, text);
    }
}

static void paragraphs_leave_no_single_line(void **state)
{
    struct fixture *fixture = *state;
    for (unsigned filler = 24; filler < 36; filler++) {
        fixture->document.root = node_new(&fixture->arena, NODE_DOCUMENT, NOWHERE);
        add_filler(fixture, filler);
        struct node *paragraph = add(fixture, fixture->document.root, NODE_PARAGRAPH);
        static const char *const words[] = {"en", "to", "tre", "fire"};
        for (size_t i = 0; i < 4; i++) {
            if (i > 0)
                add(fixture, paragraph, NODE_LINE_BREAK);
            node_append(paragraph, node_text(&fixture->arena, str_of(words[i]), NOWHERE));
        }
        const struct layout *layout = set(fixture);
        size_t pages[4] = {0};
        assert_non_null(find_run(layout, "en ", &pages[0]));
        assert_non_null(find_run(layout, "to ", &pages[1]));
        assert_non_null(find_run(layout, "tre ", &pages[2]));
        assert_non_null(find_run(layout, "fire", &pages[3]));
        assert_int_equal(pages[0], pages[1]);
        assert_int_equal(pages[2], pages[3]);
    }
}

static void a_table_repeats_its_header_as_an_artifact(void **state)
{
    struct fixture *fixture = *state;
    struct node *table = add(fixture, fixture->document.root, NODE_TABLE);
    table->as.table.columns = 2;
    table->as.table.header_rows = 1;
    for (unsigned i = 0; i < 80; i++) {
        struct node *row = add(fixture, table, NODE_ROW);
        for (unsigned j = 0; j < 2; j++)
            add_text(fixture, row, NODE_CELL, i == 0 ? "Hoved" : "Celle")->as.cell.header = i == 0;
    }
    const struct layout *layout = set(fixture);
    assert_true(layout->pages.len > 1);
    unsigned tagged = 0, artifacts = 0;
    for (size_t p = 0; p < layout->pages.len; p++)
        for (size_t i = 0; i < layout->pages.at[p].runs.len; i++) {
            const struct run *run = &layout->pages.at[p].runs.at[i];
            if (str_equal(run->text, S("Hoved")))
                ++*(run->tag ? &tagged : &artifacts);
        }
    assert_int_equal(tagged, 2);
    assert_int_equal(artifacts, 2 * (layout->pages.len - 1));
    assert_int_equal(layout->root->first->role, TAG_TABLE);
    assert_int_equal(layout->root->first->first->role, TAG_THEAD);
    assert_int_equal(layout->root->first->first->next->role, TAG_TBODY);
}

static struct node *new_table(struct fixture *fixture, const char *header, const char *words)
{
    struct node *table = node_new(&fixture->arena, NODE_TABLE, NOWHERE);
    table->as.table.columns = 2;
    table->as.table.header_rows = 1;
    for (unsigned i = 0; i < 2; i++) {
        struct node *row = add(fixture, table, NODE_ROW);
        for (unsigned j = 0; j < 2; j++)
            add_text(fixture, row, NODE_CELL, i == 0 ? header : words)->as.cell.header = i == 0;
    }
    return table;
}

/* From the foot of what stands above the heading, a line of type or an edge, to the heading's baseline. */
static mp white_above_heading(struct fixture *fixture, struct node *above)
{
    struct node *root = node_new(&fixture->arena, NODE_DOCUMENT, NOWHERE);
    fixture->document.root = root;
    node_append(root, above);
    add_text(fixture, root, NODE_HEADING, "Overskrift")->as.heading.level = 5;
    const struct layout *layout = set(fixture);
    size_t at = 0;
    mp foot = 0;
    const struct page *page = &layout->pages.at[0];
    for (size_t i = 0; i < page->boxes.len; i++)
        if (page->boxes.at[i].y + page->boxes.at[i].height > foot)
            foot = page->boxes.at[i].y + page->boxes.at[i].height;
    if (above->kind == NODE_PARAGRAPH)
        foot = find_run(layout, "Afsnit.", &at)->baseline;
    return find_run(layout, "Overskrift", &at)->baseline - foot;
}

static void above_a_heading_is_the_same_white_whatever_comes_before(void **state)
{
    struct fixture *fixture = *state;
    struct node *paragraph = node_new(&fixture->arena, NODE_PARAGRAPH, NOWHERE);
    node_append(paragraph, node_text(&fixture->arena, S("Afsnit."), NOWHERE));
    mp const after_text = white_above_heading(fixture, paragraph);
    struct node *code = node_new(&fixture->arena, NODE_CODE_BLOCK, NOWHERE);
    code->as.code_block.text = S("kode\n");
    struct node *table = new_table(fixture, "Hoved", "Celle");
    mp const nearly = MP_PER_POINT;
    assert_in_range(white_above_heading(fixture, code), after_text - nearly, after_text + nearly);
    assert_in_range(white_above_heading(fixture, table), after_text - nearly, after_text + nearly);
}

static mp width_of_table(struct fixture *fixture, const char *words)
{
    fixture->document.root = node_new(&fixture->arena, NODE_DOCUMENT, NOWHERE);
    node_append(fixture->document.root, new_table(fixture, "Hoved", words));
    const struct layout *layout = set(fixture);
    assert_true(layout->pages.at[0].boxes.len > 0);
    return layout->pages.at[0].boxes.at[0].width;
}

static void a_table_is_no_wider_than_its_words(void **state)
{
    struct fixture *fixture = *state;
    mp const measure = fixture->look.page_width - fixture->look.margin_left - fixture->look.margin_right;
    assert_true(width_of_table(fixture, "12") < measure / 3);
    assert_in_range(width_of_table(fixture, "Ord, der ikke har plads ved siden af hinanden i to spalter på en linje."),
                    measure - 10, measure);
}

static void words_that_fit_a_narrow_column_are_whole(void **state)
{
    struct fixture *fixture = *state;
    for (mp measure = 150; measure <= 200; measure += 5) {
        fixture->look.margin_right = fixture->look.page_width - fixture->look.margin_left - measure * MP_PER_POINT;
        fixture->document.root = node_new(&fixture->arena, NODE_DOCUMENT, NOWHERE);
        node_append(fixture->document.root, new_table(fixture, "Takst", "Aarhus Kommune og Viborg Kommune"));
        struct str const lines = lines_of(fixture, set(fixture), 0);
        assert_int_equal(str_find(lines, S("-\n"), 0), SIZE_MAX);
    }
}

static void contents_know_their_pages(void **state)
{
    struct fixture *fixture = *state;
    struct node *contents = add(fixture, fixture->document.root, NODE_CONTENTS);
    struct node *entry = add_text(fixture, contents, NODE_CONTENTS_ENTRY, "Sektion");
    entry->as.entry.level = 1;
    add_filler(fixture, 100);
    struct node *section = add(fixture, fixture->document.root, NODE_SECTION);
    section->anchor = S("s-1");
    add_text(fixture, section, NODE_HEADING, "Sektion")->as.heading.level = 2;
    entry->as.entry.link = (struct link){.kind = LINK_ANCHOR, .target = section};
    const struct layout *layout = set(fixture);
    unsigned const page = layout_page_of(layout, section);
    assert_true(page > 2);
    assert_contains(lines_of(fixture, layout, 0),
                    str_cstr(&fixture->arena, str_format(&fixture->arena, "Sektion %u", page)));
    assert_int_equal(layout->outline.len, 1);
    assert_int_equal(layout->destinations.at[layout->outline.at[0].destination].page + 1, page);
    assert_int_equal(layout->pages.at[0].links.len, 1);
}

static void what_is_not_there_is_told(void **state)
{
    struct fixture *fixture = *state;
    fixture->look.body_family = S("Ikke Installeret");
    add_text(fixture, fixture->document.root, NODE_PARAGRAPH, "Tegn: \xF0\x9D\x94\xB8\xF3\xB0\x80\x80.");
    const struct layout *layout = set(fixture);
    assert_true(layout->fonts.len == 1 && str_equal(layout->fonts.at[0], S("Ikke Installeret")));
    assert_true(layout->missing.len >= 1);
    assert_int_equal(layout->missing.at[layout->missing.len - 1].character, 0xF0000);
    assert_contains(lines_of(fixture, layout, 0), "\xF3\xB0\x80\x80");
}

/* Where the first run with these words stands on the first page. */
static mp place_of(const struct layout *layout, const char *words)
{
    const struct page *page = &layout->pages.at[0];
    for (size_t i = 0; i < page->runs.len; i++)
        if (str_equal(str_trim(page->runs.at[i].text), str_of(words)))
            return page->runs.at[i].x;
    fail();
    return 0;
}

static void hebrew_is_set_from_the_right(void **state)
{
    struct fixture *fixture = *state;
    add_text(fixture, fixture->document.root, NODE_PARAGRAPH,
             "Ordet \u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd betyder fred");
    add_text(fixture, fixture->document.root, NODE_PARAGRAPH, "\u05d0\u05d1 12 abc");
    const struct layout *layout = set(fixture);
    assert_true(place_of(layout, "Ordet") < place_of(layout, "\u05e2\u05d5\u05dc\u05dd"));
    assert_true(place_of(layout, "\u05e2\u05d5\u05dc\u05dd") < place_of(layout, "\u05e9\u05dc\u05d5\u05dd"));
    assert_true(place_of(layout, "\u05e9\u05dc\u05d5\u05dd") < place_of(layout, "betyder fred"));
    /* A paragraph that begins in Hebrew ends on the left. */
    assert_true(place_of(layout, "abc") < place_of(layout, "12"));
    assert_true(place_of(layout, "12") < place_of(layout, "\u05d0\u05d1"));
    assert_contains(lines_of(fixture, layout, 0),
                    "Ordet \u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd betyder fred");
}

/* Where an Arabic word is divided its letters take other forms, and other widths. */
static void letters_that_join_are_measured_as_they_are_parted(void **state)
{
    struct fixture *fixture = *state;
    add_text(
        fixture, fixture->document.root, NODE_PARAGRAPH,
        "\u0628\u0645\u0633\u0624\u0648\u0644\u064a\u062a\u0647\u0645\u062d\u0628\u0627\u0644\u0635\u062d\u064a\u0629");
    for (mp measure = 36; measure <= 60; measure++) {
        mp const right = fixture->look.margin_left + measure * MP_PER_POINT;
        fixture->look.margin_right = fixture->look.page_width - right;
        const struct layout *layout = set(fixture);
        const struct page *page = &layout->pages.at[0];
        for (size_t i = 0; i < page->runs.len; i++)
            if (page->runs.at[i].tag)
                assert_in_range(page->runs.at[i].width, 0, measure * MP_PER_POINT + 60);
    }
}

static void families_are_found_by_name_only(void **state)
{
    struct fixture *fixture = *state;
    const struct font *bold = font_find(fixture->book, S("carlito"), FONT_BOLD);
    assert_non_null(bold);
    assert_true(str_equal(font_name(bold), S("Carlito-Bold")));
    assert_null(font_find(fixture->book, S("Carlit"), FONT_REGULAR));
    const struct font *plain = font_find(fixture->book, S("Carlito"), FONT_REGULAR);
    assert_true(font_has(plain, 0xE6));
    const struct font *other = font_fallback(fixture->book, plain, 0x2192);
    assert_true(font_has(other, 0x2192));
}

static void ligatures_end_where_compounds_join(void **state)
{
    struct fixture *fixture = *state;
    const struct font *font = font_find(fixture->book, S("Carlito"), FONT_REGULAR);
    assert_int_equal(shape(fixture->shaper, font, S("golfferie"), 0)->count, 9);
    assert_int_equal(shape(fixture->shaper, font, S("tiffany"), 0)->count, 5);
}

#define layout_test(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    struct CMUnitTest const tests[] = {
        layout_test(long_words_are_divided_at_their_joints),
        layout_test(addresses_are_divided_after_slashes_without_a_hyphen),
        layout_test(no_line_ends_in_a_no_break_space),
        layout_test(justified_lines_end_at_the_measure),
        layout_test(headings_stay_with_what_follows),
        layout_test(paragraphs_leave_no_single_line),
        layout_test(a_table_repeats_its_header_as_an_artifact),
        layout_test(above_a_heading_is_the_same_white_whatever_comes_before),
        layout_test(a_table_is_no_wider_than_its_words),
        layout_test(words_that_fit_a_narrow_column_are_whole),
        layout_test(contents_know_their_pages),
        layout_test(what_is_not_there_is_told),
        layout_test(hebrew_is_set_from_the_right),
        layout_test(letters_that_join_are_measured_as_they_are_parted),
        layout_test(families_are_found_by_name_only),
        layout_test(ligatures_end_where_compounds_join),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
