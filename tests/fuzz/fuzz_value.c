/* Any bytes as YAML: every value stands inside the file, and every scalar's words can be found there. */
#include "data/value.h"
#include "fuzz.h"

static void check_value(const struct value *value, const struct source *source)
{
    must(value->span.start <= value->span.end && value->span.end <= source->text.len, "a value stands in the file");
    if (value->kind == VALUE_SCALAR) {
        struct span const span = excerpt_span(&value->excerpt, 0, value->excerpt.text.len);
        must(span.start <= span.end && span.end <= source->text.len, "a scalar's text stands in the file");
    }
    for (size_t i = 0; i < value->items.len; i++)
        check_value(value->items.at[i], source);
    for (size_t i = 0; i < value->entries.len; i++)
        check_value(value->entries.at[i].value, source);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diag_sink sink;
    diag_sink_init(&sink, &arena);
    const struct source *source = source_new(&arena, S("fuzz.yaml"), (struct str){(const char *)data, size});
    const struct value *value = value_parse(&arena, source, 0, size, &sink);
    must(value || sink.errors, "what cannot be read is reported");
    if (value)
        check_value(value, source);
    arena_finish(&arena);
    return 0;
}
