#include "parse/sections.h"

#include "ast/words.h"
#include "base/utf8.h"
#include "parse/attachments.h"
#include "parse/attributes.h"
#include "parse/closed.h"
#include "parse/data_item.h"
#include "parse/number.h"
#include "parse/people.h"

/* The levels of headings as typed. */
enum { TYPED_SECTION = 1, TYPED_ITEM, TYPED_PART, TYPED_FREE };

/* A section that items as data have called for. */
struct data_section {
    struct str title; /* folded */
    struct node *node;
};

struct builder {
    struct meeting *meeting;
    struct arena *arena;
    struct diag_sink *sink;
    struct node *section, *item, *part; /* being filled; NULL before the first */
    bool from_data;                     /* the item has parts, or may have, that did not come from the body */
    bool begun;                         /* the body has given the item a block */
    bool single_file;                   /* the blocks are those of one item's own file */
    bool outside;                       /* the block before was reported as standing outside */
    bool told_no_item; /* so was text before the first item of the section: one heading is missing, and that was said */
    unsigned free_level; /* as typed, of the last free heading in the part */
    vec_of(struct data_section) data_sections;
};

/* The title of a section, compared without a number typed in front. */
static struct str section_title(struct arena *arena, const struct node *section)
{
    struct str title = node_plain_text(arena, section->first);
    unsigned number;
    size_t end;
    return utf8_fold(arena, str_from(title, number_of_section(title, &number, &end)));
}

static struct node *new_holder(struct builder *builder, enum node_kind kind, struct node *heading, unsigned level)
{
    struct node *holder = node_new(builder->arena, kind, heading ? heading->span : NOWHERE);
    if (!heading)
        heading = node_new(builder->arena, NODE_HEADING, NOWHERE);
    node_detach(heading);
    heading->as.heading.level = level;
    node_append(holder, heading);
    return holder;
}

/* A section whose items stand in files of their own has the span of what opened it. */
static void grow(struct node *holder, struct span span)
{
    for (; holder && holder->kind != NODE_DOCUMENT; holder = holder->parent) {
        if (span.source && (!holder->span.source || holder->span.source == span.source))
            holder->span = span_join(holder->span, span);
    }
}

static void add_to(struct node *holder, struct node *child)
{
    node_detach(child);
    node_append(holder, child);
    grow(holder, child->span);
}

static void give_id(struct node *node, const struct attributes *attributes)
{
    if (attributes->id.len == 0)
        return;
    node->id = attributes->id;
    node->id_span = attributes->id_span;
    node->id_given = true;
}

/* Attributes of a heading that is no item's: closing it would silently publish what was meant to be closed. */
static void take_id(struct builder *builder, struct node *heading, struct node *holder)
{
    struct attributes attributes = attributes_take(builder->arena, heading);
    give_id(holder, &attributes);
    if (attributes.closed || attributes.broken)
        diag_report0(builder->sink, MSG_CLOSED_NOT_ITEM, attributes.closed_span);
}

static void take_item_attributes(struct builder *builder, struct node *heading, struct node *item)
{
    struct attributes attributes = attributes_take(builder->arena, heading);
    give_id(item, &attributes);
    item->as.item.closed = attributes.closed;
    item->as.item.legal_basis = attributes.legal_basis;
    item->as.item.legal_span = attributes.closed_span;
    item->as.item.public_title = attributes.public_title;
    if (attributes.broken)
        diag_report0(builder->sink, MSG_CLOSED_BROKEN, attributes.closed_span);
    else if (attributes.closed && attributes.legal_basis.len == 0)
        diag_report0(builder->sink, MSG_CLOSED_NO_BASIS, attributes.closed_span);
}

static void begin_section(struct builder *builder, struct node *heading)
{
    builder->told_no_item = false;
    builder->section = new_holder(builder, NODE_SECTION, heading, 2);
    builder->item = builder->part = NULL;
    if (heading)
        take_id(builder, heading, builder->section);
    node_append(builder->meeting->root, builder->section);
}

