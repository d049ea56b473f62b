#include "driver/steps.h"

#include "compile/agenda.h"
#include "driver/depfile.h"
#include "driver/object.h"
#include "driver/step_meeting.h"

static void add_references(struct arena *arena, struct object *object, const struct node *root)
{
    for (struct node_walk walk = node_walk_begin((struct node *)root); node_walk_next(&walk);) {
        const struct link *link = walk.entering && walk.node->kind != NODE_IMAGE ? node_link(walk.node) : NULL;
        if (!link || link->kind != LINK_MEETING || link->source.len == 0)
            continue;
        struct reference const reference = {str_copy(arena, link->source), str_copy(arena, link->anchor),
                                            link->automatic};
        vec_push(arena, &object->references, reference);
    }
}

static bool is_error(const struct options *options, const struct compiled *compiled, enum rule rule)
{
    enum severity const severity = compiled->sink.severities[rule];
    return severity == SEVERITY_ERROR || (severity == SEVERITY_WARNING && options->warnings_as_errors);
}

static void add_output(struct arena *arena, struct object *object, struct str path)
{
    struct str const kept = str_copy(arena, path);
    vec_push(arena, &object->outputs, kept);
}

static void add_outputs(struct arena *arena, struct object *object, const struct compiled *compiled)
{
    const struct meeting *meeting = compiled->meeting;
    add_output(arena, object, object->unit->html);
    add_output(arena, object, object->unit->pdf);
    if (agenda_precedes(meeting))
        add_output(arena, object, meeting_pdf_path(arena, meeting->forum, meeting->date, STATUS_AGENDA));
    for (size_t i = 0; i < compiled->files.len; i++)
        add_output(arena, object, compiled->files.at[i].path);
}

static int compile(struct step *step, struct compiled *compiled)
{
    const struct options *options = step->options;
    struct arena *arena = &step->arena;
    struct object object = {
        .source = step->sources.sets.at[0].head,
        .edition = options->edition,
        .unit = compile_unit(compiled, arena),
        .reference_is_error = is_error(options, compiled, RULE_UNKNOWN_REFERENCE),
        .duplicate_is_error = is_error(options, compiled, RULE_DUPLICATE_MEETING),
    };
    compile_settle(compiled, options);
    object.faulty = compiled->sink.errors > 0 || step_is_blocked(compiled) || !object.unit;
    if (!options->defers_errors) {
        struct buf report = {0};
        step_report(step, compiled, true, &report);
        if (report.len)
            fwrite(report.at, 1, report.len, stderr);
        buf_finish(&report);
    }
    dependency_list read = {0};
    depfile_add_meeting(arena, &read, compiled, step->styles);
    if (compiled->checked)
        add_references(arena, &object, compiled->checked->root);
    if (!object.faulty)
        add_outputs(arena, &object, compiled);
    object_list objects = {0};
    vec_push(arena, &objects, object);
    if (!step_write_objects(options, options->unit, &objects) || !depfile_write(options, options->unit, &read))
        return 2;
    return object.faulty && !options->defers_errors;
}

int compile_step(const struct options *options)
{
    struct step step;
    int status = 2;
    if (step_begin(&step, options)) {
        struct compiled *compiled = step_compile(&step);
        if (compiled)
            status = compile(&step, compiled);
        compile_free(compiled);
    }
    step_finish(&step);
    return status;
}
