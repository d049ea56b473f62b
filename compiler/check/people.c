#include "base/utf8.h"
#include "check/organisations.h"
#include "check/roster.h"

/* The people of the meeting beside the body's members, and beside each other. */

/* Whether somebody can be said to be missing from the lists. That they are missing altogether is one fault, reported as
 * a missing key, and an agenda may come without them. */
static bool lists_are_known(const struct meeting *meeting)
{
    return !span_is_nowhere(meeting->attendees_span) && !meeting->people_incomplete;
}

/* Mark the members for whom the person stands. Whether the body names the organisation: case, accents and dashes don't
 * matter, but å is a letter and aa are two, so that `Århus Kommune` is told that it is called `Aarhus Kommune`. */
static bool find_organisation(struct check *check, const struct person *person, struct organisations *known)
{
    struct str const folded = utf8_fold(check->arena, person->organisation);
    struct str const addition = utf8_fold(check->arena, person->addition);
    size_t const letters = organisation_letters(person->organisation);
    bool found = folded.len == 0;
    for (size_t i = 0; i < known->count; i++) {
        found = found || (letters == known->letters[i] && str_equal(folded, known->folded[i]));
        if (i < known->members &&
            (str_find(folded, known->folded[i], 0) != SIZE_MAX || str_equal(addition, known->folded[i])))
            known->present[i] = true;
    }
    return found;
}

/* Report the organisations of a list that the body does not name. A member whose name is only misspelt is there. */
static void check_organisations(struct check *check, const struct person_list *people, struct organisations *known)
{
    const struct forum *forum = check->forum;
    for (size_t i = 0; i < people->at.len; i++) {
        const struct person *person = &people->at.at[i];
        if (find_organisation(check, person, known) || known->count == 0)
            continue;
        struct span const place = span_is_nowhere(person->organisation_span) ? person->span : person->organisation_span;
        struct str const meant =
            nearest_name(check->arena, person->organisation, known->names, known->folded, known->count);
        if (meant.len == 0) {
            diag_report(check->sink, MSG_UNKNOWN_ORGANISATION, place, person->organisation, forum->name, forum->id);
            continue;
        }
        diag_report(check->sink, MSG_UNKNOWN_ORGANISATION_NEAR, place, person->organisation, forum->name, meant);
        for (size_t j = 0; j < known->members; j++)
            known->present[j] = known->present[j] || str_equal(known->names[j], meant);
    }
}

static void check_members(struct check *check)
{
    const struct meeting *meeting = check->meeting;
    if (!check->forum || check->forum->broken)
        return;
    struct organisations known;
    organisations_make(&known, check);
    check_organisations(check, &meeting->attendees, &known);
    check_organisations(check, &meeting->apologies, &known);
    for (size_t i = 0; i < known.members && lists_are_known(meeting); i++) {
        if (!known.present[i])
            diag_report(check->sink, MSG_MEMBER_MISSING, meeting->attendees_span, known.names[i]);
    }
}

/* The same name in the same organisation is the same person; of two organisations they may be two. */
static bool same_person(struct arena *arena, const struct person *a, const struct person *b)
{
    struct str const one = utf8_fold(arena, a->organisation), other = utf8_fold(arena, b->organisation);
    return str_find(one, other, 0) != SIZE_MAX || str_find(other, one, 0) != SIZE_MAX;
}

/* More people of one name than this are not compared with each other. */
enum { NAMESAKES = 50 };

static void check_duplicates(struct check *check, const struct roster *roster)
{
    for (size_t i = 0; i < roster->count; i++) {
        const struct roster_entry *entry = &roster->entries[i];
        for (size_t j = i; j-- > 0 && i - j < NAMESAKES && str_equal(roster->entries[j].folded, entry->folded);) {
            const struct roster_entry *before = &roster->entries[j];
            if (!same_person(check->arena, before->person, entry->person))
                continue;
            diag_report(check->sink, MSG_DUPLICATE_PERSON, person_span(entry->person), entry->person->name);
            diag_note(check->sink, MSG_DUPLICATE_PERSON_FIRST, person_span(before->person), &before->person->name, 1);
            break;
        }
    }
}

/* Each presenter who is on no list once, however many items they present: it is one entry that is missing. */
static void check_presenters(struct check *check, const struct roster *roster)
{
    const struct meeting *meeting = check->meeting;
    struct name_set reported = {0};
    struct organisations known;
    if (!lists_are_known(meeting))
        return;
    organisations_make(&known, check);
    for (size_t i = 0; i < meeting->items.len; i++) {
        const struct node *item = meeting->items.at[i];
        const struct person_list *presenters = item->as.item.presenters;
        for (size_t j = 0; presenters && j < presenters->at.len; j++) {
            const struct person *person = &presenters->at.at[j];
            if (roster_knows(roster, person->name, ROSTER_PRESENT) ||
                !organisations_is_person(&known, check, person->name) ||
                !name_set_add(check->arena, &reported, person->name))
                continue;
            struct str const number = item_number(check->arena, item);
            struct str const meant = roster_nearest(roster, person->name, ROSTER_PRESENT);
            diag_report(check->sink, meant.len > 0 ? MSG_UNKNOWN_PRESENTER_NEAR : MSG_UNKNOWN_PRESENTER,
                        person_span(person), person->name, number, meant);
        }
    }
}

static void check_absentees(struct check *check, const struct roster *roster)
{
    const struct meeting *meeting = check->meeting;
    if (!lists_are_known(meeting))
        return;
    for (size_t i = 0; i < meeting->items.len; i++) {
        const struct person_list *absentees = meeting->items.at[i]->as.item.absentees;
        for (size_t j = 0; absentees && j < absentees->at.len; j++) {
            const struct person *person = &absentees->at.at[j];
            if (person->name.len == 0 || roster_knows(roster, person->name, ROSTER_ATTENDEES))
                continue;
            struct str const meant = roster_nearest(roster, person->name, ROSTER_ATTENDEES);
            diag_report(check->sink, meant.len > 0 ? MSG_UNKNOWN_PARTICIPANT_NEAR : MSG_UNKNOWN_PARTICIPANT,
                        person_span(person), person->name, meant);
        }
    }
}

void check_people(struct check *check)
{
    struct roster roster;
    roster_make(&roster, check);
    check_members(check);
    check_duplicates(check, &roster);
    check_presenters(check, &roster);
    check_absentees(check, &roster);
}
