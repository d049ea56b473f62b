#include "driver/step_meeting.h"

#include "program/say.h"

#include <errno.h>

enum { OBJECT_LIMIT = 1 << 30 };

bool step_begin(struct step *step, const struct options *options)
{
    *step = (struct step){.options = options};
    if (!sources_take(&step->arena, options->arguments, options->argument_count, options->root, options->language,
                      &step->sources))
        return false;
    step->bodies = bodies_create(options, &step->sources);
    if (!step->bodies)
        return false;
    step->styles = bodies_folder(step->bodies);
    step->context = (struct compile_context){options, step->bodies, &step->sources, NULL};
    return true;
}

void step_finish(struct step *step)
{
    if (step->book) {
        renderer_finish(&step->renderer);
        font_book_destroy(step->book);
    }
    bodies_destroy(step->bodies);
    arena_finish(&step->arena);
}

struct compiled *step_compile(struct step *step)
{
    return compile_meeting(&step->context, &step->sources.sets.at[0]);
}

bool step_is_blocked(const struct compiled *compiled)
{
    return compiled->body && compiled->body->sink.errors > 0;
}

void step_report(const struct step *step, const struct compiled *compiled, bool with_body, struct buf *text)
{
    const struct options *options = step->options;
    struct print_options const print = {options->format, options->language, options->colour};
    const struct diag_sink *sinks[2];
    size_t count = 0;
    if (with_body && step_is_blocked(compiled))
        sinks[count++] = &compiled->body->sink;
    sinks[count++] = &compiled->sink;
    diag_print(text, &print, sinks, count);
}

bool step_renderer(struct step *step)
{
    step->book = font_book_create();
    if (!step->book) {
        say_fault(step->options->language, SAY_NO_FONTS, S(""), errno);
        return false;
    }
    renderer_init(&step->renderer, step->options, step->bodies, step->book);
    return true;
}

bool step_write(const struct options *options, const char *path, struct str content)
{
    bool const done = file_write(path, content);
    if (!done)
        say_fault(options->language, SAY_CANNOT_WRITE, str_of(path), errno);
    return done;
}

bool step_write_objects(const struct options *options, const char *path, const object_list *objects)
{
    struct buf text = {0};
    objects_write(&text, objects);
    bool const done = step_write(options, path, buf_str(&text));
    buf_finish(&text);
    return done;
}

bool step_read_objects(struct arena *arena, const struct options *options, const char *path, object_list *objects)
{
    struct str text;
    if (!file_read(arena, path, OBJECT_LIMIT, &text)) {
        say_fault(options->language, SAY_CANNOT_READ, str_of(path), errno);
        return false;
    }
    if (!objects_read(arena, text, objects)) {
        say_fault(options->language, SAY_NOT_AN_OBJECT, str_of(path), 0);
        return false;
    }
    for (size_t i = 0; i < objects->len; i++)
        if (objects->at[i].edition != options->edition) {
            say_fault(options->language, SAY_OBJECT_OF_OTHER_EDITION, str_of(path), 0);
            return false;
        }
    return true;
}

bool step_files(struct arena *arena, const struct options *options, path_list *files)
{
    for (size_t i = 0; i < options->argument_count; i++) {
        const char *argument = options->arguments[i];
        if (argument[0] != '@') {
            vec_push(arena, files, argument);
            continue;
        }
        struct str text;
        if (!file_read(arena, argument + 1, OBJECT_LIMIT, &text)) {
            say_fault(options->language, SAY_CANNOT_READ, str_of(argument + 1), errno);
            return false;
        }
        if (!path_list_read(arena, text, files)) {
            say_fault(options->language, SAY_NOT_A_LIST, str_of(argument + 1), 0);
            return false;
        }
    }
    return true;
}

bool step_read_published(struct arena *arena, const struct options *options, struct manifest *published)
{
    const char *out = options_out(options);
    if (!manifest_open(arena, out, published) || !manifest_load(out, 1, published)) {
        say_fault(options->language, SAY_CANNOT_READ, str_of(path_join(arena, out, MANIFEST_NAME)), errno);
        return false;
    }
    bool const own = hash_equal(published->settings, (struct hash){0});
    if (!own)
        say_fault(options->language, SAY_NOT_OF_STEPS, str_of(out), 0);
    return own;
}
