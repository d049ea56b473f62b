#include "program/options.h"

#include "program/pool.h"
#include "program/say.h"

#include <unistd.h>

enum {
    IN_BUILD = 1 << COMMAND_BUILD,
    IN_CHECK = 1 << COMMAND_CHECK,
    IN_NEW = 1 << COMMAND_NEW,
    IN_EXPLAIN = 1 << COMMAND_EXPLAIN,
    IN_COMPILE = 1 << COMMAND_COMPILE,
    IN_RESOLVE = 1 << COMMAND_RESOLVE,
    IN_RENDER = 1 << COMMAND_RENDER,
    IN_LINK = 1 << COMMAND_LINK,
    IN_GRAPH = 1 << COMMAND_GRAPH,
    IN_MEETING_STEPS = IN_COMPILE | IN_RENDER,
    IN_STEPS = IN_MEETING_STEPS | IN_RESOLVE | IN_LINK,
    IN_EVERY_STEP = IN_STEPS | IN_GRAPH
};

struct option {
    const char *name; /* "--format" */
    char letter;      /* 'o', or 0 */
    unsigned commands;
    bool (*set)(struct options *options, const char *value); /* false: not a value it can have */
    bool bare;                                               /* takes no value */
};

static bool is(const char *value, const char *word)
{
    return str_equal(str_of(value), str_of(word));
}

static bool set_out(struct options *options, const char *value)
{
    options->out = value;
    return value[0] != '\0';
}

static bool set_styles(struct options *options, const char *value)
{
    options->styles = value;
    return value[0] != '\0';
}

static bool set_base_url(struct options *options, const char *value)
{
    struct str const url = str_of(value);
    options->base_url = value;
    return str_starts(url, S("https://")) || str_starts(url, S("http://"));
}

static bool set_edition(struct options *options, const char *value)
{
    options->edition = is(value, "intern") ? EDITION_INTERNAL : EDITION_PUBLIC;
    return is(value, "intern") || is(value, "offentlig");
}

static bool set_jobs(struct options *options, const char *value)
{
    unsigned jobs = 0;
    struct str const digits = str_of(value);
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9' || jobs > 100)
            return false;
        jobs = jobs * 10 + (unsigned)(digits.at[i] - '0');
    }
    options->jobs = jobs;
    return jobs >= 1;
}

static bool set_only(struct options *options, const char *value)
{
    options->pdf = options->html = options->toc = false;
    struct str rest = str_of(value);
    while (rest.len) {
        size_t comma = str_find_byte(rest, ',', 0);
        if (comma == SIZE_MAX)
            comma = rest.len;
        struct str const output = str_part(rest, 0, comma);
        rest = str_from(rest, comma + 1);
        if (str_equal(output, S("pdf")))
            options->pdf = true;
        else if (str_equal(output, S("html")))
            options->html = true;
        else if (str_equal(output, S("toc")))
            options->toc = true;
        else
            return false;
    }
    return options->pdf || options->html || options->toc;
}

static bool set_stage(struct options *options, const char *value)
{
    static const char *const names[] = {
        [STAGE_AST] = "ast", [STAGE_LAYOUT] = "layout", [STAGE_TAGS] = "tags", [STAGE_UNIT] = "unit"};
    for (enum stage stage = STAGE_AST; stage <= STAGE_UNIT; stage++)
        if (is(value, names[stage])) {
            options->stage = stage;
            return true;
        }
    return false;
}

static bool set_format(struct options *options, const char *value)
{
    static const char *const names[] = {
        [FORMAT_TEXT] = "text", [FORMAT_JSON] = "json", [FORMAT_SARIF] = "sarif", [FORMAT_GITHUB] = "github"};
    for (enum diag_format format = FORMAT_TEXT; format <= FORMAT_GITHUB; format++)
        if (is(value, names[format])) {
            options->format = format;
            return true;
        }
    return false;
}

static bool set_language(struct options *options, const char *value)
{
    options->language = is(value, "en") ? LANGUAGE_ENGLISH : LANGUAGE_DANISH;
    return is(value, "en") || is(value, "da");
}

static bool set_standard_input_name(struct options *options, const char *value)
{
    options->standard_input_name = value;
    return value[0] != '\0';
}

