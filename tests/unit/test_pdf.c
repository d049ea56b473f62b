#include "base/file.h"
#include "image/kinds.h"
#include "sample.h"
#include "test.h"

#define PICTURES "tests/conform/pictures/"

struct workshop {
    struct arena arena;
    struct font_book *book;
    struct shaper *shaper;
    struct pdf_writer *writer;
    struct sample sample;
};

static int set_up(void **state)
{
    struct workshop *w = must_malloc(sizeof *w);
    *w = (struct workshop){.book = font_book_create(), .writer = pdf_writer_create(NULL)};
    w->shaper = shaper_create(w->book);
    sample_begin(&w->sample, &w->arena, w->book, w->shaper);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    struct workshop *w = *state;
    pdf_writer_destroy(w->writer);
    shaper_destroy(w->shaper);
    font_book_destroy(w->book);
    arena_finish(&w->arena);
    free(w);
    return 0;
}

static bool write(struct workshop *w, struct str *pdf, struct str *why)
{
    struct buf out = {0};
    bool const made = pdf_write(w->writer, &w->sample.layout, &w->arena, &out, why);
    *pdf = buf_keep(&out, &w->arena);
    buf_finish(&out);
    return made;
}

static void the_same_layout_gives_the_same_bytes(void **state)
{
    struct workshop *w = *state;
    struct str first, second, other, why;
    sample_everything(&w->sample, PICTURES);
    assert_true(write(w, &first, &why));
    assert_true(write(w, &second, &why));
    assert_true(str_equal(first, second));
    struct pdf_writer *another = pdf_writer_create(NULL);
    struct buf out = {0};
    assert_true(pdf_write(another, &w->sample.layout, &w->arena, &out, &why));
    other = buf_str(&out);
    assert_true(str_equal(first, other));
    buf_finish(&out);
    pdf_writer_destroy(another);
}

static void a_list_may_have_more_kids_than_a_libharu_array(void **state)
{
    struct workshop *w = *state;
    struct str pdf, why;
    sample_long(&w->sample, 33000, 1);
    assert_true(write(w, &pdf, &why));
}

static void a_picture_that_is_not_there_is_a_fault(void **state)
{
    struct workshop *w = *state;
    struct str pdf, why;
    sample_picture(&w->sample, NULL, PICTURES "nothing.png", 1000, 1000);
    assert_false(write(w, &pdf, &why));
    assert_true(str_starts(why, S(PICTURES "nothing.png: ")));
    assert_int_equal(pdf.len, 0);
}

static struct str read(struct workshop *w, const char *name)
{
    struct str file;
    assert_true(file_read(&w->arena, path_join(&w->arena, PICTURES, name), IMAGE_FILE_LIMIT, &file));
    return file;
}

static void hostile_pictures_are_refused_with_a_reason(void **state)
{
    static const struct {
        const char *file, *why;
    } cases[] = {
        {"broken-cut.png", "PNG: the file is cut short"},
        {"broken-bomb.png", "PNG: there is too little data for the size it says it has"},
        {"broken-sides.png", "PNG: the picture has no size or is over 30,000 pixels wide or high"},
        {"broken-filter.png", "PNG: a filter that no PNG has"},
        {"broken-index.png", "PNG: a colour that the palette does not have"},
        {"broken-short.png", "PNG: the data can't be unpacked"},
        {"broken-long.png", "PNG: the data can't be unpacked"},
    };
    struct workshop *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct image_data image;
        struct str why = {0};
        assert_false(png_read(&w->arena, read(w, cases[i].file), &image, &why));
        assert_true(str_equal(why, str_of(cases[i].why)));
    }
}

/* Whatever byte is changed or wherever the file ends: true or false, never a crash. Sanitizers watch. */
static void damaged_pictures_never_crash(void **state)
{
    static const char *const files[] = {"rgb.png", "alpha.png", "palette-alpha.png", "interlaced.png", "photo.jpg"};
    struct workshop *w = *state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct str const good = read(w, files[i]);
        bool const png = str_ends(str_of(files[i]), S(".png"));
        for (size_t at = png ? 8 : 3; at < good.len; at++) {
            struct arena arena = {0};
            struct image_data image;
            struct str why, damaged = str_copy(&arena, good), cut = str_copy(&arena, str_part(good, 0, at));
            ((char *)(uintptr_t)damaged.at)[at] ^= (char)0x55;
            (png ? png_read : jpeg_read)(&arena, damaged, &image, &why);
            assert_false((png ? png_read : jpeg_read)(&arena, cut, &image, &why));
            arena_finish(&arena);
        }
    }
}

static void pixels_of_all_png_kinds_are_the_same(void **state)
{
    struct workshop *w = *state;
    struct image_data plain, interlaced, grey;
    struct str why;
    assert_true(png_read(&w->arena, read(w, "interlaced.png"), &interlaced, &why));
    assert_int_equal(interlaced.width, 32);
    assert_int_equal(interlaced.height, 16);
    for (unsigned y = 0; y < 16; y++) {
        for (unsigned x = 0; x < 32; x++) {
            const unsigned char *pixel = (const unsigned char *)interlaced.bytes.at + 3 * (y * 32 + x);
            assert_int_equal(pixel[0], x * 8);
            assert_int_equal(pixel[1], y * 16);
            assert_int_equal(pixel[2], 128);
        }
    }
    assert_true(png_read(&w->arena, read(w, "rgb.png"), &plain, &why));
    assert_int_equal(plain.coding, CODING_PNG);
    assert_true(png_read(&w->arena, read(w, "grey16.png"), &grey, &why));
    assert_int_equal((unsigned char)grey.bytes.at[31], 31 * 2048 >> 8);
}

static void a_jpeg_loses_what_readers_have_no_use_for(void **state)
{
    struct workshop *w = *state;
    struct image_data image;
    struct str why;
    struct str const file = read(w, "photo.jpg");
    struct buf with = {0};
    buf_add(&with, str_part(file, 0, 2));
    buf_text(&with, "\xff\xe1\0\x0e"
                    "Exif secret!");
    buf_add(&with, str_from(file, 2));
    assert_true(jpeg_read(&w->arena, buf_str(&with), &image, &why));
    assert_int_equal(str_find(image.bytes, S("secret"), 0), SIZE_MAX);
    assert_true(image.bytes.len <= file.len);
    buf_finish(&with);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_layout_gives_the_same_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_may_have_more_kids_than_a_libharu_array, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_picture_that_is_not_there_is_a_fault, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hostile_pictures_are_refused_with_a_reason, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damaged_pictures_never_crash, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pixels_of_all_png_kinds_are_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_jpeg_loses_what_readers_have_no_use_for, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
