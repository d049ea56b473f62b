#include "base/utf8.h"
#include "check/context.h"

/* The meeting's sections and items beside those of agenda.yaml. */

enum { UNKNOWN = SIZE_MAX };

struct found_section {
    const struct node *node;
    struct str title, folded;
    size_t index;  /* in the agenda; UNKNOWN */
    bool repeated; /* an earlier one has the same index */
};

struct found_item {
    const struct node *node;
    struct str title, folded;
    size_t section;                 /* index in the agenda of the section it stands in; UNKNOWN */
    const struct fixed_item *fixed; /* which fixed item it is, or NULL */
    size_t rank;                    /* of `fixed` in its section */
    bool is_section;                /* a section's heading that has got a `#` too many: reported, and no item */
};

struct agenda {
    struct check *check;
    const struct forum *forum;
    struct str *titles;          /* folded, of the agenda's sections */
    struct found_section *first; /* by index in the agenda: the first one found; node NULL when there is none */
    vec_of(struct found_section) sections;
    vec_of(struct found_item) items;
};

/* Titles are compared folded; a colon at the end says nothing. */
static struct str fold_title(struct arena *arena, struct str title)
{
    struct str folded = utf8_fold(arena, title);
    while (folded.len > 0 && (folded.at[folded.len - 1] == ':' || folded.at[folded.len - 1] == ' '))
        folded.len--;
    return folded;
}

static size_t find_section(const struct agenda *agenda, struct str folded)
{
    for (size_t i = 0; i < agenda->forum->sections.len; i++) {
        if (str_equal(agenda->titles[i], folded))
            return i;
    }
    return UNKNOWN;
}

static void collect(struct agenda *agenda)
{
    struct arena *arena = agenda->check->arena;
    size_t const count = agenda->forum->sections.len;
    agenda->titles = arena_many(arena, struct str, count);
    agenda->first = arena_many(arena, struct found_section, count);
    for (size_t i = 0; i < count; i++)
        agenda->titles[i] = fold_title(arena, agenda->forum->sections.at[i].title);

    for (const struct node *node = agenda->check->meeting->root->first; node; node = node->next) {
        if (node->kind != NODE_SECTION)
            continue;
        struct found_section section = {.node = node, .title = heading_text(arena, node)};
        section.folded = fold_title(arena, section.title);
        section.index = find_section(agenda, section.folded);
        if (section.index != UNKNOWN) {
            section.repeated = agenda->first[section.index].node != NULL;
            if (!section.repeated)
                agenda->first[section.index] = section;
        }
        vec_push(arena, &agenda->sections, section);
    }
}

/* A section that parse had to make up, for items in front of the first heading, was reported there. */
static bool is_made_up(const struct node *node)
{
    const struct node *heading = node_child(node, NODE_HEADING);
    return !heading || span_is_nowhere(heading->span);
}

/* It stands for the first one that has to be there, of those in front of the first that is. */
static void adopt_made_up(struct agenda *agenda, struct found_section *section)
{
    size_t const count = agenda->forum->sections.len;
    size_t ahead = 0, first = 0;
    while (ahead < count && !agenda->first[ahead].node)
        ahead++;
    while (first < ahead && agenda->forum->sections.at[first].optional)
        first++;
    if (ahead == 0)
        return;
    section->index = first < ahead ? first : 0;
    agenda->first[section->index] = *section;
}

