/* What others may know of a meeting, taken from its tree. */
#include "archive/unit.h"

#include "ast/compose.h"
#include "base/utf8.h"

#include <stdlib.h>

/* The words of the inlines that stand directly in a node, without those of blocks after them. Units stay in memory
 * until all meetings are linked, so nothing but what is kept is put in their arena. */
static struct str inline_text(struct arena *arena, const struct node *node)
{
    struct arena scratch = {0};
    struct buf text = {0};
    for (const struct node *child = node->first; child; child = child->next)
        if (node_is_inline(child->kind))
            buf_add(&text, node_plain_text(&scratch, child));
    struct str const kept = str_copy(arena, str_trim(buf_str(&text)));
    buf_finish(&text);
    arena_finish(&scratch);
    return kept;
}

static struct str heading_text(struct arena *arena, const struct node *node)
{
    const struct node *heading = node_child(node, NODE_HEADING);
    return heading ? inline_text(arena, heading) : (struct str){0};
}

/* `Ved Tina Ebler` and `Oplæg ved Tina Ebler` without what comes before the name. */
static struct str presenter_text(struct arena *arena, const struct node *item)
{
    const struct node *presenter = node_child(item, NODE_PRESENTER);
    if (!presenter)
        return (struct str){0};
    struct str const text = inline_text(arena, presenter);
    struct str rest = text;
    for (int words = 0; words < 2; words++) {
        size_t const space = str_find_byte(rest, ' ', 0);
        if (space == SIZE_MAX)
            break;
        bool const introduces = str_equal_ignoring_case(str_part(rest, 0, space), S("ved"));
        rest = str_from(rest, space + 1);
        if (introduces)
            return rest;
    }
    return text;
}

static struct str link_href(const struct link *link)
{
    switch (link->kind) {
    case LINK_FILE:
    case LINK_MEETING:
        return link->html;
    case LINK_WEB:
        return link->url;
    case LINK_ANCHOR:
    case LINK_UNRESOLVED:
        break;
    }
    return (struct str){0};
}

static size_t count_attachments(struct node *item)
{
    size_t count = 0;
    for (struct node_walk walk = node_walk_begin(item); node_walk_next(&walk);)
        count += walk.entering && walk.node->kind == NODE_ATTACHMENT;
    return count;
}

static void add_attachments(struct arena *arena, struct unit_item *unit, struct node *item)
{
    vec_reserve(arena, &unit->attachments, count_attachments(item));
    for (struct node_walk walk = node_walk_begin(item); node_walk_next(&walk);) {
        const struct node *node = walk.node;
        if (!walk.entering || node->kind != NODE_ATTACHMENT)
            continue;
        struct unit_attachment const attachment = {
            .number = node->as.attachment.number,
            .title = inline_text(arena, node),
            .href = str_copy(arena, link_href(&node->as.attachment.link)),
        };
        vec_push(arena, &unit->attachments, attachment);
    }
}

static size_t count_items(const struct node *section)
{
    size_t count = 0;
    for (const struct node *item = section->first; item; item = item->next)
        count += item->kind == NODE_ITEM;
    return count;
}

static void add_sections(struct arena *arena, struct unit *unit, const struct meeting *meeting)
{
    vec_reserve(arena, &unit->sections, meeting->sections.len);
    for (size_t i = 0; i < meeting->sections.len; i++) {
        const struct node *section = meeting->sections.at[i];
        struct unit_section entry = {
            .number = str_format(arena, "%u", section->as.section.number),
            .title = heading_text(arena, section),
            .anchor = str_copy(arena, section->anchor),
        };
        vec_reserve(arena, &entry.items, count_items(section));
        for (struct node *item = section->first; item; item = item->next) {
            if (item->kind != NODE_ITEM)
                continue;
            struct unit_item unit_item = {
                .number = item_number(arena, item),
                .title = heading_text(arena, item),
                .presenter = presenter_text(arena, item),
                .anchor = str_copy(arena, item->anchor),
                .closed = item->as.item.closed,
            };
            add_attachments(arena, &unit_item, item);
            vec_push(arena, &entry.items, unit_item);
        }
        vec_push(arena, &unit->sections, entry);
    }
}

static int compare_anchors(const void *a, const void *b)
{
    return str_compare(((const struct unit_anchor *)a)->id, ((const struct unit_anchor *)b)->id);
}

