#include "ast/words.h"
#include "check/context.h"

/* What WCAG 2.1 asks of the writer: link words that stand by themselves (2.4.4), texts for images (1.1.1), table
 * headers (1.3.1). */

static bool holds_image(const struct node *link)
{
    struct node_walk walk = node_walk_begin((struct node *)(uintptr_t)link);
    while (node_walk_next(&walk)) {
        if (walk.node->kind == NODE_IMAGE)
            return true;
    }
    return false;
}

static void check_link_text(struct check *check, const struct node *link)
{
    /* A link that leads nowhere is to be typed again anyway, and [](#id) has the words it gets. */
    if (link->as.link.automatic || link->as.link.kind == LINK_UNRESOLVED)
        return;
    struct str const words = str_trim(node_plain_text(check->arena, link));
    bool const leads_out = link->as.link.kind == LINK_WEB || link->as.link.kind == LINK_FILE;
    if (words.len == 0 && leads_out && !holds_image(link))
        diag_report0(check->sink, MSG_LINK_TEXT_EMPTY, link->span);
    else if (words.len > 0 && phrase_says_nothing(check->arena, words)) {
        struct span const place = link->first && !span_is_nowhere(link->first->span)
                                      ? span_join(link->first->span, link->last->span)
                                      : link->span;
        diag_report(check->sink, MSG_LINK_TEXT, place, words);
    }
}

static void check_image(struct check *check, const struct node *image)
{
    if (str_trim(node_plain_text(check->arena, image)).len == 0)
        diag_report0(check->sink, MSG_IMAGE_ALT, image->span);
}

/* The cell over a first column of names may be empty: what is in the column says what it is. */
static void check_table(struct check *check, const struct node *table)
{
    const struct node *row = table->first;
    if (!row || row->kind != NODE_ROW)
        return;
    size_t empty = 0, cells = 0;
    bool beyond_first = false;
    for (const struct node *cell = row->first; cell; cell = cell->next, cells++) {
        if (str_trim(node_plain_text(check->arena, cell)).len == 0) {
            empty++;
            beyond_first = beyond_first || cells > 0;
        }
    }
    if (empty > 0 && (beyond_first || empty == cells))
        diag_report0(check->sink, MSG_TABLE_HEADER, span_is_nowhere(row->span) ? table->span : row->span);
}

void check_accessibility(struct check *check)
{
    struct node_walk walk = node_walk_begin(check->meeting->root);
    while (node_walk_next(&walk)) {
        if (!walk.entering)
            continue;
        if (walk.node->kind == NODE_LINK)
            check_link_text(check, walk.node);
        else if (walk.node->kind == NODE_IMAGE)
            check_image(check, walk.node);
        else if (walk.node->kind == NODE_TABLE)
            check_table(check, walk.node);
    }
}
