#include "ast/words.h"
#include "check/echoes.h"

#include <limits.h>

/* Numbers typed and numbers referred to, held against what the numbers may be once the outline is mended: each of them
 * is read from the arguments of its finding. */

/* No more attachments than so many are taken to have gone with one fault. */
enum { MOST_LOST = 5 };

struct numbering {
    struct check *check;
    const struct spots *spots;
    unsigned section_count, item_count, most_sections;
    unsigned *items_of;                   /* by section number: how many it has */
    unsigned sections_wrong, items_wrong; /* faults that move sections; items, nobody knows of which section */
    unsigned *wrong_in, *typed_in;        /* faults that move the items of a section; numbers typed wrong in it */
    unsigned attachments_from;            /* those from this number on may have moved; UINT_MAX = none */
    unsigned typed_attachments_from;
    unsigned lists_gone;     /* parts called Bilag that are empty or missing */
    bool *lost;              /* by spot: what was wrong may have taken its attachments */
    unsigned farthest;       /* how many attachments may have come or gone with a fault */
    unsigned typed_sections; /* items typed with the number of another section */
    struct span lost_list;   /* `bilag 3` at the beginning of a list that has lost its heading; NOWHERE = none */
    struct number {
        unsigned section, number, typed_section, typed_number;
    } last_item, last_attachment; /* the last ones typed wrong */
};

/* The next number in the words, or 0. */
static unsigned read_number(struct str words, size_t *at)
{
    unsigned number = 0;
    while (*at < words.len && (words.at[*at] < '0' || words.at[*at] > '9'))
        ++*at;
    for (; *at < words.len && words.at[*at] >= '0' && words.at[*at] <= '9' && number < 1000000; ++*at)
        number = number * 10 + (unsigned)(words.at[*at] - '0');
    return number;
}

/* `1.4` and `1.3` of an item, `4.` and `3.` of a section. */
static struct number typed_number(const struct diag *diag)
{
    size_t typed = 0, computed = 0;
    struct number number = {0};
    number.typed_section = read_number(diag->args[0], &typed);
    number.typed_number = read_number(diag->args[0], &typed);
    number.section = read_number(diag->args[1], &computed);
    number.number = read_number(diag->args[1], &computed);
    return number;
}

static struct number typed_attachment(const struct diag *diag)
{
    size_t typed = 0, computed = 0;
    return (struct number){.typed_number = read_number(diag->args[0], &typed),
                           .number = read_number(diag->args[1], &computed)};
}

static void attachments_move(struct numbering *numbering, const struct spot *spot)
{
    unsigned const from = spot ? spot->first_attachment : 1;
    if (spot)
        numbering->lost[spot - numbering->spots->at] = true;
    if (spot && spot->attachments > numbering->farthest)
        numbering->farthest = spot->attachments; /* none of them may be one */
    if (from < numbering->attachments_from)
        numbering->attachments_from = from;
}

/* Whether a number was typed in front of the attachment's title. */
static bool is_typed(const struct numbering *numbering, unsigned number)
{
    const struct node *attachment = meeting_attachment(numbering->check->meeting, number);
    struct str const words = attachment ? span_text(attachment->span) : S("");
    return str_find(str_part(words, 0, words.len < 12 ? words.len : 12), S("ilag "), 0) != SIZE_MAX;
}

/* Where nobody typed numbers, the fault may be as far up as the last one that was typed right. */
static void judge_attachment(struct numbering *numbering, const struct diag *diag)
{
    struct number const number = typed_attachment(diag);
    if (numbering->typed_attachments_from == UINT_MAX)
        numbering->typed_attachments_from = number.number < number.typed_number ? number.number : number.typed_number;
    while (numbering->typed_attachments_from > 1 && !is_typed(numbering, numbering->typed_attachments_from - 1))
        numbering->typed_attachments_from--;
}

static void judge_item(struct numbering *numbering, const struct diag *diag)
{
    struct number const number = typed_number(diag);
    numbering->typed_sections += number.typed_section != number.section;
    if (number.section > 0 && number.section <= numbering->section_count)
        numbering->typed_in[number.section]++;
}

static void list_is_gone(struct numbering *numbering, const struct spot *spot)
{
    numbering->lists_gone++;
    attachments_move(numbering, spot);
}

static void items_move(struct numbering *numbering, const struct spot *spot)
{
    unsigned const section = spot ? spot->section->as.section.number : 0;
    if (section > 0 && section <= numbering->section_count)
        numbering->wrong_in[section]++;
    else
        numbering->items_wrong++;
}

