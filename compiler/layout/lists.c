#include "layout/blocks.h"

#include "ast/words.h"

struct list_frame {
    struct column column; /* of the items' bodies */
    struct tag *tag;
    mp label_right; /* where numbers end, from the page's text edge; labels of bullets begin at the list's left */
    bool right_aligned;
    bool hanging;     /* there is room for labels beside the text */
    size_t at, count; /* items */
    mp between;
};

static struct str label_of(struct setter *setter, const struct node *list, size_t index, unsigned lists)
{
    switch (list->as.list.kind) {
    case LIST_BULLET:
        return lists % 2 == 0 ? S("•") : S("–");
    case LIST_ORDERED:
        break;
    }
    char const delimiter[] = {list->as.list.delimiter == ')' ? ')' : '.', '\0'};
    return str_format(setter->arena, "%lld%s", (long long)list->as.list.start + (long long)index, delimiter);
}

/* One or two items alone on a page look lost. */
static int32_t penalty_of_item(size_t index, size_t count)
{
    if (index == 0)
        return BREAK_FINE;
    return index == 1 || index + 1 == count ? BREAK_IN_LIST * 10 : BREAK_IN_LIST;
}

/* Lists nested so deep that no room is left beside the text: the label gets a line of its own. */
static void label_above(struct setter *setter, const struct column *body, struct str label, const struct manner *manner)
{
    struct text text;
    text_open(&text, setter);
    text_add(&text, label, manner);
    text_add(&text, S(" "), manner);
    struct setting const setting = block_setting(setter, body);
    struct lines const lines = text_set(&text, &setting);
    lines_emit(setter, &lines, body, 0);
    setter->penalty += BREAK_KEEP;
}

/* The item's parts: the label waits for the first strip of the body. */
static struct column begin_item(struct setter *setter, struct list_frame *frame, const struct node *item,
                                struct str label, const struct manner *manner, mp left)
{
    struct tag *tag = tag_new(setter, frame->tag, TAG_LI, item);
    struct manner marked = *manner;
    marked.tag = tag_new(setter, tag, TAG_LBL, NULL);
    if (frame->at > 0)
        setter_space(setter, frame->between);
    setter->penalty += penalty_of_item(frame->at++, frame->count);
    struct column body = frame->column;
    if (frame->hanging) {
        struct label pending = {text_line(setter, str_concat(setter->arena, label, S(" ")), &marked), left};
        if (frame->right_aligned)
            pending.x = frame->label_right - pending.line.width;
        vec_push(setter->arena, &setter->labels, pending);
    } else {
        label_above(setter, &body, label, &marked);
    }
    body.tag = tag_new(setter, tag, TAG_LBODY, NULL);
    return body;
}

static void end_item(struct setter *setter, const struct column *body)
{
    if (setter->labels.len > 0)
        setter_strip(setter, body, setter_leading(setter, body->size), BREAK_FINE);
}

/* A tight item's paragraphs are the body's own text. */
static void item_set(struct setter *setter, const struct node *item, const struct column *body, bool tight)
{
    for (const struct node *node = item->first; node; node = node->next) {
        if (node_is_inline(node->kind))
            continue;
        if (tight && node->kind == NODE_PARAGRAPH) {
            setter_place(setter, node);
            paragraph_set(setter, node, body, manner_of(body));
            if (node->next)
                setter_space(setter, setter->leading / 4);
        } else {
            if (node == item->first && node->kind == NODE_PARAGRAPH) {
                mp const space = setter->space;
                struct column inside = *body;
                inside.tag = tag_new(setter, body->tag, TAG_P, node);
                setter->space = space;
                paragraph_set(setter, node, &inside, manner_of(&inside));
                setter_space(setter, setter->look->paragraph_space);
                continue;
            }
            block_set(setter, node, body);
        }
    }
}

static mp widest_label(struct setter *setter, const struct node *list, size_t count, const struct manner *manner,
                       unsigned lists)
{
    struct line const first = text_line(setter, label_of(setter, list, 0, lists), manner);
    struct line const last = text_line(setter, label_of(setter, list, count > 0 ? count - 1 : 0, lists), manner);
    setter->order -= 2;
    return first.width > last.width ? first.width : last.width;
}

