#include "compile/compile.h"

#include "check/check.h"
#include "compile/agenda.h"
#include "compile/files.h"
#include "inputs/named.h"
#include "parse/parse.h"
#include "program/say.h"
#include "program/timings.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static struct str path_of(const struct source_set *set, size_t i)
{
    return i == 0 ? set->head : set->items.at[i - 1];
}

static bool read_source(struct arena *arena, const struct source_set *set, size_t i, struct str *text)
{
    if (i == 0 && set->standard_input)
        return file_read_stream(arena, STDIN_FILENO, SOURCE_LIMIT, text);
    return file_read(arena, path_of(set, i).at, SOURCE_LIMIT, text);
}

bool compile_load(struct arena *arena, const struct source_set *set, enum language language, struct loaded *loaded)
{
    size_t const count = 1 + set->items.len;
    *loaded = (struct loaded){arena_many(arena, struct str, count), arena_many(arena, bool, count), {0}};
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        struct str const path = path_of(set, i);
        /* What a link out of the folder leads to is not even read: its lines would be shown. */
        if (set->escapes)
            loaded->texts[i] = S("");
        else if (!read_source(arena, set, i, &loaded->texts[i])) {
            loaded->too_large[i] = errno == EFBIG;
            if (errno != EFBIG) {
                say_fault(language, SAY_CANNOT_READ, path, errno);
                good = false;
            }
            loaded->texts[i] = S("");
        }
        struct input const input = {path, hash_bytes(loaded->texts[i])};
        vec_push(arena, &loaded->inputs, input);
    }
    return good;
}

static void report_unknown_forum(const struct compile_context *context, struct compiled *compiled)
{
    const struct meeting *meeting = compiled->meeting;
    struct str *names;
    size_t count;
    bodies_names(context->bodies, &names, &count);
    struct str const near = nearest_word(&compiled->arena, meeting->forum, names, count);
    if (near.len)
        diag_report(&compiled->sink, MSG_UNKNOWN_FORUM_NEAR, meeting->forum_span, meeting->forum, near);
    else if (count)
        diag_report(&compiled->sink, MSG_UNKNOWN_FORUM, meeting->forum_span, meeting->forum,
                    str_join(&compiled->arena, names, count, S(", ")));
    else
        diag_report(&compiled->sink, MSG_NO_FORUMS, meeting->forum_span, meeting->forum);
}

/* False when what it is to be held against could not be read. */
static bool find_body(const struct compile_context *context, struct compiled *compiled)
{
    const struct meeting *meeting = compiled->meeting;
    if (meeting->forum.len == 0)
        return true;
    compiled->body = bodies_find(context->bodies, meeting->forum);
    return !compiled->body->unread;
}

static void check(const struct compile_context *context, struct compiled *compiled)
{
    const struct forum *forum = compiled->body ? compiled->body->forum : NULL;
    if (compiled->body && !forum)
        report_unknown_forum(context, compiled);
    if (forum)
        for (size_t i = 0; i < RULE_COUNT; i++)
            compiled->sink.severities[i] = forum->severities[i];
    check_meeting(compiled->checked, forum, &compiled->sink);
}

struct unit *compile_unit(const struct compiled *compiled, struct arena *arena)
{
    const struct meeting *meeting = compiled->meeting;
    if (!meeting || !meeting->usable)
        return NULL;
    struct publisher const unknown = {.forum = meeting->forum, .name = meeting->forum};
    const struct forum *forum = compiled->body ? compiled->body->forum : NULL;
    struct str const title = meeting_title(arena, meeting, forum ? &forum->publisher : &unknown);
    struct unit *unit = unit_new(arena, meeting, title);
    if (compiled->checked != meeting) {
        const struct unit *whole = unit_new(arena, compiled->checked, title);
        for (size_t i = 0; i < whole->imports.len; i++)
            vec_push(arena, &unit->hidden_imports, whole->imports.at[i]);
        unit->targets.at = whole->targets.at;
        unit->targets.len = whole->targets.len;
    }
    return unit;
}

static bool lacks_closed(const struct meeting *meeting)
{
    for (size_t i = 0; i < meeting->items.len; i++)
        if (meeting->items.at[i]->as.item.closed)
            return meeting->edition == EDITION_PUBLIC;
    return false;
}

/* The files as sources. What is wrong with them as files is reported. */
static const struct source **open_sources(const struct compile_context *context, struct compiled *compiled,
                                          const struct loaded *loaded)
{
    struct arena *arena = &compiled->arena;
    size_t const count = loaded->inputs.len;
    const struct source **sources = arena_many(arena, const struct source *, count);
    for (size_t i = 0; i < count; i++) {
        sources[i] = source_new(arena, loaded->inputs.at[i].path, loaded->texts[i]);
        struct span const start = {sources[i], 0, 0};
        if (loaded->too_large[i])
            diag_report0(&compiled->sink, MSG_FILE_TOO_LARGE, start);
    }
    if (compiled->set->escapes) {
        struct span const start = {sources[0], 0, 0};
        struct str const root = context->sources->roots.len ? context->sources->roots.at[0] : S("meetings");
        diag_report(&compiled->sink, MSG_SOURCE_LEAVES_MEETINGS, start, root);
    }
    return sources;
}