static void begin_item(struct builder *builder, struct node *heading)
{
    builder->item = new_holder(builder, NODE_ITEM, heading, 3);
    builder->part = NULL;
    builder->from_data = builder->begun = false;
    if (heading)
        take_item_attributes(builder, heading, builder->item);
    node_append(builder->section, builder->item);
    grow(builder->section, builder->item->span);
}

/* The part of that kind which came as data, or NULL. */
static struct node *part_of_item(const struct node *item, enum part_kind kind)
{
    for (struct node *part = item->first; part; part = part->next) {
        if (part->kind == NODE_PART && part->as.part.kind == kind)
            return part;
    }
    return NULL;
}

/* Where the item's data gave some of its parts and the body gives others, all come in their fixed order. */
static void place_part(struct node *item, struct node *part, bool from_data)
{
    struct node *after = item->first;
    while (from_data && after && !(after->kind == NODE_PART && after->as.part.kind > part->as.part.kind))
        after = after->next;
    if (from_data && after)
        node_insert_before(after, part);
    else
        node_append(item, part);
}

static void begin_part(struct builder *builder, struct node *heading, enum part_kind kind)
{
    struct node *item = builder->item;
    struct node *earlier = builder->from_data ? part_of_item(item, kind) : NULL;
    builder->free_level = TYPED_PART;
    if (earlier) {
        diag_report(builder->sink, MSG_PART_ALSO_AS_DATA, heading->span, word_part(kind));
        diag_note(builder->sink, MSG_DUPLICATE_PART_FIRST, earlier->first->span, (struct str[]){word_part(kind)}, 1);
        node_detach(heading);
        builder->part = earlier;
        return;
    }
    struct node *part = new_holder(builder, NODE_PART, heading, 4);
    part->as.part.kind = kind;
    take_id(builder, heading, part);
    if (!str_equal(node_plain_text(builder->arena, heading), word_part(kind))) {
        struct node *named = part_heading(builder->arena, kind, heading->span);
        node_detach(heading);
        node_append(part, named);
    }
    place_part(item, part, builder->from_data);
    grow(item, part->span);
    builder->part = part;
}

static struct node *holder_of(const struct builder *builder)
{
    if (builder->part)
        return builder->part;
    if (builder->item)
        return builder->item;
    return builder->section ? builder->section : builder->meeting->root;
}

/* A heading inside a part, or one that stands where it doesn't belong and was reported. */
static void add_free_heading(struct builder *builder, struct node *heading, unsigned typed)
{
    if (builder->part && typed >= TYPED_FREE) {
        if (typed > builder->free_level + 1) {
            diag_report(builder->sink, MSG_FREE_LEVEL_LEFT_OUT, heading->span,
                        str_format(builder->arena, "%.*s", (int)(builder->free_level + 1), "######"));
            typed = builder->free_level + 1;
        }
        builder->free_level = typed;
    }
    unsigned level = typed + 1 < 5 ? 5 : typed + 1 > 6 ? 6 : typed + 1;
    heading->as.heading.level = builder->part ? level : 4;
    take_id(builder, heading, heading);
    add_to(holder_of(builder), heading);
}

/* `###` where no item is: what was left out is made up, so that the parts after it have a place and nothing is said
 * twice. */
static void need_item(struct builder *builder, const struct node *heading)
{
    if (builder->item)
        return;
    if (!builder->told_no_item)
        diag_report0(builder->sink, builder->section ? MSG_PART_WITHOUT_ITEM : MSG_PART_WITHOUT_SECTION, heading->span);
    if (!builder->section)
        begin_section(builder, NULL);
    begin_item(builder, NULL);
}

static void read_part_heading(struct builder *builder, struct node *heading)
{
    bool had_item = builder->item != NULL;
    need_item(builder, heading);
    enum part_kind kind;
    struct str title = node_plain_text(builder->arena, heading);
    /* Attributes are still on the title. */
    struct str name = str_part(title, 0, str_find_byte(title, '{', 0));
    if (word_is_part(builder->arena, str_trim(name), &kind)) {
        begin_part(builder, heading, kind);
        return;
    }
    struct str names[PART_KIND_COUNT];
    for (int i = 0; i < PART_KIND_COUNT; i++)
        names[i] = word_part((enum part_kind)i);
    name = str_trim(name);
    if (str_ends(name, S(":")))
        name.len--;
    struct str near = nearest_word(builder->arena, str_trim(name), names, PART_KIND_COUNT);
    if (near.len > 0) {
        diag_report(builder->sink, MSG_NO_SUCH_PART_NEAR, heading->span, str_trim(name), near);
        if (word_is_part(builder->arena, near, &kind) && !part_of_item(builder->item, kind)) {
            begin_part(builder, heading, kind);
            return;
        }
    } else if (had_item) {
        diag_report(builder->sink, MSG_NO_SUCH_PART, heading->span, str_trim(name));
    }
    builder->outside = true; /* what stands under it is not at fault too */
    add_free_heading(builder, heading, TYPED_PART);
}

