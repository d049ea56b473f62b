#include "source/escape.h"
#include "source/print_formats.h"

/* GitHub's workflow commands (docs.github.com, "Workflow commands for GitHub Actions"): %, CR and LF are escaped
 * everywhere, ':' and ',' in properties too. */
static void add_escaped(struct buf *out, struct str text, bool property)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool escaped = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
        if (escaped)
            buf_format(out, "%%%02X", (unsigned)(unsigned char)c);
        else
            buf_add_byte(out, c);
    }
}

static void print_one(struct buf *out, const struct print_options *options, struct place_finder *finder,
                      const struct diag *diag)
{
    struct arena scratch = {0};
    struct place place = place_find(finder, diag->span);
    bool is_note = diag->severity == SEVERITY_NOTE;

    buf_format(out, "::%.*s ", STR(is_note ? S("notice") : severity_name(diag->severity)));
    if (!span_is_nowhere(diag->span)) {
        struct buf path = {0};
        escape_unseen(&path, diag->span.source->path);
        buf_text(out, "file=");
        add_escaped(out, buf_str(&path), true);
        buf_finish(&path);
        buf_format(out, ",line=%zu,endLine=%zu,col=%zu,endColumn=%zu,", place.start.line, place.end.line,
                   place.start.column, place.end.column);
    }
    buf_format(out, "title=%s::", rule_info(diag->rule)->id);
    add_escaped(out, diag_text(&scratch, diag, options->language), false);

    struct str help = diag_help(&scratch, diag, options->language);
    if (help.len) {
        add_escaped(out, S("\n"), false);
        buf_format(out, "%s: ", options->language == LANGUAGE_DANISH ? "hjælp" : "help");
        add_escaped(out, help, false);
    }
    if (diag->note) {
        add_escaped(out, S("\n"), false);
        buf_text(out, "note: ");
        add_escaped(out, note_with_place(&scratch, diag, options->language), false);
    }
    buf_add_byte(out, '\n');
    arena_finish(&scratch);
}

void print_github(struct buf *out, const struct print_options *options, const struct diag_sink *const *sinks,
                  size_t count)
{
    print_each(out, options, sinks, count, print_one);
}
