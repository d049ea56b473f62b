/* Any bytes as the file of a font: its faces are read, words shaped by them, a page is set in one and written as a PDF.
 */
#include "folder.h"
#include "font/face.h"
#include "frame.h"
#include "layout/layout.h"
#include "pdf/pdf.h"

#include <stdlib.h>

static const char *const files[] = {"fonts/x.ttf", NULL};
static const char body[] = "AV first, Vi, fi 1.1-1 A\xCC\x81 irts. **Af** *fV* `ra` \xD7\xA9\xD7\x9C firstfirstfirst"
                           "AVirstfirstAVfirstfirstfirstAVAVfirstfirstfirstAVfirstfirstAV\n\n- 1\n- ti\n";

static void hold_shaped(const struct shaped *shaped, struct str text)
{
    for (size_t i = 0; i < shaped->count; i++) {
        uint32_t const at = shaped->glyphs[i].text;
        must(i == 0 ? at == 0 : at >= shaped->glyphs[i - 1].text, "glyphs come in the order of text");
        must(at < text.len, "a glyph shows some of the text");
    }
}

static void shape_words(struct font_book *book, const struct font *font)
{
    struct shaper *shaper = shaper_create(book);
    struct str const words[] = {S("AV"),
                                S("first"),
                                S("-1.1"),
                                S("fi"),
                                S("Vi\xCC\x81"
                                  "fi"),
                                S("AV first")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (unsigned features = 0; features <= (FEATURE_RIGHT_TO_LEFT << 1) - 1; features++)
            hold_shaped(shape(shaper, font, words[i], features), words[i]);
    shaper_destroy(shaper);
}

/* Made once: what it says is the same each time. */
static const struct document *document_of(void)
{
    static struct arena kept;
    static struct forum forum;
    static const struct document *document;
    if (document)
        return document;
    struct diag_sink sink;
    diag_sink_init(&sink, &kept);
    struct meeting *meeting = frame_meeting(&kept, S(FRAME_FRONT FRAME_HEAD), str_of(body), S(""), &sink);
    must(meeting->usable, "the meeting can be set");
    frame_forum(&kept, &forum);
    return document = document_compose(&kept, meeting, &forum.publisher);
}

static void set_page(struct arena *arena, struct arena *scratch, struct font_book *book, const struct font *font)
{
    struct look look = look_default();
    look.body_family = look.heading_family = look.code_family = font->family;
    struct shaper *shaper = shaper_create(book);
    const struct layout *layout = layout_document(arena, scratch, document_of(), &look, book, shaper);
    must(layout && layout->pages.len > 0, "a document has a page");
    struct pdf_writer *writer = pdf_writer_create(NULL);
    struct buf out = {0};
    struct str why = {0};
    must(pdf_write(writer, layout, scratch, &out, &why) || why.len > 0, "a refusal has a reason");
    buf_finish(&out);
    pdf_writer_destroy(writer);
    shaper_destroy(shaper);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0}, scratch = {0};
    folder_enter(files);
    setenv("REFERAT_FONTS", "fonts", 1);
    folder_put(files[0], (struct str){(const char *)data, size});
    struct font_book *book = font_book_create();
    must(book != NULL, "there are fonts");
    const struct font *font = font_any(book);
    if (font && str_equal(font_file(font), str_of(files[0]))) {
        shape_words(book, font);
        set_page(&arena, &scratch, book, font);
    }
    font_book_destroy(book);
    arena_finish(&scratch);
    arena_finish(&arena);
    return 0;
}
