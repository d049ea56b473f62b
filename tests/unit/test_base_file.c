#include "base/file.h"

#include "fixture.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
    struct arena arena;
    const char *folder;
};

static int make_place(void **state)
{
    static struct place place;
    char name[] = "/tmp/referat-test-XXXXXX";
    if (!mkdtemp(name))
        return -1;
    place.folder = str_cstr(&place.arena, str_of(name));
    *state = &place;
    return 0;
}

static int remove_place(void **state)
{
    struct place *place = *state;
    remove_tree(&place->arena, place->folder);
    arena_finish(&place->arena);
    return 0;
}

static void written_files_are_read_back(void **state)
{
    struct place *place = *state;
    const char *path = path_join(&place->arena, place->folder, "dassos/2021-02-11/index.html");
    struct str content;
    assert_true(file_write(path, S("første")));
    assert_true(file_read(&place->arena, path, 100, &content));
    assert_true(str_equal(content, S("første")));
    assert_true(file_write(path, S("anden udgave")));
    assert_true(file_read(&place->arena, path, 100, &content));
    assert_true(str_equal(content, S("anden udgave")));
    assert_false(file_read(&place->arena, path, 5, &content));
    assert_int_equal(errno, EFBIG);

    file_list entries;
    assert_true(
        file_list_directory(&place->arena, path_join(&place->arena, place->folder, "dassos/2021-02-11"), &entries));
    assert_int_equal(entries.len, 1); /* no temporary file is left */
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    mode_t const mask = umask(0);
    umask(mask);
    assert_int_equal(status.st_mode & 0777, 0666 & ~mask);
}

static ino_t inode(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_ino;
}

static void the_same_bytes_leave_a_file_untouched(void **state)
{
    struct place *place = *state;
    struct str big = {arena_alloc(&place->arena, 200001), 200001};
    const char *from = path_join(&place->arena, place->folder, "a.bin");
    const char *to = path_join(&place->arena, place->folder, "kopi/b.bin");
    assert_true(file_write(from, big));
    ino_t const first = inode(from);
    assert_true(file_write(from, big));
    assert_int_equal(inode(from), first);
    assert_false(file_is_copy(to, from));
    assert_true(file_write(to, big));
    assert_true(file_is_copy(to, from));
    assert_true(file_write(to, str_from(big, 1)));
    assert_false(file_is_copy(to, from));
    struct str content;
    assert_true(file_read(&place->arena, to, 300000, &content));
    assert_int_equal(content.len, 200000);
    assert_true(file_write(to, str_from(big, 199999)));
    assert_true(file_read(&place->arena, to, 300000, &content));
    assert_int_equal(content.len, 2);
}

static void what_is_no_file_is_refused_without_waiting(void **state)
{
    struct place *place = *state;
    struct str content;
    const char *fifo = path_join(&place->arena, place->folder, "fifo");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(file_kind(fifo), FILE_OTHER);
    assert_false(file_read(&place->arena, fifo, 100, &content));
    assert_int_equal(errno, EINVAL);
    assert_false(file_read(&place->arena, place->folder, 100, &content));
    assert_false(file_read(&place->arena, "/dev/zero", 100, &content));
    assert_false(file_read(&place->arena, path_join(&place->arena, place->folder, "none"), 100, &content));
    assert_int_equal(errno, ENOENT);
    assert_true(file_remove(path_join(&place->arena, place->folder, "none")));
}

static void a_failed_write_leaves_the_old_file(void **state)
{
    struct place *place = *state;
    const char *folder = path_join(&place->arena, place->folder, "optaget");
    assert_true(file_make_directory(path_join(&place->arena, folder, "under")));
    assert_false(file_write(folder, S("x"))); /* a directory stands in the way */
    assert_int_equal(file_kind(folder), FILE_DIRECTORY);
    const char *file = path_join(&place->arena, place->folder, "fil");
    assert_true(file_write(file, S("x")));
    assert_false(file_write(path_join(&place->arena, file, "under"), S("y")));
    assert_int_equal(file_kind(file), FILE_REGULAR);
}

static void a_file_that_is_created_takes_no_other_s_place(void **state)
{
    struct place *place = *state;
    const char *path = path_join(&place->arena, place->folder, "maerke");
    assert_true(file_create(path, S("et")));
    assert_true(file_has(path, S("et")));
    ino_t const first = inode(path);
    assert_true(file_create(path, S("andet")));
    assert_true(file_has(path, S("et")));
    assert_int_equal(inode(path), first);
    assert_true(file_remove(path));
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_false(file_append(path, S("x")));
    assert_int_equal(errno, EINVAL);
    assert_true(file_create(path, S("andet")));
    assert_true(file_has(path, S("andet")));
}

static void names_come_in_byte_order(void **state)
{
    struct place *place = *state;
    const char *folder = path_join(&place->arena, place->folder, "liste");
    assert_true(file_write(path_join(&place->arena, folder, "b"), S("")));
    assert_true(file_write(path_join(&place->arena, folder, "Å"), S("")));
    assert_true(file_write(path_join(&place->arena, folder, "a/c"), S("")));
    assert_int_equal(symlink("b", path_join(&place->arena, folder, "c")), 0);
    file_list entries;
    assert_true(file_list_directory(&place->arena, folder, &entries));
    assert_int_equal(entries.len, 4);
    assert_string_equal(entries.at[0].name.at, "a");
    assert_int_equal(entries.at[0].kind, FILE_DIRECTORY);
    assert_string_equal(entries.at[1].name.at, "b");
    assert_int_equal(entries.at[1].kind, FILE_REGULAR);
    assert_int_equal(entries.at[2].kind, FILE_LINK);
    assert_string_equal(entries.at[3].name.at, "Å");
}

static void assert_normal(const char *path, const char *expected)
{
    struct arena arena = {0};
    assert_string_equal(path_normalize(&arena, str_of(path)).at, expected);
    arena_finish(&arena);
}

static void paths(void **state)
{
    (void)state;
    assert_normal("a/./b//c/", "a/b/c");
    assert_normal("a/b/../../c", "c");
    assert_normal("../a/../../b", "../../b");
    assert_normal("/../a", "/a");
    assert_normal("a/..", ".");
    assert_normal("", ".");
    struct arena arena = {0};
    assert_string_equal(path_relative(&arena, S("a/b/index.html"), S("a/c.pdf")).at, "../c.pdf");
    assert_string_equal(path_relative(&arena, S("index.html"), S("a/c.pdf")).at, "a/c.pdf");
    assert_string_equal(path_relative(&arena, S("ab/x"), S("ac/x")).at, "../ac/x");
    assert_string_equal(path_relative(&arena, S("a/b"), S("a/c")).at, "c");
    assert_string_equal(path_join(&arena, "a/", "b"), "a/b");
    assert_string_equal(path_join(&arena, "a", "/b"), "/b");
    assert_string_equal(path_join(&arena, "", "b"), "b");
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_files_are_read_back),
        cmocka_unit_test(the_same_bytes_leave_a_file_untouched),
        cmocka_unit_test(what_is_no_file_is_refused_without_waiting),
        cmocka_unit_test(a_failed_write_leaves_the_old_file),
        cmocka_unit_test(a_file_that_is_created_takes_no_other_s_place),
        cmocka_unit_test(names_come_in_byte_order),
        cmocka_unit_test(paths),
    };
    return cmocka_run_group_tests(tests, make_place, remove_place);
}
