#include "pdf/pdf.h"
#include "pdf/compress.h"
#include "pdf/container.h"
#include "pdf/content.h"
#include "pdf/house.h"
#include "pdf/links.h"
#include "pdf/metadata.h"
#include "pdf/navigation.h"
#include "pdf/srgb.h"

struct pdf_stock {
    struct houses houses;
    struct packed profile; /* made with the first writer; with the houses' mutex */
};

struct pdf_writer {
    struct pdf_stock *stock, *own;
    struct compressor *compressor;
};

static void *take(HPDF_UINT size)
{
    return must_malloc(size);
}

static void give_back(void *memory)
{
    free(memory);
}

struct pdf_stock *pdf_stock_create(void)
{
    struct pdf_stock *stock = must_malloc(sizeof *stock);
    *stock = (struct pdf_stock){0};
    houses_init(&stock->houses);
    return stock;
}

void pdf_stock_destroy(struct pdf_stock *stock)
{
    if (!stock)
        return;
    houses_finish(&stock->houses);
    free(stock);
}

static void prepare_profile(struct pdf_stock *stock)
{
    struct houses *houses = &stock->houses;
    pthread_mutex_lock(&houses->mutex);
    if (stock->profile.bytes.len == 0)
        stock->profile = pdf_pack(houses->compressor, &houses->arena, (struct str){pdf_srgb, pdf_srgb_size});
    pthread_mutex_unlock(&houses->mutex);
}

void pdf_stock_prepare(struct pdf_stock *stock, const struct font *font)
{
    prepare_profile(stock);
    houses_prepare(&stock->houses, font);
}

struct pdf_writer *pdf_writer_create(struct pdf_stock *stock)
{
    struct pdf_writer *writer = must_malloc(sizeof *writer);
    *writer = (struct pdf_writer){.stock = stock, .compressor = compressor_create()};
    if (!stock)
        writer->stock = writer->own = pdf_stock_create();
    prepare_profile(writer->stock);
    return writer;
}

void pdf_writer_destroy(struct pdf_writer *writer)
{
    if (!writer)
        return;
    compressor_destroy(writer->compressor);
    pdf_stock_destroy(writer->own);
    free(writer);
}

/* Page objects first of all, so that everything may refer to them. */
static void make_pages(struct pdf *pdf)
{
    HPDF_Pages root = pdf->haru->root_pages;
    HPDF_Array box = pdf_array(pdf);
    pdf_push_length(box, 0);
    pdf_push_length(box, 0);
    pdf_push_length(box, pdf->layout->look->page_width);
    pdf_push_length(box, pdf->layout->look->page_height);
    HPDF_Dict_Add(root, "MediaBox", box);
    pdf->pages = arena_many(pdf->scratch, HPDF_Dict, pdf->layout->pages.len);
    for (size_t i = 0; i < pdf->layout->pages.len; i++) {
        HPDF_Dict page = pdf->pages[i] = pdf_object(pdf);
        HPDF_Dict_AddName(page, "Type", "Page");
        HPDF_Pages_AddKids(root, page);
        /* libharu counts pages by their class; it is set last, since a page that libharu made itself has more to it. */
        page->header.obj_class |= HPDF_OSUBCLASS_PAGE;
    }
}

static HPDF_Dict make_resources(struct pdf *pdf, const struct fonts *fonts, HPDF_Dict images)
{
    HPDF_Dict resources = pdf_object(pdf), font_names = pdf_dict(pdf);
    for (size_t i = 0; i < fonts->at.len; i++)
        HPDF_Dict_Add(font_names, fonts->at.at[i]->name, fonts->at.at[i]->object);
    HPDF_Dict_Add(resources, "Font", font_names);
    HPDF_Dict_Add(resources, "XObject", images);
    return resources;
}

static HPDF_Dict make_all_resources(struct pdf *pdf, const struct fonts *fonts, const struct pictures *pictures)
{
    HPDF_Dict images = pdf_dict(pdf);
    for (size_t i = 0; i < pictures->at.len; i++)
        HPDF_Dict_Add(images, pictures->at.at[i].name, pictures->at.at[i].object);
    return make_resources(pdf, fonts, images);
}

static HPDF_Dict make_page_resources(struct pdf *pdf, const struct fonts *fonts, const struct pictures *pictures,
                                     const struct page *page)
{
    HPDF_Dict images = pdf_dict(pdf);
    for (size_t i = 0; i < page->pictures.len; i++) {
        const struct image *image = pictures_find(pictures, page->pictures.at[i].file);
        HPDF_Dict_Add(images, image->name, image->object);
    }
    return make_resources(pdf, fonts, images);
}

static bool make_document(struct pdf *pdf, struct pdf_writer *writer)
{
    struct fonts fonts = {0};
    struct pictures pictures = {0};
    make_pages(pdf);
    if (!fonts_collect(pdf, &fonts, &writer->stock->houses) || !pictures_load(pdf, &pictures))
        return false;
    /* The resources of all pages are one object, as long as libharu has room for as many pictures in it; PDF/A wants
     * each page to name it (ISO 19005-2, 6.2.2). */
    bool const one = pictures.at.len < HPDF_LIMIT_MAX_DICT_ELEMENT;
    HPDF_Dict resources = one ? make_all_resources(pdf, &fonts, &pictures) : NULL;
    struct structure *structure = structure_begin(pdf);
    struct buf content = {0};
    for (unsigned i = 0; i < pdf->layout->pages.len; i++) {
        buf_clear(&content);
        content_make(&content, pdf, i, &fonts, &pictures, structure);
        HPDF_Dict_Add(pdf->pages[i], "Contents", pdf_deflated_stream(pdf, buf_str(&content)));
        HPDF_Dict_Add(pdf->pages[i], "Resources",
                      one ? resources : make_page_resources(pdf, &fonts, &pictures, &pdf->layout->pages.at[i]));
    }
    buf_finish(&content);
    links_write(pdf, structure);
    structure_end(structure);
    if (!fonts_write(pdf, &fonts))
        return false;
    navigation_write(pdf);
    metadata_write(pdf, writer->stock->profile);
    return true;
}

bool pdf_write(struct pdf_writer *writer, const struct layout *layout, struct arena *scratch, struct buf *out,
               struct str *why)
{
    HPDF_Doc haru = HPDF_NewEx(NULL, take, give_back, 0, NULL); /* its pool of memory would not be aligned */
    struct pdf pdf = {
        .haru = haru, .memory = haru->mmgr, .layout = layout, .scratch = scratch, .compressor = writer->compressor};
    pdf_number_first(&pdf);
    bool made = make_document(&pdf, writer);
    if (made)
        container_write(&pdf, out);
    HPDF_STATUS const refusal = HPDF_Error_GetCode(&haru->error);
    if (refusal != HPDF_OK)
        made = pdf_fault(&pdf, str_format(scratch, "libharu: error 0x%04lX", (unsigned long)refusal));
    HPDF_Free(haru);
    buf_finish(&pdf.text);
    *why = pdf.why;
    return made;
}
