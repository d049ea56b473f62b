#include "pdf/content.h"
#include "pdf/text.h"

/* What the open marked-content sequence is. */
enum mark { MARK_NONE, MARK_TAG, MARK_ARTIFACT };

struct painter {
    struct pdf *pdf;
    unsigned page;
    struct fonts *fonts;
    const struct pictures *pictures;
    struct structure *structure;
    struct text_state text;
    struct buf *out;
    enum mark mark;
    const struct tag *tag;  /* of MARK_TAG */
    enum artifact artifact; /* of MARK_ARTIFACT */
};

static void end_mark(struct painter *p)
{
    text_end(&p->text);
    if (p->mark != MARK_NONE)
        buf_text(p->out, "EMC\n");
    p->mark = MARK_NONE;
}

static void mark_tag(struct painter *p, const struct tag *tag)
{
    if (p->mark == MARK_TAG && p->tag == tag)
        return;
    end_mark(p);
    p->mark = MARK_TAG;
    p->tag = tag;
    buf_add_byte(p->out, '/');
    buf_add(p->out, str_of(tag_role_name(tag->role)));
    buf_text(p->out, "<</MCID ");
    pdf_put_number(p->out, structure_mark(p->structure, tag, p->page), 1);
    buf_text(p->out, ">>BDC\n");
}

/* Properties of artifacts: ISO 32000-1, table 330. */
static void mark_artifact(struct painter *p, enum artifact kind)
{
    if (p->mark == MARK_ARTIFACT && p->artifact == kind && kind != ARTIFACT_BACKGROUND)
        return;
    end_mark(p);
    p->mark = MARK_ARTIFACT;
    p->artifact = kind;
    switch (kind) {
    case ARTIFACT_LAYOUT:
        buf_text(p->out, "/Artifact<</Type/Layout>>BDC\n");
        break;
    case ARTIFACT_HEADER:
        buf_text(p->out, "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\n");
        break;
    case ARTIFACT_FOOTER:
        buf_text(p->out, "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC\n");
        break;
    case ARTIFACT_WATERMARK:
        buf_text(p->out, "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n");
        break;
    case ARTIFACT_BACKGROUND:
        /* Its box is added by who paints it. */
        buf_text(p->out, "/Artifact<</Type/Background/BBox[");
        break;
    }
}

static void put_rectangle(struct painter *p, mp x, mp y, mp width, mp height)
{
    struct buf *out = p->out;
    mp const bottom = p->text.page_height - y - height;
    text_end(&p->text);
    text_put_length(out, x);
    text_put_length(out, bottom);
    text_put_length(out, width);
    text_put_length(out, height);
    buf_text(out, "re f\n");
}

static void paint_box(struct painter *p, const struct box *box)
{
    mark_artifact(p, box->kind);
    if (box->kind == ARTIFACT_BACKGROUND) {
        mp const height = p->text.page_height;
        text_put_length(p->out, box->x);
        text_put_length(p->out, height - box->y - box->height);
        text_put_length(p->out, box->x + box->width);
        text_put_length(p->out, height - box->y);
        buf_text(p->out, "]>>BDC\n");
    }
    text_end(&p->text);
    text_set_colour(&p->text, box->colour);
    put_rectangle(p, box->x, box->y, box->width, box->height);
}

/* What takes the unit square of a picture's pixels to the unit square of what is shown, by orientation (image.h): the
 * row on top and the column to the left go where Exif says. */
static const int turns[9][6] = {
    {1, 0, 0, 1, 0, 0},   {1, 0, 0, 1, 0, 0},  {-1, 0, 0, 1, 1, 0}, {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1},
    {0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1}, {0, 1, 1, 0, 0, 0},  {0, 1, -1, 0, 1, 0},
};

static void paint_picture(struct painter *p, const struct picture *picture)
{
    const struct image *image = pictures_find(p->pictures, picture->file);
    if (picture->tag)
        mark_tag(p, picture->tag);
    else
        mark_artifact(p, ARTIFACT_LAYOUT);
    text_end(&p->text);
    mp const x = picture->x, y = p->text.page_height - picture->y - picture->height;
    const int *turn = turns[image->orientation];
    mp const matrix[] = {
        turn[0] * picture->width,  turn[1] * picture->height,    turn[2] * picture->width,
        turn[3] * picture->height, x + turn[4] * picture->width, y + turn[5] * picture->height,
    };
    buf_text(p->out, "q ");
    for (size_t i = 0; i < 6; i++)
        text_put_length(p->out, matrix[i]);
    buf_format(p->out, "cm /%s Do Q\n", image->name);
}

static void paint_underlines(struct painter *p, const struct page *page)
{
    for (size_t i = 0; i < page->runs.len; i++) {
        const struct run *run = &page->runs.at[i];
        if (!run->underlined)
            continue;
        const struct font_metrics *metrics = font_metrics(run->font);
        mp const thickness = (mp)((int64_t)metrics->underline_thickness * run->size / metrics->units_per_em);
        mp const below = (mp)((int64_t)-metrics->underline_position * run->size / metrics->units_per_em);
        mark_artifact(p, ARTIFACT_LAYOUT);
        text_set_colour(&p->text, run->colour);
        put_rectangle(p, run->x, run->baseline + below, run->width, thickness > 0 ? thickness : run->size / 20);
    }
}

void content_make(struct buf *out, struct pdf *pdf, unsigned page_index, struct fonts *fonts,
                  const struct pictures *pictures, struct structure *structure)
{
    const struct page *page = &pdf->layout->pages.at[page_index];
    struct painter p = {
        .pdf = pdf, .page = page_index, .fonts = fonts, .pictures = pictures, .structure = structure, .out = out};
    text_begin(&p.text, out, pdf->layout->look->page_height);

    for (size_t i = 0; i < page->boxes.len; i++)
        paint_box(&p, &page->boxes.at[i]);
    size_t picture = 0, furniture = 0;
    for (size_t i = 0; i < page->runs.len; i++) {
        const struct run *run = &page->runs.at[i];
        for (; picture < page->pictures.len && page->pictures.at[picture].before <= i; picture++)
            paint_picture(&p, &page->pictures.at[picture]);
        if (run->tag) {
            mark_tag(&p, run->tag);
        } else {
            mark_artifact(&p, furniture < page->furniture.len ? page->furniture.at[furniture] : ARTIFACT_LAYOUT);
            furniture++;
        }
        text_show(&p.text, run, &fonts->runs[page_index][i]);
    }
    for (; picture < page->pictures.len; picture++)
        paint_picture(&p, &page->pictures.at[picture]);
    end_mark(&p);
    paint_underlines(&p, page);
    end_mark(&p);
}
