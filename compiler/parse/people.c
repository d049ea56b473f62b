#include "parse/people.h"

#include "ast/words.h"
#include "base/utf8.h"

/* Bytes start..end of a text. */
struct range {
    size_t start, end;
};

static bool space_at(struct str text, size_t at, size_t *next)
{
    *next = at;
    return at < text.len && utf8_is_space(utf8_next(text, next));
}

/* The range without white space at either end. */
static struct range trim(struct str text, struct range range)
{
    size_t next;
    while (range.start < range.end && space_at(text, range.start, &next))
        range.start = next;
    size_t last = range.start;
    for (size_t at = range.start; at < range.end;) {
        if (space_at(text, at, &next)) {
            at = next;
        } else {
            utf8_next(text, &at);
            last = at;
        }
    }
    range.end = last;
    return range;
}

static bool is_empty(struct range range)
{
    return range.start >= range.end;
}

/* The words of the range, each run of white space one space. */
static struct str words_of(struct arena *arena, struct str text, struct range range)
{
    struct buf out = {0};
    range = trim(text, range);
    bool space = false;
    for (size_t at = range.start; at < range.end;) {
        size_t start = at;
        uint32_t code_point = utf8_next(text, &at);
        if (utf8_is_space(code_point)) {
            space = true;
            continue;
        }
        if (space)
            buf_add_byte(&out, ' ');
        space = false;
        buf_add(&out, str_part(text, start, at));
    }
    struct str words = buf_keep(&out, arena);
    buf_finish(&out);
    return words;
}

static struct span span_of(const struct excerpt *text, struct range range)
{
    return excerpt_span(text, range.start, range.end);
}

/* Where the next comma outside parentheses stands, or the end. */
static size_t find_comma(struct str text, size_t from, size_t end)
{
    int depth = 0;
    for (size_t i = from; i < end; i++) {
        if (text.at[i] == '(')
            depth++;
        else if (text.at[i] == ')' && depth > 0)
            depth--;
        else if (text.at[i] == ',' && depth == 0)
            return i;
    }
    return end;
}

/* Split `Name (note) rest`; false when the parenthesis is not closed. */
static bool split_note(struct str text, struct range whole, struct range *name, struct range *note, struct range *rest)
{
    *name = whole;
    *note = (struct range){whole.end, whole.end};
    *rest = *note;
    size_t open = str_find_byte(str_part(text, 0, whole.end), '(', whole.start);
    if (open == SIZE_MAX)
        return true;
    name->end = open;

    int depth = 0;
    for (size_t i = open; i < whole.end; i++) {
        depth += text.at[i] == '(';
        depth -= text.at[i] == ')';
        if (depth == 0) {
            *note = (struct range){open + 1, i};
            *rest = (struct range){i + 1, whole.end};
            return true;
        }
    }
    return false;
}

static void read_note(struct arena *arena, struct str text, struct range note, struct person *person)
{
    person->note = words_of(arena, text, note);
    if (person->note.len > 4 && str_equal_ignoring_case(str_part(person->note, 0, 4), S("for ")))
        person->substitutes = str_trim(str_from(person->note, 4));
}

bool person_read(struct arena *arena, const struct excerpt *excerpt, struct person *person, bool *closed)
{
    struct str text = excerpt->text;
    struct range whole = trim(text, (struct range){0, text.len}), name, note, rest;
    *person = (struct person){.span = span_of(excerpt, whole)};

    struct range first = {whole.start, find_comma(text, whole.start, whole.end)};
    *closed = split_note(text, first, &name, &note, &rest);
    name = trim(text, name);
    person->name = words_of(arena, text, name);
    person->name_span = span_of(excerpt, name);
    if (!*closed || person->name.len == 0)
        return false;
    read_note(arena, text, note, person);

    /* `Bo Hansen (formand) Viborg Kommune`: the comma is forgotten, but what is meant is plain. */
    struct range organisation = trim(text, rest);
    size_t after = first.end;
    if (is_empty(organisation) && first.end < whole.end) {
        organisation = (struct range){first.end + 1, find_comma(text, first.end + 1, whole.end)};
        after = organisation.end;
        organisation = trim(text, organisation);
    }
    person->organisation = words_of(arena, text, organisation);
    person->organisation_span = span_of(excerpt, organisation);
    if (after < whole.end)
        person->addition = words_of(arena, text, (struct range){after + 1, whole.end});
    return true;
}

