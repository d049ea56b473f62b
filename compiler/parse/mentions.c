#include "parse/mentions.h"

#include "ast/words.h"
#include "base/utf8.h"

/* How far back from `pkt.` a paragraph sign makes it a part of a law. */
#define LAW_DISTANCE 80

/* Texts and soft breaks that follow each other, run together. */
struct piece {
    struct node *node;
    size_t start; /* in the run */
};

struct mention {
    size_t start, end;   /* in the run: `pkt. 2.1`, or only `2.3` after `og`, or `mødet den 22. januar 2020` */
    struct node *target; /* NULL: another meeting of the body */
    struct date date;    /* of that meeting */
};

struct finder {
    struct meeting *meeting;
    struct arena *arena;
    struct diag_sink *sink;
    unsigned attachments; /* of the meeting, withheld ones included */
    struct buf text;      /* of the run */
    vec_of(struct piece) pieces;
    vec_of(struct mention) mentions;
};

/* A number in a mention: `2.1` or `4`. */
struct number {
    unsigned section, number;
    size_t end;
};

static struct str run_text(const struct finder *finder)
{
    return buf_str(&finder->text);
}

static size_t skip_space(struct str text, size_t at)
{
    while (at < text.len) {
        size_t next = at;
        if (!utf8_is_space(utf8_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

static bool is_digit(struct str text, size_t at)
{
    return at < text.len && text.at[at] >= '0' && text.at[at] <= '9';
}

static uint32_t code_point_before(struct str text, size_t at)
{
    while (at > 0) {
        at--;
        if (((unsigned char)text.at[at] & 0xC0) != 0x80)
            return utf8_next(text, &at);
    }
    return ' ';
}

static bool continues_word(struct str text, size_t at)
{
    if (at >= text.len)
        return false;
    size_t next = at;
    uint32_t code_point = utf8_next(text, &next);
    return utf8_is_letter(code_point) || utf8_is_digit(code_point);
}

static bool begins_word(struct str text, size_t at)
{
    uint32_t before = code_point_before(text, at);
    return !utf8_is_letter(before) && !utf8_is_digit(before) && before != '-';
}

static size_t read_digits(struct str text, size_t at, unsigned *value)
{
    size_t start = at;
    *value = 0;
    for (; is_digit(text, at) && at - start < 5; at++)
        *value = *value * 10 + (unsigned)(text.at[at] - '0');
    return at > start && !is_digit(text, at) ? at : SIZE_MAX;
}

/* `2.1` of an item, `4` of an attachment; not what goes on as a date, a longer number or `4a`. */
static bool read_number(struct str text, size_t at, bool item, struct number *number)
{
    number->section = 0;
    size_t end = read_digits(text, at, &number->number);
    if (end != SIZE_MAX && item) {
        number->section = number->number;
        bool dotted = end < text.len && text.at[end] == '.';
        end = dotted ? read_digits(text, end + 1, &number->number) : SIZE_MAX;
    }
    if (end == SIZE_MAX || continues_word(text, end))
        return false;
    bool goes_on = end < text.len && (text.at[end] == '.' || text.at[end] == ',' || text.at[end] == '/') &&
                   is_digit(text, end + 1);
    number->end = end;
    return !goes_on;
}

static struct str word_before(struct str text, size_t at)
{
    while (at > 0 && (text.at[at - 1] == ' ' || text.at[at - 1] == '\n'))
        at--;
    size_t start = at;
    while (start > 0 && text.at[start - 1] != ' ' && text.at[start - 1] != '\n' && text.at[start - 1] != '(')
        start--;
    return str_part(text, start, at);
}

/* Whether the words between a paragraph sign and the mention are all parts of a law: `§ 4, stk. 2, nr. 3, `. */
static bool is_all_law(struct str text)
{
    size_t at = 0;
    while (at < text.len) {
        size_t next = skip_space(text, at);
        if (next == at && (text.at[at] == ',' || text.at[at] == '-'))
            next = at + 1;
        if (next > at) {
            at = next;
            continue;
        }
        size_t end = at;
        while (end < text.len && (text.at[end] == '.' || continues_word(text, end)))
            utf8_next(text, &end);
        struct str word = str_part(text, at, end);
        if (word.len == 0 || !(is_digit(word, 0) || word.len == 1 || word_of_law(word)))
            return false;
        at = end;
    }
    return true;
}

static bool is_of_law(struct str text, size_t at)
{
    if (word_names_law(word_before(text, at)))
        return true;
    size_t from = at > LAW_DISTANCE ? at - LAW_DISTANCE : 0;
    for (size_t i = at; i > from + 1; i--) {
        if (str_equal(str_part(text, i - 2, i), S("\xC2\xA7")))
            return is_all_law(str_part(text, i, at));
    }
    return false;
}

/* Between two numbers: `,`, `-`, `–`, `og`, `eller`; the offset of what comes after, or SIZE_MAX. */
static size_t skip_joint(struct str text, size_t at)
{
    at = skip_space(text, at);
    static const struct str marks[] = {{",", 1}, {"-", 1}, {"\xE2\x80\x93", 3}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (str_starts(str_from(text, at), marks[i]))
            return skip_space(text, at + marks[i].len);
    }
    size_t end = at;
    while (end < text.len && ((text.at[end] >= 'a' && text.at[end] <= 'z')))
        end++;
    size_t past = skip_space(text, end);
    return past > end && word_joins(str_part(text, at, end)) ? past : SIZE_MAX;
}

/* Index of the piece that the offset stands in. */
static size_t piece_at(const struct finder *finder, size_t at)
{
    size_t low = 0, high = finder->pieces.len;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (finder->pieces.at[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool is_parallel(const struct node *text)
{
    return text->kind == NODE_TEXT && text->span.end - text->span.start == text->as.text.text.len;
}

static struct span span_of(const struct finder *finder, size_t start, size_t end)
{
    const struct piece *first = &finder->pieces.at[piece_at(finder, start)];
    const struct piece *last = &finder->pieces.at[piece_at(finder, end - 1)];
    struct span span = span_join(first->node->span, last->node->span);
    if (is_parallel(first->node))
        span.start = first->node->span.start + (uint32_t)(start - first->start);
    if (is_parallel(last->node))
        span.end = last->node->span.start + (uint32_t)(end - last->start);
    return span;
}

static void report_item(struct finder *finder, struct span span, const struct number *number)
{
    struct str shown = str_format(finder->arena, "%u.%u", number->section, number->number);
    struct str section = str_format(finder->arena, "%u", number->section);
    if (number->section == 0 || number->section > finder->meeting->sections.len) {
        diag_report(finder->sink, MSG_UNKNOWN_ITEM_SECTION, span, shown, section);
        return;
    }
    const struct node *node = finder->meeting->sections.at[number->section - 1];
    unsigned items = 0;
    for (const struct node *item = node->first; item; item = item->next)
        items += item->kind == NODE_ITEM;
    if (items == 0)
        diag_report(finder->sink, MSG_UNKNOWN_ITEM_OF_NONE, span, shown, section);
    else
        diag_report(finder->sink, MSG_UNKNOWN_ITEM, span, shown, section, str_format(finder->arena, "%u", items));
}

static void report_attachment(struct finder *finder, struct span span, const struct number *number)
{
    struct str shown = str_format(finder->arena, "%u", number->number);
    if (finder->attachments == 0)
        diag_report(finder->sink, MSG_UNKNOWN_ATTACHMENT_OF_NONE, span, shown);
    else
        diag_report(finder->sink, MSG_UNKNOWN_ATTACHMENT, span, shown,
                    str_format(finder->arena, "%u", finder->attachments));
}

/* After a number that follows `og`, words show that it counts something else: `bilag 2 og 19 kommuner`. */
static bool ends_phrase(struct str text, size_t at)
{
    if (at < text.len && text.at[at] == '.') {
        size_t next = skip_space(text, at + 1);
        return next >= text.len || !(text.at[next] >= 'a' && text.at[next] <= 'z');
    }
    return at >= text.len || str_find_byte(S(",;:)!?]"), text.at[at], 0) != SIZE_MAX;
}

static void take_number(struct finder *finder, size_t start, const struct number *number, bool item, bool first)
{
    struct node *target = item ? meeting_item(finder->meeting, number->section, number->number)
                               : meeting_attachment(finder->meeting, number->number);
    if (target) {
        struct mention mention = {start, number->end, target, {0}};
        vec_push(finder->arena, &finder->mentions, mention);
        return;
    }
    bool withheld = !item && number->number > 0 && number->number <= finder->attachments;
    if (withheld || (!first && !ends_phrase(run_text(finder), number->end)))
        return;
    struct span span = span_of(finder, start, number->end);
    if (item)
        report_item(finder, span, number);
    else
        report_attachment(finder, span, number);
}

/* At a word that names items or attachments: all numbers after it. Gives the offset to go on from. */
static size_t read_mention(struct finder *finder, size_t start, size_t word, bool item)
{
    struct str text = run_text(finder);
    size_t at = skip_space(text, start + word);
    bool apart = at > start + word || (item && text.at[at - 1] == '.');
    struct number number;
    if (!apart || !read_number(text, at, item, &number))
        return start + word;
    if (is_of_law(text, start))
        return number.end;
    take_number(finder, start, &number, item, true);
    for (size_t end = number.end;;) {
        at = skip_joint(text, end);
        if (at == SIZE_MAX || !read_number(text, at, item, &number))
            return end;
        take_number(finder, at, &number, item, false);
        end = number.end;
    }
}

/* `22. januar 2020` at the place; gives the offset past it, or SIZE_MAX. */
static size_t read_date(struct str text, size_t at, struct date *date)
{
    unsigned day, year;
    at = read_digits(text, at, &day);
    if (at == SIZE_MAX || at >= text.len || text.at[at] != '.')
        return SIZE_MAX;
    at = skip_space(text, at + 1);
    for (int month = 1; month <= 12; month++) {
        struct str const name = word_month(month);
        if (!str_equal_ignoring_case(str_part(text, at, at + name.len), name))
            continue;
        size_t const after = skip_space(text, at + name.len);
        size_t const end = after > at + name.len ? read_digits(text, after, &year) : SIZE_MAX;
        if (end == SIZE_MAX || continues_word(text, end) || year > 9999 || day > 31 ||
            !date_exists((int)year, month, (int)day))
            return SIZE_MAX;
        *date = (struct date){(int16_t)year, (int8_t)month, (int8_t)day};
        return end;
    }
    return SIZE_MAX;
}

/* At words that name a meeting of the body by its day. Whether there is one the archive knows; until then it is a link
 * in waiting. */
static size_t read_meeting(struct finder *finder, size_t start, size_t words)
{
    struct date date;
    size_t const end = read_date(run_text(finder), start + words, &date);
    if (end == SIZE_MAX)
        return start + words;
    if (date_compare(date, finder->meeting->date) != 0) {
        struct mention mention = {start, end, NULL, date};
        vec_push(finder->arena, &finder->mentions, mention);
    }
    return end;
}

static void find_mentions(struct finder *finder)
{
    struct str text = run_text(finder);
    for (size_t at = 0; at < text.len;) {
        char const small = text.at[at] | 0x20; /* of a letter */
        if ((small != 'p' && small != 'b' && small != 'm') || !begins_word(text, at)) {
            at++;
            continue;
        }
        size_t const meeting = word_names_meeting(str_from(text, at));
        if (meeting > 0) {
            at = read_meeting(finder, at, meeting);
            continue;
        }
        size_t word = word_names_item(str_from(text, at));
        bool item = word > 0;
        if (!item)
            word = word_names_attachment(str_from(text, at));
        at = word > 0 ? read_mention(finder, at, word, item) : at + 1;
    }
}

/* The node that begins at this offset of the run, split off when it has to be; NULL inside what was typed as an escape.
 */
static struct node *split_at(struct finder *finder, size_t at)
{
    const struct piece *piece = &finder->pieces.at[piece_at(finder, at)];
    struct node *node = piece->node;
    size_t offset = at - piece->start;
    if (offset == 0)
        return node;
    if (!is_parallel(node) || offset >= node->as.text.text.len)
        return NULL;
    struct span span = node->span;
    span.start += (uint32_t)offset;
    struct node *tail = node_text(finder->arena, str_from(node->as.text.text, offset), span);
    node->as.text.text.len = offset;
    node->span.end = span.start;
    node_insert_after(node, tail);
    return tail;
}

/* `after` is what follows the run, or NULL. */
static void link_mention(struct finder *finder, const struct mention *mention, struct node *after)
{
    bool to_the_end = mention->end >= finder->text.len;
    struct node *end = to_the_end ? after : split_at(finder, mention->end);
    struct node *first = !to_the_end && !end ? NULL : split_at(finder, mention->start);
    if (!first)
        return;
    struct node *link = node_new(finder->arena, NODE_LINK, NOWHERE);
    node_insert_before(first, link);
    for (struct node *node = first, *next; node != end; node = next) {
        next = node->next;
        node_detach(node);
        node_append(link, node);
        link->span = span_join(link->span, node->span);
    }
    link->as.link =
        (struct link){.kind = LINK_ANCHOR, .target = mention->target, .automatic = true, .span = link->span};
    if (!mention->target) {
        link->as.link.kind = LINK_MEETING;
        link->as.link.source = link_meeting_key(finder->arena, finder->meeting->forum, mention->date);
    }
}

static bool in_run(const struct node *node)
{
    return node && (node->kind == NODE_TEXT || node->kind == NODE_SOFT_BREAK);
}

/* Asked of every text, and rarely so, so it looks at each byte once. */
static bool may_mention(struct str text)
{
    for (size_t at = 0; at < text.len; at++) {
        char const byte = text.at[at];
        if (byte != 'k' && byte != 'K' && byte != 'i' && byte != 'I' && byte != '\xC3')
            continue;
        char const next = at + 1 < text.len ? text.at[at + 1] : '\0';
        if (next != 't' && next != 'T' && next != 'l' && next != 'L' && next != '\xB8')
            continue;
        struct str const rest = str_from(text, at);
        if (str_starts(rest, S("kt")) || str_starts(rest, S("KT")) || str_starts(rest, S("ilag")) ||
            str_starts(rest, S("ILAG")) || str_starts(rest, S("ødet")))
            return true;
    }
    return false;
}

/* Gives the last node of what the run has become. */
static struct node *read_run(struct finder *finder, struct node *first, bool links)
{
    bool possible = false;
    struct node *parent = first->parent, *after = first;
    for (; in_run(after); after = after->next)
        possible = possible || (after->kind == NODE_TEXT && may_mention(after->as.text.text));
    if (possible) {
        buf_clear(&finder->text);
        finder->pieces.len = finder->mentions.len = 0;
        for (struct node *node = first; node != after; node = node->next) {
            struct piece piece = {node, finder->text.len};
            vec_push(finder->arena, &finder->pieces, piece);
            buf_add(&finder->text, node->kind == NODE_TEXT ? node->as.text.text : S("\n"));
        }
        find_mentions(finder);
        /* From the last to the first, so that the offsets of those to come stay right. */
        for (size_t i = finder->mentions.len; links && i > 0; i--)
            link_mention(finder, &finder->mentions.at[i - 1], after);
    }
    return after ? after->previous : parent->last;
}

static bool is_heading_or_below(const struct node *node)
{
    while (node && node->kind != NODE_HEADING)
        node = node_is_inline(node->kind) ? node->parent : NULL;
    return node != NULL;
}

/* Inlines in which numbers are not looked for. */
static bool is_opaque(const struct node *node)
{
    return node->kind == NODE_LINK || node->kind == NODE_IMAGE || node->kind == NODE_CLOSURE ||
           (node_is_inline(node->kind) && node->parent && node->parent->kind == NODE_ATTACHMENT);
}

void mentions_resolve(struct meeting *meeting, struct diag_sink *sink)
{
    struct finder finder = {.meeting = meeting, .arena = meeting->arena, .sink = sink};
    finder.attachments = (unsigned)meeting->attachments.len;
    for (size_t i = 0; i < meeting->items.len; i++)
        finder.attachments += meeting->items.at[i]->as.item.withheld_attachments;
    struct node_walk walk = node_walk_begin(meeting->root);
    while (node_walk_next(&walk)) {
        if (!walk.entering)
            continue;
        if (is_opaque(walk.node)) {
            node_walk_skip(&walk);
        } else if (in_run(walk.node)) {
            walk.node = read_run(&finder, walk.node, !is_heading_or_below(walk.node));
            walk.entering = false;
        }
    }
    buf_finish(&finder.text);
}