static void add_anchors(struct arena *arena, struct unit *unit, const struct meeting *meeting)
{
    vec_reserve(arena, &unit->anchors, meeting->anchors.len);
    for (size_t i = 0; i < meeting->anchors.len; i++) {
        const struct anchor *known = &meeting->anchors.at[i];
        struct str const anchor = known->node->anchor.len ? known->node->anchor : known->id;
        struct str const id = str_copy(arena, known->id);
        struct unit_anchor const entry = {id, str_equal(anchor, id) ? id : str_copy(arena, anchor)};
        if (known->withheld)
            vec_push(arena, &unit->hidden, entry);
        else
            vec_push(arena, &unit->anchors, entry);
    }
    unit->withholds = unit->hidden.len > 0;
    if (unit->anchors.len > 1)
        qsort(unit->anchors.at, unit->anchors.len, sizeof *unit->anchors.at, compare_anchors);
    if (unit->hidden.len > 1)
        qsort(unit->hidden.at, unit->hidden.len, sizeof *unit->hidden.at, compare_anchors);
}

static void add_imports(struct arena *arena, struct unit *unit, const struct meeting *meeting)
{
    for (struct node_walk walk = node_walk_begin(meeting->root); node_walk_next(&walk);) {
        const struct link *link = walk.entering && walk.node->kind != NODE_IMAGE ? node_link(walk.node) : NULL;
        if (link && link->kind == LINK_MEETING && link->source.len) {
            struct str const source = str_copy(arena, link->source);
            vec_push(arena, &unit->imports, source);
            struct unit_target const target = {source, str_copy(arena, link->anchor), link->automatic};
            vec_push(arena, &unit->targets, target);
        }
    }
    if (unit->imports.len < 2)
        return;
    qsort(unit->imports.at, unit->imports.len, sizeof *unit->imports.at, str_order);
    size_t kept = 1;
    for (size_t i = 1; i < unit->imports.len; i++)
        if (!str_equal(unit->imports.at[i], unit->imports.at[kept - 1]))
            unit->imports.at[kept++] = unit->imports.at[i];
    unit->imports.len = kept;
}

struct unit *unit_new(struct arena *arena, const struct meeting *meeting, struct str title)
{
    struct unit *unit = arena_new(arena, struct unit);
    *unit = (struct unit){
        .source = str_copy(arena, meeting->source->path),
        .forum = str_copy(arena, meeting->forum),
        .title = str_copy(arena, title),
        .date = meeting->date,
        .issued = meeting->issued,
        .status = meeting->status,
        .time = meeting->time,
        .place = str_copy(arena, meeting->place),
        .next = {meeting->next.date, meeting->next.time, str_copy(arena, meeting->next.place)},
        .html = meeting_html_path(arena, meeting->forum, meeting->date, meeting->status),
        .pdf = meeting_pdf_path(arena, meeting->forum, meeting->date, meeting->status),
    };
    for (size_t i = 0; i < meeting->sources.len; i++) {
        struct str const source = str_copy(arena, meeting->sources.at[i]->path);
        vec_push(arena, &unit->sources, source);
    }
    if (unit->sources.len == 0)
        vec_push(arena, &unit->sources, unit->source);
    add_sections(arena, unit, meeting);
    add_anchors(arena, unit, meeting);
    add_imports(arena, unit, meeting);
    unit_seal(unit);
    return unit;
}

struct str unit_source_key(struct arena *arena, struct str source)
{
    if (str_starts(source, S("//")))
        return source;
    return str_concat(arena, S("//"), hash_hex(arena, hash_bytes(source)));
}

static struct str find_anchor(const struct unit_anchor *anchors, size_t count, struct str id)
{
    struct unit_anchor const wanted = {.id = id};
    const struct unit_anchor *found = count ? bsearch(&wanted, anchors, count, sizeof *anchors, compare_anchors) : NULL;
    return found ? found->anchor : (struct str){0};
}

struct str unit_anchor(const struct unit *unit, struct arena *scratch, struct str id)
{
    struct str const folded = utf8_fold(scratch, id);
    struct str const anchor = find_anchor(unit->anchors.at, unit->anchors.len, folded);
    return anchor.len ? anchor : find_anchor(unit->hidden.at, unit->hidden.len, folded);
}

struct date unit_day(const struct unit *unit)
{
    return date_is_set(unit->issued) ? unit->issued : unit->date;
}
