#include "archive/search_change.h"
#include "archive/search_files.h"
#include "archive/terms.h"
#include "base/utf8.h"

#include "test.h"

static int set_up(void **state)
{
    *state = must_malloc(sizeof(struct arena));
    arena_init(*state);
    return 0;
}

static int tear_down(void **state)
{
    arena_finish(*state);
    free(*state);
    return 0;
}

static void assert_terms(struct arena *arena, struct str text, const char *expected)
{
    struct terms terms = terms_begin(arena, text);
    struct buf found = {0};
    struct str term;
    while (terms_next(&terms, &term))
        buf_format(&found, "%s%.*s", found.len ? " " : "", STR(term));
    buf_add_byte(&found, '\0');
    assert_string_equal(found.at, expected);
    buf_finish(&found);
}

static void words_are_folded(void **state)
{
    struct arena *arena = *state;
    assert_terms(arena, S("DASSOS-mødet, Århus/Aarhus"), "dassos moedet aarhus aarhus");
    assert_terms(arena, S("a\xCC\x8Ar \xC3\x85R aar"),
                 "aar aar aar"); /* å as two code points, as one, as two letters */
    assert_terms(arena, S("§ 108, stk. 2 i KL's 1.316.000 kr."), "108 stk 2 kl 1 316 000 kr");
    assert_terms(arena, S(""), "");
    assert_terms(arena, S(" – i ?"), "");
}

static void long_words_are_cut_between_letters(void **state)
{
    struct arena *arena = *state;
    struct buf text = {0};
    for (int i = 0; i < 30; i++)
        buf_text(&text, "\xD0\xB6"); /* two bytes each, and not folded to ASCII */
    struct terms terms = terms_begin(arena, buf_str(&text));
    struct str term;
    assert_true(terms_next(&terms, &term));
    assert_int_equal(term.len, TERM_LONGEST);
    assert_int_equal(utf8_first_fault(term), SIZE_MAX);
    assert_false(terms_next(&terms, &term));
    buf_finish(&text);
}

static struct unit *add_meeting(struct arena *arena, struct archive *archive, int year, struct str title)
{
    struct unit *unit = arena_new(arena, struct unit);
    *unit = (struct unit){
        .source = str_format(arena, "meetings/%d.md", year),
        .forum = S("raad"),
        .title = S("Råd"),
        .html = str_format(arena, "raad/%d-03-04/index.html", year),
        .date = {(int16_t)year, 3, 4},
        .status = STATUS_MINUTES,
    };
    struct unit_section section = {.number = S("1"), .title = S("Sager")};
    struct unit_item const item = {.number = S("1.1"), .title = title, .anchor = S("pkt-1-1")};
    vec_push(arena, &section.items, item);
    vec_push(arena, &unit->sections, section);
    vec_push(arena, &archive->units, unit);
    return unit;
}

static void assert_file(const search_files *files, size_t index, const char *path, const char *content)
{
    assert_true(index < files->len);
    struct search_file const file = files->at[index];
    assert_int_equal(file.path.len, strlen(path));
    assert_memory_equal(file.path.at, path, file.path.len);
    if (content) {
        assert_int_equal(file.content.len, strlen(content));
        assert_memory_equal(file.content.at, content, file.content.len);
    }
}

/* Texts as a build finds them in out/: of every item `text`. */
static bool read_same(void *context, struct arena *arena, const struct unit *unit, struct str *content)
{
    struct unit *sealed = (struct unit *)(uintptr_t)unit;
    size_t const count = search_item_count(unit);
    struct str *texts = arena_many(arena, struct str, count + 1);
    for (size_t i = 0; i < count; i++)
        texts[i] = *(const struct str *)context;
    *content = search_write_text(arena, sealed, texts).content;
    return true;
}

static bool read_foreign(void *context, struct arena *arena, const struct unit *unit, struct str *content)
{
    (void)arena;
    (void)unit;
    *content = *(const struct str *)context;
    return true;
}

static void write_part(struct arena *arena, const struct archive *archive, struct search_part *part, struct str text,
                       search_files *files)
{
    struct search_source const source = {read_same, &text};
    assert_true(search_write_part(arena, archive, part, &source, files));
}

