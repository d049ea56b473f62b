#include "check/context.h"
#include "check/echoes.h"

/* Each check and the rules it serves; one whose rules are all off is not run. */
static const struct {
    void (*run)(struct check *check);
    enum rule rules[12];
    size_t rule_count;
    bool needs_agenda; /* is of no use without a sound agenda.yaml and all items */
} checks[] = {
    {check_agenda,
     {RULE_UNKNOWN_SECTION, RULE_DUPLICATE_SECTION, RULE_SECTION_ORDER, RULE_MISSING_SECTION, RULE_MISSING_ITEM,
      RULE_ITEM_ORDER, RULE_UNKNOWN_PART, RULE_DUPLICATE_PART, RULE_PART_ORDER, RULE_MISSING_PART, RULE_EMPTY_PART},
     11,
     true},
    {check_recommendations, {RULE_RECOMMENDATION_FORM}, 1, false},
    {check_people,
     {RULE_MEMBER_MISSING, RULE_UNKNOWN_ORGANISATION, RULE_DUPLICATE_PERSON, RULE_UNKNOWN_PRESENTER,
      RULE_UNKNOWN_PARTICIPANT},
     5,
     false},
    {check_names, {RULE_NAME_VARIANT}, 1, false},
    {check_dates, {RULE_IMPOSSIBLE_DATE, RULE_WEEKDAY_MISMATCH}, 2, false},
    {check_cpr_numbers, {RULE_CPR_NUMBER}, 1, false},
    {check_contact_data, {RULE_CONTACT_DATA}, 1, false},
    {check_accessibility, {RULE_LINK_TEXT, RULE_IMAGE_ALT, RULE_TABLE_HEADER}, 3, false},
    {check_attachments, {RULE_ATTACHMENT_OF_OTHER_ITEM}, 1, false},
    {check_files, {RULE_ATTACHMENT_MISSING, RULE_PATH_ESCAPE}, 2, false},
};

/* Whether the sink would drop what the rule reports. */
static bool rule_is_off(const struct check *check, enum rule rule)
{
    return check->sink->severities[rule] == SEVERITY_OFF;
}

static void collect_texts(struct check *check)
{
    const struct node *item = NULL;
    struct node_walk walk = node_walk_begin(check->meeting->root);
    while (node_walk_next(&walk)) {
        if (walk.node->kind == NODE_ITEM)
            item = walk.entering ? walk.node : NULL;
        /* The words of a closure have no place of their own: they come from the heading or a key. */
        bool const typed = node_holds_inlines(walk.node->kind) && walk.node->kind != NODE_CLOSURE;
        if (walk.entering && typed && walk.node->first) {
            struct check_text const text = {walk.node, item, node_running_text(check->arena, walk.node)};
            if (text.words.text.len > 0)
                vec_push(check->arena, &check->texts, text);
        }
    }
}

void check_meeting(const struct meeting *meeting, const struct forum *forum, struct diag_sink *sink)
{
    struct arena scratch;
    arena_init(&scratch);
    struct check check = {.meeting = meeting, .forum = forum, .sink = sink, .arena = &scratch};
    find_front_ends(&check);
    collect_texts(&check);

    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        bool wanted = !checks[i].needs_agenda || (forum && !forum->broken && !meeting->items_incomplete);
        bool off = true;
        for (size_t j = 0; j < checks[i].rule_count; j++)
            off = off && rule_is_off(&check, checks[i].rules[j]);
        if (wanted && !off)
            checks[i].run(&check);
    }
    echoes_drop(&check);
    arena_finish(&scratch);
}