/* `## Referat` with text under it, which no item has: a part that has lost a `#`. */
static bool is_part_above_its_level(struct builder *builder, const struct node *heading, enum part_kind *kind)
{
    const struct node *next = heading->next;
    return builder->item && next && next->kind != NODE_HEADING &&
           word_is_part(builder->arena, str_trim(node_plain_text(builder->arena, heading)), kind) &&
           (next->kind != NODE_PARAGRAPH || word_opens_presenter(node_running_text(builder->arena, next).text) == 0);
}

/* Whether the heading of a section has changed places with that of its first item: nothing stands under the item in
 * front of it, and what follows is no item. */
static bool is_below_its_item(const struct builder *builder, const struct node *heading)
{
    const struct node *next = heading->next, *item = builder->item;
    return item && !builder->from_data && item->first == item->last && next &&
           (next->kind != NODE_HEADING || next->as.heading.level > TYPED_ITEM);
}

static void begin_section_above(struct builder *builder, struct node *heading)
{
    struct node *item = builder->item, *section = item->parent;
    bool const made_up = span_is_nowhere(section->first->span) && section->last == item;
    node_detach(item);
    if (made_up)
        node_detach(section);
    else
        diag_report0(builder->sink, MSG_ITEM_ABOVE_SECTION, item->first->span);
    begin_section(builder, heading);
    node_append(builder->section, item);
    builder->item = item;
}

static void read_heading(struct builder *builder, struct node *heading)
{
    builder->begun = true;
    unsigned typed = heading->as.heading.level;
    bool const outside = builder->outside;
    enum part_kind part;
    builder->outside = false;
    if (builder->single_file && typed <= TYPED_ITEM) {
        diag_report0(builder->sink, MSG_HEADING_IN_ITEM_FILE, heading->span);
        add_free_heading(builder, heading, typed);
    } else if (typed <= TYPED_ITEM && is_part_above_its_level(builder, heading, &part)) {
        diag_report(builder->sink, MSG_PART_ABOVE_ITS_LEVEL, heading->span, word_part(part));
        begin_part(builder, heading, part);
    } else if (typed == TYPED_SECTION && is_below_its_item(builder, heading)) {
        begin_section_above(builder, heading);
        builder->begun = false;
    } else if (typed == TYPED_SECTION) {
        begin_section(builder, heading);
    } else if (typed == TYPED_ITEM) {
        if (!builder->section) {
            diag_report0(builder->sink, MSG_ITEM_WITHOUT_SECTION, heading->span);
            begin_section(builder, NULL);
        }
        begin_item(builder, heading);
    } else if (typed == TYPED_PART) {
        read_part_heading(builder, heading);
    } else {
        if (!builder->part && !outside)
            diag_report0(builder->sink, MSG_HEADING_WITHOUT_PART, heading->span);
        builder->outside =
            !builder->part; /* what stands under it, or is one piece with what was reported, is not at fault too */
        add_free_heading(builder, heading, typed);
    }
}

/* Change a paragraph into a block with a meaning of its own; what comes after a soft break before `Deltog ikke:` is
 * left. */
static struct node *retype(struct builder *builder, struct node *paragraph, enum node_kind kind)
{
    struct node *made = node_new(builder->arena, kind, NOWHERE);
    while (paragraph->first) {
        struct node *child = paragraph->first;
        if (kind == NODE_PRESENTER && made->first && child->kind == NODE_SOFT_BREAK && child->next &&
            child->next->kind == NODE_TEXT && word_opens_absentees(child->next->as.text.text) > 0) {
            node_detach(child);
            paragraph->span.start = paragraph->first->span.start;
            break;
        }
        node_detach(child);
        node_append(made, child);
        made->span = span_join(made->span, child->span);
    }
    return made;
}

