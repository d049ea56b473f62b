#include "base/json.h"
#include "base/json_read.h"

#include "test.h"

static void write_sample(struct json *json)
{
    json_object(json);
    json_key(json, "pages");
    json_number(json, -12);
    json_key(json, "items");
    json_array(json);
    json_string(json, S("a"));
    json_object(json);
    json_end_object(json);
    json_null(json);
    json_end_array(json);
    json_key(json, "rest");
    json_number(json, 0);
    json_end_object(json);
}

static void assert_written(struct buf *out, const char *expected)
{
    buf_add_byte(out, '\0');
    assert_string_equal(out->at, expected);
    buf_finish(out);
}

static void on_one_line(void **state)
{
    (void)state;
    struct buf out = {0};
    struct json json;
    json_init(&json, &out, false);
    write_sample(&json);
    assert_written(&out, "{\"pages\":-12,\"items\":[\"a\",{},null],\"rest\":0}");
}

static void indented(void **state)
{
    (void)state;
    struct buf out = {0};
    struct json json;
    json_init(&json, &out, true);
    write_sample(&json);
    assert_written(&out, "{\n  \"pages\": -12,\n  \"items\": [\n    \"a\",\n    {},\n    null\n  ],\n  \"rest\": 0\n}");
}

static void strings_can_hold_anything(void **state)
{
    (void)state;
    struct buf out = {0};
    struct json json;
    json_init(&json, &out, false);
    json_string(&json, S("\"\\\n\x01\x7F</script>æ\xFF\xE2\x80\xA8"));
    assert_written(&out, "\"\\\"\\\\\\n\\u0001\\u007f\\u003c/script>æ\xEF\xBF\xBD\\u2028\"");
}

static void what_was_written_is_read(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct str const plain = S("Råd, [1]"), escaped = S("\\\"\\\n\t\x01</script>\xE2\x80\xA8\\");
    struct buf out = {0};
    struct json json;
    json_init(&json, &out, false);
    json_array(&json);
    json_string(&json, plain);
    json_string(&json, escaped);
    json_string(&json, S(""));
    json_number(&json, 999999999);
    json_end_array(&json);
    struct str rest = buf_str(&out), value = {0};
    uint32_t number = 0;
    assert_true(json_take(&rest, S("[")) && json_take_string(&arena, &rest, &value));
    assert_true(str_equal(value, plain));
    assert_true(value.at == out.at + 2); /* nothing was copied */
    assert_true(json_take(&rest, S(",")) && json_take_string(&arena, &rest, &value));
    assert_true(str_equal(value, escaped));
    assert_true(json_take(&rest, S(",")) && json_pass_string(&rest));
    assert_true(json_take(&rest, S(",")) && json_take_number(&rest, &number));
    assert_int_equal(number, 999999999);
    assert_true(str_equal(rest, S("]")));
    buf_finish(&out);
    arena_finish(&arena);
}

static void what_was_not_written_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"",          "\"",          "a\"",         "\"\\\"",    "\"\\q\"",
                                        "\"\\u12\"", "\"\\u12x4\"", "\"\\ud800\"", "1234567890"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct str const text = str_of(texts[i]);
        struct str rest = text, value;
        uint32_t number;
        assert_false(json_take_string(&arena, &rest, &value) || json_take_number(&rest, &number) ||
                     json_take(&rest, S("{")));
        assert_true(str_equal(rest, text));
    }
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_one_line),
        cmocka_unit_test(indented),
        cmocka_unit_test(strings_can_hold_anything),
        cmocka_unit_test(what_was_written_is_read),
        cmocka_unit_test(what_was_not_written_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
