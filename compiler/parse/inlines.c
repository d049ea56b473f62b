#include "parse/inlines.h"

#include "parse/cursor.h"

#define CMARK_NO_SHORT_NAMES /* NODE_TEXT and the others are ours */
#include <cmark.h>

/* Emphasis and links nested deeper are read as the words in them: nobody types that, and nothing after this stage needs
 * to be ready for it. */
#define INLINE_LIMIT 50

/* What an entity stands for, as cmark has it: asked once for each of those in use. */
static struct str entity(void *context, struct str typed)
{
    struct inlines *inlines = context;
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < typed.len; i++)
        hash = (hash ^ (unsigned char)typed.at[i]) * 16777619U;
    size_t slot = hash % ENTITY_SLOTS;
    if (str_equal(inlines->entities[slot].typed, typed))
        return inlines->entities[slot].meaning;

    cmark_node *document = cmark_parse_document(typed.at, typed.len, CMARK_OPT_DEFAULT);
    cmark_node *paragraph = cmark_node_first_child(document);
    cmark_node *text = paragraph ? cmark_node_first_child(paragraph) : NULL;
    struct str meaning = text ? str_copy(inlines->arena, str_of(cmark_node_get_literal(text))) : typed;
    cmark_node_free(document);
    inlines->entities[slot].typed = typed;
    inlines->entities[slot].meaning = meaning;
    return meaning;
}

/* An inline that holds others, while they are read. */
struct open_inline {
    struct node *node;
    size_t start; /* in the content */
};

struct walk {
    struct inlines *inlines;
    struct cursor cursor;
    struct open_inline stack[INLINE_LIMIT + 1]; /* the holder first */
    size_t depth;                               /* may be more than the stack holds */
    bool automatic;                             /* in a link `<…>` */
};

static struct str copy_of(struct walk *walk, const char *text)
{
    return str_copy(walk->inlines->arena, str_of(text));
}

static struct open_inline *innermost(struct walk *walk)
{
    return &walk->stack[walk->depth < INLINE_LIMIT ? walk->depth : INLINE_LIMIT];
}

static void add_inline(struct walk *walk, struct node *node)
{
    node_append(innermost(walk)->node, node);
}

static struct link *link_of(struct node *node)
{
    return node->kind == NODE_IMAGE ? &node->as.image.link : &node->as.link;
}

static void enter_inline(struct walk *walk, cmark_node *from, enum node_kind kind)
{
    struct cursor *cursor = &walk->cursor;
    size_t start = cursor->at;
    bool links = kind == NODE_LINK || kind == NODE_IMAGE;
    walk->automatic = kind == NODE_LINK && cursor_at_automatic_link(cursor);
    cursor_skip(cursor, kind == NODE_STRONG || kind == NODE_IMAGE ? 2 : 1);
    if (walk->depth < INLINE_LIMIT) {
        struct node *node = node_new(walk->inlines->arena, kind, NOWHERE);
        add_inline(walk, node);
        walk->stack[walk->depth + 1] = (struct open_inline){node, start};
        if (links)
            *link_of(node) = (struct link){
                .url = copy_of(walk, cmark_node_get_url(from)),
                .title = copy_of(walk, cmark_node_get_title(from)),
                .bare = walk->automatic,
            };
    }
    walk->depth++;
}

static void leave_inline(struct walk *walk, enum node_kind kind)
{
    struct cursor *cursor = &walk->cursor;
    struct open_inline *open = innermost(walk);
    bool links = kind == NODE_LINK || kind == NODE_IMAGE;
    struct span destination = NOWHERE;
    if (links && !walk->automatic)
        destination = cursor_link_tail(cursor);
    else
        cursor_skip(cursor, kind == NODE_STRONG ? 2 : 1);
    walk->automatic = false;
    walk->depth--;
    if (walk->depth >= INLINE_LIMIT)
        return;
    open->node->span = cursor_span(cursor, open->start, cursor->at);
    if (links)
        link_of(open->node)->span = destination.end > destination.start ? destination : open->node->span;
}

static void read_inline(struct walk *walk, cmark_node *from, bool entering)
{
    struct inlines *inlines = walk->inlines;
    struct cursor *cursor = &walk->cursor;
    struct node *made;
    switch (cmark_node_get_type(from)) {
    case CMARK_NODE_TEXT:
        cursor_text(cursor, innermost(walk)->node, str_of(cmark_node_get_literal(from)), !walk->automatic);
        break;
    case CMARK_NODE_SOFTBREAK:
        add_inline(walk, node_new(inlines->arena, NODE_SOFT_BREAK, cursor_break(cursor)));
        break;
    case CMARK_NODE_LINEBREAK:
        add_inline(walk, node_new(inlines->arena, NODE_LINE_BREAK, cursor_break(cursor)));
        break;
    case CMARK_NODE_CODE:
        made = node_new(inlines->arena, NODE_CODE, cursor_code(cursor));
        made->as.text.text = copy_of(walk, cmark_node_get_literal(from));
        add_inline(walk, made);
        break;
    case CMARK_NODE_HTML_INLINE:
    case CMARK_NODE_CUSTOM_INLINE: {
        struct str html = str_of(cmark_node_get_literal(from));
        raw_html_report(inlines->arena, &inlines->open, html, cursor_raw(cursor, html), inlines->sink);
        break;
    }
    case CMARK_NODE_EMPH:
        entering ? enter_inline(walk, from, NODE_EMPHASIS) : leave_inline(walk, NODE_EMPHASIS);
        break;
    case CMARK_NODE_STRONG:
        entering ? enter_inline(walk, from, NODE_STRONG) : leave_inline(walk, NODE_STRONG);
        break;
    case CMARK_NODE_LINK:
        entering ? enter_inline(walk, from, NODE_LINK) : leave_inline(walk, NODE_LINK);
        break;
    case CMARK_NODE_IMAGE:
        entering ? enter_inline(walk, from, NODE_IMAGE) : leave_inline(walk, NODE_IMAGE);
        break;
    default: /* blocks, which no inline holds */
        break;
    }
}

void inlines_read(struct inlines *inlines, cmark_node *from, struct node *holder, const struct excerpt *content,
                  size_t at)
{
    struct walk walk = {.inlines = inlines};
    walk.cursor = (struct cursor){.arena = inlines->arena,
                                  .content = content,
                                  .at = at,
                                  .begins_line = true,
                                  .entity = entity,
                                  .context = inlines};
    walk.stack[0].node = holder;
    cmark_iter *iterator = cmark_iter_new(from);
    for (cmark_event_type event = cmark_iter_next(iterator); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator)) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (node != from)
            read_inline(&walk, node, event == CMARK_EVENT_ENTER);
    }
    cmark_iter_free(iterator);
}