/* `Ved …` as an item's first paragraph, `Deltog ikke: …` after it; false when the paragraph is neither. */
static bool take_persons(struct builder *builder, struct node *paragraph)
{
    struct node *item = builder->item;
    struct excerpt text = node_running_text(builder->arena, paragraph);
    size_t opening = word_opens_presenter(text.text);
    if (opening > 0 && !builder->begun && !node_child(item, NODE_PRESENTER)) {
        builder->begun = true;
        struct node *presenter = retype(builder, paragraph, NODE_PRESENTER);
        text = node_running_text(builder->arena, presenter);
        struct excerpt persons = excerpt_part(builder->arena, &text, opening, text.text.len);
        item->as.item.presenters = arena_new(builder->arena, struct person_list);
        presenter_parse(builder->arena, &persons, item->as.item.presenters);
        node_insert_after(item->first, presenter);
        grow(item, presenter->span);
        return !paragraph->first || take_persons(builder, paragraph);
    }
    opening = word_opens_absentees(text.text);
    if (opening == 0 || item->as.item.absentees)
        return false;
    struct excerpt persons = excerpt_part(builder->arena, &text, opening, text.text.len);
    item->as.item.absentees = arena_new(builder->arena, struct person_list);
    names_parse(builder->arena, &persons, item->as.item.absentees);
    struct node *absentees = retype(builder, paragraph, NODE_ABSENTEES);
    struct node *after = node_child(item, NODE_PRESENTER);
    node_insert_after(after ? after : item->first, absentees);
    grow(item, absentees->span);
    return true;
}

static void read_text(struct builder *builder, struct node *block)
{
    if (builder->part) {
        add_to(builder->part, block);
        return;
    }
    node_detach(block);
    if (builder->item && block->kind == NODE_PARAGRAPH && take_persons(builder, block)) {
        builder->outside = false;
        return;
    }
    if (!builder->outside) {
        enum message message = builder->item      ? MSG_TEXT_OUTSIDE_PART
                               : builder->section ? MSG_TEXT_BEFORE_ITEM
                                                  : MSG_TEXT_BEFORE_SECTION;
        diag_report0(builder->sink, message, block->span);
        builder->told_no_item = !builder->item;
    }
    builder->outside = builder->begun = true;
    add_to(holder_of(builder), block);
}

static void read_blocks(struct builder *builder, struct node *flat)
{
    builder->outside = false;
    while (flat->first) {
        struct node *block = flat->first;
        if (block->kind == NODE_HEADING)
            read_heading(builder, block);
        else
            read_text(builder, block);
    }
}

/* The blocks of a part that came as data are in place already; its headings are judged as if they had been typed there.
 */
static void judge_data_headings(struct builder *builder, struct node *part)
{
    builder->part = part;
    builder->free_level = TYPED_PART;
    for (struct node *block = part->first->next, *next; block; block = next) {
        next = block->next;
        if (block->kind != NODE_HEADING)
            continue;
        unsigned typed = block->as.heading.level;
        struct node *place = block->previous;
        if (typed < TYPED_FREE)
            diag_report0(builder->sink, MSG_HEADING_IN_VALUE, block->span);
        add_free_heading(builder, block, typed);
        node_detach(block);
        node_insert_after(place, block);
    }
}

static void open_data_section(struct builder *builder, const struct item_data *data)
{
    struct str title = utf8_fold(builder->arena, data->section);
    for (size_t i = builder->data_sections.len; i > 0; i--) {
        if (str_equal(builder->data_sections.at[i - 1].title, title)) {
            builder->section = builder->data_sections.at[i - 1].node;
            return;
        }
    }
    struct node *heading = NULL;
    if (title.len > 0) {
        struct span place = data->section_span;
        heading = node_new(builder->arena, NODE_HEADING, place);
        if (!str_equal(span_text(place), data->section))
            place.end = place.start;
        node_append(heading, node_text(builder->arena, data->section, place));
    }
    begin_section(builder, heading);
    vec_push(builder->arena, &builder->data_sections, ((struct data_section){title, builder->section}));
}

