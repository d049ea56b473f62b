#include "ast/node.h"

static void part_words(struct buf *text)
{
    if (text->len > 0 && text->at[text->len - 1] != '\n')
        buf_add_byte(text, '\n');
}

/* Ends at the first node that takes it past `most` bytes. */
static struct str words_of(struct arena *arena, const struct node *node, size_t most)
{
    struct buf text = {0};
    /* A walk never writes through its root; the const is the caller's promise about the tree, kept here as well. */
    struct node_walk walk = node_walk_begin((struct node *)(uintptr_t)node);
    while (text.len <= most && node_walk_next(&walk)) {
        const struct node *at = walk.node;
        if (!node_is_inline(at->kind)) {
            part_words(&text);
            if (walk.entering && at->kind == NODE_CODE_BLOCK)
                buf_add(&text, at->as.code_block.text);
            continue;
        }
        if (!walk.entering)
            continue;
        if (at->kind == NODE_TEXT || at->kind == NODE_CODE)
            buf_add(&text, str_part(at->as.text.text, 0, most - text.len + 1));
        else if (at->kind == NODE_SOFT_BREAK || at->kind == NODE_LINE_BREAK)
            buf_add_byte(&text, ' ');
    }
    while (text.len > 0 && text.at[text.len - 1] == '\n')
        text.len--;
    struct str kept = buf_keep(&text, arena);
    buf_finish(&text);
    return kept;
}

struct str node_plain_text(struct arena *arena, const struct node *node)
{
    return words_of(arena, node, SIZE_MAX - 1);
}

struct str words_beginning(struct arena *arena, struct str words)
{
    if (words.len <= WORDS_OF_A_NAME)
        return words;
    size_t end = WORDS_OF_A_NAME;
    while (end > 0 && ((unsigned char)words.at[end] & 0xC0) == 0x80)
        end--;
    return str_concat(arena, str_part(words, 0, end), S("…"));
}

struct str node_beginning(struct arena *arena, const struct node *node)
{
    return words_beginning(arena, words_of(arena, node, WORDS_OF_A_NAME));
}

/* Add the words of a text or code node, in parallel with the source where the same bytes stand there. */
static void add_words(struct excerpt_builder *builder, const struct node *node)
{
    struct str words = node->as.text.text;
    struct str typed = span_text(node->span);
    size_t at = SIZE_MAX;
    if (node->span.source == builder->excerpt.source)
        at = str_starts(typed, words) ? 0 : str_find(typed, words, 0);
    if (at != SIZE_MAX)
        excerpt_add(builder, words, node->span.start + at);
    else
        excerpt_add_made_up(builder, words, node->span.start);
}

struct excerpt node_running_text(struct arena *arena, const struct node *block)
{
    struct excerpt_builder builder;
    const struct source *source = block->span.source;
    for (const struct node *child = block->first; child && !source; child = child->next)
        source = child->span.source;
    excerpt_begin(&builder, arena, source);

    struct node_walk walk = node_walk_begin((struct node *)(uintptr_t)block);
    while (node_walk_next(&walk)) {
        const struct node *at = walk.node;
        if (!walk.entering || at == block)
            continue;
        if (!node_is_inline(at->kind)) {
            node_walk_skip(&walk);
            continue;
        }
        if (at->kind == NODE_TEXT || at->kind == NODE_CODE)
            add_words(&builder, at);
        else if (at->kind == NODE_SOFT_BREAK || at->kind == NODE_LINE_BREAK)
            excerpt_add_made_up(&builder, S(" "), at->span.start);
    }
    return excerpt_end(&builder);
}
