#include "pdf/links.h"
#include "base/file.h"

/* What stands for itself in an address besides letters and digits: signs that a URI has, and `%` of what is encoded. */
static const char in_addresses[] = "!#$%&'()*+,-./:;=?@[]_~";

static bool put_uri_action(struct buf *out, struct str address)
{
    struct buf uri = {0};
    if (address.len <= PDF_STRING_LIMIT)
        buf_add_percent_encoded(&uri, address, str_of(in_addresses));
    bool const fits = uri.len > 0 && uri.len <= PDF_STRING_LIMIT;
    if (fits) {
        buf_text(out, "/A<</S/URI/URI");
        pdf_put_bytes(out, buf_str(&uri));
        buf_text(out, ">>");
    }
    buf_finish(&uri);
    return fits;
}

/* To a place in another PDF. `path` is relative to this one's folder. */
static void put_remote_action(struct pdf *pdf, struct buf *out, struct str path, struct str destination)
{
    buf_text(out, "/A<</S/GoToR/F<</Type/Filespec/F");
    pdf_put_bytes(out, path);
    buf_text(out, "/UF");
    pdf_put_text(pdf, out, path);
    buf_text(out, ">>/D");
    if (destination.len > 0)
        pdf_put_bytes(out, destination);
    else
        buf_text(out, "[0/Fit]");
    buf_text(out, ">>");
}

/* The way from this PDF to a path from out/. */
static struct str from_here(struct pdf *pdf, struct str path)
{
    return path_relative(pdf->scratch, pdf->layout->document->pdf, path);
}

static bool put_meeting_action(struct pdf *pdf, struct buf *out, const struct link *link)
{
    struct str const to = link->pdf.len > 0 ? link->pdf : link->html;
    size_t const hash = str_find_byte(to, '#', 0);
    struct str const path = str_part(to, 0, hash), anchor = hash == SIZE_MAX ? S("") : str_from(to, hash + 1);
    if (path.len == 0)
        return false;
    struct str const relative = from_here(pdf, path);
    if (link->pdf.len > 0) {
        put_remote_action(pdf, out, relative, anchor);
        return true;
    }
    return put_uri_action(out, anchor.len > 0 ? str_format(pdf->scratch, "%.*s#%.*s", STR(relative), STR(anchor))
                                              : relative);
}

/* A name of the node that the layout has a destination for. */
static struct str destination_of(struct pdf *pdf, const struct node *node)
{
    struct str const names[] = {node->anchor, node->id};
    const struct layout *layout = pdf->layout;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t low = 0, high = layout->destinations.len;
        while (low < high) {
            size_t const middle = low + (high - low) / 2;
            int const order = str_compare(layout->destinations.at[middle].name, names[i]);
            if (order == 0)
                return names[i];
            if (order < 0)
                low = middle + 1;
            else
                high = middle;
        }
    }
    return S("");
}

/* The annotation's target; false when the link has none in a PDF. */
static bool put_target(struct pdf *pdf, struct buf *out, const struct link *link)
{
    switch (link->kind) {
    case LINK_UNRESOLVED:
        break;
    case LINK_WEB:
        return put_uri_action(out, link->url);
    case LINK_ANCHOR: {
        struct str const name = link->target ? destination_of(pdf, link->target) : S("");
        if (name.len == 0)
            return false;
        buf_text(out, "/Dest");
        pdf_put_bytes(out, name);
        return true;
    }
    case LINK_MEETING:
        return put_meeting_action(pdf, out, link);
    case LINK_FILE:
        /* PDF/A knows no Launch; a relative address opens the file beside this one. */
        return put_uri_action(out, from_here(pdf, link->html.len > 0 ? link->html : link->pdf));
    }
    return false;
}

/* Of words in italics inside a link, the link (ISO 14289-1, 7.18.5). */
static const struct tag *link_tag(const struct link_area *area)
{
    const struct tag *tag = area->tag;
    while (tag->parent && tag->role != TAG_LINK)
        tag = tag->parent;
    return tag->role == TAG_LINK ? tag : area->tag;
}

/* The object of a link's annotation; NULL when it leads nowhere. */
static struct own_object *annotation_of(struct pdf *pdf, struct structure *structure, unsigned page,
                                        const struct link_area *area)
{
    struct buf *out = own_object_begin(pdf);
    buf_text(out, "<<");
    if (!put_target(pdf, out, area->link))
        return NULL;
    struct own_object *annotation = own_object_new(pdf);
    buf_text(out, "/Subtype/Link/Rect");
    pdf_put_rectangle(out, pdf->layout->look->page_height, area->x, area->y, area->x + area->width,
                      area->y + area->height);
    buf_text(out, "/Border[0 0 0]/F 4/Contents"); /* F: it is printed, ISO 19005-2, 6.3.2 */
    pdf_put_text(pdf, out, area->contents.len > 0 ? area->contents : area->link->url);
    buf_text(out, "/StructParent ");
    pdf_put_number(out, structure_annotate(structure, link_tag(area), page, annotation), 1);
    buf_text(out, ">>");
    own_object_end(pdf, annotation);
    return annotation;
}

static void write_annotations(struct pdf *pdf, HPDF_Dict page, struct own_object **annotations, size_t count)
{
    struct own_object *array = own_object_new(pdf);
    struct buf *out = own_object_begin(pdf);
    for (size_t i = 0; i < count; i++) {
        buf_add_byte(out, i == 0 ? '[' : ' ');
        pdf_put_reference(out, annotations[i]);
    }
    buf_add_byte(out, ']');
    own_object_end(pdf, array);
    HPDF_Dict_Add(page, "Annots", array);
    HPDF_Dict_AddName(page, "Tabs", "S");
}

void links_write(struct pdf *pdf, struct structure *structure)
{
    for (unsigned p = 0; p < pdf->layout->pages.len; p++) {
        const struct page *page = &pdf->layout->pages.at[p];
        struct own_object **annotations = arena_many(pdf->scratch, struct own_object *, page->links.len);
        size_t count = 0;
        for (size_t i = 0; i < page->links.len; i++) {
            annotations[count] = annotation_of(pdf, structure, p, &page->links.at[i]);
            count += annotations[count] != NULL;
        }
        if (count > 0)
            write_annotations(pdf, pdf->pages[p], annotations, count);
    }
}
