#include "pdf/structure.h"
#include "pdf/element.h"
#include "pdf/tree.h"

#include <assert.h>

/* The marked content of a page: the element of each MCID. */
struct marks {
    struct own_object *object; /* the array of them; made when the first comes */
    vec_of(const struct element *) elements;
};

struct structure {
    struct pdf *pdf;
    struct element *elements; /* by tag id */
    HPDF_Dict root;
    struct marks *marks;                   /* by page */
    vec_of(struct tree_entry) annotations; /* the parent tree's entries after those of the pages */
};

/* The tag after this one in the order of a walk that visits parents first; NULL at the end. */
static const struct tag *tag_after(const struct tag *tag)
{
    if (tag->first)
        return tag->first;
    while (tag && !tag->next)
        tag = tag->parent;
    return tag ? tag->next : NULL;
}

static struct element *element_of(struct structure *s, const struct tag *tag)
{
    return &s->elements[tag->id];
}

struct structure *structure_begin(struct pdf *pdf)
{
    const struct layout *layout = pdf->layout;
    struct structure *s = arena_new(pdf->scratch, struct structure);
    s->pdf = pdf;
    s->elements = arena_many(pdf->scratch, struct element, layout->tag_count);
    s->marks = arena_many(pdf->scratch, struct marks, layout->pages.len);
    s->root = pdf_object(pdf);
    HPDF_Dict_AddName(s->root, "Type", "StructTreeRoot");
    for (const struct tag *tag = layout->root; tag; tag = tag_after(tag)) {
        assert(tag->id < layout->tag_count);
        struct element *element = element_of(s, tag);
        element_init(pdf, element, tag, tag->parent ? (void *)element_of(s, tag->parent) : s->root);
    }
    element_of(s, layout->root)->placed = true;
    HPDF_Dict_Add(s->root, "K", element_of(s, layout->root));
    HPDF_Dict_Add(pdf->haru->catalog, "StructTreeRoot", s->root);
    return s;
}

/* Hang the children of an element in, up to `last` or, when it is NULL, all of them. */
static void place_children(struct structure *s, struct element *parent, const struct tag *last)
{
    while (parent->unplaced) {
        const struct tag *tag = parent->unplaced;
        struct element *child = element_of(s, tag);
        child->placed = true;
        parent->unplaced = tag->next;
        element_add(s->pdf, parent, (struct kid){.kind = KID_ELEMENT, .object = &child->object});
        if (tag == last)
            return;
    }
}

/* Before a tag gets its first content it and its ancestors are hung in, so that text and elements stand in an element's
 * kids in the order they are read. */
static void place(struct structure *s, const struct tag *tag)
{
    for (; !element_of(s, tag)->placed; tag = tag->parent)
        place_children(s, element_of(s, tag->parent), tag);
}

unsigned structure_mark(struct structure *s, const struct tag *tag, unsigned page)
{
    struct element *element = element_of(s, tag);
    struct marks *marks = &s->marks[page];
    place(s, tag);
    if (!marks->object)
        marks->object = own_object_new(s->pdf);
    unsigned const mark = (unsigned)marks->elements.len;
    vec_push(s->pdf->scratch, &marks->elements, element);
    element_add(s->pdf, element, (struct kid){.kind = KID_MARK, .page = page, .mark = mark});
    return mark;
}

unsigned structure_annotate(struct structure *s, const struct tag *tag, unsigned page,
                            const struct own_object *annotation)
{
    struct element *element = element_of(s, tag);
    place(s, tag);
    unsigned const key = (unsigned)(s->pdf->layout->pages.len + s->annotations.len);
    vec_push(s->pdf->scratch, &s->annotations, ((struct tree_entry){.number = key, .object = element}));
    element_add(s->pdf, element, (struct kid){.kind = KID_OBJECT, .page = page, .object = annotation});
    return key;
}

static void write_marks(struct pdf *pdf, const struct marks *marks)
{
    struct buf *out = own_object_begin(pdf);
    for (size_t i = 0; i < marks->elements.len; i++) {
        buf_add_byte(out, i == 0 ? '[' : ' ');
        pdf_put_reference(out, marks->elements.at[i]);
    }
    buf_add_byte(out, ']');
    own_object_end(pdf, marks->object);
}

static void write_parent_tree(struct structure *s)
{
    vec_of(struct tree_entry) entries = {0};
    size_t const pages = s->pdf->layout->pages.len;
    for (unsigned page = 0; page < pages; page++) {
        const struct marks *marks = &s->marks[page];
        if (!marks->object)
            continue;
        write_marks(s->pdf, marks);
        HPDF_Dict_AddNumber(s->pdf->pages[page], "StructParents", (HPDF_INT32)page);
        vec_push(s->pdf->scratch, &entries, ((struct tree_entry){.number = page, .object = marks->object}));
    }
    for (size_t i = 0; i < s->annotations.len; i++)
        vec_push(s->pdf->scratch, &entries, s->annotations.at[i]);
    HPDF_Dict_Add(s->root, "ParentTree", tree_new(s->pdf, TREE_OF_NUMBERS, entries.at, entries.len));
    HPDF_Dict_AddNumber(s->root, "ParentTreeNextKey", (HPDF_INT32)(pages + s->annotations.len));
}

void structure_end(struct structure *s)
{
    for (const struct tag *tag = s->pdf->layout->root; tag; tag = tag_after(tag)) {
        place_children(s, element_of(s, tag), NULL);
        element_write(s->pdf, element_of(s, tag));
    }
    write_parent_tree(s);
}
