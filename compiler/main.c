#include "base/file.h"
#include "base/heap.h"
#include "driver/check.h"
#include "driver/emit.h"
#include "driver/explain.h"
#include "driver/new.h"
#include "driver/steps.h"
#include "program/confine.h"
#include "program/halt.h"
#include "program/say.h"
#include "publish/build.h"

#include <errno.h>

static int run(const struct options *options)
{
    struct arena arena = {0};
    struct str help;
    switch (options->command) {
    case COMMAND_BUILD:
        return options->stage == STAGE_NONE ? build_command(options) : emit_command(options);
    case COMMAND_CHECK:
        return check_command(options);
    case COMMAND_NEW:
        return new_command(options);
    case COMMAND_COMPILE:
        return compile_step(options);
    case COMMAND_RESOLVE:
        return resolve_step(options);
    case COMMAND_RENDER:
        return render_step(options);
    case COMMAND_LINK:
        return link_step(options);
    case COMMAND_GRAPH:
        return graph_command(options);
    case COMMAND_EXPLAIN:
        return explain_command(options);
    case COMMAND_HELP:
        help = say(&arena, options->language, SAY_HELP, S(""), S(""));
        fwrite(help.at, 1, help.len, stdout);
        arena_finish(&arena);
        return 0;
    case COMMAND_VERSION:
        printf("referat %s\n", REFERAT_VERSION);
        return 0;
    }
    return 2;
}

/* Whoever reads what is printed must not take a part for all of it. */
static bool end_output(const struct options *options)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    say_fault(options->language, SAY_CANNOT_PRINT, S(""), errno);
    return false;
}

int main(int argc, char **argv)
{
    struct arena arena = {0};
    struct options options = {0};
    struct str fault = {0};
    int status = 2;
    confine();
    halt_not_on_limits();
    heap_begin();
    if (!file_open_standard())
        return 2;
    if (options_parse(&arena, argc, argv, &options, &fault))
        status = run(&options);
    else
        say_error(options.language, fault);
    if (!end_output(&options))
        status = 2;
    arena_finish(&arena);
    return status;
}
