#include "driver/path_list.h"
#include "inputs/sources.h"
#include "kept/manifest.h"
#include "program/confine.h"
#include "program/options.h"
#include "program/pool.h"

#include "fixture.h"

#include <errno.h>
#include <stdatomic.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/referat-test-XXXXXX";

static const char *in_folder(struct arena *arena, const char *name)
{
    return path_join(arena, folder, name);
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    struct arena arena = {0};
    remove_tree(&arena, folder);
    arena_finish(&arena);
    return 0;
}

#define PARSE(options, ...)                                                                                            \
    options_parse(&arena, (int)(sizeof((char *[]){__VA_ARGS__}) / sizeof(char *)), (char *[]){__VA_ARGS__}, (options), \
                  &fault)

static void the_command_line(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct options options;
    struct str fault;
    assert_true(
        PARSE(&options, "referat", "build", "moeder", "-oud", "--only=pdf,toc", "-j", "4", "--edition", "intern"));
    assert_int_equal(options.command, COMMAND_BUILD);
    assert_string_equal(options.out, "ud");
    assert_int_equal(options.jobs, 4);
    assert_true(options.pdf && options.toc && !options.html);
    assert_int_equal(options.edition, EDITION_INTERNAL);
    assert_int_equal(options.argument_count, 1);
    assert_true(PARSE(&options, "referat", "check", "--format=json", "--lang", "en", "--", "-x.md"));
    assert_int_equal(options.format, FORMAT_JSON);
    assert_int_equal(options.language, LANGUAGE_ENGLISH);
    assert_string_equal(options.arguments[0], "-x.md");
    assert_true(PARSE(&options, "referat", "--emit=tags", "a.md"));
    assert_int_equal(options.stage, STAGE_TAGS);
    assert_true(PARSE(&options, "referat", "--version"));
    assert_int_equal(options.command, COMMAND_VERSION);
    assert_int_equal(fault.len, 0);
    assert_false(PARSE(&options, "referat", "check", "--lang=en", "--format", "xml", "--jobs=0"));
    assert_true(str_equal(fault, S("'--format' cannot be 'xml'")));
    arena_finish(&arena);
}

static void a_list_of_files(void **state)
{
    (void)state;
    struct arena arena = {0};
    path_list paths = {0};
    assert_true(path_list_read(&arena, S("a b.unit\n\n'it'\\''s 1.unit'\n\\x"), &paths));
    assert_int_equal(paths.len, 3);
    assert_string_equal(paths.at[0], "a b.unit");
    assert_string_equal(paths.at[1], "it's 1.unit");
    assert_string_equal(paths.at[2], "\\x");
    assert_false(path_list_read(&arena, S("'a.unit\n'b.unit\n"), &paths));
    assert_false(path_list_read(&arena, S("''\n"), &paths));
    assert_false(path_list_read(&arena, S("a.unit\0b\n"), &paths));
    arena_finish(&arena);
}

static void sources_come_in_natural_order_without_what_is_no_meeting(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const char *const files[] = {
        "m/README.md",     "m/a/10.md",      "m/a/2.md",      "m/a/.skjult.md",     "m/a/noter.txt", "m/b/møde.md",
        "m/b/10-sidst.md", "m/b/2-først.md", "m/b/readme.md", "m/b/bilag/bilag.md", "udenfor.md",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_true(file_write(in_folder(&arena, files[i]), S("x")));
    assert_int_equal(symlink("../../udenfor.md", in_folder(&arena, "m/a/3.md")), 0);
    assert_int_equal(symlink("2.md", in_folder(&arena, "m/a/4.md")), 0);

    struct sources sources;
    const char *root = in_folder(&arena, "m//");
    sources_find(&arena, &root, 1, LANGUAGE_DANISH, NULL, &sources);
    assert_false(sources.fault);
    assert_int_equal(sources.sets.len, 5);
    static const char *const heads[] = {"m/a/2.md", "m/a/3.md", "m/a/4.md", "m/a/10.md", "m/b/møde.md"};
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(sources.sets.at[i].head.at, in_folder(&arena, heads[i]));
        assert_int_equal(sources.sets.at[i].escapes, i == 1);
    }
    assert_int_equal(sources.sets.at[4].items.len, 2);
    assert_string_equal(sources.sets.at[4].items.at[0].at, in_folder(&arena, "m/b/2-først.md"));

    /* The file of an item stands for its meeting. */
    const char *item = in_folder(&arena, "m/b/10-sidst.md");
    sources_find(&arena, &item, 1, LANGUAGE_DANISH, NULL, &sources);
    assert_int_equal(sources.sets.len, 1);
    assert_string_equal(sources.sets.at[0].head.at, in_folder(&arena, "m/b/møde.md"));
    arena_finish(&arena);
}

static struct manifest sample_manifest(struct arena *arena)
{
    struct manifest manifest = {.settings = hash_bytes(S("a"))};
    struct unit *unit = arena_new(arena, struct unit);
    *unit = (struct unit){
        .source = S("m/a.md"), .forum = S("dassos"), .date = {2021, 2, 11}, .html = S("a.html"), .title = S("t")};
    vec_push(arena, &unit->sources, unit->source);
    struct record record = {.source = S("m/a\n.md"), .source_count = 1, .unit = unit};
    struct input const inputs[] = {{S("m/a\n.md"), hash_bytes(S("x"))}, {S("bilag 1.pdf"), hash_bytes(S("y"))}};
    vec_push(arena, &record.inputs, inputs[0]);
    vec_push(arena, &record.inputs, inputs[1]);
    struct output const outputs[] = {{S("dassos/a b.html"), 12}, {S("index.html"), 3}};
    vec_push(arena, &record.outputs, outputs[0]);
    struct product product = {.name = S("forside"), .inputs = hash_bytes(S("b"))};
    vec_push(arena, &product.outputs, outputs[1]);
    vec_push(arena, &manifest.products, product);
    vec_push(arena, &manifest.records, record);
    return manifest;
}

