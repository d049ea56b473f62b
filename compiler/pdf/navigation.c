#include "pdf/navigation.h"
#include "pdf/tree.h"

#include <hpdf_doc.h>

/* [page /XYZ left top zoom], zoom 0 leaving it as it is. */
static HPDF_Array place_of(struct pdf *pdf, const struct destination *destination)
{
    mp const top = pdf->layout->look->page_height - destination->y;
    HPDF_Array place = pdf_array(pdf);
    HPDF_Array_Add(place, pdf->pages[destination->page]);
    HPDF_Array_AddName(place, "XYZ");
    HPDF_Array_AddNumber(place, 0);
    HPDF_Array_AddNumber(place, (top + MP_PER_POINT - 1) / MP_PER_POINT);
    HPDF_Array_AddNumber(place, 0);
    return place;
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

/* One bookmark being made; `children` counts those that are seen when it is open. */
struct bookmark {
    HPDF_Dict object;
    size_t parent, last_child; /* index + 1; 0 = the root, none */
    unsigned level;
    HPDF_INT32 shown;
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

static void write_outline(struct pdf *pdf)
{
    const struct layout *layout = pdf->layout;
    size_t const count = layout->outline.len;
    if (count == 0)
        return;
    /* marks[0] is the root. */
    struct bookmark *marks = arena_many(pdf->scratch, struct bookmark, count + 1);
    marks[0] = (struct bookmark){.object = pdf_object(pdf), .open = true};
    for (size_t i = 1; i <= count; i++) {
        const struct outline_entry *entry = &layout->outline.at[i - 1];
        struct bookmark *mark = &marks[i];
        *mark = (struct bookmark){.object = pdf_object(pdf), .level = entry->level, .open = entry->open};
        mark->parent = parent_of(marks, i - 1, entry->level);
        struct bookmark *parent = &marks[mark->parent];
        pdf_set_text(pdf, mark->object, "Title", entry->title);
        HPDF_Dict_Add(mark->object, "Dest", pdf_bytes(pdf, layout->destinations.at[entry->destination].name));
        HPDF_Dict_Add(mark->object, "Parent", parent->object);
        if (parent->last_child > 0) {
            HPDF_Dict_Add(marks[parent->last_child].object, "Next", mark->object);
            HPDF_Dict_Add(mark->object, "Prev", marks[parent->last_child].object);
        } else {
            HPDF_Dict_Add(parent->object, "First", mark->object);
        }
        parent->last_child = i;
    }
    for (size_t i = count; i > 0; i--)
        marks[marks[i].parent].shown += 1 + (marks[i].open ? marks[i].shown : 0);
    for (size_t i = 0; i <= count; i++) {
        if (marks[i].last_child == 0)
            continue;
        HPDF_Dict_Add(marks[i].object, "Last", marks[marks[i].last_child].object);
        HPDF_Dict_AddNumber(marks[i].object, "Count", marks[i].open ? marks[i].shown : -marks[i].shown);
    }
    HPDF_Dict_Add(pdf->haru->catalog, "Outlines", marks[0].object);
    HPDF_Dict_AddName(pdf->haru->catalog, "PageMode", "UseOutlines");
}

/* The number a label says in decimal digits, or 0. */
static HPDF_INT32 number_of(struct str label)
{
    HPDF_INT32 number = 0;
    if (label.len > 8 || (label.len > 0 && label.at[0] == '0'))
        return 0;
    for (size_t i = 0; i < label.len; i++) {
        if (label.at[i] < '0' || label.at[i] > '9')
            return 0;
        number = number * 10 + (label.at[i] - '0');
    }
    return number;
}

/* A range for each stretch of labels that count on; a label that is no number stands alone. */
static void write_labels(struct pdf *pdf)
{
    vec_of(struct tree_entry) ranges = {0};
    HPDF_INT32 next = 0;
    for (size_t i = 0; i < pdf->layout->pages.len; i++) {
        struct str const label = pdf->layout->pages.at[i].label;
        HPDF_INT32 const number = number_of(label);
        if (number == 0 || number != next) {
            HPDF_Dict range = pdf_dict(pdf);
            if (number > 0) {
                HPDF_Dict_AddName(range, "S", "D");
                HPDF_Dict_AddNumber(range, "St", number);
            } else {
                pdf_set_text(pdf, range, "P", label);
            }
            struct tree_entry const entry = {.number = (HPDF_INT32)i, .value = range};
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
