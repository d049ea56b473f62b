/* Inline nodes into text: each node changes the manner of what it holds. */
#include "layout/text.h"

static bool leads_somewhere(const struct link *link)
{
    switch (link->kind) {
    case LINK_UNRESOLVED:
        return false;
    case LINK_WEB:
        return link->url.len > 0;
    case LINK_ANCHOR:
        return link->target != NULL;
    case LINK_MEETING:
    case LINK_FILE:
        return link->pdf.len > 0;
    }
    return false;
}

static struct str words_up_to(struct arena *arena, const struct node *block, size_t most)
{
    struct buf words = {0};
    const struct node *node = block->first;
    for (; node && node_is_inline(node->kind) && words.len <= most; node = node->next)
        buf_add(&words, most == SIZE_MAX ? node_plain_text(arena, node) : node_beginning(arena, node));
    struct str const kept = str_trim(buf_keep(&words, arena));
    buf_finish(&words);
    return kept;
}

struct str inlines_words(struct arena *arena, const struct node *block)
{
    return words_up_to(arena, block, SIZE_MAX);
}

/* As a link names it. */
static struct str name_of(struct arena *arena, const struct node *block)
{
    return words_beginning(arena, words_up_to(arena, block, WORDS_OF_A_NAME));
}

static struct str place_of(const struct link *link, struct arena *arena)
{
    switch (link->kind) {
    case LINK_UNRESOLVED:
        break;
    case LINK_WEB:
        return words_beginning(arena, link->url);
    case LINK_ANCHOR: {
        const struct node *heading = node_child(link->target, NODE_HEADING);
        return name_of(arena, heading ? heading : link->target);
    }
    case LINK_MEETING:
    case LINK_FILE:
        return link->pdf;
    }
    return (struct str){0};
}

/* What a link's annotation says: its words and where they lead. Never empty. */
static struct str link_contents(struct arena *arena, const struct link *link, struct str words)
{
    struct str const place = place_of(link, arena);
    if (words.len == 0)
        return place.len > 0 ? place : S("…");
    if (place.len == 0 || str_equal(place, words))
        return words;
    return str_format(arena, "%.*s (%.*s)", STR(words), STR(place));
}

void manner_link(struct setter *setter, struct manner *manner, const struct link *link, const struct node *node)
{
    if (!leads_somewhere(link))
        return;
    manner->tag = tag_new(setter, manner->tag, TAG_LINK, node);
    manner->link = link;
    struct str const words = name_of(setter->arena, node);
    bool const title = node->kind == NODE_CONTENTS_ENTRY && words.len > 0;
    manner->contents = title ? words : link_contents(setter->arena, link, words);
    manner->colour = setter->look->accent;
    manner->underlined = true;
    manner->solid = manner->solid || link->bare;
}

static struct manner manner_inside(struct setter *setter, struct manner manner, const struct node *node)
{
    if (node->kind == NODE_EMPHASIS)
        manner.italic = !manner.italic;
    else if (node->kind == NODE_STRONG)
        manner.bold = true;
    else if (node->kind == NODE_LINK && !manner.link)
        manner_link(setter, &manner, &node->as.link, node);
    return manner;
}

static void add_code(struct text *text, const struct node *node, struct manner manner)
{
    manner.family = FAMILY_CODE;
    manner.size = manner.size * 9 / 10;
    manner.solid = true;
    manner.tag = tag_new(text->setter, manner.tag, TAG_CODE, node);
    text_add(text, node->as.text.text, &manner);
}

/* Pictures are shown at 150 pixels an inch, smaller when the measure or the page ask for it. */
static struct line picture_line(struct setter *setter, const struct node *node, const struct manner *manner, mp measure)
{
    int64_t width = (int64_t)node->as.image.width * 72 * MP_PER_POINT / 150;
    int64_t height = (int64_t)node->as.image.height * 72 * MP_PER_POINT / 150;
    int64_t const tallest = (int64_t)setter->room * 3 / 4;
    if (width > measure) {
        height = height * measure / width;
        width = measure;
    }
    if (height > tallest) {
        width = width * tallest / height;
        height = tallest;
    }
    struct picture *picture = arena_new(setter->arena, struct picture);
    *picture = (struct picture){.width = (mp)width, .height = (mp)height, .file = node->as.image.link.source};
    struct str const alternative = node_plain_text(setter->arena, node);
    if (alternative.len > 0) {
        picture->tag = tag_new(setter, manner->tag, TAG_FIGURE, node);
        picture->tag->alternative = alternative;
    }
    struct line line = {.picture = picture, .width = (mp)width, .order = setter->order++};
    line.height = ((mp)height + setter->leading / 2 - 1) / (setter->leading / 2) * (setter->leading / 2);
    if (manner->link) {
        line.links = arena_new(setter->arena, struct link_area);
        line.link_count = 1;
        *line.links = (struct link_area){0, 0, (mp)width, (mp)height, manner->link, manner->contents, manner->tag};
    }
    return line;
}

