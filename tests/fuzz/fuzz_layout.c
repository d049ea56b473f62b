/* Any bytes as the body of a meeting that is set in pages: nothing leaves the measure, every mark has a tag of the tree
 * or is furniture. The first byte chooses the look. */
#include "frame.h"
#include "layout/layout.h"

static struct font_book *book;
static struct shaper *shaper;
static unsigned runs;

static struct look look_of(unsigned choice)
{
    struct look look = look_default();
    look.justified = choice & 1;
    look.hyphenated = !(choice & 2);
    if (choice & 4) { /* a narrow column */
        look.page_width = 60 * 2835;
        look.page_height = 80 * 2835;
        look.margin_left = look.margin_right = look.margin_top = look.margin_bottom = 10 * 2835;
    }
    return look;
}

static void hold(const struct layout *layout)
{
    const struct look *look = layout->look;
    mp const right = look->page_width - look->margin_right + 60;
    must(layout->pages.len > 0, "a document has a page");
    for (size_t p = 0; p < layout->pages.len; p++) {
        const struct page *page = &layout->pages.at[p];
        size_t artifacts = 0;
        for (size_t i = 0; i < page->runs.len; i++) {
            const struct run *run = &page->runs.at[i];
            must(run->x >= look->margin_left - 60 && run->x + run->width <= right, "words stay in the measure");
            artifacts += run->tag == NULL;
            for (size_t g = 0; g < run->count; g++)
                must(run->glyphs[g].text <= run->text.len, "a glyph shows text of its run");
        }
        must(artifacts == page->furniture.len, "furniture has a kind");
        for (size_t i = 0; i < page->links.len; i++)
            must(page->links.at[i].contents.len > 0, "a link says where it leads");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0}, scratch = {0};
    if (!book)
        book = font_book_create();
    must(book != NULL, "there are fonts");
    if (runs++ % 500 == 0) { /* it keeps every word it has seen */
        shaper_destroy(shaper);
        shaper = shaper_create(book);
    }
    struct diag_sink sink;
    diag_sink_init(&sink, &arena);
    struct str const body = {(const char *)data, size};
    struct meeting *meeting =
        frame_meeting(&arena, S(FRAME_FRONT FRAME_HEAD), str_from(body, size > 0), S("\n"), &sink);
    struct forum forum;
    frame_forum(&arena, &forum);
    if (meeting->usable) {
        const struct document *document = document_compose(&arena, meeting, &forum.publisher);
        struct look const look = look_of(size > 0 ? data[0] : 0);
        const struct layout *layout = layout_document(&arena, &scratch, document, &look, book, shaper);
        hold(layout);
        struct buf dump = {0};
        layout_dump(&dump, layout);
        layout_dump_tags(&dump, layout);
        buf_finish(&dump);
    }
    arena_finish(&scratch);
    arena_finish(&arena);
    return 0;
}