/* One misspelt counts as the one that was meant, so that this one is not reported as missing too. */
static void check_unknown_sections(struct agenda *agenda)
{
    struct check *check = agenda->check;
    size_t const count = agenda->forum->sections.len;
    struct str *candidates = arena_many(check->arena, struct str, count);
    for (size_t i = 0; i < agenda->sections.len; i++) {
        struct found_section *section = &agenda->sections.at[i];
        if (section->index != UNKNOWN)
            continue;
        if (is_made_up(section->node)) {
            adopt_made_up(agenda, section);
            continue;
        }
        size_t free = 0;
        for (size_t j = 0; j < count; j++) {
            /* Items written as data name their section one by one: beside others it may be misspelt in this one. */
            if (!agenda->first[j].node || in_front_matter(check, heading_span(section->node)))
                candidates[free++] = agenda->forum->sections.at[j].title;
        }
        struct str const meant = nearest_word(check->arena, section->title, candidates, free);
        struct span const place = heading_span(section->node);
        if (meant.len == 0) {
            diag_report(check->sink, MSG_UNKNOWN_SECTION, place, section->title, agenda->forum->name,
                        agenda->forum->id);
            continue;
        }
        diag_report(check->sink, MSG_UNKNOWN_SECTION_NEAR, place, section->title, agenda->forum->name, meant);
        section->index = find_section(agenda, fold_title(check->arena, meant));
        if (section->index != UNKNOWN && !agenda->first[section->index].node)
            agenda->first[section->index] = *section;
    }
}

static void check_section_order(struct agenda *agenda)
{
    struct check *check = agenda->check;
    size_t const count = agenda->sections.len;
    struct ordered *found = arena_many(check->arena, struct ordered, count + 1);
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        const struct found_section *section = &agenda->sections.at[i];
        struct span const place = heading_span(section->node);
        if (section->repeated) {
            struct span const before = heading_span(agenda->first[section->index].node);
            diag_report(check->sink, MSG_DUPLICATE_SECTION, place, section->title, line_of(check->arena, before));
            diag_note(check->sink, MSG_DUPLICATE_SECTION_FIRST, before, &section->title, 1);
        } else if (section->index != UNKNOWN && agenda->first[section->index].node == section->node) {
            found[known++] = (struct ordered){section->index, place, section->title};
        }
    }
    order_report(check, found, known, MSG_SECTION_BEFORE, MSG_SECTION_AFTER, S(""));
}

/* Whether a heading can be put on the line after it. Items of their own files and items as data say by themselves in
 * which section they stand. */
static bool has_line_after(const struct check *check, const struct node *node)
{
    return check->meeting->sources.len <= 1 && !in_front_matter(check, heading_span(node));
}

/* `before` is the section it comes after; NULL = it comes first. */
static void report_missing_section(struct agenda *agenda, const struct agenda_section *section,
                                   const struct node *before)
{
    struct check *check = agenda->check;
    const struct node *near = before ? before : agenda->sections.len > 0 ? agenda->sections.at[0].node : NULL;
    if (check->meeting->sources.len > 1 || (near && !has_line_after(check, near))) {
        diag_report(check->sink, MSG_MISSING_SECTION_AS_DATA, check->meeting->opening, section->title);
        return;
    }
    size_t start, end;
    front_matter_of(check->meeting->source, &start, &end);
    struct span const closing = {check->meeting->source, (uint32_t)end, (uint32_t)end};
    diag_report(check->sink, MSG_MISSING_SECTION, check->meeting->opening, section->title,
                before ? last_line_of(check->arena, before) : line_of(check->arena, closing));
}

static void check_missing_sections(struct agenda *agenda)
{
    struct check *check = agenda->check;
    const struct node *before = NULL; /* the nearest section there is that comes in front of it */
    if (check->meeting->outline_incomplete)
        return;
    for (size_t i = 0; i < agenda->forum->sections.len; i++) {
        const struct agenda_section *section = &agenda->forum->sections.at[i];
        if (agenda->first[i].node) {
            before = agenda->first[i].node;
        } else if (!section->optional) {
            report_missing_section(agenda, section, before);
        }
    }
}

static void collect_items(struct agenda *agenda)
{
    struct arena *arena = agenda->check->arena;
    for (size_t i = 0; i < agenda->sections.len; i++) {
        for (const struct node *node = agenda->sections.at[i].node->first; node; node = node->next) {
            if (node->kind != NODE_ITEM)
                continue;
            struct found_item item = {
                .node = node, .title = heading_text(arena, node), .section = agenda->sections.at[i].index};
            item.folded = fold_title(arena, item.title);
            vec_push(arena, &agenda->items, item);
        }
    }
}

