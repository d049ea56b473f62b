#include "base/utf8.h"
#include "check/echoes.h"
#include "source/encoding.h"

/* A name with a byte that is no text is not the name that was meant: who else has it, and that nobody does, is told
 * when the byte is mended. */

static bool in_list(const struct person_list *people)
{
    for (size_t i = 0; i < people->at.len; i++) {
        if (!text_is_readable(span_text(people->at.at[i].span)))
            return true;
    }
    return false;
}

struct unreadable unreadable_find(const struct check *check)
{
    struct unreadable unreadable = {0};
    const struct meeting *meeting = check->meeting;
    for (size_t i = 0; i < check->sink->diags.len && !unreadable.any; i++)
        unreadable.any = check->sink->diags.at[i].rule == RULE_ENCODING;
    if (unreadable.any)
        unreadable.people = in_list(&meeting->attendees) || in_list(&meeting->apologies) || in_list(&meeting->guests);
    return unreadable;
}

/* In what was typed, or in what the help supposes was meant. */
static bool is_within(const struct diag *diag)
{
    if (!span_is_nowhere(diag->span) && !text_is_readable(span_text(diag->span)))
        return true;
    for (size_t i = 0; i < sizeof diag->args / sizeof *diag->args; i++) {
        if (!text_is_readable(diag->args[i]) || str_find(diag->args[i], S("\xEF\xBF\xBD"), 0) != SIZE_MAX)
            return true;
    }
    return false;
}

bool unreadable_is_echo(const struct unreadable *unreadable, const struct diag *diag)
{
    if (!unreadable->any)
        return false;
    switch (diag->rule) {
    case RULE_MEMBER_MISSING:
        return unreadable->people;
    case RULE_UNKNOWN_PRESENTER:
    case RULE_UNKNOWN_PARTICIPANT:
    case RULE_NAME_VARIANT:
        return unreadable->people || is_within(diag);
    case RULE_UNKNOWN_KEY:
    case RULE_BAD_VALUE:
    case RULE_UNKNOWN_FORUM:
    case RULE_HEADING_LEVEL:
    case RULE_UNKNOWN_SECTION:
    case RULE_UNKNOWN_PART:
    case RULE_UNKNOWN_ORGANISATION:
    case RULE_UNKNOWN_REFERENCE:
    case RULE_ATTACHMENT_MISSING:
        return is_within(diag);
    case RULE_MISSING_ITEM:
        return diag->message == MSG_MISSING_ITEM_NEAR && is_within(diag);
    default:
        return false;
    }
}