static void a_manifest_is_read_back_and_a_damaged_one_is_not_believed(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *out = in_folder(&arena, "ud");
    struct manifest manifest = sample_manifest(&arena);
    assert_true(manifest_announce(out, S("dassos/ny.pdf")) || file_make_directory(out));
    assert_true(manifest_announce(out, S("dassos/ny.pdf")));
    assert_true(manifest_announce(out, S("../udenfor")));
    struct manifest read;
    assert_true(manifest_open(&arena, out, &read) && manifest_load(out, 2, &read));
    assert_int_equal(read.records.len, 0);
    assert_int_equal(read.announced.len, 1);

    assert_true(manifest_write_chapters(&arena, out, &manifest, &read));
    struct manifest_draft draft;
    manifest_write(&arena, out, &manifest, (struct hash){0}, &draft);
    assert_true(manifest_replace(&arena, out, &manifest, &draft, true));
    /* Another that could not be made safe leaves it as it is. */
    struct hash const settings = manifest.settings;
    manifest.settings = hash_bytes(S("andre"));
    manifest_write(&arena, out, &manifest, (struct hash){0}, &draft);
    assert_false(manifest_replace(&arena, out, &manifest, &draft, false));
    manifest.settings = settings;
    assert_true(manifest_open(&arena, out, &read) && manifest_load(out, 2, &read));
    assert_false(read.unfinished);
    assert_int_equal(read.announced.len, 0);
    const struct record *record = manifest_find(&read, S("m/a\n.md"));
    assert_non_null(record);
    assert_int_equal(record->source_count, 1);
    assert_int_equal(record->inputs.len, 2);
    assert_string_equal(record->outputs.at[0].path.at, "dassos/a b.html");
    assert_true(hash_equal(read.settings, manifest.settings));
    const struct product *product = manifest_product(&read, S("forside"));
    assert_non_null(product);
    assert_true(hash_equal(product->inputs, manifest.products.at[0].inputs));
    assert_int_equal(product->outputs.at[0].size, 3);
    assert_null(manifest_product(&read, S("bagside")));

    manifest_finish(&read);

    const char *const paths[] = {path_join(&arena, out, MANIFEST_NAME),
                                 manifest_chapter_path(&arena, out, &manifest.chapters.at[0])};
    for (size_t file = 0; file < 2; file++) {
        struct str text;
        assert_true(file_read(&arena, paths[file], 100000, &text));
        for (size_t i = 0; i < text.len; i += 7) {
            struct str const copy = str_copy(&arena, text);
            ((char *)(uintptr_t)copy.at)[i] ^= 1;
            assert_true(file_write(paths[file], copy));
            assert_true(manifest_open(&arena, out, &read) && manifest_load(out, 2, &read));
            assert_int_equal(read.records.len, 0);
            assert_true(read.unfinished);
            manifest_finish(&read);
        }
        assert_true(file_write(paths[file], text));
    }
    arena_finish(&arena);
}

static void count_job(void *context, unsigned worker, size_t job)
{
    (void)worker;
    atomic_fetch_add(&((atomic_int *)context)[job], 1);
}

static void every_job_is_done_once(void **state)
{
    (void)state;
    static atomic_int done[1000];
    for (unsigned workers = 1; workers < 6; workers++) {
        pool_run(workers, 1000, count_job, done);
        for (size_t i = 0; i < 1000; i++)
            assert_int_equal(atomic_load(&done[i]), (int)workers);
    }
    pool_run(4, 0, count_job, done);
    assert_true(pool_processors() >= 1);
}

/* The status of a process that is confined: 0 when it can do what a compiler does and nothing else, 1 when not, 2 when
 * it is not confined at all. */
static int what_it_can_do(void)
{
    confine();
    if (prctl(PR_GET_SECCOMP) == 0)
        return 2;
    int const domains[] = {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK};
    for (size_t i = 0; i < sizeof domains / sizeof domains[0]; i++) {
        errno = 0;
        if (socket(domains[i], SOCK_STREAM, 0) != -1 || errno != EPERM)
            return 1;
    }
    errno = 0;
    if (ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) != -1 || errno != EPERM)
        return 1;
    char path[64];
    snprintf(path, sizeof path, "%s/confined", folder);
    if (!file_write(path, S("words")) || unlink(path) != 0)
        return 1;
    pid_t const other = fork();
    if (other == 0) {
        execl("/bin/true", "true", (char *)NULL);
        _exit(1);
    }
    int status = 1;
    return other > 0 && waitpid(other, &status, 0) == other ? status : 1;
}

static void a_confined_process_reads_and_writes_files_and_opens_no_connection(void **state)
{
    (void)state;
    pid_t const child = fork();
    if (child == 0)
        _exit(what_it_can_do());
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) != 2) /* under a sanitizer, or the kernel sets no filter */
        assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_command_line),
        cmocka_unit_test(a_list_of_files),
        cmocka_unit_test(sources_come_in_natural_order_without_what_is_no_meeting),
        cmocka_unit_test(a_manifest_is_read_back_and_a_damaged_one_is_not_believed),
        cmocka_unit_test(every_job_is_done_once),
        cmocka_unit_test(a_confined_process_reads_and_writes_files_and_opens_no_connection),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