/* Whether an item of the section may not be a mere heading. */
static bool needs_parts(const struct agenda *agenda, size_t section)
{
    if (section == UNKNOWN)
        return false;
    const struct slot_list *slots = &agenda->forum->sections.at[section].slots;
    for (size_t i = 0; i < slots->at.len; i++) {
        const struct slot *slot = &slots->at.at[i];
        bool const waits =
            slot->kind == SLOT_PART && slot->part == PART_MINUTES && agenda->check->meeting->status == STATUS_AGENDA;
        if (!slot->optional && !waits)
            return true;
    }
    return false;
}

/* The section that the item's heading was meant for, or UNKNOWN. */
static size_t section_meant(const struct agenda *agenda, const struct found_item *item)
{
    const struct node *node = item->node;
    if (node->first != node->last || node->as.item.closed || in_front_matter(agenda->check, heading_span(node)))
        return UNKNOWN;
    size_t const index = find_section(agenda, item->folded);
    if (index == UNKNOWN)
        return UNKNOWN;
    const struct node *there = agenda->first[index].node;
    bool const missing = !there || is_made_up(there);
    bool const wanted = !agenda->forum->sections.at[index].optional || needs_parts(agenda, item->section);
    return missing && wanted ? index : UNKNOWN;
}

/* `## Orientering` with nothing under it, where the section is missing: what follows stands in that one. Where parse
 * had to make up a section for it, it has said so. */
static void find_sections_among_items(struct agenda *agenda)
{
    struct check *check = agenda->check;
    const struct node *inside = NULL;
    size_t meant = UNKNOWN;
    for (size_t i = 0; i < agenda->items.len; i++) {
        struct found_item *item = &agenda->items.at[i];
        size_t const index = section_meant(agenda, item);
        if (index != UNKNOWN) {
            if (!is_made_up(item->node->parent))
                diag_report(check->sink, MSG_SECTION_BELOW_ITS_LEVEL, heading_span(item->node), item->title);
            agenda->first[index] = (struct found_section){item->node, item->title, item->folded, index, false};
            item->is_section = true;
            inside = item->node->parent;
            meant = index;
        } else if (item->node->parent == inside) {
            item->section = meant;
        }
    }
}

/* In the public edition a closed item has lost its title: it may be any. */
static bool hides_its_title(const struct check *check, const struct node *item)
{
    return item->as.item.closed && check->meeting->edition == EDITION_PUBLIC;
}

/* Find the item that is this fixed one: by its title in its section; by its title in another; misspelt in its section.
 */
static struct found_item *match_fixed(struct agenda *agenda, size_t section, size_t rank, bool *elsewhere,
                                      bool *misspelt, bool *hidden)
{
    struct arena *arena = agenda->check->arena;
    const struct fixed_item *fixed = &agenda->forum->sections.at[section].items.at[rank];
    struct str const folded = fold_title(arena, fixed->title);
    struct found_item *found = NULL;
    *elsewhere = *misspelt = *hidden = false;
    for (size_t i = 0; i < agenda->items.len; i++) {
        struct found_item *item = &agenda->items.at[i];
        if (item->section == section && hides_its_title(agenda->check, item->node))
            *hidden = true;
        if (item->fixed || !str_equal(item->folded, folded))
            continue;
        if (item->section == section) {
            *elsewhere = false;
            return item;
        }
        if (!found) {
            found = item;
            *elsewhere = true;
        }
    }
    return found;
}

static bool is_fixed_title(const struct agenda *agenda, size_t section, struct str folded)
{
    for (size_t i = 0; i < agenda->forum->sections.at[section].items.len; i++) {
        if (str_equal(fold_title(agenda->check->arena, agenda->forum->sections.at[section].items.at[i].title), folded))
            return true;
    }
    return false;
}

static struct found_item *match_misspelt(struct agenda *agenda, size_t section, struct str title)
{
    for (size_t i = 0; i < agenda->items.len; i++) {
        struct found_item *item = &agenda->items.at[i];
        if (item->section == section && !item->fixed && item->title.len > 0 &&
            !is_fixed_title(agenda, section, item->folded) &&
            nearest_word(agenda->check->arena, item->title, &title, 1).len > 0)
            return item;
    }
    return NULL;
}

