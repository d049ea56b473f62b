#include "base/json.h"
#include "source/print_formats.h"

/* One object a line with exactly the keys that referat(1) lists. A diagnostic without a place has null for file and 0
 * for its lines and columns; a second place is told in the help. */
static void print_one(struct buf *out, const struct print_options *options, struct place_finder *finder,
                      const struct diag *diag)
{
    struct arena scratch = {0};
    struct place place = place_find(finder, diag->span);
    struct str help = diag_help(&scratch, diag, options->language);
    if (diag->note) {
        struct str note = note_with_place(&scratch, diag, options->language);
        help = help.len ? str_format(&scratch, "%.*s; %.*s", STR(help), STR(note)) : note;
    }

    struct json json;
    json_init(&json, out, false);
    json_object(&json);
    json_key(&json, "file");
    if (span_is_nowhere(diag->span))
        json_null(&json);
    else
        json_string(&json, diag->span.source->path);
    json_key(&json, "line");
    json_number(&json, (long long)place.start.line);
    json_key(&json, "column");
    json_number(&json, (long long)place.start.column);
    json_key(&json, "end_line");
    json_number(&json, (long long)place.end.line);
    json_key(&json, "end_column");
    json_number(&json, (long long)place.end.column);
    json_key(&json, "severity");
    json_string(&json, severity_name(diag->severity));
    json_key(&json, "rule");
    json_string(&json, str_of(rule_info(diag->rule)->id));
    json_key(&json, "message");
    json_string(&json, diag_text(&scratch, diag, options->language));
    json_key(&json, "help");
    json_string(&json, help);
    json_end_object(&json);
    buf_add_byte(out, '\n');
    arena_finish(&scratch);
}

void print_json(struct buf *out, const struct print_options *options, const struct diag_sink *const *sinks,
                size_t count)
{
    print_each(out, options, sinks, count, print_one);
}
