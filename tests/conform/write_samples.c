/* write_samples PICTURES FOLDER: the hand-made layouts as PDF files for the checker. */
#include "base/file.h"
#include "sample.h"

#include <stdio.h>

static bool write_one(struct pdf_writer *writer, struct sample *sample, const char *folder, const char *name)
{
    struct arena scratch = {0};
    struct buf out = {0};
    struct str why;
    bool made = pdf_write(writer, &sample->layout, &scratch, &out, &why);
    if (!made)
        fprintf(stderr, "%s: %.*s\n", name, STR(why));
    made = made && file_write(path_join(&scratch, folder, name), buf_str(&out));
    buf_finish(&out);
    arena_finish(&scratch);
    return made;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    struct arena arena = {0};
    struct font_book *book = font_book_create();
    struct shaper *shaper = shaper_create(book);
    struct pdf_writer *writer = pdf_writer_create(NULL);
    struct sample sample;

    sample_begin(&sample, &arena, book, shaper);
    sample_everything(&sample, argv[1]);
    bool good = write_one(writer, &sample, argv[2], "everything.pdf");

    sample_begin(&sample, &arena, book, shaper);
    sample_long(&sample, 3000, 70);
    good = write_one(writer, &sample, argv[2], "long.pdf") && good;

    pdf_writer_destroy(writer);
    shaper_destroy(shaper);
    font_book_destroy(book);
    arena_finish(&arena);
    return good ? 0 : 1;
}