static bool can_be_shown(const struct node *image)
{
    return image->as.image.width > 0 && image->as.image.height > 0 && image->as.image.link.source.len > 0;
}

struct gathering {
    struct text text;
    const struct setting *setting; /* NULL: pictures are left out */
    vec_of(struct line) lines;
};

static void end_text(struct gathering *gathering)
{
    struct setter *setter = gathering->text.setter;
    bool const words = !text_is_empty(&gathering->text);
    struct lines const lines = text_set(&gathering->text, gathering->setting);
    if (words && gathering->lines.len == 0) {
        gathering->lines.at = lines.at;
        gathering->lines.len = gathering->lines.cap = lines.count;
    } else {
        for (size_t i = 0; words && i < lines.count; i++)
            vec_push(setter->arena, &gathering->lines, lines.at[i]);
    }
    text_open(&gathering->text, setter);
}

static void gather_leaf(struct gathering *gathering, const struct node *node, const struct manner *manner)
{
    struct text *text = &gathering->text;
    if (node->kind == NODE_TEXT) {
        text_add(text, node->as.text.text, manner);
    } else if (node->kind == NODE_CODE) {
        add_code(text, node, *manner);
    } else if (node->kind == NODE_SOFT_BREAK) {
        text_add(text, S(" "), manner);
    } else if (node->kind == NODE_LINE_BREAK) {
        text_break(text, manner);
    } else if (node->kind == NODE_IMAGE && gathering->setting && can_be_shown(node)) {
        struct setter *setter = text->setter;
        end_text(gathering);
        struct line const line = picture_line(setter, node, manner, gathering->setting->measure);
        vec_push(setter->arena, &gathering->lines, line);
    } else if (node->kind == NODE_IMAGE) {
        struct manner words = *manner;
        words.italic = !words.italic;
        text_add(text, node_plain_text(text->setter->arena, node), &words);
    }
}

static bool is_container(const struct node *node)
{
    return node->kind == NODE_EMPHASIS || node->kind == NODE_STRONG || node->kind == NODE_LINK;
}

/* Goes through the inlines with a stack of its own: emphasis may be nested deeper than the machine's stack bears. */
static void gather(struct gathering *gathering, const struct node *block, const struct manner *manner)
{
    struct setter *setter = gathering->text.setter;
    manner_stack *stack = &setter->manners;
    size_t const bottom = stack->len;
    vec_push(setter->arena, stack, *manner);
    const struct node *node = block->first;
    while (node) {
        if (!node_is_inline(node->kind))
            break;
        struct manner const around = stack->at[stack->len - 1];
        if (is_container(node) && node->first) {
            struct manner const inside = manner_inside(setter, around, node);
            vec_push(setter->arena, stack, inside);
            node = node->first;
            continue;
        }
        gather_leaf(gathering, node, &around);
        while (!node->next && node->parent != block) {
            node = node->parent;
            stack->len--;
        }
        node = node->next;
    }
    stack->len = bottom;
}

void inlines_add(struct text *text, const struct node *block, const struct manner *manner)
{
    struct gathering gathering = {.text = *text};
    gather(&gathering, block, manner);
    *text = gathering.text;
}

struct lines inlines_set(struct setter *setter, const struct node *block, const struct manner *manner,
                         const struct setting *setting)
{
    struct gathering gathering = {.setting = setting};
    text_open(&gathering.text, setter);
    gather(&gathering, block, manner);
    end_text(&gathering);
    return (struct lines){gathering.lines.at, gathering.lines.len};
}

mp inlines_picture_width(const struct node *block)
{
    mp widest = 0;
    struct node_walk walk = node_walk_begin((struct node *)block);
    while (node_walk_next(&walk)) {
        if (!walk.entering || walk.node->kind != NODE_IMAGE || !can_be_shown(walk.node))
            continue;
        int64_t const width = (int64_t)walk.node->as.image.width * 72 * MP_PER_POINT / 150;
        mp const most = 200 * MP_PER_POINT, bounded = width > most ? most : (mp)width;
        if (bounded > widest)
            widest = bounded;
    }
    return widest;
}
