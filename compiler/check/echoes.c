#include "check/echoes.h"

#include "ast/words.h"
#include "check/roster.h"

#include <stdlib.h>
#include <string.h>

/* What was reported of an item, or of a section up to its first item. */
enum {
    TEXT_LOOSE = 1,        /* text outside the parts, or in front of the first item */
    NO_PRESENTER = 2,      /* `Ved …` is missing */
    NO_RECOMMENDATION = 4, /* the Indstilling is missing or empty */
    NO_SECTION = 8,        /* of an item written as data: `sektion` is missing */
    NO_TITLE = 16,         /* so is `titel` */
    TITLE_TWICE = 32,      /* `titel` is there twice: the next item has lost what begins it */
    LOST_ITEM = 64,        /* a fixed item is missing behind it */
    REPEATED = 128,        /* the same heading follows */
    NO_ATTACHMENTS = 256,  /* the part Bilag is empty */
    STRAY_LINE = 512,      /* as data: `sektion` has taken the line above into its value */
    NO_PLACE = 1024,       /* the Indstilling is a part that the item may not have */
    RAW_HTML = 2048,
    NO_SUCH_SECTION = 4096,
    NO_SUCH_PART = 8192
};

struct echoes {
    struct check *check;
    struct spots spots;
    unsigned *reported;         /* by spot */
    unsigned *of_section;       /* by section number: of any of its items */
    struct str *twice;          /* by spot: a key that an item written as data has twice, or empty */
    struct span last_text;      /* text behind the front matter, in front of the first section; or NOWHERE */
    struct name_set no_section; /* titles of sections that the body does not have */
    struct name_set no_part;    /* names of those reported after `Deltog ikke` */
    struct name_set bad_excuse; /* names of those excused whose organisation was reported */
    struct numbering *numbering;
    struct unreadable unreadable;
    bool *silenced; /* by index of the diagnostic */
    size_t index;   /* of the one that is being judged */
};

static unsigned reported(const struct echoes *echoes, const struct spot *spot)
{
    return spot ? echoes->reported[spot - echoes->spots.at] : 0;
}

/* The person under `afbud` at the place. */
static void note_apology(struct echoes *echoes, struct span span)
{
    const struct meeting *meeting = echoes->check->meeting;
    for (size_t i = 0; i < meeting->apologies.at.len; i++) {
        const struct person *person = &meeting->apologies.at.at[i];
        if (person->span.source == span.source && person->span.start <= span.start && span.end <= person->span.end)
            name_set_add(echoes->check->arena, &echoes->bad_excuse, person->name);
    }
}

/* The help says behind which line the item belongs. */
static void note_lost_item(struct echoes *echoes, const struct diag *diag)
{
    const struct source *source = diag->span.source;
    size_t line = 0;
    for (size_t i = 0; i < diag->args[2].len && line <= source->line_count; i++)
        line = line * 10 + (size_t)(diag->args[2].at[i] - '0');
    if (line == 0 || line > source->line_count)
        return;
    uint32_t const end = (uint32_t)source_line_end(source, line);
    const struct spot *spot = spots_find(&echoes->spots, (struct span){source, end, end});
    if (spot)
        echoes->reported[spot - echoes->spots.at] |= LOST_ITEM;
}

static unsigned note_key_twice(struct echoes *echoes, const struct diag *diag, const struct spot *spot)
{
    if (spot)
        echoes->twice[spot - echoes->spots.at] = diag->args[0];
    return str_equal(diag->args[0], word(WORD_TITLE_KEY)) ? TITLE_TWICE : 0;
}

