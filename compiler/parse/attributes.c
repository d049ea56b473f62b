#include "parse/attributes.h"

#include "ast/words.h"
#include "base/utf8.h"
#include "parse/scan.h"

/* The texts at the end of a node's inlines, run together. */
struct tail {
    struct arena *arena;
    struct str text;
    struct node *first; /* of the texts; they follow each other to the last inline */
};

static struct node *last_inline(const struct node *holder)
{
    struct node *node = holder->last;
    while (node && !node_is_inline(node->kind))
        node = node->previous;
    return node;
}

static struct tail read_tail(struct arena *arena, const struct node *holder)
{
    struct tail tail = {.arena = arena};
    struct node *last = last_inline(holder);
    for (struct node *node = last; node && node->kind == NODE_TEXT; node = node->previous) {
        tail.first = node;
        if (str_find_byte(node->as.text.text, '{', 0) != SIZE_MAX)
            break;
    }
    struct buf text = {0};
    for (const struct node *node = tail.first; node && node_is_inline(node->kind); node = node->next)
        buf_add(&text, node->as.text.text);
    tail.text = buf_keep(&text, arena);
    buf_finish(&text);
    return tail;
}

/* The text node that byte `at` of the tail stands in; `at` becomes the offset in it. */
static struct node *node_at(const struct tail *tail, size_t *at)
{
    struct node *node = tail->first;
    while (node->next && node_is_inline(node->next->kind) && *at >= node->as.text.text.len) {
        *at -= node->as.text.text.len;
        node = node->next;
    }
    return node;
}

static bool is_escaped(const struct node *text)
{
    return text->as.text.text.len == 1 && str_starts(span_text(text->span), S("\\"));
}

static struct span span_of_tail(const struct tail *tail, size_t start, size_t end)
{
    size_t in_first = start, in_last = end > start ? end - 1 : start;
    const struct node *first = node_at(tail, &in_first);
    const struct node *last = node_at(tail, &in_last);
    bool parallel = first->span.end - first->span.start == first->as.text.text.len &&
                    last->span.end - last->span.start == last->as.text.text.len;
    if (!parallel)
        return span_join(first->span, last->span);
    size_t past = end > start ? in_last + 1 : in_last;
    return (struct span){first->span.source, first->span.start + (uint32_t)in_first, last->span.start + (uint32_t)past};
}

/* Remove everything of the tail from byte `at` on. */
static void cut_tail(const struct tail *tail, size_t at)
{
    while (at > 0 && scan_is_space(tail->text.at[at - 1]))
        at--;
    struct node *node = node_at(tail, &at);
    while (node->next && node_is_inline(node->next->kind))
        node_detach(node->next);
    if (at == 0) {
        node_detach(node);
        return;
    }
    size_t lost = node->as.text.text.len - at;
    node->as.text.text.len = at;
    if (node->span.end >= node->span.start + lost)
        node->span.end -= (uint32_t)lost;
}

static size_t skip_space(struct str text, size_t at, size_t end)
{
    while (at < end && scan_is_space(text.at[at]))
        at++;
    return at;
}

/* A quotation mark as typed or as word processors make it: its length, or 0. */
static size_t quotation_mark(struct str text, size_t at)
{
    static const struct str marks[] = {{"\"", 1}, {"\xE2\x80\x9C", 3}, {"\xE2\x80\x9D", 3}, {"\xE2\x80\x9E", 3}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (str_starts(str_from(text, at), marks[i]))
            return marks[i].len;
    }
    return 0;
}

/* `="value"` at the place; gives the offset past it, or SIZE_MAX. */
static size_t read_value(struct str text, size_t at, size_t end, size_t *from, size_t *to)
{
    at = skip_space(text, at, end);
    if (at >= end || text.at[at] != '=')
        return SIZE_MAX;
    at = skip_space(text, at + 1, end);
    size_t mark = at < end ? quotation_mark(text, at) : 0;
    if (mark == 0)
        return SIZE_MAX;
    *from = at + mark;
    for (at = *from; at < end; at++) {
        mark = quotation_mark(text, at);
        if (mark > 0) {
            *to = at;
            return at + mark;
        }
    }
    return SIZE_MAX;
}

