#include "style/agenda.h"

#include "ast/words.h"
#include "base/utf8.h"

static const char *const slots_example = "dele: [ved, indstilling, sagsfremstilling, bilag?, referat]";

/* `bilag?` */
static bool read_slot(struct arena *arena, const struct value *value, struct slot *slot, struct diag_sink *sink)
{
    struct str text = value_text(value), name = text;
    *slot = (struct slot){0};
    if (str_ends(name, S("?"))) {
        slot->optional = true;
        name = str_trim(str_part(name, 0, name.len - 1));
    }
    struct str known[PART_KIND_COUNT + 1] = {[PART_KIND_COUNT] = KEY("ved")};
    struct str folded = utf8_fold(arena, name);
    if (str_equal(folded, known[PART_KIND_COUNT])) {
        slot->kind = SLOT_PRESENTER;
        return true;
    }
    for (int i = 0; i < PART_KIND_COUNT; i++) {
        known[i] = word_part_slug((enum part_kind)i);
        if (str_equal(folded, known[i])) {
            slot->kind = SLOT_PART;
            slot->part = (enum part_kind)i;
            return true;
        }
    }
    if (value->refused)
        return false;
    struct str nearest = nearest_word(arena, name, known, PART_KIND_COUNT + 1);
    if (text.len == 0)
        diag_report0(sink, MSG_EMPTY_MEMBER, value->span);
    else if (nearest.len)
        diag_report(sink, MSG_BAD_SLOT_NEAR, value->span, name, nearest);
    else
        diag_report(sink, MSG_BAD_SLOT, value->span, name);
    return false;
}

static void read_slots(struct arena *arena, const struct entry *entry, struct slot_list *slots, struct diag_sink *sink)
{
    if (!expect_list(entry, "ved", sink))
        return;
    bool seen[PART_KIND_COUNT + 1] = {false};
    for (size_t i = 0; i < entry->value->items.len; i++) {
        const struct value *value = entry->value->items.at[i];
        struct slot slot;
        if (!read_slot(arena, value, &slot, sink))
            continue;
        size_t index = slot.kind == SLOT_PRESENTER ? PART_KIND_COUNT : (size_t)slot.part;
        if (seen[index])
            diag_report(sink, MSG_DUPLICATE_SLOT, value->span, value_text(value));
        else if (slot.kind == SLOT_PRESENTER && slots->at.len > 0)
            diag_report0(sink, MSG_PRESENTER_NOT_FIRST, value->span);
        else
            vec_push(arena, &slots->at, slot);
        seen[index] = true;
    }
}

/* Remember a title; false when it was there before. As in a meeting, a colon at its end says nothing. */
static bool add_title(struct arena *arena, text_list *folded_titles, struct str title)
{
    struct str folded = utf8_fold(arena, title);
    while (folded.len > 0 && (folded.at[folded.len - 1] == ':' || folded.at[folded.len - 1] == ' '))
        folded.len--;
    for (size_t i = 0; i < folded_titles->len; i++)
        if (str_equal(folded_titles->at[i], folded))
            return false;
    vec_push(arena, folded_titles, folded);
    return true;
}

static void read_item(struct arena *arena, const struct value *value, struct agenda_section *section, text_list *titles,
                      struct diag_sink *sink)
{
    static const struct str keys[] = {KEY("titel"), KEY("dele")};
    struct fixed_item item = {0};
    if (value->refused)
        return;
    if (value->kind != VALUE_MAP) {
        diag_report(sink, MSG_MEMBER_NOT_MAP, value->span, S("punkter"), S("{titel: Eventuelt, dele: [referat]}"));
        return;
    }
    expect_keys(arena, value, keys, sizeof keys / sizeof *keys, sink);
    const struct entry *title = value_entry(value, keys[0]), *slots = value_entry(value, keys[1]);
    if (!title)
        diag_report(sink, MSG_MISSING_KEY_IN, value->span, keys[0], S("punkter"), S("titel: Eventuelt"));
    if (!slots)
        diag_report(sink, MSG_MISSING_KEY_IN, value->span, keys[1], S("punkter"), S("dele: [referat]"));
    read_slots(arena, slots, &item.slots, sink);
    if (!expect_line(title, "titel: Eventuelt", sink, &item.title))
        return;
    if (add_title(arena, titles, item.title))
        vec_push(arena, &section->items, item);
    else
        diag_report(sink, MSG_AGENDA_DUPLICATE_ITEM, title->value->span, item.title);
}

static void read_section(struct arena *arena, const struct value *value, struct forum *forum, text_list *titles,
                         struct diag_sink *sink)
{
    static const struct str keys[] = {KEY("titel"), KEY("dele"), KEY("punkter"), KEY("valgfri")};
    struct agenda_section section = {0};
    if (value->refused)
        return;
    if (value->kind != VALUE_MAP) {
        diag_report(sink, MSG_MEMBER_NOT_MAP, value->span, S("sektioner"),
                    S("{titel: Beslutningspunkter, dele: [indstilling, referat]}"));
        return;
    }
    expect_keys(arena, value, keys, sizeof keys / sizeof *keys, sink);
    const struct entry *title = value_entry(value, keys[0]), *slots = value_entry(value, keys[1]);
    const struct entry *items = value_entry(value, keys[2]);
    if (!title)
        diag_report(sink, MSG_MISSING_KEY_IN, value->span, keys[0], S("sektioner"), S("titel: Beslutningspunkter"));
    bool named = expect_line(title, "titel: Beslutningspunkter", sink, &section.title);

    section.has_slots = slots != NULL;
    read_slots(arena, slots, &section.slots, sink);
    text_list item_titles = {0};
    if (expect_list(items, "{titel: Eventuelt, dele: [referat]}", sink))
        for (size_t i = 0; i < items->value->items.len; i++)
            read_item(arena, items->value->items.at[i], &section, &item_titles, sink);
    if (named && !slots && !items)
        diag_report(sink, MSG_AGENDA_EMPTY_SECTION, title->value->span, section.title, str_of(slots_example));
    expect_yes_or_no(value_entry(value, keys[3]), sink, &section.optional);
    if (!named)
        return;
    if (add_title(arena, titles, section.title))
        vec_push(arena, &forum->sections, section);
    else
        diag_report(sink, MSG_AGENDA_DUPLICATE_SECTION, title->value->span, section.title);
}

void agenda_read(struct arena *arena, const struct entry *entry, struct forum *forum, struct diag_sink *sink)
{
    if (!expect_list(entry, "titel: Beslutningspunkter", sink))
        return;
    text_list titles = {0};
    forum->sections.at = NULL;
    forum->sections.len = forum->sections.cap = 0;
    for (size_t i = 0; i < entry->value->items.len; i++)
        read_section(arena, entry->value->items.at[i], forum, &titles, sink);
}