static void note(struct echoes *echoes, const struct diag *diag)
{
    const struct spot *spot = spots_find(&echoes->spots, diag->span);
    unsigned what = 0;
    if (diag->message == MSG_TEXT_BEFORE_SECTION)
        echoes->last_text = diag->span;
    if (diag->rule == RULE_TEXT_OUTSIDE_ITEM)
        what = TEXT_LOOSE;
    else if (diag->message == MSG_MISSING_PRESENTER || diag->message == MSG_MISSING_PRESENTER_KEY)
        what = NO_PRESENTER;
    else if (diag->message == MSG_MISSING_PART || diag->message == MSG_MISSING_PART_KEY)
        what = str_equal(diag->args[1], word_part(PART_RECOMMENDATION)) ? NO_RECOMMENDATION : 0;
    else if (diag->rule == RULE_EMPTY_PART && str_equal(diag->args[0], word_part(PART_ATTACHMENTS)))
        what = NO_ATTACHMENTS;
    else if (diag->message == MSG_EMPTY_PART)
        what = str_equal(diag->args[0], word_part(PART_RECOMMENDATION)) ? NO_RECOMMENDATION : 0;
    else if (diag->message == MSG_MISSING_KEY)
        what = str_equal(diag->args[0], word(WORD_SECTION_KEY)) ? NO_SECTION
               : str_equal(diag->args[0], word(WORD_TITLE_KEY)) ? NO_TITLE
                                                                : 0;
    else if (diag->message == MSG_DUPLICATE_KEY)
        what = note_key_twice(echoes, diag, spot);
    else if (diag->message == MSG_UNKNOWN_SECTION && !in_front_matter(echoes->check, diag->span)) {
        name_set_add(echoes->check->arena, &echoes->no_section, diag->args[0]);
        what = NO_SUCH_SECTION;
    } else if (diag->message == MSG_NO_SUCH_PART)
        what = NO_SUCH_PART;
    else if (diag->rule == RULE_UNKNOWN_SECTION || diag->message == MSG_NOT_ONE_LINE)
        what = str_find_byte(span_text(diag->span), '\n', 0) != SIZE_MAX ? STRAY_LINE : 0;
    else if (diag->message == MSG_MISSING_ITEM)
        note_lost_item(echoes, diag);
    else if (diag->message == MSG_ITEM_TWICE)
        what = REPEATED;
    else if (diag->message == MSG_UNKNOWN_PART)
        what = str_equal(diag->args[1], word_part(PART_RECOMMENDATION)) ? NO_PLACE : 0;
    else if (diag->rule == RULE_RAW_HTML)
        what = RAW_HTML;
    else if (diag->rule == RULE_UNKNOWN_PARTICIPANT)
        name_set_add(echoes->check->arena, &echoes->no_part, diag->args[0]);
    else if (diag->rule == RULE_UNKNOWN_ORGANISATION)
        note_apology(echoes, diag->span);
    /* As data: the title has taken the text of the part into its value. */
    if (spot && diag->rule == RULE_EMPTY_PART &&
        str_find_byte(span_text(heading_span(spot->node)), '\n', 0) != SIZE_MAX)
        what |= NO_TITLE;
    if (!spot)
        return;
    echoes->reported[spot - echoes->spots.at] |= what;
    echoes->of_section[spot->section->as.section.number] |= what;
}

/* Whether the last item of the front matter may have lost its last line to what stands behind the closing `---`. */
static bool slipped_out_of_front(const struct echoes *echoes, const struct spot *spot)
{
    const struct spot *next = spot ? spots_next(&echoes->spots, spot) : NULL;
    return spot && in_front_matter(echoes->check, heading_span(spot->node)) &&
           (!next || !in_front_matter(echoes->check, heading_span(next->node))) &&
           echoes->last_text.source == spot->source;
}

/* Whether the text right behind the heading of what comes next is loose, and was reported: it has slipped past. */
static bool text_slipped(const struct echoes *echoes, const struct spot *spot)
{
    const struct spot *next = spot ? spots_next(&echoes->spots, spot) : NULL;
    const struct node *block = next && next->node->first ? next->node->first->next : NULL;
    while (block && (block->kind == NODE_PRESENTER || block->kind == NODE_ABSENTEES))
        block = block->next;
    return (reported(echoes, next) & STRAY_LINE) || ((reported(echoes, next) & TEXT_LOOSE) && spots_is_loose(block)) ||
           slipped_out_of_front(echoes, spot);
}

