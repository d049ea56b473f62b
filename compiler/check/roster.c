#include "check/roster.h"

#include "base/hash.h"
#include "base/utf8.h"

static int compare_entries(const void *a, const void *b)
{
    const struct roster_entry *one = a, *other = b;
    int const order = str_compare(one->folded, other->folded);
    return order ? order : (one->place > other->place) - (one->place < other->place);
}

static void add_list(struct roster *roster, const struct person_list *people, unsigned list)
{
    for (size_t i = 0; i < people->at.len; i++) {
        const struct person *person = &people->at.at[i];
        if (person->name.len == 0)
            continue;
        roster->entries[roster->count] =
            (struct roster_entry){utf8_fold(roster->arena, person->name), person, list, roster->count};
        roster->count++;
    }
}

void roster_make(struct roster *roster, struct check *check)
{
    const struct meeting *meeting = check->meeting;
    size_t const most = meeting->attendees.at.len + meeting->apologies.at.len + meeting->guests.at.len;
    *roster = (struct roster){.arena = check->arena};
    roster->entries = arena_many(check->arena, struct roster_entry, most + 1);
    add_list(roster, &meeting->attendees, ROSTER_ATTENDEES);
    add_list(roster, &meeting->apologies, ROSTER_APOLOGIES);
    add_list(roster, &meeting->guests, ROSTER_GUESTS);
    qsort(roster->entries, roster->count, sizeof *roster->entries, compare_entries);
}

/* Take the next word off a folded name; hyphens part words too. */
static struct str next_word(struct str *rest)
{
    size_t start = 0, end;
    while (start < rest->len && (rest->at[start] == ' ' || rest->at[start] == '-'))
        start++;
    for (end = start; end < rest->len && rest->at[end] != ' ' && rest->at[end] != '-';)
        end++;
    struct str const word = str_part(*rest, start, end);
    *rest = str_from(*rest, end);
    return word;
}

/* `soeren liner` is `soeren liner christensen`: the first word is the first, the others come in order. */
static bool is_short_for(struct str name, struct str whole)
{
    struct str word = next_word(&name), part = next_word(&whole);
    if (!str_equal(word, part))
        return false;
    for (word = next_word(&name); word.len > 0; word = next_word(&name)) {
        do
            part = next_word(&whole);
        while (part.len > 0 && !str_equal(part, word));
        if (part.len == 0)
            return false;
    }
    return true;
}

/* More people of one given name than this are not looked through. */
enum { NAMESAKES = 1000 };

bool roster_knows(const struct roster *roster, struct str name, unsigned lists)
{
    struct str const folded = utf8_fold(roster->arena, name);
    size_t low = 0, high = roster->count;
    while (low < high) {
        size_t const middle = (low + high) / 2;
        if (str_compare(roster->entries[middle].folded, folded) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    /* All that begin with the same first word lie together from here on or a little before. */
    struct str rest = folded;
    struct str const first = next_word(&rest);
    size_t const found = low;
    while (low > 0 && found - low < NAMESAKES && str_starts(roster->entries[low - 1].folded, first))
        low--;
    for (; low < roster->count && low < found + NAMESAKES && str_starts(roster->entries[low].folded, first); low++) {
        if ((roster->entries[low].list & lists) && is_short_for(folded, roster->entries[low].folded))
            return true;
    }
    return false;
}

struct str roster_nearest(const struct roster *roster, struct str name, unsigned lists)
{
    struct str *candidates = arena_many(roster->arena, struct str, roster->count + 1);
    struct str *folded = arena_many(roster->arena, struct str, roster->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < roster->count; i++) {
        if (!(roster->entries[i].list & lists))
            continue;
        candidates[count] = roster->entries[i].person->name;
        folded[count++] = roster->entries[i].folded;
    }
    return nearest_name(roster->arena, name, candidates, folded, count);
}

struct span person_span(const struct person *person)
{
    return span_is_nowhere(person->name_span) ? person->span : person->name_span;
}

static size_t name_slot(const struct name_set *set, struct str folded)
{
    struct hash const hash = hash_bytes(folded);
    size_t slot = 0;
    for (size_t i = 0; i < 8; i++)
        slot = slot << 8 | hash.bytes[i];
    for (slot &= set->size - 1; set->slots[slot].at && !str_equal(set->slots[slot], folded);)
        slot = (slot + 1) & (set->size - 1);
    return slot;
}

bool name_set_add(struct arena *arena, struct name_set *set, struct str name)
{
    struct str const folded = utf8_fold(arena, name);
    if (set->count * 2 >= set->size) {
        struct name_set larger = {.count = set->count, .size = set->size ? set->size * 2 : 64};
        larger.slots = arena_many(arena, struct str, larger.size);
        for (size_t i = 0; i < set->size; i++) {
            if (set->slots[i].at)
                larger.slots[name_slot(&larger, set->slots[i])] = set->slots[i];
        }
        *set = larger;
    }
    size_t const slot = name_slot(set, folded);
    if (folded.len == 0 || set->slots[slot].at)
        return false;
    set->slots[slot] = folded;
    set->count++;
    return true;
}

bool name_set_holds(struct arena *arena, const struct name_set *set, struct str name)
{
    return set->size > 0 && set->slots[name_slot(set, utf8_fold(arena, name))].at != NULL;
}
