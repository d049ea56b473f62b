#include "driver/emit.h"

#include "ast/dump.h"
#include "compile/render.h"
#include "program/say.h"
#include "publish/batch.h"
#include "source/escape.h"

#include <errno.h>

static bool print_stage(struct buf *text, const struct options *options, struct bodies *bodies,
                        struct compiled *compiled, struct unit *unit)
{
    if (options->stage == STAGE_AST) {
        meeting_dump(text, compiled->meeting);
        return true;
    }
    if (!unit || !compiled->body || !compiled->body->forum)
        return true;
    struct font_book *book = font_book_create();
    if (!book) {
        say_fault(options->language, SAY_NO_FONTS, S(""), errno);
        return false;
    }
    struct renderer renderer;
    renderer_init(&renderer, options, bodies, book);
    const struct layout *layout = render_layout(&renderer, compiled, unit);
    bool const done = layout != NULL;
    switch (done ? options->stage : STAGE_NONE) {
    case STAGE_LAYOUT:
        layout_dump(text, layout);
        break;
    case STAGE_TAGS:
        layout_dump_tags(text, layout);
        break;
    case STAGE_UNIT:
        unit_write(text, unit);
        break;
    case STAGE_NONE:
    case STAGE_AST:
        break;
    }
    renderer_finish(&renderer);
    font_book_destroy(book);
    return done;
}

static int emit_source(struct arena *arena, const struct options *options)
{
    struct sources sources;
    sources_find(arena, options->arguments, options->argument_count, options->language, NULL, &sources);
    if (sources.fault || sources.sets.len == 0)
        return 2;
    struct bodies *bodies = bodies_create(options, &sources);
    if (!bodies)
        return 2;
    sources.sets.len = 1;
    struct compile_context const context = {options, bodies, &sources, NULL};
    struct batch batch;
    batch_run(&batch, &context, NULL, NULL, false, 1, true, NULL);
    struct job *job = &batch.jobs.at[0];
    struct batch_total const total = batch_report(&batch, stderr);
    int status = job->fault ? 2 : total.errors ? 1 : 0;
    struct buf text = {0};
    if (job->compiled && job->compiled->meeting && !print_stage(&text, options, bodies, job->compiled, job->unit))
        status = 2;
    struct buf shown = {0};
    escape_lines(&shown, buf_str(&text));
    if (shown.len && fwrite(shown.at, 1, shown.len, stdout) != shown.len)
        status = 2;
    buf_finish(&shown);
    buf_finish(&text);
    batch_finish(&batch);
    bodies_destroy(bodies);
    return status;
}

int emit_command(const struct options *options)
{
    struct arena arena = {0};
    int const status = emit_source(&arena, options);
    arena_finish(&arena);
    return status;
}