static bool is_upper(uint32_t code_point)
{
    return utf8_is_letter(code_point) && utf8_lower(code_point) != code_point;
}

/* Words that stand in names of organisations, and endings that only such words have; folded. */
static bool names_organisation(struct arena *arena, struct str word)
{
    static const char *const words[] = {"kommune",    "kommuner", "region",      "regionen", "hospital", "universitet",
                                        "university", "college",  "psykiatrien", "center",   "danmark",  "kl",
                                        "kkr",        "a/s",      "aps",         "danske"};
    static const char *const endings[] = {"styrelsen",   "sekretariatet", "sekretariat", "udvalget",    "gruppen",
                                          "kommune",     "kommunen",      "ministeriet", "centeret",    "centret",
                                          "foreningen",  "forvaltningen", "hospitalet",  "hospital",    "raadet",
                                          "forbundet",   "kontoret",      "afdelingen",  "universitet", "midtjylland",
                                          "instituttet", "samvirket",     "netvaerket",  "styregruppen"};
    struct str folded = utf8_fold(arena, word);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal(folded, str_of(words[i])))
            return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(folded, str_of(endings[i])))
            return true;
    return false;
}

/* Small words inside names: `Ludvig van Beethoven`, `Anna af Rosenborg`. */
static bool is_particle(struct str word)
{
    static const char *const particles[] = {"af", "al", "da", "de", "del", "den", "der",
                                            "di", "du", "el", "la", "le",  "van", "von"};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (str_equal(word, str_of(particles[i])))
            return true;
    return false;
}

/* Capital first, and some small letter after it, so that DASSOS is no name; an initial may be alone. */
static bool looks_like_part_of_name(struct str word)
{
    size_t at = 0;
    if (!is_upper(utf8_next(word, &at)))
        return false;
    if (at == word.len || (at + 1 == word.len && word.at[at] == '.'))
        return true;
    while (at < word.len) {
        uint32_t code_point = utf8_next(word, &at);
        if (utf8_is_digit(code_point))
            return false;
        if (utf8_is_letter(code_point) && utf8_lower(code_point) == code_point)
            return true;
    }
    return false;
}

static bool looks_like_name(struct arena *arena, struct str text, struct range range, int least_words)
{
    enum { MOST_WORDS = 6, LONGEST = 160 };
    struct range name, note, rest;
    if (range.end - range.start > LONGEST)
        return false;
    split_note(text, range, &name, &note, &rest);
    struct str words = words_of(arena, text, name);
    int count = 0;
    bool last_is_particle = false;
    for (size_t at = 0; at < words.len;) {
        size_t end = str_find_byte(words, ' ', at);
        end = end == SIZE_MAX ? words.len : end;
        struct str word = str_part(words, at, end);
        last_is_particle = count > 0 && is_particle(word);
        if ((!last_is_particle && !looks_like_part_of_name(word)) || names_organisation(arena, word) ||
            ++count > MOST_WORDS)
            return false;
        at = end + 1;
    }
    return count >= least_words && !last_is_particle;
}

static void add_person(struct arena *arena, const struct excerpt *excerpt, struct range range,
                       struct person_list *persons)
{
    struct str text = excerpt->text;
    struct range name, note, rest;
    range = trim(text, range);
    split_note(text, range, &name, &note, &rest);
    name = trim(text, name);
    if (name.end > name.start && text.at[name.end - 1] == '.' && name.end == range.end)
        name.end--;
    if (is_empty(name))
        return;
    struct person person = {.name = words_of(arena, text, name), .name_span = span_of(excerpt, name)};
    person.span = span_of(excerpt, range);
    read_note(arena, text, note, &person);
    person.addition = words_of(arena, text, rest);
    vec_push(arena, &persons->at, person);
}

