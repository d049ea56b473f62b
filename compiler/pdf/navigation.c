#include "pdf/navigation.h"
#include "pdf/tree.h"

/* [page /XYZ left top zoom], zoom 0 leaving it as it is. */
static struct str place_of(struct pdf *pdf, const struct destination *destination)
{
    mp const top = pdf->layout->look->page_height - destination->y;
    struct buf *out = own_object_begin(pdf);
    buf_add_byte(out, '[');
    pdf_put_reference(out, pdf->pages[destination->page]);
    buf_text(out, "/XYZ 0 ");
    pdf_put_whole(out, (top + MP_PER_POINT - 1) / MP_PER_POINT);
    buf_text(out, " 0]");
    return buf_keep(out, pdf->scratch);
}

static void write_destinations(struct pdf *pdf)
{
    const struct layout *layout = pdf->layout;
    if (layout->destinations.len == 0)
        return;
    struct tree_entry *entries = arena_many(pdf->scratch, struct tree_entry, layout->destinations.len);
    size_t count = 0;
    for (size_t i = 0; i < layout->destinations.len; i++) {
        const struct destination *destination = &layout->destinations.at[i];
        /* Of two places with one name, the first is meant, as in HTML. */
        if (count > 0 && str_equal(destination->name, entries[count - 1].name))
            continue;
        entries[count++] = (struct tree_entry){.name = destination->name, .value = place_of(pdf, destination)};
    }
    HPDF_Dict names = pdf_dict(pdf);
    HPDF_Dict_Add(names, "Dests", tree_new(pdf, TREE_OF_NAMES, entries, count));
    HPDF_Dict_Add(pdf->haru->catalog, "Names", names);
}

/* One bookmark; `shown` counts those below it that are seen when it is open. */
struct bookmark {
    struct own_object *object;
    struct str title, destination;
    size_t parent, previous, next, first, last; /* indices; as children 0 = none, as the parent it is the root */
    unsigned level;
    int64_t shown;
    bool open;
};

/* The entry's parent is the nearest before it of a lower level; index + 1, or 0 for the root. */
static size_t parent_of(const struct bookmark *marks, size_t previous, unsigned level)
{
    size_t parent = previous;
    while (parent > 0 && marks[parent].level >= level)
        parent = marks[parent].parent;
    return parent;
}

static void put_other(struct buf *out, struct str key, const struct bookmark *marks, size_t index)
{
    if (index == 0)
        return;
    buf_add(out, key);
    pdf_put_reference(out, marks[index].object);
}

static void write_bookmark(struct pdf *pdf, const struct bookmark *marks, size_t index)
{
    const struct bookmark *mark = &marks[index];
    struct buf *out = own_object_begin(pdf);
    buf_text(out, "<<");
    if (index > 0) {
        buf_text(out, "/Title");
        pdf_put_text(pdf, out, mark->title);
        buf_text(out, "/Dest");
        pdf_put_bytes(out, mark->destination);
        buf_text(out, "/Parent ");
        pdf_put_reference(out, marks[mark->parent].object);
    }
    put_other(out, S("/Prev "), marks, mark->previous);
    put_other(out, S("/Next "), marks, mark->next);
    put_other(out, S("/First "), marks, mark->first);
    put_other(out, S("/Last "), marks, mark->last);
    if (mark->last > 0) {
        buf_text(out, "/Count ");
        pdf_put_whole(out, mark->open ? mark->shown : -mark->shown);
    }
    buf_text(out, ">>");
    own_object_end(pdf, mark->object);
}

static void write_outline(struct pdf *pdf)
{
    const struct layout *layout = pdf->layout;
    size_t const count = layout->outline.len;
    if (count == 0)
        return;
    /* marks[0] is the root. */
    struct bookmark *marks = arena_many(pdf->scratch, struct bookmark, count + 1);
    marks[0] = (struct bookmark){.object = own_object_new(pdf), .open = true};
    for (size_t i = 1; i <= count; i++) {
        const struct outline_entry *entry = &layout->outline.at[i - 1];
        struct bookmark *mark = &marks[i];
        *mark = (struct bookmark){.object = own_object_new(pdf),
                                  .title = entry->title,
                                  .destination = layout->destinations.at[entry->destination].name,
                                  .level = entry->level,
                                  .open = entry->open};
        mark->parent = parent_of(marks, i - 1, entry->level);
        struct bookmark *parent = &marks[mark->parent];
        mark->previous = parent->last;
        if (parent->last > 0)
            marks[parent->last].next = i;
        else
            parent->first = i;
        parent->last = i;
    }
    for (size_t i = count; i > 0; i--)
        marks[marks[i].parent].shown += 1 + (marks[i].open ? marks[i].shown : 0);
    for (size_t i = 0; i <= count; i++)
        write_bookmark(pdf, marks, i);
    HPDF_Dict_Add(pdf->haru->catalog, "Outlines", marks[0].object);
    HPDF_Dict_AddName(pdf->haru->catalog, "PageMode", "UseOutlines");
}

/* The number a label says in decimal digits, or 0. */
static unsigned number_of(struct str label)
{
    unsigned number = 0;
    if (label.len > 8 || (label.len > 0 && label.at[0] == '0'))
        return 0;
    for (size_t i = 0; i < label.len; i++) {
        if (label.at[i] < '0' || label.at[i] > '9')
            return 0;
        number = number * 10 + (unsigned)(label.at[i] - '0');
    }
    return number;
}

static struct str range_of(struct pdf *pdf, unsigned number, struct str label)
{
    struct buf *out = own_object_begin(pdf);
    if (number > 0) {
        buf_text(out, "<</S/D/St ");
        pdf_put_number(out, number, 1);
    } else {
        buf_text(out, "<</P");
        pdf_put_text(pdf, out, label);
    }
    buf_text(out, ">>");
    return buf_keep(out, pdf->scratch);
}

/* A range for each stretch of labels that count on; a label that is no number stands alone. */
static void write_labels(struct pdf *pdf)
{
    vec_of(struct tree_entry) ranges = {0};
    unsigned next = 0;
    for (unsigned i = 0; i < pdf->layout->pages.len; i++) {
        struct str const label = pdf->layout->pages.at[i].label;
        unsigned const number = number_of(label);
        if (number == 0 || number != next) {
            struct tree_entry const entry = {.number = i, .value = range_of(pdf, number, label)};
            vec_push(pdf->scratch, &ranges, entry);
        }
        next = number > 0 ? number + 1 : 0;
    }
    HPDF_Dict_Add(pdf->haru->catalog, "PageLabels", tree_new(pdf, TREE_OF_NUMBERS, ranges.at, ranges.len));
}

void navigation_write(struct pdf *pdf)
{
    write_destinations(pdf);
    write_outline(pdf);
    write_labels(pdf);
}
