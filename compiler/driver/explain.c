#include "driver/explain.h"

#include "base/utf8.h"
#include "data/value.h"
#include "driver/say.h"

static struct str severity_word(struct arena *arena, enum language language, enum severity severity)
{
    switch (severity) {
    case SEVERITY_OFF:
        return say(arena, language, SAY_SEVERITY_OFF, S(""), S(""));
    case SEVERITY_NOTE:
        return say(arena, language, SAY_SEVERITY_NOTE, S(""), S(""));
    case SEVERITY_WARNING:
        return say(arena, language, SAY_SEVERITY_WARNING, S(""), S(""));
    case SEVERITY_ERROR:
        break;
    }
    return say(arena, language, SAY_SEVERITY_ERROR, S(""), S(""));
}

static void list_rules(struct arena *arena, enum language language)
{
    for (size_t i = 0; i < RULE_COUNT; i++) {
        const struct rule_info *info = rule_info((enum rule)i);
        struct str const severity = severity_word(arena, language, info->severity);
        printf("%-29s %-9.*s %s\n", info->id, STR(severity), info->title[language]);
    }
}

/* Lines of at most 80 columns, broken at spaces. */
static void print_wrapped(struct str text)
{
    size_t const width = 80;
    size_t column = 0;
    while (text.len) {
        size_t end = str_find_byte(text, ' ', 0);
        if (end == SIZE_MAX)
            end = text.len;
        struct str const piece = str_part(text, 0, end);
        size_t const columns = utf8_count(piece);
        if (column && column + 1 + columns > width) {
            putchar('\n');
            column = 0;
        }
        if (column) {
            putchar(' ');
            column++;
        }
        printf("%.*s", STR(piece));
        column += columns;
        text = str_from(text, end + 1);
    }
    putchar('\n');
}

static void print_example(struct arena *arena, enum language language, enum say what, const char *example)
{
    if (!example)
        return;
    struct str const title = say(arena, language, what, S(""), S(""));
    printf("\n%.*s\n\n", STR(title));
    struct str rest = str_of(example);
    while (rest.len) {
        size_t end = str_find_byte(rest, '\n', 0);
        if (end == SIZE_MAX)
            end = rest.len;
        struct str const line = str_part(rest, 0, end);
        printf(line.len ? "    %.*s\n" : "%.*s\n", STR(line));
        rest = str_from(rest, end + 1);
    }
}

static int explain_rule(struct arena *arena, enum language language, struct str id)
{
    enum rule rule;
    if (!rule_find(id, &rule)) {
        struct str ids[RULE_COUNT];
        for (size_t i = 0; i < RULE_COUNT; i++)
            ids[i] = str_of(rule_info((enum rule)i)->id);
        struct str const near = nearest_word(arena, id, ids, RULE_COUNT);
        say_error(language, say(arena, language, near.len ? SAY_UNKNOWN_RULE_NEAR : SAY_UNKNOWN_RULE, id, near));
        return 2;
    }
    const struct rule_info *info = rule_info(rule);
    struct str const severity = severity_word(arena, language, info->severity);
    printf("%s (%.*s): %s\n\n", info->id, STR(severity), info->title[language]);
    print_wrapped(str_of(info->why[language]));
    print_example(arena, language, SAY_EXAMPLE_WRONG, info->wrong);
    print_example(arena, language, SAY_EXAMPLE_RIGHT, info->right);
    return 0;
}

int explain(const struct options *options)
{
    struct arena arena = {0};
    int status = 0;
    if (options->argument_count == 0)
        list_rules(&arena, options->language);
    else
        status = explain_rule(&arena, options->language, str_of(options->arguments[0]));
    arena_finish(&arena);
    return status;
}
