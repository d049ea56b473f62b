#include "pdf/links.h"
#include "base/file.h"

/* An address as a URI has it: seven-bit ASCII, everything else as percent signs and digits (RFC 3986, 2.1). */
static struct str uri_of(struct pdf *pdf, struct str address)
{
    static const char digits[] = "0123456789ABCDEF";
    char *out = arena_many(pdf->scratch, char, 3 * address.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < address.len; i++) {
        unsigned char const byte = (unsigned char)address.at[i];
        if (byte <= ' ' || byte >= 0x7f || strchr("\"<>\\^`{|}", byte)) {
            out[len++] = '%';
            out[len++] = digits[byte >> 4];
            out[len++] = digits[byte & 15];
        } else {
            out[len++] = (char)byte;
        }
    }
    return (struct str){out, len};
}

static HPDF_Dict action_of_kind(struct pdf *pdf, const char *kind)
{
    HPDF_Dict action = pdf_dict(pdf);
    HPDF_Dict_AddName(action, "S", kind);
    return action;
}

static HPDF_Dict uri_action(struct pdf *pdf, struct str address)
{
    struct str const uri = uri_of(pdf, address);
    if (uri.len == 0 || uri.len > PDF_STRING_LIMIT)
        return NULL;
    HPDF_Dict action = action_of_kind(pdf, "URI");
    HPDF_Dict_Add(action, "URI", pdf_bytes(pdf, uri));
    return action;
}

/* To a place in another PDF. `path` is relative to this one's folder. */
static HPDF_Dict remote_action(struct pdf *pdf, struct str path, struct str destination)
{
    HPDF_Dict action = action_of_kind(pdf, "GoToR"), file = pdf_dict(pdf);
    HPDF_Dict_AddName(file, "Type", "Filespec");
    HPDF_Dict_Add(file, "F", pdf_bytes(pdf, path));
    pdf_set_text(pdf, file, "UF", path);
    HPDF_Dict_Add(action, "F", file);
    if (destination.len > 0) {
        HPDF_Dict_Add(action, "D", pdf_bytes(pdf, destination));
    } else {
        HPDF_Array first_page = pdf_array(pdf);
        HPDF_Array_AddNumber(first_page, 0);
        HPDF_Array_AddName(first_page, "Fit");
        HPDF_Dict_Add(action, "D", first_page);
    }
    return action;
}

/* The way from this PDF to a path from out/. */
static struct str from_here(struct pdf *pdf, struct str path)
{
    return path_relative(pdf->scratch, pdf->layout->document->pdf, path);
}

static HPDF_Dict meeting_action(struct pdf *pdf, const struct link *link)
{
    struct str const to = link->pdf.len > 0 ? link->pdf : link->html;
    size_t const hash = str_find_byte(to, '#', 0);
    struct str const path = str_part(to, 0, hash), anchor = hash == SIZE_MAX ? S("") : str_from(to, hash + 1);
    if (path.len == 0)
        return NULL;
    struct str const relative = from_here(pdf, path);
    if (link->pdf.len > 0)
        return remote_action(pdf, relative, anchor);
    return uri_action(pdf,
                      anchor.len > 0 ? str_format(pdf->scratch, "%.*s#%.*s", STR(relative), STR(anchor)) : relative);
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

/* Give the annotation its target; false when the link has none in a PDF. */
static bool add_target(struct pdf *pdf, HPDF_Dict annotation, const struct link *link)
{
    HPDF_Dict action = NULL;
    switch (link->kind) {
    case LINK_UNRESOLVED:
        break;
    case LINK_WEB:
        action = uri_action(pdf, link->url);
        break;
    case LINK_ANCHOR: {
        struct str const name = link->target ? destination_of(pdf, link->target) : S("");
        if (name.len > 0)
            HPDF_Dict_Add(annotation, "Dest", pdf_bytes(pdf, name));
        return name.len > 0;
    }
    case LINK_MEETING:
        action = meeting_action(pdf, link);
        break;
    case LINK_FILE:
        /* PDF/A knows no Launch; a relative address opens the file beside this one. */
        action = uri_action(pdf, from_here(pdf, link->html.len > 0 ? link->html : link->pdf));
        break;
    }
    if (action)
        HPDF_Dict_Add(annotation, "A", action);
    return action != NULL;
}

/* Of words in italics inside a link, the link (ISO 14289-1, 7.18.5). */
static const struct tag *link_tag(const struct link_area *area)
{
    const struct tag *tag = area->tag;
    while (tag->parent && tag->role != TAG_LINK)
        tag = tag->parent;
    return tag->role == TAG_LINK ? tag : area->tag;
}

static void add_annotation(struct pdf *pdf, struct structure *structure, unsigned page, const struct link_area *area,
                           HPDF_Array annotations)
{
    HPDF_Dict annotation = pdf_object(pdf);
    if (!add_target(pdf, annotation, area->link))
        return;
    HPDF_Dict_AddName(annotation, "Subtype", "Link");
    HPDF_Dict_Add(annotation, "Rect",
                  pdf_rectangle(pdf, pdf->layout->look->page_height, area->x, area->y, area->x + area->width,
                                area->y + area->height));
    HPDF_Array border = pdf_array(pdf);
    for (int i = 0; i < 3; i++)
        HPDF_Array_AddNumber(border, 0);
    HPDF_Dict_Add(annotation, "Border", border);
    HPDF_Dict_AddNumber(annotation, "F", 4); /* it is printed: ISO 19005-2, 6.3.2 */
    pdf_set_text(pdf, annotation, "Contents", area->contents.len > 0 ? area->contents : area->link->url);
    structure_annotate(structure, link_tag(area), page, annotation);
    pdf_add_reference(pdf, annotations, annotation);
}

void links_write(struct pdf *pdf, struct structure *structure)
{
    for (unsigned p = 0; p < pdf->layout->pages.len; p++) {
        const struct page *page = &pdf->layout->pages.at[p];
        HPDF_Array annotations = pdf_array(pdf);
        for (size_t i = 0; i < page->links.len; i++)
            add_annotation(pdf, structure, p, &page->links.at[i], annotations);
        if (HPDF_Array_Items(annotations) == 0) {
            HPDF_Array_Free(annotations);
            continue;
        }
        HPDF_Dict_Add(pdf->pages[p], "Annots", annotations);
        HPDF_Dict_AddName(pdf->pages[p], "Tabs", "S");
    }
}
