#include "compile/agenda.h"
#include "driver/depfile.h"
#include "driver/step_meeting.h"
#include "driver/steps.h"

struct rendering {
    struct step step;
    object_list imports;
    struct object made;
    output_list outputs;
};

/* Whether something still stands for it: that follows it. */
static bool is_replaced(const struct rendering *rendering, size_t index)
{
    return index + 1 < rendering->imports.len && rendering->imports.at[index + 1].stands_in;
}

/* The part of the archive that the meeting sees, with the meeting itself: before it was known what links make faulty,
 * or after. */
static void assemble(struct rendering *rendering, bool after, struct archive *archive)
{
    struct arena *arena = &rendering->step.arena;
    *archive = (struct archive){0};
    for (size_t i = 0; i < rendering->imports.len; i++) {
        const struct object *object = &rendering->imports.at[i];
        if (!object->unit || (object->stands_in && !after) || (after && is_replaced(rendering, i)))
            continue;
        object->unit->withheld = object->faulty || (after && object->turned_faulty);
        object->unit->established = object->established;
        vec_push(arena, &archive->units, object->unit);
    }
    if (rendering->made.unit) {
        rendering->made.unit->withheld = rendering->made.faulty;
        vec_push(arena, &archive->units, rendering->made.unit);
    }
    archive_sort(arena, archive);
}

static struct compiled *compile_linked(struct rendering *rendering, const struct archive *archive)
{
    struct compiled *compiled = step_compile(&rendering->step);
    if (compiled) {
        compile_link(compiled, archive, NULL);
        compile_settle(compiled, rendering->step.options);
    }
    return compiled;
}

static bool render_agenda_of(struct rendering *rendering, const struct archive *archive)
{
    struct compiled *compiled = compile_linked(rendering, archive);
    bool const done = compiled && compiled->meeting && compiled->body &&
                      render_agenda(&rendering->step.renderer, compiled, rendering->made.unit, &rendering->step.arena,
                                    &rendering->outputs);
    compile_free(compiled);
    return done;
}

/* Whether a link leads to a meeting that turned out faulty. */
static bool is_outdated(const struct rendering *rendering)
{
    for (size_t i = 0; i < rendering->imports.len; i++)
        if (rendering->imports.at[i].turned_faulty)
            return true;
    return false;
}

static bool render_all(struct rendering *rendering, struct compiled **compiled)
{
    struct step *step = &rendering->step;
    struct archive archive;
    assemble(rendering, true, &archive);
    if (is_outdated(rendering)) {
        compile_free(*compiled);
        *compiled = compile_linked(rendering, &archive);
    }
    if (!*compiled || !step_renderer(step))
        return false;
    step->renderer.is_step = true;
    bool const has_agenda = agenda_precedes((*compiled)->meeting);
    struct unit *unit = rendering->made.unit;
    if (!render_text(&step->renderer, *compiled, unit, &step->arena, &rendering->outputs))
        return false;
    const struct layout *layout = render_pages(&step->renderer, *compiled, unit);
    if (!layout ||
        !render_documents(&step->renderer, *compiled, layout, unit, &archive, &step->arena, &rendering->outputs))
        return false;
    render_tell(&step->renderer);
    return !has_agenda || render_agenda_of(rendering, &archive);
}

static void tell(struct rendering *rendering, const struct compiled *compiled)
{
    const struct options *options = rendering->step.options;
    struct buf report = {0};
    step_report(&rendering->step, compiled, !options->defers_errors, &report);
    if (options->defers_errors)
        rendering->made.report = buf_keep(&report, &rendering->step.arena);
    else if (report.len)
        fwrite(report.at, 1, report.len, stderr);
    buf_finish(&report);
}

static int render(struct rendering *rendering, struct compiled **compiled)
{
    struct step *step = &rendering->step;
    const struct options *options = step->options;
    struct object *made = &rendering->made;
    *made = (struct object){
        .source = step->sources.sets.at[0].head,
        .edition = options->edition,
        .unit = compile_unit(*compiled, &step->arena),
    };
    dependency_list read = {0};
    depfile_add_meeting(&step->arena, &read, *compiled, step->styles);
    vec_push(&step->arena, &read, str_of(options->imports));

    compile_settle(*compiled, options);
    made->faulty = (*compiled)->sink.errors > 0 || step_is_blocked(*compiled) || !made->unit;
    struct archive archive;
    assemble(rendering, false, &archive);
    compile_link(*compiled, &archive, NULL);
    compile_settle(*compiled, options);
    made->errors = (*compiled)->sink.errors;
    made->warnings = (*compiled)->sink.warnings;
    made->faulty |= made->errors > 0;
    tell(rendering, *compiled);

    if (!made->faulty && !render_all(rendering, compiled))
        return 2;
    for (size_t i = 0; i < rendering->outputs.len; i++)
        vec_push(&step->arena, &made->outputs, rendering->outputs.at[i].path);
    object_list objects = {0};
    vec_push(&step->arena, &objects, *made);
    if (!step_write_objects(options, options->made, &objects) || !depfile_write(options, options->made, &read))
        return 2;
    return made->faulty && !options->defers_errors;
}

int render_step(const struct options *options)
{
    struct rendering rendering = {0};
    struct step *step = &rendering.step;
    int status = 2;
    if (step_begin(step, options) && step_read_objects(&step->arena, options, options->imports, &rendering.imports)) {
        struct compiled *compiled = step_compile(step);
        if (compiled)
            status = render(&rendering, &compiled);
        compile_free(compiled);
    }
    step_finish(step);
    return status;
}
