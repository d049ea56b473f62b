/* What the compile and render steps share: the sources of one meeting, named one by one, compiled; and what all steps
 * do with files. */
#ifndef DRIVER_STEP_MEETING_H
#define DRIVER_STEP_MEETING_H

#include "compile/compile.h"
#include "compile/render.h"
#include "driver/object.h"
#include "driver/path_list.h"

struct step {
    struct arena arena;
    const struct options *options;
    struct sources sources;
    const char *styles;
    struct bodies *bodies;
    struct compile_context context;
    struct font_book *book;   /* once step_renderer was called */
    struct renderer renderer; /* the same */
};

/* Find what the command line names; false after telling what is missing. To be finished in any case. */
bool step_begin(struct step *step, const struct options *options);
void step_finish(struct step *step);

/* The meeting, compiled; NULL after telling why not. The caller owns it. */
struct compiled *step_compile(struct step *step);

/* Whether its body's own files have errors, which keep all its meetings from being published. */
bool step_is_blocked(const struct compiled *compiled);

/* What is wrong with the meeting, settled; and with its body if that blocks it and `with_body`. Printed into `text`. */
void step_report(const struct step *step, const struct compiled *compiled, bool with_body, struct buf *text);

/* Open the fonts; false after telling why not. */
bool step_renderer(struct step *step);

/* Write a file; false after telling why not. */
bool step_write(const struct options *options, const char *path, struct str content);

/* Write and read files of objects; false after telling what went wrong. */
bool step_write_objects(const struct options *options, const char *path, const object_list *objects);
bool step_read_objects(struct arena *arena, const struct options *options, const char *path, object_list *objects);

/* The files that the command line names: `@FILE` stands for those that FILE lists. False after telling what could not
 * be read. */
bool step_files(struct arena *arena, const struct options *options, path_list *files);

/* What the folder of outputs says was published before. False after telling that it can't be read, or that `build` was
 * there since: engines would take its files for those of their steps. */
bool step_read_published(struct arena *arena, const struct options *options, struct manifest *published);

#endif
