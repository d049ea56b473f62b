#include "base/hash.h"
#include "base/text_table.h"
#include "base/vec.h"

#include "test.h"

#include <stdalign.h>

static void memory_is_zeroed_and_aligned_again_after_a_reset(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (int round = 0; round < 3; round++) {
        for (size_t size = 1; size < 100000; size = size * 3 + 1) {
            unsigned char *at = arena_alloc(&arena, size);
            assert_int_equal((uintptr_t)at % alignof(max_align_t), 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(at[i], 0);
            memset(at, 0xFF, size);
        }
        arena_reset(&arena);
    }
    arena_finish(&arena);
}

static void a_large_piece_leaves_the_small_ones_where_they_were(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *before = arena_alloc(&arena, 16);
    memset(arena_alloc(&arena, 5000000), 1, 5000000);
    char *after = arena_alloc(&arena, 16);
    assert_ptr_equal(after, before + 16);
    arena_finish(&arena);
}

static void a_vec_keeps_its_elements_while_it_grows(void **state)
{
    (void)state;
    struct arena arena = {0};
    vec_of(size_t) numbers = {0};
    for (size_t i = 0; i < 1000; i++)
        vec_push(&arena, &numbers, i * i);
    assert_int_equal(numbers.len, 1000);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(numbers.at[i], i * i);
    arena_finish(&arena);
}

static void hashes_are_the_same_on_every_machine(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct str const empty = hash_hex(&arena, hash_bytes(S("")));
    assert_string_equal(empty.at, "99aa06d3014798d86001c324468d497f");
    assert_true(hash_equal(hash_bytes(S("a")), hash_bytes(S("a"))));
    assert_false(hash_equal(hash_combine(hash_bytes(S("a")), hash_bytes(S("b"))),
                            hash_combine(hash_bytes(S("b")), hash_bytes(S("a")))));
    arena_finish(&arena);
}

static void a_table_knows_what_it_was_asked_before(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct text_table table = {0};
    for (size_t round = 0; round < 2; round++)
        for (size_t i = 0; i < 1000; i++) {
            size_t *number = text_table_at(&arena, &table, str_format(&arena, "%zu", i));
            assert_int_equal(*number, round ? i + 1 : 0);
            *number = i + 1;
        }
    assert_int_equal(*text_table_at(&arena, &table, S("")), 0);
    assert_int_equal(table.count, 1001);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned_again_after_a_reset),
        cmocka_unit_test(a_large_piece_leaves_the_small_ones_where_they_were),
        cmocka_unit_test(a_vec_keeps_its_elements_while_it_grows),
        cmocka_unit_test(a_table_knows_what_it_was_asked_before),
        cmocka_unit_test(hashes_are_the_same_on_every_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