/* Bytes of `key` at the place, compared folded up to an equals sign; 0 when another key stands there. */
static size_t read_key(struct arena *arena, struct str text, size_t at, size_t end, struct str key)
{
    size_t equals = str_find_byte(text, '=', at);
    if (equals == SIZE_MAX || equals > end)
        return 0;
    struct str typed = utf8_fold(arena, str_part(text, at, equals));
    struct buf spaced = {0};
    for (size_t i = 0; i < typed.len; i++)
        buf_add_byte(&spaced, typed.at[i] == '-' ? ' ' : typed.at[i]);
    bool same = str_equal(buf_str(&spaced), key);
    buf_finish(&spaced);
    return same ? equals - at : 0;
}

static size_t read_id(struct str text, size_t at, size_t end)
{
    while (at < end && !scan_is_space(text.at[at]) && str_find_byte(S("\"'<>#{}=&"), text.at[at], 0) == SIZE_MAX)
        at++;
    return at;
}

/* One attribute at the place; gives the offset past it, or SIZE_MAX. */
static size_t read_attribute(const struct tail *tail, size_t at, size_t end, struct attributes *attributes)
{
    struct str text = tail->text;
    size_t from = 0, to = 0;
    if (text.at[at] == '#') {
        to = read_id(text, at + 1, end);
        if (to == at + 1 || attributes->id.len > 0)
            return SIZE_MAX;
        attributes->id = str_part(text, at + 1, to);
        attributes->id_span = span_of_tail(tail, at + 1, to);
        return to;
    }
    size_t key = read_key(tail->arena, text, at, end, word(WORD_CLOSED_KEY));
    if (key > 0) {
        size_t past = read_value(text, at + key, end, &from, &to);
        attributes->closed = true;
        attributes->legal_basis = str_trim(str_part(text, from, to));
        attributes->closed_span = span_of_tail(tail, from, to);
        return past;
    }
    key = read_key(tail->arena, text, at, end, word(WORD_PUBLIC_TITLE_KEY));
    if (key == 0)
        return SIZE_MAX;
    size_t past = read_value(text, at + key, end, &from, &to);
    attributes->public_title = str_trim(str_part(text, from, to));
    return past;
}

struct attributes attributes_take(struct arena *arena, struct node *holder)
{
    struct attributes attributes = {0};
    struct tail tail = read_tail(arena, holder);
    struct str text = str_trim(tail.text);
    size_t open = SIZE_MAX;
    for (size_t i = text.len; i > 0 && open == SIZE_MAX; i--) {
        if (text.at[i - 1] == '{')
            open = i - 1;
    }
    if (open == SIZE_MAX || !str_ends(text, S("}")))
        return attributes;
    open += (size_t)(text.at - tail.text.at);
    size_t close = (size_t)(text.at - tail.text.at) + text.len - 1;
    size_t in_open = open, in_close = close;
    if (is_escaped(node_at(&tail, &in_open)) || is_escaped(node_at(&tail, &in_close)))
        return attributes;

    size_t at = skip_space(tail.text, open + 1, close);
    bool any = at < close;
    while (at < close && at != SIZE_MAX) {
        at = read_attribute(&tail, at, close, &attributes);
        if (at != SIZE_MAX)
            at = skip_space(tail.text, at, close);
    }
    if (any && at == close) {
        cut_tail(&tail, open);
        return attributes;
    }
    struct str typed = utf8_fold(arena, str_part(tail.text, open, close));
    attributes = (struct attributes){.broken = str_find(typed, word(WORD_CLOSED_KEY), 0) != SIZE_MAX};
    attributes.closed_span = span_of_tail(&tail, open, close + 1);
    return attributes;
}
