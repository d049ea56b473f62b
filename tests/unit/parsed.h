/* A source in a string, what the parser makes of it as text, and what it reports: for tests of parse. */
#ifndef UNIT_PARSED_H
#define UNIT_PARSED_H

#include "ast/dump.h"
#include "parse/parse.h"

#include "test.h"

struct parsed {
    struct arena arena;
    struct diag_sink sink;
    struct meeting *meeting; /* NULL when only Markdown was read */
    struct node *root;
    struct buf text;
};

static const char front_matter[] = "---\nforum: x\ndato: 2021-02-11\ntid: 10-12\nsted: y\nstatus: dagsorden\n---\n";

static inline void expect_sound(struct parsed *parsed)
{
    struct str fault;
    if (!node_check(&parsed->arena, parsed->root, &fault))
        fail_msg("%.*s", STR(fault));
}

static inline const struct source *source_of(struct parsed *parsed, const char *front, const char *body)
{
    struct str text = str_concat(&parsed->arena, str_of(front), str_of(body));
    return source_new(&parsed->arena, S("meetings/x/2021-02-11.md"), text);
}

static inline void parse_markdown(struct parsed *parsed, const char *markdown)
{
    *parsed = (struct parsed){0};
    diag_sink_init(&parsed->sink, &parsed->arena);
    const struct source *source = source_of(parsed, "", markdown);
    struct excerpt text = excerpt_of(&parsed->arena, source, 0, source->text.len);
    parsed->root = markdown_parse(&parsed->arena, &text, &parsed->sink);
    expect_sound(parsed);
}

static inline void parse_meeting_with(struct parsed *parsed, const char *front, const char *body, enum edition edition)
{
    *parsed = (struct parsed){0};
    diag_sink_init(&parsed->sink, &parsed->arena);
    struct parse_options options = {.edition = edition};
    parsed->meeting = meeting_parse(&parsed->arena, source_of(parsed, front, body), NULL, 0, &options, &parsed->sink);
    parsed->root = parsed->meeting->root;
    diag_sort(&parsed->sink);
    expect_sound(parsed);
}

/* Lines of the body are counted from the end of the front matter's seven. */
static inline void parse_body(struct parsed *parsed, const char *body)
{
    parse_meeting_with(parsed, front_matter, body, EDITION_PUBLIC);
}

static inline void parsed_finish(struct parsed *parsed)
{
    buf_finish(&parsed->text);
    arena_finish(&parsed->arena);
}

/* The diagnostics, one a line: `8:1-8:6 rule: text`. */
static inline const char *reports(struct parsed *parsed)
{
    buf_clear(&parsed->text);
    for (size_t i = 0; i < parsed->sink.diags.len; i++) {
        const struct diag *diag = &parsed->sink.diags.at[i];
        struct position from = source_position(diag->span.source, diag->span.start);
        struct position to = source_position(diag->span.source, diag->span.end);
        buf_format(&parsed->text, "%zu:%zu-%zu:%zu %s: %.*s\n", from.line, from.column, to.line, to.column,
                   rule_info(diag->rule)->id, STR(diag_text(&parsed->arena, diag, LANGUAGE_DANISH)));
    }
    buf_add_byte(&parsed->text, '\0');
    return parsed->text.at;
}

/* Fails unless the body gives these diagnostics and no others. */
static inline void expect_reports(const char *body, const char *expected)
{
    struct parsed parsed;
    parse_body(&parsed, body);
    if (strcmp(reports(&parsed), expected) != 0)
        fail_msg("%s\nexpected %s\ngot      %s", body, expected, parsed.text.at);
    parsed_finish(&parsed);
}

static inline const char *tree(struct parsed *parsed)
{
    buf_clear(&parsed->text);
    node_dump(&parsed->text, parsed->root);
    buf_add_byte(&parsed->text, '\0');
    return parsed->text.at;
}

/* Fails unless the tree has a line with these words, indentation apart. */
static inline void expect_line(struct parsed *parsed, const char *words)
{
    const char *dump = tree(parsed);
    struct str line = str_format(&parsed->arena, " %s\n", words);
    if (!strstr(dump, line.at))
        fail_msg("no line '%s' in\n%s", words, dump);
}

#endif
