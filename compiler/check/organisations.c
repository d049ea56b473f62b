#include "check/organisations.h"

#include "base/utf8.h"

size_t organisation_letters(struct str name)
{
    size_t count = 0;
    for (size_t at = 0; at < name.len;)
        count += utf8_is_letter(utf8_next(name, &at));
    return count;
}

static void add(struct check *check, struct organisations *known, struct str name)
{
    known->names[known->count] = name;
    known->folded[known->count] = utf8_fold(check->arena, name);
    known->letters[known->count++] = organisation_letters(name);
}

void organisations_make(struct organisations *known, struct check *check)
{
    const struct forum *forum = check->forum;
    size_t const most = forum ? forum->members.len + forum->participants.len + 1 : 1;
    *known = (struct organisations){
        .names = arena_many(check->arena, struct str, most),
        .folded = arena_many(check->arena, struct str, most),
        .letters = arena_many(check->arena, size_t, most),
        .members = forum ? forum->members.len : 0,
        .present = arena_many(check->arena, bool, most),
    };
    for (size_t i = 0; forum && i < forum->members.len; i++)
        add(check, known, forum->members.at[i]);
    for (size_t i = 0; forum && i < forum->participants.len; i++)
        add(check, known, forum->participants.at[i]);
    if (known->count > 0 && forum->publisher.secretariat.len > 0)
        add(check, known, forum->publisher.secretariat);
}

/* `sekretariatet` is the secretariat: the ending of the definite form is left out. */
static struct str without_article(struct str word)
{
    bool const definite = str_ends(word, S("et")) || str_ends(word, S("en"));
    if (word.len > 6 && definite && str_find_byte(word, ' ', 0) == SIZE_MAX)
        word.len -= 2;
    return word;
}

bool organisations_is_person(const struct organisations *known, struct check *check, struct str name)
{
    size_t at = 0;
    uint32_t const first = name.len > 0 ? utf8_next(name, &at) : 0;
    if (utf8_lower(first) == first)
        return false;
    struct str const folded = without_article(utf8_fold(check->arena, name));
    for (size_t i = 0; i < known->count; i++) {
        if (str_find(known->folded[i], folded, 0) != SIZE_MAX)
            return false;
    }
    if (nearest_name(check->arena, name, known->names, known->folded, known->count).len > 0)
        return false;
    const struct forum *forum = check->forum;
    return !forum || (str_find(utf8_fold(check->arena, forum->name), folded, 0) == SIZE_MAX &&
                      str_find(utf8_fold(check->arena, forum->long_name), folded, 0) == SIZE_MAX &&
                      str_find(utf8_fold(check->arena, forum->publisher.secretariat), folded, 0) == SIZE_MAX);
}
