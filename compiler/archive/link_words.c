#include "archive/link_words.h"

#include "ast/words.h"

/* `pkt-1-1` and what lies in it, `pkt-1-1-referat`. */
static bool is_in(struct str anchor, struct str outer)
{
    return outer.len && str_starts(anchor, outer) && (anchor.len == outer.len || anchor.at[outer.len] == '-');
}

/* The number of what the anchor stands for, or the title of a section; empty when the unit does not know. */
static struct str place_words(struct arena *arena, const struct unit *unit, struct str anchor)
{
    for (size_t i = 0; i < unit->sections.len; i++) {
        const struct unit_section *section = &unit->sections.at[i];
        for (size_t j = 0; j < section->items.len; j++) {
            const struct unit_item *item = &section->items.at[j];
            if (is_in(anchor, item->anchor))
                return str_format(arena, "%.*s %.*s", STR(word(WORD_ITEM_REFERENCE)), STR(item->number));
            for (size_t k = 0; k < item->attachments.len; k++) {
                struct str const number = str_format(arena, "%u", item->attachments.at[k].number);
                if (str_equal(anchor, str_concat(arena, S("bilag-"), number)))
                    return str_format(arena, "%.*s %.*s", STR(word(WORD_ATTACHMENT_REFERENCE)), STR(number));
            }
        }
        if (str_equal(anchor, section->anchor))
            return section->title;
    }
    return (struct str){0};
}

struct str link_words(struct arena *arena, const struct unit *unit, struct str anchor)
{
    struct str const place = anchor.len ? place_words(arena, unit, anchor) : (struct str){0};
    return place.len ? str_format(arena, "%.*s, %.*s", STR(place), STR(unit->title)) : unit->title;
}
