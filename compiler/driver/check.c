#include "driver/check.h"

#include "program/progress.h"
#include "publish/batch.h"

static int check_sources(struct arena *arena, const struct options *options)
{
    struct sources sources;
    sources_find(arena, options->arguments, options->argument_count, options->language,
                 options->standard_input_name ? options->standard_input_name : "-", &sources);
    if (sources.fault && sources.sets.len == 0)
        return 2;
    struct bodies *bodies = bodies_create(options, &sources);
    if (!bodies)
        return 2;
    struct progress progress;
    progress_init(&progress, options->language);
    struct compile_context const context = {options, bodies, &sources, &progress};
    struct batch batch;
    unsigned const workers = options_workers(options);
    batch_run(&batch, &context, NULL, NULL, false, workers, options->format == FORMAT_SARIF, NULL);
    progress_end(&progress);
    bool fault = sources.fault;
    for (size_t i = 0; i < batch.jobs.len; i++)
        fault |= batch.jobs.at[i].fault;
    struct batch_total const total = batch_report(&batch, stdout);
    batch_finish(&batch);
    bodies_destroy(bodies);
    if (fflush(stdout) != 0 || fault)
        return 2;
    return total.errors ? 1 : 0;
}

int check_command(const struct options *options)
{
    struct arena arena = {0};
    int const status = check_sources(&arena, options);
    arena_finish(&arena);
    return status;
}