/* Whether raw HTML stands where the part's text begins: it was refused, and nothing else may be there. */
static bool begins_with_html(const struct diag *diag)
{
    struct str const text = diag->span.source->text;
    size_t at = diag->span.end;
    while (at < text.len && strchr(" \t\r\n:|>+-'\"", text.at[at]))
        at++;
    return at < text.len && text.at[at] == '<';
}

/* A part without content: its text stands above its heading, or below the next one. */
static bool text_is_beside(const struct echoes *echoes, const struct spot *spot, const struct node *part)
{
    if (!part || part->first != part->last)
        return false;
    if ((reported(echoes, spot) & TEXT_LOOSE) &&
        (spots_is_loose(part->previous) || in_front_matter(echoes->check, heading_span(part))))
        return true;
    return !part->next && text_slipped(echoes, spot);
}

static bool begins_with_presenter(const struct diag *diag)
{
    return word_opens_presenter(span_text(diag->span)) > 0;
}

/* Its first line slipped out of the part above the heading, or `Ved …` slipped into it. */
static bool is_recommendation_echo(const struct echoes *echoes, const struct diag *diag, const struct spot *spot)
{
    if (!spot)
        return false;
    if ((reported(echoes, spot) & NO_PLACE) || ((reported(echoes, spot) & NO_PRESENTER) && begins_with_presenter(diag)))
        return true;
    for (const struct node *part = spot->node->first; part; part = part->next) {
        if (part->kind == NODE_PART && part->as.part.kind == PART_RECOMMENDATION)
            return (reported(echoes, spot) & TEXT_LOOSE) && spots_is_loose(part->previous);
    }
    return false;
}

/* `Ved …` slipped out of the item above its heading, to the beginning of the section. */
static bool presenter_is_above(const struct echoes *echoes, const struct spot *spot)
{
    const struct node *before = spot ? spot->node->previous : NULL;
    if (!spots_is_loose(before) || before->kind != NODE_PARAGRAPH || spot == echoes->spots.at)
        return false;
    return (reported(echoes, spot - 1) & TEXT_LOOSE) && word_opens_presenter(span_text(before->span)) > 0;
}

/* Of an item written as data there is no more than where it begins. */
static bool is_stub(const struct echoes *echoes, const struct spot *spot)
{
    return (reported(echoes, spot) & NO_TITLE) && !node_child(spot->node, NODE_PART) &&
           !node_child(spot->node, NODE_PRESENTER);
}

static bool is_missing_part_echo(const struct echoes *echoes, const struct diag *diag, const struct spot *spot)
{
    if (diag->message == MSG_ITEM_TWICE || !spot)
        return false;
    bool const presenter = diag->message == MSG_MISSING_PRESENTER;
    const struct spot *next = spots_next(&echoes->spots, spot);
    struct str const twice = next ? echoes->twice[next - echoes->spots.at] : S("");
    return slipped_out_of_front(echoes, spot) || (twice.len > 0 && str_equal(twice, diag->args[2])) ||
           is_stub(echoes, spot) || (presenter && presenter_is_above(echoes, spot));
}

/* As data the item may be there without a title, or run into the one before it. */
static bool is_missing_item_echo(const struct echoes *echoes, const struct spot *spot)
{
    return spot && ((echoes->of_section[spot->section->as.section.number] & (NO_TITLE | TITLE_TWICE)) ||
                    (spot > echoes->spots.at && (reported(echoes, spot - 1) & TITLE_TWICE)));
}

/* The item that is missing has only lost its heading when what is left of it stands at the end of the one before. */
static bool is_duplicate_part_echo(const struct echoes *echoes, const struct diag *diag, const struct spot *spot)
{
    if (diag->message == MSG_PART_ALSO_AS_DATA)
        return false;
    if (diag->message == MSG_PARTS_AGAIN && (reported(echoes, spot) & NO_SUCH_PART))
        return true; /* they are those of an item whose heading has got a `#` too many */
    return text_is_beside(echoes, spot, spots_part(spot, diag->span)) || (reported(echoes, spot) & LOST_ITEM);
}

