#include "pdf/tree.h"

#define ENTRIES_PER_NODE 64

static void put_key(struct buf *out, enum tree_kind kind, const struct tree_entry *entry)
{
    if (kind == TREE_OF_NAMES)
        pdf_put_bytes(out, entry->name);
    else
        pdf_put_number(out, entry->number, 1);
}

static void put_leaves(struct buf *out, enum tree_kind kind, const struct tree_entry *entries, size_t count)
{
    buf_add(out, kind == TREE_OF_NAMES ? S("/Names[") : S("/Nums["));
    for (size_t i = 0; i < count; i++) {
        put_key(out, kind, &entries[i]);
        buf_add_byte(out, ' ');
        if (entries[i].object)
            pdf_put_reference(out, entries[i].object);
        else
            buf_add(out, entries[i].value);
        buf_add_byte(out, i + 1 < count ? ' ' : ']');
    }
    if (count == 0)
        buf_add_byte(out, ']');
}

static void put_limits(struct buf *out, enum tree_kind kind, const struct tree_entry *first,
                       const struct tree_entry *last)
{
    buf_text(out, "/Limits[");
    put_key(out, kind, first);
    buf_add_byte(out, ' ');
    put_key(out, kind, last);
    buf_add_byte(out, ']');
}

/* A node with entries; `span` is how many one of its children holds, 1 for a leaf. */
static struct own_object *branch_new(struct pdf *pdf, enum tree_kind kind, const struct tree_entry *entries,
                                     size_t count, size_t span, bool root)
{
    struct own_object *node = own_object_new(pdf), *kids[ENTRIES_PER_NODE];
    size_t kid_count = 0;
    for (size_t at = 0; span > 1 && at < count; at += span) {
        size_t const part = count - at < span ? count - at : span;
        kids[kid_count++] = branch_new(pdf, kind, &entries[at], part, span / ENTRIES_PER_NODE, false);
    }
    struct buf *out = own_object_begin(pdf);
    buf_text(out, "<<");
    if (!root)
        put_limits(out, kind, &entries[0], &entries[count - 1]);
    if (span == 1)
        put_leaves(out, kind, entries, count);
    for (size_t i = 0; i < kid_count; i++) {
        buf_add(out, i == 0 ? S("/Kids[") : S(" "));
        pdf_put_reference(out, kids[i]);
    }
    buf_add(out, kid_count > 0 ? S("]>>") : S(">>"));
    own_object_end(pdf, node);
    return node;
}

struct own_object *tree_new(struct pdf *pdf, enum tree_kind kind, const struct tree_entry *entries, size_t count)
{
    size_t span = 1;
    while (count > span * ENTRIES_PER_NODE)
        span *= ENTRIES_PER_NODE;
    return branch_new(pdf, kind, entries, count, span, true);
}
