/* A build.ninja of the steps: one edge to compile and one to render each meeting, one to resolve and one to link all.
 */
#include "base/file.h"
#include "driver/depfile.h"
#include "driver/ninja.h"
#include "driver/step_meeting.h"
#include "driver/steps.h"
#include "program/program.h"
#include "program/say.h"

struct graph {
    struct arena arena;
    const struct options *options;
    struct sources sources;
    const char *program, *objects, *out;
    struct str *stems; /* of each source: where its objects are, without their endings */
    struct buf text;
};

static void add(struct graph *graph, const char *text)
{
    buf_add(&graph->text, str_of(text));
}

static void add_path(struct graph *graph, struct str path)
{
    buf_add_byte(&graph->text, ' ');
    ninja_add_path(&graph->text, path);
}

static void add_option(struct graph *graph, const char *name, const char *value)
{
    if (!value)
        return;
    buf_format(&graph->text, " %s ", name);
    ninja_add_word(&graph->text, str_of(value));
}

static void add_common_options(struct graph *graph)
{
    const struct options *options = graph->options;
    add_option(graph, "--styles", options->styles);
    if (options->edition == EDITION_INTERNAL)
        add(graph, " --edition intern");
    if (options->language == LANGUAGE_ENGLISH)
        add(graph, " --lang en");
}

/* The command line that makes this graph again. */
static void add_own_rule(struct graph *graph)
{
    const struct options *options = graph->options;
    add(graph, "rule graph\n  command = $referat graph");
    for (size_t i = 0; i < options->argument_count; i++) {
        buf_add_byte(&graph->text, ' ');
        ninja_add_word(&graph->text, str_of(options->arguments[i]));
    }
    add_common_options(graph);
    add_option(graph, "-o", options->out);
    add_option(graph, "--base-url", options->base_url);
    add_option(graph, "--objects", options->objects);
    if (options->warnings_as_errors)
        add(graph, " --warnings-as-errors");
    add(graph, " --file $out --depfile $out.d && touch $out\n"
               "  depfile = $out.d\n"
               "  deps = gcc\n"
               "  generator = 1\n"
               "  description = graph\n\n");
}

static void add_rules(struct graph *graph)
{
    add(graph, "# Made by `referat graph`.\nninja_required_version = 1.10\nbuilddir =");
    add_path(graph, str_of(graph->objects));
    add(graph, "\nreferat = ");
    ninja_add_word(&graph->text, str_of(graph->program));
    add(graph, "\nfolder = ");
    ninja_add_word(&graph->text, str_of(graph->out));
    add(graph, "\noptions =");
    add_common_options(graph);
    add(graph, "\nstrict =");
    if (graph->options->warnings_as_errors)
        add(graph, " --warnings-as-errors");
    add(graph, "\naddress =");
    add_option(graph, "--base-url", graph->options->base_url);
    add(graph,
        "\n\n"
        "rule compile\n"
        "  command = $referat compile $in $options $strict --root $root --defer-errors --unit $out --depfile $out.d\n"
        "  depfile = $out.d\n"
        "  deps = gcc\n"
        "  restat = 1\n"
        "  description = compile $in\n\n"
        "rule resolve\n"
        "  command = $referat resolve @$out.rsp $options -o $folder --dyndep $out\n"
        "  rspfile = $out.rsp\n"
        "  rspfile_content = $in_newline\n"
        "  restat = 1\n"
        "  description = resolve\n\n"
        "rule render\n"
        "  command = $referat render $in $options $strict --root $root --defer-errors --imports $imports "
        "--made $out -o $folder --depfile $out.d\n"
        "  depfile = $out.d\n"
        "  deps = gcc\n"
        "  restat = 1\n"
        "  description = render $in\n\n"
        "rule link\n"
        "  command = $referat link @$files.rsp $options $address -o $folder --depfile $files.d\n"
        "  rspfile = $files.rsp\n"
        "  rspfile_content = $in_newline\n"
        "  depfile = $files.d\n"
        "  deps = gcc\n"
        "  restat = 1\n"
        "  description = link\n\n");
}

/* Sources may lie anywhere; their objects lie below one folder. */
static struct str stem_of(struct graph *graph, struct str source)
{
    struct buf stem = {0};
    buf_add(&stem, str_of(graph->objects));
    for (size_t at = 0; at < source.len;) {
        size_t end = str_find_byte(source, '/', at);
        if (end == SIZE_MAX)
            end = source.len;
        struct str const part = str_part(source, at, end);
        at = end + 1;
        if (part.len == 0)
            continue;
        buf_add_byte(&stem, '/');
        buf_add(&stem, str_equal(part, S("..")) ? S("__") : part);
    }
    struct str const kept = buf_keep(&stem, &graph->arena);
    buf_finish(&stem);
    return kept;
}

static struct str object_path(struct graph *graph, size_t index, const char *ending)
{
    return str_format(&graph->arena, "%.*s.%s", STR(graph->stems[index]), ending);
}

static void add_objects(struct graph *graph, const char *ending)
{
    for (size_t i = 0; i < graph->sources.sets.len; i++)
        add_path(graph, object_path(graph, i, ending));
}

/* The folder that the meeting's files must stay in, as it was given. */
static struct str root_of(struct graph *graph, const struct source_set *set)
{
    for (size_t i = 0; i < graph->sources.roots.len; i++) {
        struct str const root = graph->sources.roots.at[i];
        if (str_equal(file_real_path(&graph->arena, root.at), set->root))
            return root;
    }
    return set->root;
}

