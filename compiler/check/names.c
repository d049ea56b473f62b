#include "ast/words.h"
#include "check/name_words.h"
#include "check/organisations.h"
#include "check/roster.h"

/* A name in the text that is a letter or two from a name of the meeting.
 *
 * Two people who share a name are not two spellings: given name and family name must be the same but for the slip. The
 * given name alone is never looked at, a family name alone only when it is long. One finding for each pair. */

/* The words of a capitalised sequence; longer ones are cut. And how many names that begin alike are looked at: no body
 * has more, and nobody can make the check slow. */
enum { SEQUENCE = 8, CANDIDATES = 100 };

struct name {
    struct name_words words;
    struct str typed;
    struct span span; /* NOWHERE when it was given where no place is kept */
};

struct names {
    struct check *check;
    struct arena scratch; /* forgotten after each row of words */
    vec_of(struct name) all;
    const struct name **by_first, **by_last; /* all, sorted by first and by last word */
    struct name_set reported;                /* `typed|known` */
};

static int compare_first(const void *a, const void *b)
{
    const struct name *one = *(const struct name *const *)a, *other = *(const struct name *const *)b;
    int const order = str_compare(one->words.at[0], other->words.at[0]);
    return order ? order : (one > other) - (one < other); /* both in one array: the order of appearance */
}

static int compare_last(const void *a, const void *b)
{
    const struct name *one = *(const struct name *const *)a, *other = *(const struct name *const *)b;
    int const order = str_compare(name_last(&one->words), name_last(&other->words));
    return order ? order : (one > other) - (one < other);
}

static void sort_names(struct names *names)
{
    struct arena *arena = names->check->arena;
    names->by_first = arena_many(arena, const struct name *, names->all.len + 1);
    names->by_last = arena_many(arena, const struct name *, names->all.len + 1);
    for (size_t i = 0; i < names->all.len; i++)
        names->by_first[i] = names->by_last[i] = &names->all.at[i];
    qsort(names->by_first, names->all.len, sizeof *names->by_first, compare_first);
    qsort(names->by_last, names->all.len, sizeof *names->by_last, compare_last);
}