void list_set(struct setter *setter, const struct node *node, const struct column *column)
{
    size_t const count = node_count(node, NODE_LIST_ITEM);
    if (count == 0)
        return;
    struct manner manner = manner_of(column);
    manner.features = FEATURE_TABULAR_FIGURES;
    mp const gap = column->size / 2;
    mp const needed = widest_label(setter, node, count, &manner, column->lists) + gap;
    mp const usual = column->size * 3 / 2;
    struct list_frame frame = {
        .column = column_inside(setter, column, needed > usual ? needed : usual),
        .tag = tag_new(setter, column->tag, TAG_L, node),
        .right_aligned = node->as.list.kind == LIST_ORDERED,
        .count = count,
        .between = node->as.list.tight ? setter->leading / 4 : setter->look->paragraph_space,
    };
    frame.column.lists++;
    frame.hanging = frame.column.left > column->left;
    frame.label_right = frame.column.left - gap;
    frame.tag->numbering = node->as.list.kind == LIST_ORDERED ? NUMBERING_DECIMAL : NUMBERING_DISC;
    mp const around = node->as.list.tight && column->lists > 0 ? setter->leading / 4 : setter->look->paragraph_space;
    setter_space(setter, around);
    mp const bullet = frame.column.left - usual + column->size / 3;
    for (const struct node *item = node->first; item; item = item->next) {
        if (item->kind != NODE_LIST_ITEM)
            continue;
        struct str const label = label_of(setter, node, frame.at, column->lists);
        struct column const body = begin_item(setter, &frame, item, label, &manner, bullet);
        setter_place(setter, item);
        item_set(setter, item, &body, node->as.list.tight);
        end_item(setter, &body);
        setter->space = 0;
    }
    setter_space(setter, around);
}

static struct str kind_and_size(struct setter *setter, const struct node *node)
{
    struct str const media = node->as.attachment.media;
    size_t const size = node->as.attachment.size;
    if (media.len == 0)
        return (struct str){0};
    if (size == 0)
        return str_format(setter->arena, " (%.*s)", STR(media));
    if (size < 1000000)
        return str_format(setter->arena, " (%.*s,\xC2\xA0%zu\xC2\xA0kB)", STR(media), (size + 999) / 1000);
    return str_format(setter->arena, " (%.*s,\xC2\xA0%zu,%zu\xC2\xA0MB)", STR(media), size / 1000000,
                      size / 100000 % 10);
}

static void attachment_set(struct setter *setter, const struct node *node, const struct column *body)
{
    struct manner title = manner_of(body);
    struct manner note = title;
    note.colour = setter->look->muted;
    manner_link(setter, &title, &node->as.attachment.link, node);
    struct text text;
    text_open(&text, setter);
    inlines_add(&text, node, &title);
    text_add(&text, kind_and_size(setter, node), &note);
    struct setting const setting = block_setting(setter, body);
    struct lines const lines = text_set(&text, &setting);
    lines_emit(setter, &lines, body, 0);
}

void attachments_set(struct setter *setter, const struct node *node, const struct column *column)
{
    struct manner manner = manner_of(column);
    manner.features = FEATURE_TABULAR_FIGURES;
    manner.colour = setter->look->muted;
    unsigned highest = 0;
    for (const struct node *child = node->first; child; child = child->next)
        if (child->kind == NODE_ATTACHMENT && child->as.attachment.number > highest)
            highest = child->as.attachment.number;
    struct str const widest = str_format(setter->arena, "%.*s\xC2\xA0%u", STR(word(WORD_ATTACHMENT)), highest);
    mp const label = text_line(setter, widest, &manner).width + column->size * 3 / 4;
    setter->order--;
    struct list_frame frame = {
        .column = column_inside(setter, column, label),
        .tag = tag_new(setter, column->tag, TAG_L, node),
        .count = node_count(node, NODE_ATTACHMENT),
        .between = setter->leading / 4,
    };
    frame.tag->numbering = NUMBERING_DECIMAL;
    frame.hanging = frame.column.left > column->left;
    setter_space(setter, setter->leading / 4);
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->kind != NODE_ATTACHMENT)
            continue;
        struct str const number =
            str_format(setter->arena, "%.*s\xC2\xA0%u", STR(word(WORD_ATTACHMENT)), child->as.attachment.number);
        struct column const body = begin_item(setter, &frame, child, number, &manner, column->left);
        setter_place(setter, child);
        attachment_set(setter, child, &body);
        blocks_set(setter, child, &body);
        end_item(setter, &body);
        setter->space = 0;
    }
    setter_space(setter, setter->look->paragraph_space);
}