/* A name that nobody has, since YAML read the next line with it; or one that is known to be wrong elsewhere. */
static bool is_presenter_echo(struct echoes *echoes, const struct diag *diag, const struct spot *spot)
{
    struct arena *arena = echoes->check->arena;
    struct span const span = diag->span;
    bool const broken = !span_is_nowhere(span) && str_find_byte(span_text(span), '\n', 0) != SIZE_MAX;
    return (broken && (reported(echoes, spot) & NO_RECOMMENDATION)) ||
           name_set_holds(arena, &echoes->no_part, diag->args[0]) ||
           name_set_holds(arena, &echoes->bad_excuse, diag->args[0]);
}

/* An id that stands in the line that slipped out of an empty list of attachments. */
static bool is_id_echo(const struct echoes *echoes, const struct diag *diag)
{
    return diag->note && diag->note->message == MSG_UNKNOWN_ID_STRAY &&
           (reported(echoes, spots_find(&echoes->spots, diag->note->span)) & NO_ATTACHMENTS);
}

/* The section that nobody knows is an item whose heading has lost a `#`: parts follow it. */
static bool is_item_typed_as_section(const struct echoes *echoes, const struct spot *spot)
{
    return spot && (echoes->of_section[spot->section->as.section.number] & NO_SUCH_SECTION);
}

/* A key that slipped out of the item's front matter, or text whose heading slipped up over that of the item. */
static bool is_loose_text_echo(const struct echoes *echoes, const struct diag *diag, const struct spot *spot,
                               const struct spot *before)
{
    struct str const text = diag->message == MSG_TEXT_OUTSIDE_PART ? span_text(diag->span) : S("");
    if (text.len == 0 || !spot)
        return false;
    if (((reported(echoes, spot) & NO_TITLE) && str_starts(text, word(WORD_TITLE_KEY))) ||
        ((reported(echoes, spot) & NO_SECTION) && str_starts(text, word(WORD_SECTION_KEY))))
        return true;
    const struct node *last = before && before->node->kind == NODE_ITEM ? before->node->last : NULL;
    const struct node *heading = last ? before->node->first : NULL;
    return last && before->section == spot->section && span_is_nowhere(heading->span) && last->kind == NODE_PART &&
           last->first == last->last;
}

static bool is_echo(struct echoes *echoes, const struct diag *diag)
{
    const struct spot *spot = spots_find(&echoes->spots, diag->span);
    const struct spot *before = spot && spot > echoes->spots.at ? spot - 1 : NULL;
    switch (diag->rule) {
    case RULE_RECOMMENDATION_FORM:
        return is_recommendation_echo(echoes, diag, spot);
    case RULE_EMPTY_PART:
        return ((reported(echoes, spot) & RAW_HTML) && begins_with_html(diag)) ||
               text_is_beside(echoes, spot, spots_part(spot, diag->span));
    case RULE_DUPLICATE_PART:
        return is_duplicate_part_echo(echoes, diag, spot);
    case RULE_MISSING_PART:
        return is_missing_part_echo(echoes, diag, spot);
    case RULE_MISSING_ITEM:
        return diag->message != MSG_MISSING_ITEM_NEAR &&
               (is_missing_item_echo(echoes, spot) ||
                name_set_holds(echoes->check->arena, &echoes->no_section, diag->args[1]));
    case RULE_ITEM_ORDER:
        return (reported(echoes, spot) & NO_SECTION) != 0;
    case RULE_MISSING_KEY:
        return diag->message == MSG_MISSING_KEY && str_equal(diag->args[0], word(WORD_TITLE_KEY)) &&
               (reported(echoes, before) & TITLE_TWICE);
    case RULE_TEXT_OUTSIDE_ITEM:
        return (diag->message == MSG_TEXT_BEFORE_ITEM &&
                ((reported(echoes, spot) & LOST_ITEM) ||
                 (begins_with_presenter(diag) && is_item_typed_as_section(echoes, spot)))) ||
               is_loose_text_echo(echoes, diag, spot, before);
    case RULE_MEMBER_MISSING: /* the line slipped out of the front matter */
        return !span_is_nowhere(echoes->last_text) &&
               str_find(span_text(echoes->last_text), diag->args[0], 0) != SIZE_MAX;
    case RULE_HEADING_LEVEL:
        return diag->message == MSG_PART_WITHOUT_ITEM &&
               ((reported(echoes, before) & LOST_ITEM) || is_item_typed_as_section(echoes, spot));
    case RULE_DUPLICATE_ID:
        return (reported(echoes, before) & REPEATED) && spot->section == before->section;
    case RULE_UNKNOWN_REFERENCE:
        return is_id_echo(echoes, diag);
    case RULE_UNKNOWN_PRESENTER:
        return is_presenter_echo(echoes, diag, spot);
    case RULE_ATTACHMENT_OF_OTHER_ITEM:
        return (spot && echoes->twice[spot - echoes->spots.at].len > 0) || numbering_is_echo(echoes->numbering, diag);
    default: /* numbers, or nothing that follows from anything */
        return numbering_is_echo(echoes->numbering, diag);
    }
}