/* Whether the heading, which is no part's, stands over a list in an item without attachments. */
static bool heads_list(const struct spot *spot, struct span heading)
{
    for (const struct node *part = spot && spot->attachments == 0 ? spot->node->first : NULL; part; part = part->next) {
        for (const struct node *block = part->kind == NODE_PART ? part->first : part; block; block = block->next) {
            if (block->kind == NODE_HEADING && block->span.start == heading.start)
                return block->next && block->next->kind == NODE_LIST;
        }
    }
    return false;
}

/* Whether a list follows the key at the place, which may be that of attachments. */
static bool is_key_of_list(struct span key)
{
    struct str const text = key.source->text;
    bool lines = false;
    for (size_t at = key.end; at < text.len; at++) {
        char const byte = text.at[at];
        if (byte == '\n')
            lines = true;
        else if (byte != ' ' && byte != ':' && byte != '\r')
            return byte == '[' || (lines && byte == '-');
    }
    return false;
}

/* Whether there is text among the attachments of the item: that of a part which has lost its heading. */
static bool has_text_in_list(const struct spot *spot)
{
    for (const struct node *part = spot ? spot->node->first : NULL; part; part = part->next) {
        const struct node *block =
            part->kind == NODE_PART && part->as.part.kind == PART_ATTACHMENTS ? part->first : NULL;
        for (; block; block = block->next) {
            if (block->kind != NODE_HEADING && block->kind != NODE_ATTACHMENT_LIST)
                return true;
        }
    }
    return false;
}

/* `- Bilag 3: …` is no reference but a list of attachments that has lost its heading. */
static void judge_list(struct numbering *numbering, const struct diag *diag, const struct spot *spot)
{
    struct span const span = diag->span;
    struct str const text = span.source->text;
    bool const begins = span.start >= 2 && str_equal(str_part(text, span.start - 2, span.start), S("- "));
    if (!begins || span.end >= text.len || text.at[span.end] != ':')
        return;
    if (span_is_nowhere(numbering->lost_list))
        numbering->lost_list = span;
    attachments_move(numbering, spot);
}

/* An id in a list that is none of attachments, since that has lost its heading. */
static void judge_stray_id(struct numbering *numbering, const struct diag *diag)
{
    if (!diag->note || diag->note->message != MSG_UNKNOWN_ID_STRAY)
        return;
    struct span const place = diag->note->span;
    struct str const line = str_trim(source_line(place.source, source_position(place.source, place.start).line));
    const struct spot *spot = spots_find(numbering->spots, place);
    if (spot && (str_starts(line, S("- ")) || str_starts(line, S("* "))))
        list_is_gone(numbering, spot);
}

/* An id given twice to attachments, not to headings: a line of the list was typed twice. */
static bool is_of_attachment(const struct diag *diag)
{
    const struct source *source = diag->span.source;
    return source && !str_starts(source_line(source, source_position(source, diag->span.start).line), S("#"));
}