static void check_fixed_items(struct agenda *agenda, size_t section)
{
    struct check *check = agenda->check;
    const struct agenda_section *wanted = &agenda->forum->sections.at[section];
    const struct found_section *there = &agenda->first[section];
    const struct node *before = there->node; /* what a missing item would come after */
    for (size_t rank = 0; rank < wanted->items.len; rank++) {
        const struct fixed_item *fixed = &wanted->items.at[rank];
        bool elsewhere, misspelt = false, hidden;
        struct found_item *item = match_fixed(agenda, section, rank, &elsewhere, &misspelt, &hidden);
        if (!item && there->node) {
            item = match_misspelt(agenda, section, fixed->title);
            misspelt = item != NULL;
        }
        if (item) {
            item->fixed = fixed;
            item->rank = rank;
            before = elsewhere ? before : item->node;
        }
        /* Where the section itself is missing, that is the one fault. */
        if (!there->node)
            continue;
        if (misspelt)
            diag_report(check->sink, MSG_MISSING_ITEM_NEAR, heading_span(item->node), item->title, fixed->title);
        else if (elsewhere && item->section == UNKNOWN)
            continue; /* the section was reported */
        else if (elsewhere)
            diag_report(check->sink, MSG_ITEM_IN_OTHER_SECTION, heading_span(item->node), item->title, wanted->title);
        else if (!item && !hidden && has_line_after(check, before))
            diag_report(check->sink, MSG_MISSING_ITEM, heading_span(there->node), there->title, fixed->title,
                        before == there->node ? line_of(check->arena, heading_span(before))
                                              : last_line_of(check->arena, before));
        else if (!item && !hidden)
            diag_report(check->sink, MSG_MISSING_ITEM_AS_DATA, heading_span(there->node), there->title, fixed->title);
    }
}

static void check_item_order(struct agenda *agenda, size_t section)
{
    struct check *check = agenda->check;
    size_t const most = agenda->forum->sections.at[section].items.len;
    struct ordered *found = arena_many(check->arena, struct ordered, most + 1);
    size_t known = 0;
    for (size_t i = 0; i < agenda->items.len && known < most; i++) {
        const struct found_item *item = &agenda->items.at[i];
        if (item->section == section && item->fixed)
            found[known++] = (struct ordered){item->rank, heading_span(item->node), item->title};
    }
    order_report(check, found, known, MSG_ITEM_BEFORE, MSG_ITEM_AFTER, S(""));
}

/* Nothing under a heading, and the same heading right after: a line was typed twice. */
static bool stands_twice(const struct found_item *item, const struct found_item *next)
{
    return item->node->first == item->node->last && item->node->next == next->node &&
           str_equal(item->folded, next->folded);
}

void check_agenda(struct check *check)
{
    struct agenda agenda = {.check = check, .forum = check->forum};
    if (agenda.forum->sections.len == 0)
        return; /* a body that leaves the form of its meetings open */
    collect(&agenda);
    check_unknown_sections(&agenda);
    check_section_order(&agenda);
    collect_items(&agenda);
    find_sections_among_items(&agenda);
    check_missing_sections(&agenda);
    for (size_t i = 0; i < agenda.forum->sections.len; i++) {
        check_fixed_items(&agenda, i);
        check_item_order(&agenda, i);
    }
    for (size_t i = 0; i < agenda.items.len; i++) {
        const struct found_item *item = &agenda.items.at[i];
        if (item->is_section || hides_its_title(check, item->node) || is_made_up(item->node))
            continue;
        if (item->section != UNKNOWN && i + 1 < agenda.items.len && stands_twice(item, item + 1)) {
            diag_report(check->sink, MSG_ITEM_TWICE, heading_span(item->node), item_number(check->arena, item->node),
                        item->title);
            continue;
        }
        if (item->fixed)
            check_parts(check, item->node, &item->fixed->slots);
        else if (item->section != UNKNOWN && agenda.forum->sections.at[item->section].has_slots)
            check_parts(check, item->node, &agenda.forum->sections.at[item->section].slots);
        else if (item->section != UNKNOWN)
            check_parts(check, item->node, NULL);
    }
}
