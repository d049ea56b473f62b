/* The organisation: which body is below which. */
#include "archive/contents_parts.h"

#include "ast/words.h"
#include "base/utf8.h"

#include <stdlib.h>

static int by_danish_name(const void *a, const void *b)
{
    const struct contents_body *one = *(const struct contents_body *const *)a;
    const struct contents_body *other = *(const struct contents_body *const *)b;
    int const order = danish_compare(one->publisher.name, other->publisher.name);
    return order ? order : str_compare(one->publisher.forum, other->publisher.forum);
}

static const struct contents_body *find_body(const struct contents_body *bodies, size_t count, struct str forum)
{
    for (size_t i = 0; i < count; i++)
        if (forum.len && str_equal(bodies[i].publisher.forum, forum))
            return &bodies[i];
    return NULL;
}

typedef vec_of(const struct contents_body *) body_list;

static bool holds(const ordered_bodies *list, const struct contents_body *body)
{
    for (size_t i = 0; i < list->len; i++)
        if (list->at[i].body == body)
            return true;
    return false;
}

static void sort_by_name(body_list *list)
{
    if (list->len > 1)
        qsort(list->at, list->len, sizeof *list->at, by_danish_name);
}

/* A circle of bodies is broken where it is met. */
ordered_bodies contents_order_bodies(struct arena *arena, const struct contents_body *bodies, size_t count)
{
    body_list sorted = {0};
    for (size_t i = 0; i < count; i++)
        vec_push(arena, &sorted, &bodies[i]);
    sort_by_name(&sorted);
    ordered_bodies ordered = {0};
    ordered_bodies open = {0}; /* a stack, the next one on top */
    for (size_t round = 0; round < 2; round++)
        for (size_t i = 0; i < count; i++) {
            bool const below = find_body(bodies, count, sorted.at[i]->parent) != NULL;
            if ((round == 0 && below) || holds(&ordered, sorted.at[i]))
                continue;
            struct ordered_body const top = {sorted.at[i], 0};
            vec_push(arena, &open, top);
            while (open.len) {
                struct ordered_body const next = open.at[--open.len];
                if (holds(&ordered, next.body))
                    continue;
                vec_push(arena, &ordered, next);
                for (size_t j = count; j-- > 0;) {
                    struct ordered_body const child = {sorted.at[j], next.depth + 1};
                    if (str_equal(child.body->parent, next.body->publisher.forum))
                        vec_push(arena, &open, child);
                }
            }
        }
    return ordered;
}

/* A body's name, which leads to its page when it has one. */
static void add_name(struct arena *arena, struct node *parent, const struct archive *archive,
                     const struct contents_body *body)
{
    if (contents_has_page(archive, body)) {
        struct str const page = contents_body_page(arena, body->publisher.forum);
        parent = contents_add(arena, parent, NODE_LINK);
        parent->as.link = (struct link){.kind = LINK_MEETING, .html = page, .automatic = true};
    }
    contents_add_text(arena, parent, body->publisher.name);
}

static struct node *add_list(struct arena *arena, struct node *parent)
{
    struct node *list = contents_add(arena, parent, NODE_LIST);
    list->as.list.kind = LIST_BULLET;
    list->as.list.tight = true;
    return list;
}

/* Deeper than this, bodies stand beside the one they are below. */
#define DEEPEST 8

void contents_add_organisation(struct arena *arena, struct node *root, const struct archive *archive,
                               const ordered_bodies *ordered)
{
    unsigned depth = 0;
    for (size_t i = 0; i < ordered->len; i++)
        depth = ordered->at[i].depth > depth ? ordered->at[i].depth : depth;
    if (depth == 0)
        return;
    struct node *section = contents_add_section(arena, root, S("organisation"), word(WORD_ORGANISATION));
    struct node *lists[DEEPEST + 1] = {add_list(arena, section)};
    unsigned open = 0;
    for (size_t i = 0; i < ordered->len; i++) {
        unsigned const wanted = ordered->at[i].depth < DEEPEST ? ordered->at[i].depth : DEEPEST;
        if (wanted > open) { /* by one: a body follows the one it is below */
            lists[wanted] = add_list(arena, lists[open]->last);
        }
        open = wanted;
        struct node *item = contents_add(arena, lists[open], NODE_LIST_ITEM);
        add_name(arena, contents_add(arena, item, NODE_PARAGRAPH), archive, ordered->at[i].body);
    }
}

void contents_add_relations(struct arena *arena, struct node *cover, const struct archive *archive,
                            const struct contents_body *bodies, size_t count, const struct contents_body *body)
{
    const struct contents_body *above = find_body(bodies, count, body->parent);
    if (above && above != body) {
        struct node *paragraph = contents_add(arena, cover, NODE_PARAGRAPH);
        contents_add_text(arena, paragraph, str_format(arena, "%.*s ", STR(word(WORD_BELONGS_TO))));
        add_name(arena, paragraph, archive, above);
    }
    body_list below = {0};
    for (size_t i = 0; i < count; i++)
        if (&bodies[i] != body && str_equal(bodies[i].parent, body->publisher.forum))
            vec_push(arena, &below, &bodies[i]);
    sort_by_name(&below);
    struct node *paragraph = NULL;
    for (size_t i = 0; i < below.len; i++) {
        struct str const before = paragraph ? S(", ") : str_format(arena, "%.*s ", STR(word(WORD_ABOVE)));
        if (!paragraph)
            paragraph = contents_add(arena, cover, NODE_PARAGRAPH);
        contents_add_text(arena, paragraph, before);
        add_name(arena, paragraph, archive, below.at[i]);
    }
}

struct str contents_body_name(const struct contents_body *bodies, size_t count, struct str forum)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(bodies[i].publisher.forum, forum) && bodies[i].publisher.name.len)
            return bodies[i].publisher.name;
    return forum;
}
