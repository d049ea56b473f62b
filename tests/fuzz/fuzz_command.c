/* Any lines as the arguments of a command line: taken, and then it does not matter in what order options and arguments
 * stand, or refused with one message. The same lines as a list of files that a step is handed: refused, or written
 * again, all in quotes, as the same list. */
#include "base/utf8.h"
#include "driver/path_list.h"
#include "fuzz.h"
#include "program/options.h"
#include "source/escape.h"

enum { MOST = 64 }; /* arguments */

struct line {
    int count;
    char *at[MOST + 2];
};

static char program[] = "referat", separator[] = "--";

static struct line line_of(struct arena *arena, struct str text)
{
    struct line line = {1, {program}};
    char *rest = (char *)(uintptr_t)str_cstr(arena, text);
    const char *end = rest + text.len;
    for (size_t i = 0; i < text.len; i++)
        if (rest[i] == '\n')
            rest[i] = '\0';
    for (; rest < end && line.count <= MOST; rest += strlen(rest) + 1)
        line.at[line.count++] = rest;
    return line;
}

static bool is_argument(const struct options *options, const char *text)
{
    for (size_t i = 0; i < options->argument_count; i++)
        if (options->arguments[i] == text)
            return true;
    return false;
}

/* The same with all options first. The separator, where there is one, is the last that is no argument. */
static struct line options_first(const struct line *line, const struct options *options)
{
    struct line sorted = {1, {program}};
    for (int i = 1; i < line->count; i++)
        if (!is_argument(options, line->at[i]))
            sorted.at[sorted.count++] = line->at[i];
    if (strcmp(sorted.at[sorted.count - 1], separator) != 0)
        sorted.at[sorted.count++] = separator;
    for (size_t i = 0; i < options->argument_count; i++)
        sorted.at[sorted.count++] = (char *)(uintptr_t)options->arguments[i];
    return sorted;
}

static bool is_same(const struct options *one, const struct options *other)
{
    const char *const values[][2] = {
        {one->out, other->out},         {one->styles, other->styles},
        {one->unit, other->unit},       {one->base_url, other->base_url},
        {one->imports, other->imports}, {one->standard_input_name, other->standard_input_name},
        {one->made, other->made},       {one->depfile, other->depfile},
        {one->dyndep, other->dyndep},   {one->report, other->report},
        {one->objects, other->objects}, {one->file, other->file},
        {one->root, other->root},
    };
    bool same = one->command == other->command && one->argument_count == other->argument_count &&
                one->edition == other->edition && one->defers_errors == other->defers_errors &&
                one->jobs == other->jobs && one->pdf == other->pdf && one->html == other->html &&
                one->toc == other->toc && one->stage == other->stage && one->format == other->format &&
                one->language == other->language && one->warnings_as_errors == other->warnings_as_errors &&
                one->wants_timings == other->wants_timings && one->colour == other->colour;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        same = same && values[i][0] == values[i][1];
    for (size_t i = 0; same && i < one->argument_count; i++)
        same = one->arguments[i] == other->arguments[i];
    return same;
}

/* What the commands rely on. */
static void hold(const struct options *options)
{
    must(options->pdf || options->html || options->toc, "something is made");
    must(options->stage == STAGE_NONE || options->argument_count == 1, "one meeting is emitted");
    must(options->command != COMMAND_NEW || options->argument_count == 2, "a new meeting has a body and a date");
    must(options->command != COMMAND_EXPLAIN || options->argument_count <= 1, "one rule is explained");
    must(options->command != COMMAND_COMPILE || (options->argument_count && options->unit), "a unit has a name");
    must(options->command != COMMAND_RENDER || (options->argument_count && options->imports && options->made),
         "what is rendered has its links");
    must(options_out(options)[0] != '\0', "there is a folder for outputs");
    must(options_workers(options) >= 1, "somebody works");
}

static void parse(struct arena *arena, const struct line *line)
{
    struct options options, again;
    struct str fault, same_fault;
    bool const good = options_parse(arena, line->count, line->at, &options, &fault);
    must(good == options_parse(arena, line->count, line->at, &again, &same_fault) && is_same(&options, &again) &&
             str_equal(fault, same_fault),
         "the same line means the same twice");
    must(good == (fault.len == 0), "what is refused is told, and nothing else");
    struct buf told = {0};
    escape_unseen(&told, fault);
    must(utf8_first_fault(buf_str(&told)) == SIZE_MAX && str_find_byte(buf_str(&told), '\n', 0) == SIZE_MAX,
         "what is told is one line");
    buf_finish(&told);
    if (!good || options.command == COMMAND_HELP)
        return;
    hold(&options);
    struct line const sorted = options_first(line, &options);
    must(options_parse(arena, sorted.count, sorted.at, &again, &fault) && is_same(&options, &again),
         "options may stand before arguments or after them");
}

static void list(struct arena *arena, struct str text)
{
    path_list paths = {0}, again = {0};
    if (!path_list_read(arena, text, &paths))
        return;
    struct buf quoted = {0};
    for (size_t i = 0; i < paths.len; i++) {
        buf_add_byte(&quoted, '\'');
        for (const char *at = paths.at[i]; *at; at++)
            if (*at == '\'')
                buf_text(&quoted, "'\\''");
            else
                buf_add_byte(&quoted, *at);
        buf_text(&quoted, "'\n");
    }
    must(path_list_read(arena, buf_str(&quoted), &again) && again.len == paths.len,
         "a list that is quoted can be read");
    for (size_t i = 0; i < paths.len; i++)
        must(paths.at[i][0] != '\0' && strcmp(paths.at[i], again.at[i]) == 0, "a path that is quoted is the same path");
    buf_finish(&quoted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str const text = {(const char *)data, size};
    struct line const line = line_of(&arena, text);
    parse(&arena, &line);
    list(&arena, text);
    arena_finish(&arena);
    return 0;
}