/* The first of the sorted names whose first or last word is not before this one. */
static size_t lower_bound(const struct names *names, bool last, struct str word)
{
    size_t low = 0, high = names->all.len;
    while (low < high) {
        size_t const middle = (low + high) / 2;
        const struct name_words *words = last ? &names->by_last[middle]->words : &names->by_first[middle]->words;
        if (str_compare(last ? name_last(words) : words->at[0], word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What a stretch of text is beside one known name. */
struct match {
    const struct name *name;
    size_t words; /* of the text */
    bool exact;
};

/* The words at `at` as the name: the same given name, then words of the name in its order, of which one may have a
 * slip. */
static bool match_name(struct arena *arena, const struct text_word *at, size_t count, const struct name *name,
                       struct match *match)
{
    size_t next = 1, slips = 0, used = 1;
    while (used < count) {
        size_t const exact = name_find_word(&name->words, next, &at[used]);
        if (exact != SIZE_MAX) {
            next = exact + 1;
        } else {
            size_t const near = name_find_near(arena, &name->words, next, &at[used]);
            if (near == SIZE_MAX || slips > 0)
                break;
            next = near + 1;
            slips++;
        }
        used++;
    }
    *match = (struct match){name, used, slips == 0};
    return used > 1 || (count == 1 && name->words.count >= 1);
}

static bool match_given_name(struct names *names, const struct text_word *at, size_t count, struct match *best)
{
    bool found = false;
    size_t const start = lower_bound(names, false, at[0].folded);
    for (size_t i = start;
         i < names->all.len && i < start + CANDIDATES && str_equal(names->by_first[i]->words.at[0], at[0].folded);
         i++) {
        struct match match;
        if (!match_name(&names->scratch, at, count, names->by_first[i], &match))
            continue;
        if (!found || (match.exact && !best->exact) || (match.exact == best->exact && match.words > best->words))
            *best = match;
        found = true;
    }
    return found;
}

/* `Henrick Frostholt`: the family name is known, and the given name is a letter away. */
static bool match_family_name(struct names *names, const struct text_word *at, size_t count, struct match *best)
{
    for (size_t used = 2; used <= count && used <= 4; used++) {
        const struct text_word *last = &at[used - 1];
        for (int form = 0; form < 2; form++) {
            struct str const family = form == 0 ? last->folded : last->stem;
            if (form == 1 && str_equal(last->folded, last->stem))
                continue;
            size_t const start = lower_bound(names, true, family);
            for (size_t i = start; i < names->all.len && i < start + CANDIDATES &&
                                   str_equal(name_last(&names->by_last[i]->words), family);
                 i++) {
                const struct name *name = names->by_last[i];
                size_t next = 1;
                for (size_t j = 1; j < used && next != SIZE_MAX; j++) {
                    next = name_find_word(&name->words, next, &at[j]);
                    next = next == SIZE_MAX ? next : next + 1;
                }
                if (next != SIZE_MAX && name_given_near(&names->scratch, name->words.at[0], at[0].folded)) {
                    *best = (struct match){name, used, false};
                    return true;
                }
            }
        }
    }
    return false;
}

static bool is_family_name(const struct names *names, struct str word)
{
    size_t const at = lower_bound(names, true, word);
    return at < names->all.len && str_equal(name_last(&names->by_last[at]->words), word);
}

/* A long family name by itself: `Frostholm fortalte`. */
static bool match_alone(struct names *names, const struct text_word *word, struct match *best)
{
    if (is_family_name(names, word->folded) || is_family_name(names, word->stem))
        return false;
    struct str const initial = str_part(word->folded, 0, 1);
    size_t const start = lower_bound(names, true, initial);
    for (size_t i = start; i < names->all.len && i < start + CANDIDATES; i++) {
        const struct name *name = names->by_last[i];
        if (!str_starts(name_last(&name->words), initial))
            break;
        if (name->words.count > 1 && name_family_near(&names->scratch, name_last(&name->words), word)) {
            *best = (struct match){name, 1, false};
            return true;
        }
    }
    return false;
}

static struct str pair_of(struct arena *arena, struct str typed, const struct name *known)
{
    return str_format(arena, "%.*s|%.*s", STR(typed), STR(known->typed));
}

static void report(struct names *names, struct span span, struct str typed, const struct name *known)
{
    struct arena *arena = names->check->arena;
    if (!name_set_add(arena, &names->reported, pair_of(arena, typed, known)))
        return;
    diag_report(names->check->sink, MSG_NAME_VARIANT, span, typed, known->typed);
    if (!span_is_nowhere(known->span))
        diag_note(names->check->sink, MSG_NAME_VARIANT_OTHER, known->span, &known->typed, 1);
}

static void check_sequence(struct names *names, const struct check_text *text, const struct text_word *words,
                           size_t count)
{
    for (size_t at = 0; at < count;) {
        struct match match;
        bool found = match_given_name(names, &words[at], count - at, &match) ||
                     match_family_name(names, &words[at], count - at, &match);
        if (!found && at + 1 == count && (at == 0 || word_is_title(words[at - 1].typed)) &&
            !name_is_in_place(text->words.text, &words[at]))
            found = match_alone(names, &words[at], &match);
        if (found && !match.exact) {
            const struct text_word *last = &words[at + match.words - 1];
            struct str const typed = str_part(text->words.text, words[at].start, last->end);
            report(names, excerpt_span(&text->words, words[at].start, last->end),
                   name_without_genitive(typed, match.name->typed), match.name);
        }
        at += found ? match.words : 1;
    }
}

static void check_text_names(struct names *names, const struct check_text *text)
{
    struct text_word words[SEQUENCE];
    size_t at = 0, count;
    while ((count = name_read_sequence(&names->scratch, text->words.text, &at, words, SEQUENCE)) > 0) {
        check_sequence(names, text, words, count);
        arena_reset(&names->scratch);
    }
}

/* Add a name, unless it was there. */
static void add_name(struct names *names, struct name_set *known, struct str typed, struct span span)
{
    struct name name = {.typed = str_trim(typed), .span = span};
    name_split(names->check->arena, name.typed, &name.words);
    if (name.words.count > 0 && name_set_add(names->check->arena, known, name.typed))
        vec_push(names->check->arena, &names->all, name);
}

/* A presenter whose name is a slip of one on the lists was reported there (unknown-presenter), and is no name of the
 * meeting. */
static void add_presenters(struct names *names, struct name_set *known)
{
    struct check *check = names->check;
    struct names lists = *names;
    struct organisations organisations;
    organisations_make(&organisations, check);
    sort_names(&lists);
    for (size_t i = 0; i < check->meeting->items.len; i++) {
        const struct person_list *presenters = check->meeting->items.at[i]->as.item.presenters;
        for (size_t j = 0; presenters && j < presenters->at.len; j++) {
            const struct person *person = &presenters->at.at[j];
            struct text_word words[SEQUENCE];
            size_t at = 0;
            struct match match;
            size_t const count = name_read_sequence(check->arena, person->name, &at, words, SEQUENCE);
            bool const found = count > 1 && (match_given_name(&lists, words, count, &match) ||
                                             match_family_name(&lists, words, count, &match));
            if (found && !match.exact && match.words == count)
                name_set_add(check->arena, &names->reported, pair_of(check->arena, person->name, match.name));
            else if (!name_set_holds(check->arena, known, str_trim(person->name)) &&
                     organisations_is_person(&organisations, check, person->name))
                add_name(names, known, person->name, person_span(person));
        }
    }
    arena_finish(&lists.scratch);
}

void check_names(struct check *check)
{
    const struct meeting *meeting = check->meeting;
    struct names names = {.check = check};
    struct name_set known = {0};
    const struct person_list *lists[] = {&meeting->attendees, &meeting->apologies, &meeting->guests};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        for (size_t j = 0; j < lists[i]->at.len; j++)
            add_name(&names, &known, lists[i]->at.at[j].name, person_span(&lists[i]->at.at[j]));
    }
    add_name(&names, &known, meeting->contact.name, NOWHERE);
    add_presenters(&names, &known);
    sort_names(&names);

    for (size_t i = 0; i < check->texts.len; i++) {
        enum node_kind const kind = check->texts.at[i].block->kind;
        if (kind != NODE_PRESENTER && kind != NODE_ABSENTEES)
            check_text_names(&names, &check->texts.at[i]);
    }
    arena_finish(&names.scratch);
}