/* More words about the person read last. */
static void add_addition(struct arena *arena, const struct excerpt *excerpt, struct range range,
                         struct person_list *persons)
{
    struct person *person = &persons->at.at[persons->at.len - 1];
    range = trim(excerpt->text, range);
    if (range.end > range.start && excerpt->text.at[range.end - 1] == '.')
        range.end--;
    struct str words = words_of(arena, excerpt->text, range);
    if (words.len == 0)
        return;
    person->addition =
        person->addition.len ? str_format(arena, "%.*s, %.*s", STR(person->addition), STR(words)) : words;
    person->span = span_join(person->span, span_of(excerpt, range));
}

/* The next ` og ` at or after `from`, outside parentheses: the place of the white space before it and of the word after
 * it. */
static bool find_and(struct str text, size_t from, size_t end, size_t *before, size_t *after)
{
    int depth = 0;
    for (size_t i = from; i < end; i++) {
        size_t word;
        depth += text.at[i] == '(';
        depth -= text.at[i] == ')' && depth > 0;
        if (depth == 0 && (unsigned char)(text.at[i] & 0xC0) != 0x80 && space_at(text, i, &word) && word + 2 < end &&
            str_equal_ignoring_case(str_part(text, word, word + 2), S("og")) && space_at(text, word + 2, after)) {
            *before = i;
            return true;
        }
    }
    return false;
}

static bool skip_and(struct str text, struct range *range)
{
    size_t after;
    if (range->start + 2 >= range->end ||
        !str_equal_ignoring_case(str_part(text, range->start, range->start + 2), S("og")) ||
        !space_at(text, range->start + 2, &after))
        return false;
    range->start = after;
    return true;
}

/* One piece between commas: a name or several joined by `og`, or words about the name before. `Randers Kommune og
 * medlem af Dialogforum` has an `og` that joins no names. */
static void read_piece(struct arena *arena, const struct excerpt *excerpt, struct range piece,
                       struct person_list *persons)
{
    struct str text = excerpt->text;
    bool after_and = skip_and(text, &piece);
    struct range current = piece;
    for (;;) {
        /* After `og`, and in the first place where only a name can stand, one word is enough: `Ved Jesper og Bo`. */
        bool first = persons->at.len == 0;
        int least = first || after_and ? 1 : 2;
        size_t from = current.start, before, after;
        bool found = false;
        bool current_is_name = false;
        while (!found && find_and(text, from, piece.end, &before, &after)) {
            size_t next_before, next_after;
            struct range next = {after, piece.end};
            if (find_and(text, after, piece.end, &next_before, &next_after))
                next.end = next_before;
            current.end = before;
            current_is_name = first || looks_like_name(arena, text, current, least);
            found = looks_like_name(arena, text, next, current_is_name ? 1 : 2);
            from = after;
        }
        if (!found)
            current.end = piece.end;
        if (first || (found ? current_is_name : looks_like_name(arena, text, current, least)))
            add_person(arena, excerpt, current, persons);
        else
            add_addition(arena, excerpt, current, persons);
        if (!found)
            return;
        current = (struct range){after, piece.end};
        after_and = true;
    }
}

void presenter_parse(struct arena *arena, const struct excerpt *text, struct person_list *persons)
{
    struct range whole = trim(text->text, (struct range){0, text->text.len});
    whole.start += word_opens_presenter(str_part(text->text, whole.start, whole.end));
    for (size_t at = whole.start; at < whole.end;) {
        size_t comma = find_comma(text->text, at, whole.end);
        struct range piece = trim(text->text, (struct range){at, comma});
        if (!is_empty(piece))
            read_piece(arena, text, piece, persons);
        at = comma + 1;
    }
}

void names_parse(struct arena *arena, const struct excerpt *text, struct person_list *persons)
{
    struct range whole = trim(text->text, (struct range){0, text->text.len});
    whole.start += word_opens_absentees(str_part(text->text, whole.start, whole.end));
    for (size_t at = whole.start; at < whole.end;) {
        size_t comma = find_comma(text->text, at, whole.end);
        struct range piece = trim(text->text, (struct range){at, comma});
        size_t before, after;
        skip_and(text->text, &piece);
        while (find_and(text->text, piece.start, piece.end, &before, &after)) {
            add_person(arena, text, (struct range){piece.start, before}, persons);
            piece.start = after;
        }
        add_person(arena, text, piece, persons);
        at = comma + 1;
    }
}
