#include "ast/compose.h"
#include "ast/words.h"

#define NO_BREAK_SPACE S("\xC2\xA0")

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The word that ends at `end`, an opening bracket or quote before it left out. */
static struct str word_before(struct str text, size_t end)
{
    size_t start = end;
    while (start > 0 && text.at[start - 1] != ' ' && text.at[start - 1] != '(' && text.at[start - 1] != '"' &&
           text.at[start - 1] != '/')
        start--;
    return str_part(text, start, end);
}

/* The word that begins at `start`, closing brackets and marks after it left out. */
static struct str word_after(struct str text, size_t start)
{
    size_t end = start;
    while (end < text.len && text.at[end] != ' ' && text.at[end] != ')' && text.at[end] != ',' && text.at[end] != ';' &&
           text.at[end] != ':')
        end++;
    return str_part(text, start, end);
}

/* `11.`: the day of a date. */
static bool is_day(struct str word)
{
    return (word.len == 2 || word.len == 3) && word.at[word.len - 1] == '.' && is_digit(word.at[0]) &&
           is_digit(word.at[word.len - 2]);
}

static bool is_month(struct str word)
{
    for (int month = 1; month <= 12; month++)
        if (str_equal_ignoring_case(word, word_month(month)))
            return true;
    return false;
}

/* `1.316.000`, `4,5`, `10-12`. */
static bool is_number(struct str word)
{
    if (word.len == 0 || !is_digit(word.at[word.len - 1]))
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (!is_digit(word.at[i]) && word.at[i] != '.' && word.at[i] != ',' && word.at[i] != '-')
            return false;
    return true;
}

/* Whether a line may not end at the space at `at`. */
static bool holds_together(struct str text, size_t at)
{
    if (at == 0 || at + 1 >= text.len)
        return false;
    char last = text.at[at - 1];
    if (is_digit(text.at[at + 1]))
        return last != ' ' && word_precedes_number(word_before(text, at));
    if (is_digit(last))
        return is_number(word_before(text, at)) && word_follows_number(word_after(text, at + 1));
    if (last != '.' || !is_day(word_before(text, at)))
        return false;
    struct str next = word_after(text, at + 1);
    if (next.len > 0 && next.at[next.len - 1] == '.') /* at the end of a sentence */
        next.len--;
    return is_month(next);
}

static struct str bind_words(struct arena *arena, struct str text, bool all)
{
    struct buf bound = {0};
    size_t copied = 0;
    for (size_t at = str_find_byte(text, ' ', 0); at != SIZE_MAX; at = str_find_byte(text, ' ', at + 1)) {
        if (!all && !holds_together(text, at))
            continue;
        buf_add(&bound, str_part(text, copied, at));
        buf_add(&bound, NO_BREAK_SPACE);
        copied = at + 1;
    }
    if (copied == 0)
        return text;
    buf_add(&bound, str_from(text, copied));
    struct str kept = buf_keep(&bound, arena);
    buf_finish(&bound);
    return kept;
}

/* A telephone number stays whole. */
static bool is_telephone(const struct node *text)
{
    const struct node *link = text->parent;
    return link && link->kind == NODE_LINK && str_starts(link->as.link.url, S("tel:"));
}

void typography_apply(struct arena *arena, struct node *root)
{
    struct node_walk walk = node_walk_begin(root);
    while (node_walk_next(&walk))
        if (walk.entering && walk.node->kind == NODE_TEXT)
            walk.node->as.text.text = bind_words(arena, walk.node->as.text.text, is_telephone(walk.node));
}