static void judge(struct numbering *numbering, const struct diag *diag)
{
    const struct spot *spot = spots_find(numbering->spots, diag->span);
    switch (diag->rule) {
    case RULE_DUPLICATE_SECTION:
    case RULE_MISSING_SECTION:
    case RULE_SECTION_ORDER:
        numbering->sections_wrong++;
        break;
    case RULE_UNKNOWN_SECTION: /* a misspelt heading is a heading; as data it parts items */
        if (in_front_matter(numbering->check, diag->span))
            attachments_move(numbering, NULL);
        numbering->sections_wrong +=
            diag->message != MSG_UNKNOWN_SECTION_NEAR || in_front_matter(numbering->check, diag->span);
        break;
    case RULE_HEADING_LEVEL:
        numbering->sections_wrong += diag->message == MSG_ITEM_WITHOUT_SECTION ||
                                     diag->message == MSG_PART_WITHOUT_SECTION ||
                                     diag->message == MSG_SECTION_BELOW_ITS_LEVEL;
        numbering->items_wrong += diag->message == MSG_HEADING_IN_VALUE || diag->message == MSG_HEADING_IN_ITEM_FILE;
        if (diag->message == MSG_NO_SUCH_PART && heads_list(spot, diag->span))
            attachments_move(numbering, spot);
        break;
    case RULE_DUPLICATE_PART:
    case RULE_MISSING_ITEM:
        if (diag->message != MSG_MISSING_ITEM_NEAR && diag->message != MSG_PART_ALSO_AS_DATA)
            items_move(numbering, spot);
        break;
    case RULE_TEXT_OUTSIDE_ITEM:
        if (diag->message == MSG_TEXT_BEFORE_ITEM)
            items_move(numbering, spot);
        else if (str_starts(span_text(diag->span), S("- ")) ||
                 str_starts(span_text(diag->span), word_part_slug(PART_ATTACHMENTS)))
            attachments_move(numbering, spot);
        break;
    case RULE_DUPLICATE_KEY:
        numbering->items_wrong += spot != NULL;
        if (spot)
            attachments_move(numbering, spot);
        break;
    case RULE_BAD_VALUE:
        numbering->sections_wrong +=
            diag->message == MSG_NOT_ONE_LINE && str_equal(diag->args[0], word(WORD_SECTION_KEY));
        numbering->items_wrong += diag->message == MSG_EMPTY_MEMBER || diag->message == MSG_BAD_ITEM;
        if (diag->message == MSG_PART_NOT_TEXT || diag->message == MSG_BAD_ATTACHMENT || diag->message == MSG_NOT_LIST)
            attachments_move(numbering, spot);
        break;
    case RULE_MISSING_KEY:
        if (str_equal(diag->args[0], word(WORD_SECTION_KEY))) {
            numbering->sections_wrong++;
            attachments_move(numbering, NULL);
        }
        break;
    case RULE_UNKNOWN_KEY:
        if (spot && diag->message == MSG_UNKNOWN_KEY && is_key_of_list(diag->span))
            attachments_move(numbering, spot);
        break;
    case RULE_EMPTY_PART:
    case RULE_MISSING_PART:
        if (diag->message == MSG_ITEM_TWICE)
            items_move(numbering, spot);
        else if (str_equal(diag->args[diag->rule == RULE_EMPTY_PART ? 0 : 1], word_part(PART_ATTACHMENTS)))
            list_is_gone(numbering, spot);
        else if (diag->rule == RULE_MISSING_PART && has_text_in_list(spot))
            attachments_move(numbering, spot);
        break;
    case RULE_DUPLICATE_ID:
        if (is_of_attachment(diag))
            attachments_move(numbering, spot);
        break;
    case RULE_UNKNOWN_REFERENCE:
        judge_stray_id(numbering, diag);
        break;
    case RULE_UNKNOWN_ATTACHMENT_REFERENCE:
    case RULE_ATTACHMENT_OF_OTHER_ITEM:
        judge_list(numbering, diag, spot);
        break;
    case RULE_ITEM_NUMBER:
        judge_item(numbering, diag);
        break;
    case RULE_ATTACHMENT_NUMBER:
        judge_attachment(numbering, diag);
        break;
    default: /* of the other rules none counts anything */
        break;
    }
}

struct numbering *numbering_judge(struct check *check, const struct spots *spots)
{
    struct numbering *numbering = arena_new(check->arena, struct numbering);
    const struct meeting *meeting = check->meeting;
    size_t const sections = meeting->sections.len;
    *numbering =
        (struct numbering){.check = check, .spots = spots, .section_count = (unsigned)sections, .lost_list = NOWHERE};
    numbering->farthest = MOST_LOST;
    numbering->attachments_from = numbering->typed_attachments_from = UINT_MAX;
    numbering->item_count = (unsigned)meeting->items.len;
    numbering->most_sections = numbering->section_count;
    if (check->forum && check->forum->sections.len > sections)
        numbering->most_sections = (unsigned)check->forum->sections.len;
    numbering->lost = arena_many(check->arena, bool, spots->count + 1);
    numbering->items_of = arena_many(check->arena, unsigned, sections + 1);
    numbering->wrong_in = arena_many(check->arena, unsigned, sections + 1);
    numbering->typed_in = arena_many(check->arena, unsigned, sections + 1);
    for (size_t i = 0; i < meeting->items.len; i++)
        numbering->items_of[meeting->items.at[i]->as.item.section]++;
    for (size_t i = 0; i < check->sink->diags.len; i++)
        judge(numbering, &check->sink->diags.at[i]);
    return numbering;
}

/* `pkt. 2.3`, when a section that is there twice, or an item that has lost its heading, may be why there is none. */
static bool may_be_item(const struct numbering *numbering, const struct diag *diag)
{
    size_t at = 0;
    unsigned const section = read_number(diag->args[0], &at), number = read_number(diag->args[0], &at);
    unsigned const elsewhere = numbering->items_wrong;
    if (section == 0 || number == 0 || section > numbering->most_sections)
        return false;
    if (numbering->sections_wrong + numbering->typed_sections > 0)
        return number <= numbering->item_count + elsewhere;
    if (section > numbering->section_count)
        return false;
    unsigned const faults = elsewhere + numbering->wrong_in[section] + numbering->typed_in[section];
    return faults > 0 && number <= numbering->items_of[section] + faults;
}