static struct node *add_data_item(struct builder *builder, const struct item_data *data)
{
    open_data_section(builder, data);
    struct node *item = data_item_build(builder->arena, data, builder->sink);
    node_append(builder->section, item);
    grow(builder->section, item->span);
    builder->item = item;
    builder->from_data = true;
    builder->begun = false;
    for (struct node *part = item->first; part; part = part->next) {
        if (part->kind == NODE_PART)
            judge_data_headings(builder, part);
    }
    builder->part = NULL;
    if (data->body) {
        builder->single_file = true;
        read_blocks(builder, data->body);
        builder->single_file = false;
    }
    return item;
}

/* Move what follows the heading of one section behind the heading of another. */
static void move_items(struct node *from, struct node *to)
{
    struct node *place = to->first;
    for (struct node *item = from->first->next, *next; item; item = next) {
        next = item->next;
        node_detach(item);
        node_insert_after(place, item);
        place = item;
    }
}

/* A section that the body has as well stands where the body has it, with the items from data first. */
static void merge_sections(struct builder *builder, struct node *first_of_body)
{
    for (struct node *section = first_of_body; section; section = section->next) {
        if (section->kind != NODE_SECTION)
            continue;
        struct str title = section_title(builder->arena, section);
        for (size_t i = 0; title.len > 0 && i < builder->data_sections.len; i++) {
            struct data_section *data = &builder->data_sections.at[i];
            if (!data->node->parent || !str_equal(data->title, title))
                continue;
            move_items(data->node, section);
            node_detach(data->node);
        }
    }
}

/* Headings in quotes and lists have no place in the outline. */
static void level_nested_headings(struct node *root)
{
    struct node_walk walk = node_walk_begin(root);
    while (node_walk_next(&walk)) {
        struct node *node = walk.node;
        if (walk.entering && node->kind == NODE_HEADING &&
            (node->parent->kind == NODE_QUOTE || node->parent->kind == NODE_LIST_ITEM ||
             node->parent->kind == NODE_ATTACHMENT))
            node->as.heading.level = 5;
    }
}

static void finish_items(struct builder *builder)
{
    struct node_walk walk = node_walk_begin(builder->meeting->root);
    while (node_walk_next(&walk)) {
        struct node *node = walk.node;
        if (!walk.entering)
            continue;
        if (node->kind == NODE_PART && node->as.part.kind == PART_ATTACHMENTS)
            attachments_build(builder->arena, node);
        if (node->kind != NODE_DOCUMENT && node->kind != NODE_SECTION && node->kind != NODE_ITEM)
            node_walk_skip(&walk);
    }
    for (struct node *section = builder->meeting->root->first; section; section = section->next) {
        for (struct node *item = section->first; item; item = item->next) {
            if (item->kind != NODE_ITEM || !item->as.item.closed)
                continue;
            if (builder->meeting->edition == EDITION_PUBLIC)
                closed_empty(builder->arena, item);
            else
                closed_mark(builder->arena, item);
        }
    }
}

void sections_build(struct meeting *meeting, struct node *flat, const item_data_list *items, struct diag_sink *sink)
{
    struct builder builder = {.meeting = meeting, .arena = meeting->arena, .sink = sink};
    if (!meeting->root)
        meeting->root = node_new(meeting->arena, NODE_DOCUMENT, flat->span);
    struct node *single = NULL;
    for (size_t i = 0; items && i < items->len; i++) {
        struct node *item = add_data_item(&builder, &items->at[i]);
        if (items->at[i].single)
            single = item;
    }
    struct node *last_of_data = meeting->root->last;
    builder.item = single;
    builder.section = single ? single->parent : NULL;
    builder.part = NULL;
    builder.from_data = single != NULL;
    builder.begun = false;
    read_blocks(&builder, flat);
    struct node *first_of_body = last_of_data ? last_of_data->next : meeting->root->first;
    if (last_of_data && first_of_body)
        merge_sections(&builder, first_of_body);
    level_nested_headings(meeting->root);
    finish_items(&builder);
}