/* What stands here is the format told of in search.h, written out by hand. */
static void keys_hold_words_and_their_ends(void **state)
{
    struct arena *arena = *state;
    struct archive archive = {0};
    add_meeting(arena, &archive, 2021, S("Skolen"));
    search_parts parts = search_divide(arena, &archive);
    assert_int_equal(parts.len, 1);
    search_files files = {0};
    write_part(arena, &archive, &parts.at[0], S("lenge skolen lenge"), &files);
    assert_int_equal(files.len, 2);
    struct str const keys =
        search_block_name(arena, S("2021"), 'k', 0, S("0len+7;3ge=5;0nge+5;0olen+7;0raad=3;0skolen=7;"));
    assert_file(
        &files, 1, str_cstr(arena, str_format(arena, "search/%.*s.js", STR(keys))),
        str_cstr(arena,
                 str_format(arena, "referatSearch(\"%.*s\",\"0len+7;3ge=5;0nge+5;0olen+7;0raad=3;0skolen=7;\");\n",
                            STR(keys))));
    struct str const name = parts.at[0].name;
    struct str const index = str_format(arena,
                                        "referatSearch(\"%.*s\",{\"bodies\":[\"raad\"],\"meetings\":"
                                        "[[0,\"2021-03-04\",2]],\"keys\":[\"len\"],\"key_files\":[\"%.*s\"],"
                                        "\"postings\":[],\"posting_files\":[]});\n",
                                        STR(name), STR(keys));
    assert_file(&files, 0, str_cstr(arena, str_format(arena, "search/%.*s.js", STR(name))), str_cstr(arena, index));
}

static void frequent_words_have_lists(void **state)
{
    struct arena *arena = *state;
    struct archive archive = {0};
    for (int year = 2021; year > 2021 - SEARCH_RARE - 1; year--)
        add_meeting(arena, &archive, year, S("Vej"))->forum = S("x");
    search_parts parts = search_divide(arena, &archive);
    search_files files = {0};
    write_part(arena, &archive, &parts.at[0], S(""), &files);
    assert_int_equal(files.len, 3);
    /* The title of each meeting, `Råd`, is document 0, 2, 4 …, and each item is the document after it; weight 3. */
    struct str const keys = search_block_name(arena, S("2017"), 'k', 0, S("0raad!0;0vej!1;"));
    assert_file(&files, 1, str_cstr(arena, str_format(arena, "search/%.*s.js", STR(keys))),
                str_cstr(arena, str_format(arena, "referatSearch(\"%.*s\",\"0raad!0;0vej!1;\");\n", STR(keys))));
    struct str const lists = search_block_name(arena, S("2017"), 'p', 0, S("3BBBB;7BBBB;"));
    assert_file(&files, 2, str_cstr(arena, str_format(arena, "search/%.*s.js", STR(lists))),
                str_cstr(arena, str_format(arena, "referatSearch(\"%.*s\",\"3BBBB;7BBBB;\");\n", STR(lists))));
}

static void a_new_meeting_leaves_old_parts_alone(void **state)
{
    struct arena *arena = *state;
    struct archive archive = {0};
    for (int i = 0; i < 3; i++) {
        struct unit *unit = add_meeting(arena, &archive, 2023 - i, S("Vej"));
        for (int j = 1; j < SEARCH_PART_ITEMS; j++)
            vec_push(arena, &unit->sections.at[0].items, unit->sections.at[0].items.at[0]);
    }
    search_parts const whole = search_divide(arena, &archive);
    assert_int_equal(whole.len, 3);
    assert_int_equal(whole.at[0].first, 0);
    assert_int_equal(whole.at[2].end, 3);
    archive.units.at++;
    archive.units.len--;
    search_parts const before = search_divide(arena, &archive);
    assert_int_equal(before.len, 2);
    assert_int_equal(before.at[1].end, 2);
}

static void text_is_safe_in_a_script(void **state)
{
    struct arena *arena = *state;
    struct archive archive = {0};
    struct unit *unit = add_meeting(arena, &archive, 2021, S("</script>\xE2\x80\xA8\""));
    struct str const said = S("\\ \"</script>\n\t\x01\xE2\x80\xA8 å");
    struct search_file const file = search_write_text(arena, unit, &said);
    assert_int_equal(str_find(file.content, S("</script"), 0), SIZE_MAX);
    assert_int_equal(str_find(file.content, S("\xE2\x80\xA8"), 0), SIZE_MAX);
    search_files files = {0};
    vec_push(arena, &files, file);
    assert_file(&files, 0, "search/tekst/raad-2021-03-04-referat.js", NULL);
    struct str *read;
    assert_true(search_read_text(arena, unit, file.content, &read));
    assert_true(str_equal(read[0], said));
    assert_false(search_read_text(arena, unit, str_from(file.content, 1), &read));
}

static void a_part_needs_every_text(void **state)
{
    struct arena *arena = *state;
    struct archive archive = {0};
    add_meeting(arena, &archive, 2021, S("Vej"));
    struct str const foreign = S("referatSearch();");
    search_parts parts = search_divide(arena, &archive);
    search_files files = {0};
    struct search_source const source = {read_foreign, (void *)(uintptr_t)&foreign};
    assert_false(search_write_part(arena, &archive, &parts.at[0], &source, &files));
    assert_int_equal(files.len, 0);
}