static void add_sources(struct graph *graph, const struct source_set *set)
{
    add_path(graph, set->head);
    for (size_t i = 0; i < set->items.len; i++)
        add_path(graph, set->items.at[i]);
    add(graph, " |");
    add_path(graph, str_of(graph->program));
}

static void add_root(struct graph *graph, const struct source_set *set)
{
    add(graph, "\n  root = ");
    ninja_add_word(&graph->text, root_of(graph, set));
}

static void add_meeting(struct graph *graph, size_t index, struct str dyndep)
{
    const struct source_set *set = &graph->sources.sets.at[index];
    struct str const imports = object_path(graph, index, "imports");
    add(graph, "build");
    add_path(graph, object_path(graph, index, "unit"));
    add(graph, ": compile");
    add_sources(graph, set);
    add_root(graph, set);
    add(graph, "\nbuild");
    add_path(graph, object_path(graph, index, "made"));
    add(graph, ": render");
    add_sources(graph, set);
    add_path(graph, imports);
    add(graph, " ||");
    add_path(graph, dyndep);
    add_root(graph, set);
    add(graph, "\n  imports = ");
    ninja_add_word(&graph->text, imports);
    add(graph, "\n  dyndep =");
    add_path(graph, dyndep);
    add(graph, "\n\n");
}

static void add_archive(struct graph *graph, struct str dyndep)
{
    add(graph, "build");
    add_path(graph, dyndep);
    add(graph, " |");
    add_objects(graph, "imports");
    add(graph, ": resolve");
    add_objects(graph, "unit");
    add(graph, " |");
    add_path(graph, str_of(graph->program));
    add(graph, "\n\nbuild");
    add_path(graph, str_of(path_join(&graph->arena, graph->out, "index.html")));
    add(graph, ": link");
    add_objects(graph, "made");
    add(graph, " |");
    add_path(graph, str_of(graph->program));
    add(graph, "\n  files = ");
    ninja_add_word(&graph->text, str_of(path_join(&graph->arena, graph->objects, "link")));
    add(graph, "\n\ndefault");
    add_path(graph, str_of(path_join(&graph->arena, graph->out, "index.html")));
    add(graph, "\n");
}

static void add_own_edge(struct graph *graph)
{
    add(graph, "\nbuild");
    add_path(graph, str_of(graph->options->file));
    add(graph, ": graph |");
    add_path(graph, str_of(graph->program));
    add(graph, "\n");
}

static bool check_path(struct graph *graph, struct str path, bool good)
{
    if (!good)
        say_fault(graph->options->language, SAY_UNPRINTABLE_PATH, path, 0);
    return good;
}

static bool can_be_written(struct graph *graph)
{
    const char *const own[] = {graph->objects, graph->out, graph->program, graph->options->file};
    bool good = true;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        good = (!own[i] || check_path(graph, str_of(own[i]), ninja_has_path(str_of(own[i])))) && good;
    for (size_t i = 0; i < graph->sources.sets.len; i++) {
        const struct source_set *set = &graph->sources.sets.at[i];
        for (size_t j = 0; j <= set->items.len; j++) {
            struct str const path = j ? set->items.at[j - 1] : set->head;
            good = check_path(graph, path, ninja_has_path(path)) && good;
        }
    }
    for (size_t i = 0; i < graph->sources.folders.len; i++) {
        struct str const folder = graph->sources.folders.at[i];
        good = check_path(graph, folder, depfile_has_path(folder)) && good;
    }
    return good;
}

/* Where sources may come. */
static bool write_depfile(struct graph *graph)
{
    dependency_list list = {0};
    for (size_t i = 0; i < graph->sources.folders.len; i++)
        vec_push(&graph->arena, &list, graph->sources.folders.at[i]);
    return !graph->options->file || depfile_write(graph->options, graph->options->file, &list);
}

static int print(struct graph *graph)
{
    const struct options *options = graph->options;
    graph->out = options_out(options);
    graph->objects = options->objects ? options->objects : str_format(&graph->arena, "%s.objects", graph->out).at;
    graph->program = program_path(&graph->arena);
    graph->stems = arena_many(&graph->arena, struct str, graph->sources.sets.len + 1);
    for (size_t i = 0; i < graph->sources.sets.len; i++)
        graph->stems[i] = stem_of(graph, graph->sources.sets.at[i].head);
    struct str const dyndep = str_of(path_join(&graph->arena, graph->objects, "outputs.dd"));
    add_rules(graph);
    if (options->file)
        add_own_rule(graph);
    for (size_t i = 0; i < graph->sources.sets.len; i++)
        add_meeting(graph, i, dyndep);
    add_archive(graph, dyndep);
    if (options->file)
        add_own_edge(graph);
    if (options->file)
        return step_write(options, options->file, buf_str(&graph->text)) && write_depfile(graph) ? 0 : 2;
    return fwrite(graph->text.at, 1, graph->text.len, stdout) == graph->text.len ? 0 : 2;
}

int graph_command(const struct options *options)
{
    struct graph graph = {.options = options};
    sources_find(&graph.arena, options->arguments, options->argument_count, options->language, NULL, &graph.sources);
    int const status = graph.sources.fault || !can_be_written(&graph) ? 2 : print(&graph);
    buf_finish(&graph.text);
    arena_finish(&graph.arena);
    return status;
}