#define SETTER(name)                                                                                                   \
    static bool set_##name(struct options *options, const char *value)                                                 \
    {                                                                                                                  \
        options->name = value;                                                                                         \
        return value[0] != '\0';                                                                                       \
    }
SETTER(unit)
SETTER(imports)
SETTER(made)
SETTER(depfile)
SETTER(dyndep)
SETTER(report)
SETTER(objects)
SETTER(file)
SETTER(root)
#undef SETTER

static bool set_defer_errors(struct options *options, const char *value)
{
    (void)value;
    options->defers_errors = true;
    return true;
}

/* A terminal that can, and a user who did not say no (no-color.org). */
static bool wants_colour(const struct options *options)
{
    const char *no = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    int const stream = options->command == COMMAND_CHECK ? STDOUT_FILENO : STDERR_FILENO;
    return options->format == FORMAT_TEXT && !(no && *no) && terminal && !is(terminal, "dumb") && isatty(stream);
}

static bool set_warnings_as_errors(struct options *options, const char *value)
{
    (void)value;
    options->warnings_as_errors = true;
    return true;
}

static bool set_timings(struct options *options, const char *value)
{
    (void)value;
    options->wants_timings = true;
    return true;
}

static const struct option table[] = {
    {"--out", 'o', IN_BUILD | IN_RESOLVE | IN_LINK | IN_RENDER | IN_GRAPH, set_out, false},
    {"--styles", 0, IN_BUILD | IN_CHECK | IN_NEW | IN_EVERY_STEP, set_styles, false},
    {"--base-url", 0, IN_BUILD | IN_LINK | IN_GRAPH, set_base_url, false},
    {"--edition", 0, IN_BUILD | IN_CHECK | IN_EVERY_STEP, set_edition, false},
    {"--jobs", 'j', IN_BUILD | IN_CHECK | IN_LINK, set_jobs, false},
    {"--only", 0, IN_BUILD, set_only, false},
    {"--emit", 0, IN_BUILD, set_stage, false},
    {"--format", 0, IN_CHECK | IN_MEETING_STEPS | IN_LINK, set_format, false},
    {"--lang", 0, IN_BUILD | IN_CHECK | IN_NEW | IN_EXPLAIN | IN_EVERY_STEP, set_language, false},
    {"--stdin-name", 0, IN_CHECK, set_standard_input_name, false},
    {"--timings", 0, IN_BUILD, set_timings, true},
    {"--warnings-as-errors", 0, IN_BUILD | IN_CHECK | IN_MEETING_STEPS | IN_GRAPH, set_warnings_as_errors, true},
    {"--unit", 0, IN_COMPILE, set_unit, false},
    {"--defer-errors", 0, IN_MEETING_STEPS, set_defer_errors, true},
    {"--imports", 0, IN_RENDER, set_imports, false},
    {"--made", 0, IN_RENDER, set_made, false},
    {"--depfile", 0, IN_MEETING_STEPS | IN_LINK | IN_GRAPH, set_depfile, false},
    {"--dyndep", 0, IN_RESOLVE, set_dyndep, false},
    {"--report", 0, IN_LINK, set_report, false},
    {"--objects", 0, IN_GRAPH, set_objects, false},
    {"--root", 0, IN_MEETING_STEPS, set_root, false},
    {"--file", 0, IN_GRAPH, set_file, false},
};

/* The command line at hand. */
struct line {
    struct arena *arena;
    struct options *options;
    struct str *fault;
};

static bool wrong(const struct line *line, enum say what, struct str first, struct str second)
{
    *line->fault = say(line->arena, line->options->language, what, first, second);
    return false;
}

/* The option that an argument names, with the value that stands in the same argument, or NULL. */
static const struct option *find_option(const char *argument, const char **value)
{
    struct str const text = str_of(argument);
    *value = NULL;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const struct option *option = &table[i];
        struct str const name = str_of(option->name);
        if (str_starts(text, name) && (text.len == name.len || text.at[name.len] == '=')) {
            if (text.len > name.len)
                *value = argument + name.len + 1;
            return option;
        }
        if (option->letter && text.len >= 2 && text.at[0] == '-' && text.at[1] == option->letter) {
            if (text.len > 2)
                *value = argument + 2;
            return option;
        }
    }
    return NULL;
}

