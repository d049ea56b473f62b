#include "pdf/element.h"

static void put_cell_attributes(struct buf *out, const struct tag *tag)
{
    if (tag->scope == SCOPE_NONE && tag->column_span <= 1 && tag->row_span <= 1)
        return;
    buf_text(out, "/A<</O/Table");
    switch (tag->scope) {
    case SCOPE_NONE:
        break;
    case SCOPE_COLUMN:
        buf_text(out, "/Scope/Column");
        break;
    case SCOPE_ROW:
        buf_text(out, "/Scope/Row");
        break;
    case SCOPE_BOTH:
        buf_text(out, "/Scope/Both");
        break;
    }
    if (tag->column_span > 1)
        buf_format(out, "/ColSpan %u", tag->column_span);
    if (tag->row_span > 1)
        buf_format(out, "/RowSpan %u", tag->row_span);
    buf_text(out, ">>");
}

static void put_list_attributes(struct buf *out, const struct tag *tag)
{
    switch (tag->numbering) {
    case NUMBERING_NONE:
        break;
    case NUMBERING_DISC:
        buf_text(out, "/A<</O/List/ListNumbering/Disc>>");
        break;
    case NUMBERING_DECIMAL:
        buf_text(out, "/A<</O/List/ListNumbering/Decimal>>");
        break;
    }
}

static bool stands_in_text(const struct tag *tag)
{
    const struct tag *parent = tag->parent;
    return parent && (parent->role == TAG_P || parent->role == TAG_SPAN || parent->role == TAG_LINK);
}

static void put_figure_attributes(struct buf *out, mp page_height, const struct tag *tag)
{
    buf_text(out, "/A<</O/Layout/BBox");
    pdf_put_rectangle(out, page_height, tag->bbox[0], tag->bbox[1], tag->bbox[2], tag->bbox[3]);
    if (!stands_in_text(tag))
        buf_text(out, "/Placement/Block");
    buf_text(out, ">>");
}

static void put_attributes(struct pdf *pdf, struct buf *out, const struct tag *tag)
{
    switch (tag->role) {
    case TAG_TH:
    case TAG_TD:
        put_cell_attributes(out, tag);
        break;
    case TAG_L:
        put_list_attributes(out, tag);
        break;
    case TAG_FIGURE:
        put_figure_attributes(out, pdf->layout->look->page_height, tag);
        break;
    case TAG_DOCUMENT:
    case TAG_SECT:
    case TAG_DIV:
    case TAG_P:
    case TAG_H1:
    case TAG_H2:
    case TAG_H3:
    case TAG_H4:
    case TAG_H5:
    case TAG_H6:
    case TAG_LI:
    case TAG_LBL:
    case TAG_LBODY:
    case TAG_BLOCK_QUOTE:
    case TAG_CODE:
    case TAG_SPAN:
    case TAG_LINK:
    case TAG_TABLE:
    case TAG_THEAD:
    case TAG_TBODY:
    case TAG_TR:
    case TAG_CAPTION:
    case TAG_TOC:
    case TAG_TOCI:
    case TAG_REFERENCE:
    case TAG_ROLE_COUNT:
        break;
    }
}

static void put_kid(const struct pdf *pdf, struct buf *out, const struct element *element, const struct kid *kid)
{
    bool const here = element->has_page && kid->page == element->page;
    switch (kid->kind) {
    case KID_ELEMENT:
        pdf_put_reference(out, kid->object);
        break;
    case KID_MARK:
        if (!here) {
            buf_text(out, "<</Type/MCR/Pg ");
            pdf_put_reference(out, pdf->pages[kid->page]);
            buf_text(out, "/MCID ");
        }
        pdf_put_number(out, kid->mark, 1);
        if (!here)
            buf_text(out, ">>");
        break;
    case KID_OBJECT:
        buf_text(out, "<</Type/OBJR/Obj ");
        pdf_put_reference(out, kid->object);
        if (!here) {
            buf_text(out, "/Pg ");
            pdf_put_reference(out, pdf->pages[kid->page]);
        }
        buf_text(out, ">>");
        break;
    }
}

static void put_kids(const struct pdf *pdf, struct buf *out, const struct element *element)
{
    if (!element->first)
        return;
    buf_text(out, "/K");
    buf_add_byte(out, element->first->next ? '[' : ' ');
    for (const struct kid *kid = element->first; kid; kid = kid->next) {
        put_kid(pdf, out, element, kid);
        if (kid->next)
            buf_add_byte(out, ' ');
    }
    if (element->first->next)
        buf_add_byte(out, ']');
}

static void put_entry(struct pdf *pdf, struct buf *out, struct str key, struct str text)
{
    if (text.len == 0)
        return;
    buf_add(out, key);
    pdf_put_text(pdf, out, text);
}

void element_init(struct pdf *pdf, struct element *element, const struct tag *tag, const void *parent)
{
    *element = (struct element){.parent = parent, .tag = tag, .unplaced = tag->first};
    own_object_init(pdf, &element->object);
}

void element_add(struct pdf *pdf, struct element *element, struct kid kid)
{
    struct kid *added = arena_new(pdf->scratch, struct kid);
    *added = kid;
    if (kid.kind == KID_MARK && !element->has_page) {
        element->has_page = true;
        element->page = kid.page;
    }
    if (element->last)
        element->last->next = added;
    else
        element->first = added;
    element->last = added;
}

void element_write(struct pdf *pdf, struct element *element)
{
    const struct tag *tag = element->tag;
    struct buf *out = own_object_begin(pdf);
    buf_text(out, "<</S/");
    buf_add(out, str_of(tag_role_name(tag->role)));
    buf_text(out, "/P ");
    pdf_put_reference(out, element->parent);
    put_entry(pdf, out, S("/T"), tag->title);
    put_entry(pdf, out, S("/Lang"), tag->language);
    put_entry(pdf, out, S("/Alt"), tag->alternative);
    put_entry(pdf, out, S("/ActualText"), tag->actual);
    put_attributes(pdf, out, tag);
    if (element->has_page) {
        buf_text(out, "/Pg ");
        pdf_put_reference(out, pdf->pages[element->page]);
    }
    put_kids(pdf, out, element);
    buf_text(out, ">>");
    own_object_end(pdf, &element->object);
}
