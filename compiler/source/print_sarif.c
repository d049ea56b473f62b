#include "base/json.h"
#include "source/print_formats.h"

/* SARIF 2.1.0 (OASIS Standard, 27 March 2020): one run, every rule in the driver's list, a result a diagnostic. */

static void string(struct json *json, const char *key, struct str value)
{
    json_key(json, key);
    json_string(json, value);
}

static void message(struct json *json, const char *key, struct str text)
{
    json_key(json, key);
    json_object(json);
    string(json, "text", text);
    json_end_object(json);
}

static struct str level(enum severity severity)
{
    return severity == SEVERITY_OFF ? S("none") : severity_name(severity);
}

static void print_rules(struct json *json, enum language language)
{
    json_key(json, "rules");
    json_array(json);
    for (int i = 0; i < RULE_COUNT; i++) {
        const struct rule_info *rule = rule_info((enum rule)i);
        json_object(json);
        string(json, "id", str_of(rule->id));
        message(json, "shortDescription", str_of(rule->title[language]));
        message(json, "fullDescription", str_of(rule->why[language]));
        json_key(json, "defaultConfiguration");
        json_object(json);
        string(json, "level", level(rule->severity));
        json_end_object(json);
        json_end_object(json);
    }
    json_end_array(json);
}

/* `text` says what is there, or is empty. */
static void print_location(struct json *json, struct span span, struct place place, struct str text)
{
    struct buf uri = {0};
    if (str_starts(span.source->path, S("/")))
        buf_text(&uri, "file://");
    buf_add_percent_encoded(&uri, span.source->path, S("/-._~"));

    json_object(json);
    json_key(json, "physicalLocation");
    json_object(json);
    json_key(json, "artifactLocation");
    json_object(json);
    string(json, "uri", buf_str(&uri));
    json_end_object(json);
    json_key(json, "region");
    json_object(json);
    json_key(json, "startLine");
    json_number(json, (long long)place.start.line);
    json_key(json, "startColumn");
    json_number(json, (long long)place.start.column);
    json_key(json, "endLine");
    json_number(json, (long long)place.end.line);
    json_key(json, "endColumn");
    json_number(json, (long long)place.end.column);
    json_end_object(json);
    json_end_object(json);
    if (text.len)
        message(json, "message", text);
    json_end_object(json);
    buf_finish(&uri);
}

static void print_result(struct json *json, enum language language, struct place_finder *finder,
                         const struct diag *diag)
{
    struct arena scratch = {0};
    struct str text = diag_text(&scratch, diag, language);
    struct str help = diag_help(&scratch, diag, language);
    if (help.len)
        text = str_format(&scratch, "%.*s\n%s: %.*s", STR(text), language == LANGUAGE_DANISH ? "hjælp" : "help",
                          STR(help));

    json_object(json);
    string(json, "ruleId", str_of(rule_info(diag->rule)->id));
    json_key(json, "ruleIndex");
    json_number(json, (long long)diag->rule);
    string(json, "level", level(diag->severity));
    message(json, "message", text);
    json_key(json, "locations");
    json_array(json);
    if (!span_is_nowhere(diag->span))
        print_location(json, diag->span, place_find(finder, diag->span), S(""));
    json_end_array(json);
    if (diag->note && !span_is_nowhere(diag->note->span)) {
        struct place_finder elsewhere = {0};
        json_key(json, "relatedLocations");
        json_array(json);
        print_location(json, diag->note->span, place_find(&elsewhere, diag->note->span),
                       diag_note_text(&scratch, diag->note, language));
        json_end_array(json);
    }
    json_end_object(json);
    arena_finish(&scratch);
}

void print_sarif(struct buf *out, const struct print_options *options, const struct diag_sink *const *sinks,
                 size_t count)
{
    struct json json;
    json_init(&json, out, true);
    json_object(&json);
    string(&json, "$schema", S("https://json.schemastore.org/sarif-2.1.0.json"));
    string(&json, "version", S("2.1.0"));
    json_key(&json, "runs");
    json_array(&json);
    json_object(&json);

    json_key(&json, "tool");
    json_object(&json);
    json_key(&json, "driver");
    json_object(&json);
    string(&json, "name", S("referat"));
    string(&json, "version", S(REFERAT_VERSION));
    string(&json, "language", options->language == LANGUAGE_DANISH ? S("da") : S("en"));
    print_rules(&json, options->language);
    json_end_object(&json);
    json_end_object(&json);

    string(&json, "columnKind", S("unicodeCodePoints"));
    json_key(&json, "results");
    json_array(&json);
    struct place_finder finder = {0};
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < sinks[i]->diags.len; j++)
            print_result(&json, options->language, &finder, &sinks[i]->diags.at[j]);
    json_end_array(&json);

    json_end_object(&json);
    json_end_array(&json);
    json_end_object(&json);
    buf_add_byte(out, '\n');
}