/* `bilag 3`, when attachments may have moved, and it is near enough to be another's number: one of the item's own, if
 * it has any, or one behind the last. */
static bool may_be_attachment(const struct numbering *numbering, const struct diag *diag, struct str words)
{
    size_t at = 0;
    unsigned const number = read_number(words, &at), count = (unsigned)numbering->check->meeting->attachments.len;
    if (number < numbering->attachments_from && number < numbering->typed_attachments_from)
        return false;
    const struct spot *spot = spots_find(numbering->spots, diag->span);
    if (number > count || !spot || spot->attachments == 0 || numbering->lost[spot - numbering->spots->at])
        return number <= count + numbering->farthest;
    return number + numbering->farthest >= spot->first_attachment &&
           number < spot->first_attachment + spot->attachments + numbering->farthest;
}

/* Typed as far from what is right as the one in front of it: one was put in or taken away, and those behind it follow.
 */
static bool follows_item(struct numbering *numbering, const struct number *number)
{
    struct number const last = numbering->last_item;
    numbering->last_item = *number;
    if (last.section == 0 || number->section - last.section > 1)
        return false;
    if (number->typed_section - number->section != last.typed_section - last.section)
        return false;
    bool const next = number->section > last.section
                          ? number->number <= 1 && last.number == numbering->items_of[last.section]
                          : number->number == last.number + 1;
    unsigned const shift = last.number > 0 && number->section == last.section ? last.typed_number - last.number : 0;
    return next && (number->number == 0 || number->typed_number - number->number == shift);
}

static unsigned distance(unsigned one, unsigned other)
{
    return one > other ? one - other : other - one;
}

static bool is_item_echo(struct numbering *numbering, const struct diag *diag)
{
    struct number const number = typed_number(diag);
    bool const follows = follows_item(numbering, &number);
    if (numbering->sections_wrong > 0 && number.typed_section != number.section &&
        number.typed_section <= numbering->most_sections && number.typed_number <= numbering->item_count)
        return true;
    unsigned const faults =
        numbering->items_wrong + (number.section <= numbering->section_count ? numbering->wrong_in[number.section] : 0);
    return follows ||
           (number.typed_section == number.section && distance(number.typed_number, number.number) <= faults);
}

static bool is_attachment_echo(struct numbering *numbering, const struct diag *diag)
{
    struct number const number = typed_attachment(diag), last = numbering->last_attachment;
    numbering->last_attachment = number;
    bool follows = last.number > 0 && number.number > last.number &&
                   number.typed_number - number.number == last.typed_number - last.number;
    for (unsigned between = last.number + 1; follows && between < number.number; between++)
        follows = !is_typed(numbering, between);
    return follows || (number.number >= numbering->attachments_from &&
                       distance(number.typed_number, number.number) <= numbering->farthest);
}

/* The item's text that names the attachment stands outside its parts, and was reported: it may belong elsewhere. */
static bool stands_loose(const struct numbering *numbering, const struct diag *diag)
{
    const struct spot *spot = spots_find(numbering->spots, diag->span);
    for (const struct node *block = spot ? spot->node->first : NULL; block; block = block->next) {
        if (spots_is_loose(block) && block->span.source == diag->span.source && block->span.start <= diag->span.start &&
            diag->span.end <= block->span.end)
            return true;
    }
    return false;
}

/* Nothing else tells that the list has lost its heading. */
static bool tells_of_list(const struct numbering *numbering, const struct diag *diag)
{
    return numbering->lists_gone == 0 && diag->span.start == numbering->lost_list.start &&
           diag->span.source == numbering->lost_list.source;
}

bool numbering_is_echo(struct numbering *numbering, const struct diag *diag)
{
    switch (diag->rule) {
    case RULE_UNKNOWN_ITEM_REFERENCE:
        return may_be_item(numbering, diag);
    case RULE_UNKNOWN_ATTACHMENT_REFERENCE:
        if (tells_of_list(numbering, diag))
            return false;
        return may_be_attachment(numbering, diag, diag->args[0]) || stands_loose(numbering, diag);
    case RULE_ATTACHMENT_OF_OTHER_ITEM:
        if (tells_of_list(numbering, diag))
            return false;
        return may_be_attachment(numbering, diag, diag->args[1]) || stands_loose(numbering, diag);
    case RULE_ITEM_NUMBER:
        return is_item_echo(numbering, diag);
    case RULE_ATTACHMENT_NUMBER:
        return is_attachment_echo(numbering, diag);
    default: /* the other rules are not about numbers */
        return false;
    }
}