static struct meeting *parse(struct compiled *compiled, const struct source *const *sources, enum edition edition)
{
    struct arena *arena = &compiled->arena;
    struct parse_options const options = {.edition = edition};
    struct meeting *meeting =
        meeting_parse(arena, sources[0], sources + 1, compiled->inputs.len - 1, &options, &compiled->sink);
    meeting->root_folder = compiled->set->root;
    named_find_all(arena, meeting);
    return meeting;
}

/* The rules hold for closed items and for minutes before their time as well: they look at a tree of their own, of which
 * nothing is published. */
static void parse_both(struct compiled *compiled, const struct source *const *sources, enum edition edition)
{
    compiled->meeting = compiled->checked = parse(compiled, sources, edition);
    bool const early = agenda_holds_minutes(compiled->meeting);
    if (compiled->judged && (early || lacks_closed(compiled->meeting))) {
        diag_sink_init(&compiled->sink, &compiled->arena);
        compiled->checked = parse(compiled, sources, EDITION_INTERNAL);
    }
    if (early)
        agenda_drop_minutes(compiled->meeting);
}

static struct compiled *compile(const struct compile_context *context, const struct source_set *set, bool judges)
{
    struct compiled *compiled = must_malloc(sizeof *compiled);
    *compiled = (struct compiled){.set = set, .judged = judges};
    struct loaded loaded;
    diag_sink_init(&compiled->sink, &compiled->arena);
    struct timings *timings = context->options->timings;
    struct lap lap = lap_begin(timings);
    bool good = compile_load(&compiled->arena, set, context->options->language, &loaded);
    lap_end(&lap, TIMED_READ);
    if (!good) {
        compile_free(compiled);
        return NULL;
    }
    compiled->inputs = loaded.inputs;
    const struct source **sources = open_sources(context, compiled, &loaded);
    /* What cannot be read as a source gives no other reports than that. */
    if (compiled->sink.errors)
        return compiled;

    lap = lap_begin(timings);
    parse_both(compiled, sources, context->options->edition);
    lap_end(&lap, TIMED_PARSE);
    lap = lap_begin(timings);
    good = find_body(context, compiled);
    if (good && judges)
        check(context, compiled);
    lap_end(&lap, TIMED_CHECK);
    lap = lap_begin(timings);
    good = good && files_bind(compiled, context->options->language);
    lap_end(&lap, TIMED_ATTACH);
    if (!good) {
        compile_free(compiled);
        return NULL;
    }
    return compiled;
}

struct compiled *compile_meeting(const struct compile_context *context, const struct source_set *set)
{
    return compile(context, set, true);
}

struct compiled *compile_again(const struct compile_context *context, const struct source_set *set)
{
    return compile(context, set, false);
}

void compile_free(struct compiled *compiled)
{
    if (!compiled)
        return;
    struct arena arena = compiled->arena;
    free(compiled);
    arena_finish(&arena);
}

void compile_link(struct compiled *compiled, const struct archive *archive, struct timings *timings)
{
    struct meeting *meeting = compiled->meeting;
    if (!meeting || !meeting->usable)
        return;
    struct lap const lap = lap_begin(timings);
    const struct unit *known = archive_find(archive, meeting->source->path);
    const struct unit *first = known ? archive_duplicate_of(archive, known) : NULL;
    if (first)
        diag_report(&compiled->sink, MSG_SAME_MEETING_TWICE, meeting->date_span, meeting->forum,
                    date_iso(&compiled->arena, meeting->date), first->source);
    archive_resolve(&compiled->arena, archive, compiled->checked->root, &compiled->sink);
    if (compiled->checked != meeting) {
        struct diag_sink told;
        diag_sink_init(&told, &compiled->arena);
        archive_resolve(&compiled->arena, archive, meeting->root, &told);
    }
    lap_end(&lap, TIMED_LINK);
}

void compile_settle(struct compiled *compiled, const struct options *options)
{
    struct diag_sink *sink = &compiled->sink;
    size_t kept = 0;
    sink->errors = sink->warnings = 0;
    for (size_t i = 0; i < sink->diags.len; i++) {
        struct diag diag = sink->diags.at[i];
        diag.severity = sink->severities[diag.rule];
        if (diag.severity == SEVERITY_OFF)
            continue;
        if (diag.severity == SEVERITY_WARNING && options->warnings_as_errors)
            diag.severity = SEVERITY_ERROR;
        sink->errors += diag.severity == SEVERITY_ERROR;
        sink->warnings += diag.severity == SEVERITY_WARNING;
        sink->diags.at[kept++] = diag;
    }
    sink->diags.len = kept;
    diag_sort(sink);
}