/* What each meeting of an archive says, by its year. */
static bool read_of_year(void *context, struct arena *arena, const struct unit *unit, struct str *content)
{
    struct str *texts = context;
    return read_same(&texts[unit->date.year % 10], arena, unit, content);
}

static struct str some_words(struct arena *arena, uint32_t *chance)
{
    static const char *const words[] = {"skole", "folkeskole", "veje",  "skoleveje", "\xC3\xB8re",
                                        "108",   "kr",         "lenge", "ge"};
    struct buf text = {0};
    for (size_t count = *chance >> 28; count; count--) {
        *chance = *chance * 1664525 + 1013904223;
        buf_format(&text, "%s ", words[(*chance >> 16) % (sizeof words / sizeof *words)]);
    }
    *chance = *chance * 1664525 + 1013904223;
    struct str const kept = buf_keep(&text, arena);
    buf_finish(&text);
    return kept;
}

static void assert_same_files(const search_files *files, const search_files *expected)
{
    assert_int_equal(files->len, expected->len);
    for (size_t i = 0; i < files->len; i++) {
        assert_true(str_equal(files->at[i].path, expected->at[i].path));
        assert_true(str_equal(files->at[i].content, expected->at[i].content));
    }
}

static bool change_part(struct arena *arena, const search_files *old, struct unit *const *units, size_t count,
                        const struct search_source *before, const struct search_source *now, struct str *name,
                        search_files *files)
{
    struct arena scratch = {0};
    const struct unit **were = arena_many(arena, const struct unit *, count);
    for (size_t i = 0; i < count; i++)
        were[i] = units[i];
    struct search_change *change = search_change_begin(&scratch, old, were, count, before);
    bool const good = change && search_change_end(change, arena, units, now, name, files);
    arena_finish(&scratch);
    return good;
}

static void a_part_that_is_changed_is_as_if_written_anew(void **state)
{
    struct arena *arena = *state;
    struct archive archive = {0};
    struct str before[10] = {{0}};
    struct str texts[10] = {{0}};
    struct search_source const source_before = {read_of_year, before};
    struct search_source const source = {read_of_year, texts};
    uint32_t chance = 1;
    for (int year = 2019; year >= 2010; year--)
        add_meeting(arena, &archive, year, year % 3 ? S("Vej") : S("Skole"));
    search_parts parts = search_divide(arena, &archive);
    search_files old = {0};
    assert_true(search_write_part(arena, &archive, &parts.at[0], &source, &old));
    for (int round = 0; round < 200; round++) {
        struct unit *edited[2];
        memcpy(before, texts, sizeof before);
        for (size_t i = 0; i < 2; i++) {
            edited[i] = archive.units.at[chance % 10];
            texts[edited[i]->date.year % 10] = some_words(arena, &chance);
        }
        search_files changed = {0};
        search_files anew = {0};
        struct str name;
        assert_true(
            change_part(arena, &old, edited, edited[0] == edited[1] ? 1 : 2, &source_before, &source, &name, &changed));
        assert_true(search_write_part(arena, &archive, &parts.at[0], &source, &anew));
        assert_true(str_equal(name, parts.at[0].name));
        assert_same_files(&changed, &anew);
        old = changed;
    }
}

static void a_part_that_was_touched_is_not_read_back(void **state)
{
    struct arena *arena = *state;
    struct archive archive = {0};
    struct str texts[10] = {{0}};
    struct search_source const source = {read_of_year, texts};
    for (int year = 2019; year >= 2010; year--)
        add_meeting(arena, &archive, year, S("Vej"));
    search_parts parts = search_divide(arena, &archive);
    search_files files = {0};
    assert_true(search_write_part(arena, &archive, &parts.at[0], &source, &files));
    for (size_t i = 0; i < files.len; i++) {
        struct str const whole = files.at[i].content;
        for (size_t j = 0; j < whole.len; j++) {
            struct str const copy = str_copy(arena, whole);
            ((char *)(uintptr_t)copy.at)[j] ^= 1;
            search_files changed = {0};
            struct str name;
            files.at[i].content = copy;
            assert_false(change_part(arena, &files, archive.units.at, 1, &source, &source, &name, &changed));
            files.at[i].content = str_part(whole, 0, j);
            assert_false(change_part(arena, &files, archive.units.at, 1, &source, &source, &name, &changed));
        }
        files.at[i].content = whole;
    }
    files.len--;
    struct str name;
    assert_false(change_part(arena, &files, archive.units.at, 1, &source, &source, &name, &files));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_are_folded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_words_are_cut_between_letters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keys_hold_words_and_their_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(frequent_words_have_lists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_new_meeting_leaves_old_parts_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_is_safe_in_a_script, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_part_needs_every_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_part_that_is_changed_is_as_if_written_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_part_that_was_touched_is_not_read_back, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