static bool take_command(const char *argument, struct options *options)
{
    static const struct {
        const char *name;
        enum command command;
    } names[] = {
        {"build", COMMAND_BUILD},     {"check", COMMAND_CHECK},       {"new", COMMAND_NEW},
        {"compile", COMMAND_COMPILE}, {"resolve", COMMAND_RESOLVE},   {"render", COMMAND_RENDER},
        {"link", COMMAND_LINK},       {"graph", COMMAND_GRAPH},       {"explain", COMMAND_EXPLAIN},
        {"help", COMMAND_HELP},       {"--help", COMMAND_HELP},       {"-h", COMMAND_HELP},
        {"version", COMMAND_VERSION}, {"--version", COMMAND_VERSION},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is(argument, names[i].name)) {
            options->command = names[i].command;
            return true;
        }
    return false;
}

static bool check_arguments(const struct line *line)
{
    const struct options *options = line->options;
    size_t const count = options->argument_count;
    switch (options->command) {
    case COMMAND_BUILD:
        return options->stage == STAGE_NONE || count == 1 || wrong(line, SAY_EMIT_ARGUMENTS, S(""), S(""));
    case COMMAND_NEW:
        return count == 2 || wrong(line, SAY_NEW_ARGUMENTS, S(""), S(""));
    case COMMAND_EXPLAIN:
        return count <= 1 || wrong(line, SAY_EXPLAIN_ARGUMENTS, S(""), S(""));
    case COMMAND_COMPILE:
        return (count >= 1 && options->unit) || wrong(line, SAY_COMPILE_ARGUMENTS, S(""), S(""));
    case COMMAND_RESOLVE:
        return count >= 1 || wrong(line, SAY_RESOLVE_ARGUMENTS, S(""), S(""));
    case COMMAND_LINK:
        return count >= 1 || wrong(line, SAY_LINK_ARGUMENTS, S(""), S(""));
    case COMMAND_RENDER:
        return (count >= 1 && options->imports && options->made) || wrong(line, SAY_RENDER_ARGUMENTS, S(""), S(""));
    case COMMAND_GRAPH:
    case COMMAND_CHECK:
    case COMMAND_HELP:
    case COMMAND_VERSION:
        break;
    }
    return true;
}

bool options_parse(struct arena *arena, int argc, char *const *argv, struct options *options, struct str *fault)
{
    struct line const line = {arena, options, fault};
    *fault = (struct str){0};
    *options = (struct options){.pdf = true, .html = true, .toc = true};
    const char **arguments = arena_many(arena, const char *, (size_t)argc + 1);
    options->arguments = arguments;
    int i = 1;
    if (argc < 2)
        return wrong(&line, SAY_NO_COMMAND, S(""), S(""));
    /* `referat --emit=ast FILE` needs no command. */
    if (take_command(argv[1], options))
        i++;
    else if (!str_starts(str_of(argv[1]), S("--emit")))
        return wrong(&line, argv[1][0] == '-' ? SAY_UNKNOWN_OPTION : SAY_UNKNOWN_COMMAND, str_of(argv[1]), S(""));

    bool only_arguments = false;
    for (; i < argc; i++) {
        const char *argument = argv[i];
        if (only_arguments || argument[0] != '-' || argument[1] == '\0') {
            arguments[options->argument_count++] = argument;
            continue;
        }
        if (is(argument, "--")) {
            only_arguments = true;
            continue;
        }
        if (is(argument, "--help") || is(argument, "-h")) {
            options->command = COMMAND_HELP;
            return true;
        }
        const char *value;
        const struct option *option = find_option(argument, &value);
        if (!option || !(option->commands & 1U << options->command) || (option->bare && value))
            return wrong(&line, SAY_UNKNOWN_OPTION, str_of(argument), S(""));
        if (!option->bare && !value) {
            if (i + 1 >= argc)
                return wrong(&line, SAY_NO_VALUE, str_of(argument), S(""));
            value = argv[++i];
        }
        if (!option->set(options, value))
            return wrong(&line, SAY_BAD_VALUE, str_of(option->name), str_of(value));
    }
    options->colour = wants_colour(options);
    return check_arguments(&line);
}

const char *options_out(const struct options *options)
{
    if (options->out)
        return options->out;
    return options->edition == EDITION_INTERNAL ? "out-intern" : "out";
}

unsigned options_workers(const struct options *options)
{
    return options->jobs ? options->jobs : pool_processors();
}
