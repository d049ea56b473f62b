/* Explanations of the rules: complete, and readable on a terminal. */
#include "base/utf8.h"
#include "source/explain.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void test_every_rule_is_explained_in_both_languages_with_examples(void **state)
{
    (void)state;
    for (int rule = 0; rule < RULE_COUNT; rule++) {
        const struct rule_info *info = rule_info((enum rule)rule);
        for (int language = 0; language < 2; language++) {
            assert_true(strlen(info->title[language]) > 0);
            assert_true(strlen(info->why[language]) > 20);
        }
        if (!info->wrong || !info->right || strcmp(info->wrong, info->right) == 0)
            fail_msg("%s has no wrong or no right example", info->id);
    }
}

static void test_an_explanation_has_its_parts_in_order(void **state)
{
    (void)state;
    struct buf out = {0};
    diag_explain(&out, RULE_DEAD_LINK, LANGUAGE_ENGLISH);
    struct str const text = buf_str(&out);
    assert_true(str_starts(text, S("dead-link (error): A link without a destination\n\n")));
    assert_true(str_ends(text, S("\n\nWrong:\n\n    [Kombu](#)\n\nRight:\n\n    [Kombu](https://www.kombu.dk/)\n")));
    buf_finish(&out);
}

static void test_explanations_are_filled_to_78_columns(void **state)
{
    (void)state;
    for (int rule = 0; rule < RULE_COUNT; rule++) {
        struct buf out = {0};
        diag_explain(&out, (enum rule)rule, LANGUAGE_DANISH);
        struct str const text = buf_str(&out);
        /* The examples are shown as they are. */
        size_t const end = str_find(text, S("\n\nForkert:"), 0);
        assert_true(end != SIZE_MAX);
        for (size_t at = str_find(text, S("\n\n"), 0) + 2, line; at < end; at = line + 1) {
            line = str_find_byte(text, '\n', at);
            assert_true(utf8_count(str_part(text, at, line)) <= 78);
        }
        buf_finish(&out);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_rule_is_explained_in_both_languages_with_examples),
        cmocka_unit_test(test_an_explanation_has_its_parts_in_order),
        cmocka_unit_test(test_explanations_are_filled_to_78_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
