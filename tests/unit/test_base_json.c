#include "base/json.h"

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
    assert_written(&out,
                   "{\n  \"pages\": -12,\n  \"items\": [\n    \"a\",\n    {},\n    null\n  ],\n  \"rest\": 0\n}");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_one_line),
        cmocka_unit_test(indented),
        cmocka_unit_test(strings_can_hold_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
