#include "ast/words.h"
#include "check/context.h"

/* An Indstilling is an `At …` sentence, an `At …:` with a list, or a list whose every entry begins with `At`. */

static bool begins_with_that(struct check *check, const struct node *block)
{
    return phrase_begins_recommendation(str_trim(node_plain_text(check->arena, block)));
}

static void check_list(struct check *check, const struct node *list, struct str number)
{
    for (const struct node *entry = list->first; entry; entry = entry->next) {
        const struct node *words = entry->first;
        if (words && !begins_with_that(check, words)) {
            diag_report(check->sink, MSG_RECOMMENDATION_LIST, words->span, number);
            return;
        }
    }
}

static void check_part(struct check *check, const struct node *item, const struct node *part)
{
    struct str const number = item_number(check->arena, item);
    const struct node *block = part->first;
    while (block && block->kind == NODE_HEADING)
        block = block->next;
    if (!block)
        return;
    if (block->kind == NODE_LIST)
        check_list(check, block, number);
    else if (!begins_with_that(check, block))
        diag_report(check->sink, MSG_RECOMMENDATION_SENTENCE, block->span, number);
}

void check_recommendations(struct check *check)
{
    for (size_t i = 0; i < check->meeting->items.len; i++) {
        const struct node *item = check->meeting->items.at[i];
        for (const struct node *part = item->first; part; part = part->next) {
            if (part->kind == NODE_PART && part->as.part.kind == PART_RECOMMENDATION)
                check_part(check, item, part);
        }
    }
}
