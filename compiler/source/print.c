#include "source/print.h"

#include "source/escape.h"
#include "source/print_formats.h"

struct place place_find(struct place_finder *finder, struct span span)
{
    if (span_is_nowhere(span))
        return (struct place){0};
    if (finder->source != span.source)
        *finder = (struct place_finder){.source = span.source};
    struct place place;
    place.start = source_position_after(span.source, finder->offset, finder->position, span.start);
    finder->offset = span.start;
    finder->position = place.start;
    place.end = source_position_after(span.source, span.start, place.start, span.end);
    return place;
}

struct str severity_word(enum severity severity, enum language language)
{
    bool danish = language == LANGUAGE_DANISH;
    switch (severity) {
    case SEVERITY_ERROR:
        return danish ? S("fejl") : S("error");
    case SEVERITY_WARNING:
        return danish ? S("advarsel") : S("warning");
    case SEVERITY_NOTE:
    case SEVERITY_OFF:
        break;
    }
    return S("note");
}

struct str severity_name(enum severity severity)
{
    return severity_word(severity, LANGUAGE_ENGLISH);
}

struct str note_with_place(struct arena *arena, const struct diag *diag, enum language language)
{
    struct str text = diag_note_text(arena, diag->note, language);
    struct span span = diag->note->span;
    if (span_is_nowhere(span))
        return text;
    size_t line = source_position(span.source, span.start).line;
    if (span.source != diag->span.source) {
        struct buf path = {0};
        escape_unseen(&path, span.source->path);
        text = str_format(arena, "%.*s: %.*s:%zu", STR(text), STR(buf_str(&path)), line);
        buf_finish(&path);
        return text;
    }
    return str_format(arena, "%.*s: %s %zu", STR(text), language == LANGUAGE_DANISH ? "linje" : "line", line);
}

void print_each(struct buf *out, const struct print_options *options, const struct diag_sink *const *sinks,
                size_t count, print_diag *print)
{
    struct place_finder finder = {0};
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < sinks[i]->diags.len; j++)
            print(out, options, &finder, &sinks[i]->diags.at[j]);
}

void diag_print(struct buf *out, const struct print_options *options, const struct diag_sink *const *sinks,
                size_t count)
{
    switch (options->format) {
    case FORMAT_TEXT:
        print_text(out, options, sinks, count);
        break;
    case FORMAT_JSON:
        print_json(out, options, sinks, count);
        break;
    case FORMAT_SARIF:
        print_sarif(out, options, sinks, count);
        break;
    case FORMAT_GITHUB:
        print_github(out, options, sinks, count);
        break;
    }
}

struct str diag_summary(struct arena *arena, enum language language, size_t errors, size_t warnings, size_t meetings)
{
    if (errors == 0 && warnings == 0)
        return (struct str){"", 0};
    bool danish = language == LANGUAGE_DANISH;
    const char *error = danish || errors != 1 ? danish ? "fejl" : "errors" : "error";
    const char *warning = danish ? warnings == 1 ? "advarsel" : "advarsler" : warnings == 1 ? "warning" : "warnings";
    const char *meeting = danish ? meetings == 1 ? "møde" : "møder" : meetings == 1 ? "meeting" : "meetings";

    struct buf text = {0};
    if (errors)
        buf_format(&text, "%zu %s", errors, error);
    if (errors && warnings)
        buf_text(&text, ", ");
    if (warnings)
        buf_format(&text, "%zu %s", warnings, warning);
    if (meetings) /* else all of them are of bodies */
        buf_format(&text, " %s %zu %s", danish ? "i" : "in", meetings, meeting);
    struct str summary = buf_keep(&text, arena);
    buf_finish(&text);
    return summary;
}
