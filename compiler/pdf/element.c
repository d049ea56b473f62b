#include "pdf/element.h"
#include "pdf/structure.h"

#include <hpdf_streams.h>

static HPDF_Dict attributes_of_owner(struct pdf *pdf, const char *owner)
{
    HPDF_Dict attributes = pdf_dict(pdf);
    HPDF_Dict_AddName(attributes, "O", owner);
    return attributes;
}

static HPDF_Dict cell_attributes(struct pdf *pdf, const struct tag *tag)
{
    if (tag->scope == SCOPE_NONE && tag->column_span <= 1 && tag->row_span <= 1)
        return NULL;
    HPDF_Dict attributes = attributes_of_owner(pdf, "Table");
    switch (tag->scope) {
    case SCOPE_NONE:
        break;
    case SCOPE_COLUMN:
        HPDF_Dict_AddName(attributes, "Scope", "Column");
        break;
    case SCOPE_ROW:
        HPDF_Dict_AddName(attributes, "Scope", "Row");
        break;
    case SCOPE_BOTH:
        HPDF_Dict_AddName(attributes, "Scope", "Both");
        break;
    }
    if (tag->column_span > 1)
        HPDF_Dict_AddNumber(attributes, "ColSpan", (HPDF_INT32)tag->column_span);
    if (tag->row_span > 1)
        HPDF_Dict_AddNumber(attributes, "RowSpan", (HPDF_INT32)tag->row_span);
    return attributes;
}

static HPDF_Dict list_attributes(struct pdf *pdf, const struct tag *tag)
{
    if (tag->numbering == NUMBERING_NONE)
        return NULL;
    HPDF_Dict attributes = attributes_of_owner(pdf, "List");
    HPDF_Dict_AddName(attributes, "ListNumbering", tag->numbering == NUMBERING_DISC ? "Disc" : "Decimal");
    return attributes;
}

static bool stands_in_text(const struct tag *tag)
{
    const struct tag *parent = tag->parent;
    return parent && (parent->role == TAG_P || parent->role == TAG_SPAN || parent->role == TAG_LINK);
}

static HPDF_Dict figure_attributes(struct pdf *pdf, const struct tag *tag)
{
    HPDF_Dict attributes = attributes_of_owner(pdf, "Layout");
    HPDF_Dict_Add(
        attributes, "BBox",
        pdf_rectangle(pdf, pdf->layout->look->page_height, tag->bbox[0], tag->bbox[1], tag->bbox[2], tag->bbox[3]));
    if (!stands_in_text(tag))
        HPDF_Dict_AddName(attributes, "Placement", "Block");
    return attributes;
}

static HPDF_Dict attributes_of(struct pdf *pdf, const struct tag *tag)
{
    switch (tag->role) {
    case TAG_TH:
    case TAG_TD:
        return cell_attributes(pdf, tag);
    case TAG_L:
        return list_attributes(pdf, tag);
    case TAG_FIGURE:
        return figure_attributes(pdf, tag);
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
    return NULL;
}

static void write_kid(const struct element *element, const struct kid *kid, struct buf *out)
{
    const struct pdf *pdf = element->pdf;
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

static void write_kids(const struct element *element, struct buf *out)
{
    if (!element->first)
        return;
    buf_text(out, "/K");
    buf_add_byte(out, element->first->next ? '[' : ' ');
    for (const struct kid *kid = element->first; kid; kid = kid->next) {
        write_kid(element, kid, out);
        if (kid->next)
            buf_add_byte(out, ' ');
    }
    if (element->first->next)
        buf_add_byte(out, ']');
}

/* libharu calls this before it closes the dictionary. What every element has is written here: as objects of libharu's
 * these entries would take more memory and time than all else of most documents, and an array of kids would end at
 * 32,767, which a long list may have. */
static HPDF_STATUS write_element(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct element *element = dict->attr;
    struct buf *out = &element->pdf->line;
    buf_clear(out);
    buf_text(out, "/S/");
    buf_add(out, str_of(tag_role_name(element->tag->role)));
    buf_text(out, "/P ");
    pdf_put_reference(out, element->parent);
    if (element->has_page) {
        buf_text(out, "/Pg ");
        pdf_put_reference(out, element->pdf->pages[element->page]);
    }
    write_kids(element, out);
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)out->at, (HPDF_UINT)out->len);
}

static void set_text_unless_empty(struct pdf *pdf, HPDF_Dict dict, const char *key, struct str text)
{
    if (text.len > 0)
        pdf_set_text(pdf, dict, key, text);
}

void element_init(struct pdf *pdf, struct element *element, const struct tag *tag, HPDF_Dict parent)
{
    HPDF_Dict object = pdf_object(pdf);
    *element = (struct element){.object = object, .parent = parent, .tag = tag, .unplaced = tag->first, .pdf = pdf};
    set_text_unless_empty(pdf, object, "T", tag->title);
    set_text_unless_empty(pdf, object, "Lang", tag->language);
    set_text_unless_empty(pdf, object, "Alt", tag->alternative);
    set_text_unless_empty(pdf, object, "ActualText", tag->actual);
    HPDF_Dict attributes = attributes_of(pdf, tag);
    if (attributes)
        HPDF_Dict_Add(object, "A", attributes);
    object->attr = element;
    object->write_fn = write_element;
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