static bool is_heard(void *context, const struct diag *diag)
{
    struct echoes *echoes = context;
    bool const silenced = echoes->silenced[echoes->index++];
    return !is_echo(echoes, diag) && !silenced && !unreadable_is_echo(&echoes->unreadable, diag);
}

struct by_id {
    size_t index;
    struct str id;
};

static int compare_ids(const void *a, const void *b)
{
    const struct by_id *one = a, *other = b;
    int const order = str_compare(one->id, other->id);
    return order ? order : (one->index > other->index) - (one->index < other->index);
}

/* An id that nothing has is told once, where it is first referred to. */
static void silence_same_ids(struct echoes *echoes)
{
    struct diag_sink *sink = echoes->check->sink;
    vec_of(struct by_id) ids = {0};
    for (size_t i = 0; i < sink->diags.len; i++) {
        enum message const message = sink->diags.at[i].message;
        struct by_id const id = {i, sink->diags.at[i].args[0]};
        if (message == MSG_UNKNOWN_ID || message == MSG_UNKNOWN_ID_NEAR)
            vec_push(echoes->check->arena, &ids, id);
    }
    if (ids.len > 1)
        qsort(ids.at, ids.len, sizeof *ids.at, compare_ids);
    for (size_t i = 0, next; i < ids.len; i = next) {
        for (next = i + 1; next < ids.len && str_equal(ids.at[next].id, ids.at[i].id); next++)
            echoes->silenced[ids.at[next].index] = true;
        struct diag *first = &sink->diags.at[ids.at[i].index];
        if (next == i + 1 || first->note)
            continue;
        first->note = arena_new(sink->arena, struct diag_note);
        *first->note =
            (struct diag_note){.message = MSG_UNKNOWN_ID_AGAIN, .span = sink->diags.at[ids.at[i + 1].index].span};
        first->note->args[0] = first->args[0];
        first->note->args[1] = str_format(sink->arena, "%zu", next - i);
    }
}

void echoes_drop(struct check *check)
{
    if (check->sink->diags.len < 2)
        return;
    struct echoes echoes = {.check = check, .last_text = NOWHERE};
    spots_make(&echoes.spots, check);
    echoes.twice = arena_many(check->arena, struct str, echoes.spots.count + 1);
    echoes.reported = arena_many(check->arena, unsigned, echoes.spots.count + 1);
    echoes.of_section = arena_many(check->arena, unsigned, check->meeting->sections.len + 1);
    for (size_t i = 0; i < check->sink->diags.len; i++)
        note(&echoes, &check->sink->diags.at[i]);
    echoes.numbering = numbering_judge(check, &echoes.spots);
    echoes.unreadable = unreadable_find(check);
    echoes.silenced = arena_many(check->arena, bool, check->sink->diags.len);
    silence_same_ids(&echoes);
    diag_choose(check->sink, is_heard, &echoes);
    shifted_gather(check, &echoes.spots);
}
