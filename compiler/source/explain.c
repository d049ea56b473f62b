#include "source/explain.h"

#include "base/utf8.h"

enum { WIDEST = 78, INDENT = 4, ID_COLUMN = 30, SEVERITY_COLUMN = 10 };

static struct str severity_word(enum severity severity, enum language language)
{
    static const char *const words[][2] = {
        {"fra", "off"}, {"note", "note"}, {"advarsel", "warning"}, {"fejl", "error"}};
    return str_of(words[severity][language]);
}

static size_t width_of(struct str word)
{
    size_t width = 0;
    for (size_t at = 0; at < word.len;)
        width += (size_t)utf8_columns(utf8_next(word, &at));
    return width;
}

/* Words filled into lines. */
static void add_wrapped(struct buf *out, struct str text)
{
    size_t column = 0;
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_byte(text, ' ', at);
        if (end == SIZE_MAX)
            end = text.len;
        struct str const word = str_part(text, at, end);
        size_t const width = width_of(word);
        if (column > 0 && column + 1 + width > WIDEST) {
            buf_add_byte(out, '\n');
            column = 0;
        } else if (column > 0) {
            buf_add_byte(out, ' ');
            column++;
        }
        buf_add(out, word);
        column += width;
        at = end + 1;
    }
    buf_add_byte(out, '\n');
}

/* Each line of an example pushed in; empty ones stay empty. */
static void add_indented(struct buf *out, struct str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_byte(text, '\n', at);
        if (end == SIZE_MAX)
            end = text.len;
        if (end > at)
            buf_format(out, "%*s%.*s", INDENT, "", STR(str_part(text, at, end)));
        buf_add_byte(out, '\n');
        at = end + 1;
    }
}

static struct str example_word(bool right, enum language language)
{
    if (language == LANGUAGE_DANISH)
        return right ? S("Rigtigt:") : S("Forkert:");
    return right ? S("Right:") : S("Wrong:");
}

static void add_examples(struct buf *out, const struct rule_info *info, enum language language)
{
    const char *const examples[] = {info->wrong, info->right};
    for (int right = 0; right < 2; right++) {
        if (!examples[right])
            continue;
        buf_format(out, "\n%.*s\n\n", STR(example_word(right, language)));
        add_indented(out, str_of(examples[right]));
    }
}

void diag_explain(struct buf *out, enum rule rule, enum language language)
{
    const struct rule_info *info = rule_info(rule);
    buf_format(out, "%s (%.*s): %s\n\n", info->id, STR(severity_word(info->severity, language)), info->title[language]);
    add_wrapped(out, str_of(info->why[language]));
    add_examples(out, info, language);
}

static void add_padded(struct buf *out, struct str text, size_t width)
{
    buf_add(out, text);
    for (size_t column = width_of(text); column < width; column++)
        buf_add_byte(out, ' ');
}

static void explain_all_text(struct buf *out, enum language language)
{
    for (int i = 0; i < RULE_COUNT; i++) {
        const struct rule_info *info = rule_info((enum rule)i);
        add_padded(out, str_of(info->id), ID_COLUMN);
        add_padded(out, severity_word(info->severity, language), SEVERITY_COLUMN);
        buf_format(out, "%s\n", info->title[language]);
    }
}

/* A table cell or running text of Markdown: signs that would mean something get a backslash. */
static void add_markdown(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("|<>*_[]`#\\", text.at[i]))
            buf_add_byte(out, '\\');
        buf_add_byte(out, text.at[i]);
    }
}

/* Four tildes: an example may hold a fence of its own. */
static void add_fenced(struct buf *out, struct str text)
{
    buf_format(out, "\n~~~~markdown\n%.*s~~~~\n", STR(text));
}

static void explain_all_markdown(struct buf *out, enum language language)
{
    bool const danish = language == LANGUAGE_DANISH;
    buf_format(out, "| %s | %s | %s |\n|---|---|---|\n", danish ? "Regel" : "Rule", danish ? "Alvor" : "Severity",
               danish ? "Hvad den finder" : "What it finds");
    for (int i = 0; i < RULE_COUNT; i++) {
        const struct rule_info *info = rule_info((enum rule)i);
        buf_format(out, "| [`%s`](#%s) | %.*s | ", info->id, info->id, STR(severity_word(info->severity, language)));
        add_markdown(out, str_of(info->title[language]));
        buf_text(out, " |\n");
    }
    for (int i = 0; i < RULE_COUNT; i++) {
        const struct rule_info *info = rule_info((enum rule)i);
        const char *const examples[] = {info->wrong, info->right};
        buf_format(out, "\n## %s\n\n**", info->id);
        add_markdown(out, str_of(info->title[language]));
        buf_format(out, "** (%.*s). ", STR(severity_word(info->severity, language)));
        add_markdown(out, str_of(info->why[language]));
        buf_text(out, "\n");
        for (int right = 0; right < 2; right++) {
            if (!examples[right])
                continue;
            buf_format(out, "\n%.*s\n", STR(example_word(right, language)));
            add_fenced(out, str_of(examples[right]));
        }
    }
}

/* Running text of roff: a backslash is written \e, and a sign that begins a line of control may not come first. */
static void add_roff(struct buf *out, struct str text)
{
    if (text.len > 0 && (text.at[0] == '.' || text.at[0] == '\''))
        buf_text(out, "\\&");
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\\')
            buf_text(out, "\\e");
        else if (text.at[i] == '\'')
            buf_text(out, "\\(aq");
        else
            buf_add_byte(out, text.at[i]);
        /* A sentence a line, as mdoc wants it. */
        if (text.at[i] == '.' && i + 2 < text.len && text.at[i + 1] == ' ' && text.at[i + 2] >= 'A' &&
            text.at[i + 2] <= 'Z') {
            buf_add_byte(out, '\n');
            i++;
        }
    }
}

static void explain_all_roff(struct buf *out, enum language language)
{
    buf_text(out, ".Bl -tag -width Ds\n");
    for (int i = 0; i < RULE_COUNT; i++) {
        const struct rule_info *info = rule_info((enum rule)i);
        buf_format(out, ".It Cm %s Pq %.*s\n", info->id, STR(severity_word(info->severity, language)));
        add_roff(out, str_of(info->title[language]));
        buf_text(out, ".\n");
    }
    buf_text(out, ".El\n");
}

void diag_explain_all(struct buf *out, enum rules_form form, enum language language)
{
    switch (form) {
    case RULES_TEXT:
        explain_all_text(out, language);
        break;
    case RULES_MARKDOWN:
        explain_all_markdown(out, language);
        break;
    case RULES_ROFF:
        explain_all_roff(out, language);
        break;
    }
}
