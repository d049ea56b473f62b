#include "pdf/tree.h"

#define ENTRIES_PER_NODE 64

static void push_key(struct pdf *pdf, HPDF_Array array, enum tree_kind kind, const struct tree_entry *entry)
{
    if (kind == TREE_OF_NAMES)
        HPDF_Array_Add(array, pdf_bytes(pdf, entry->name));
    else
        HPDF_Array_AddNumber(array, entry->number);
}

static void add_leaves(struct pdf *pdf, HPDF_Dict node, enum tree_kind kind, const struct tree_entry *entries,
                       size_t count)
{
    HPDF_Array pairs = pdf_array(pdf);
    for (size_t i = 0; i < count; i++) {
        push_key(pdf, pairs, kind, &entries[i]);
        HPDF_Array_Add(pairs, entries[i].value);
    }
    HPDF_Dict_Add(node, kind == TREE_OF_NAMES ? "Names" : "Nums", pairs);
}

static void add_limits(struct pdf *pdf, HPDF_Dict node, enum tree_kind kind, const struct tree_entry *first,
                       const struct tree_entry *last)
{
    HPDF_Array limits = pdf_array(pdf);
    push_key(pdf, limits, kind, first);
    push_key(pdf, limits, kind, last);
    HPDF_Dict_Add(node, "Limits", limits);
}

/* Fill a node with entries; `span` is how many one of its children holds, 1 for a leaf. */
static void fill(struct pdf *pdf, HPDF_Dict node, enum tree_kind kind, const struct tree_entry *entries, size_t count,
                 size_t span)
{
    if (span == 1) {
        add_leaves(pdf, node, kind, entries, count);
        return;
    }
    HPDF_Array kids = pdf_array(pdf);
    for (size_t at = 0; at < count; at += span) {
        size_t const part = count - at < span ? count - at : span;
        HPDF_Dict kid = pdf_object(pdf);
        add_limits(pdf, kid, kind, &entries[at], &entries[at + part - 1]);
        fill(pdf, kid, kind, entries + at, part, span / ENTRIES_PER_NODE);
        HPDF_Array_Add(kids, kid);
    }
    HPDF_Dict_Add(node, "Kids", kids);
}

HPDF_Dict tree_new(struct pdf *pdf, enum tree_kind kind, const struct tree_entry *entries, size_t count)
{
    size_t span = 1;
    while (count > span * ENTRIES_PER_NODE)
        span *= ENTRIES_PER_NODE;
    HPDF_Dict root = pdf_object(pdf);
    fill(pdf, root, kind, entries, count, span);
    return root;
}
