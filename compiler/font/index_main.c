/* index AFF DIC LIST OUTPUT: the parts of Danish compounds, from a hunspell dictionary, as C source. Runs while the
 * program is built and is no part of it.
 *
 * Most words of the dictionary are compounds themselves. A word is taken for one when it is a word that can begin
 * compounds followed by another of the dictionary that is inflected in the same way: `rammeaftale` as `aftale`. Only
 * words that are no compounds go into the index, so that a compound can only be made of them. LIST has what the
 * dictionary lacks. */
#include "font/index_affixes.h"
#include "font/index_automaton.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    struct str word;
    struct flags flags, inflection;
};

/* Words by their bytes. */
struct word_set {
    struct set_slot {
        struct str word;
        struct flags inflection;
        bool used, first, never;
    } * slots;
    size_t count, taken;
};

struct index {
    struct arena arena;
    struct affixes affixes;
    vec_of(struct entry) entries;
    struct word_set set; /* words that begin compounds; LIST's; words that end them, once for each inflection */
    vec_of(struct index_word) words;
};

static uint64_t hash_word(struct str word)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (unsigned char)word.at[i]) * UINT64_C(1099511628211);
    return hash ^ hash >> 31;
}

static bool same_flags(const struct flags *a, const struct flags *b)
{
    return a->bits[0] == b->bits[0] && a->bits[1] == b->bits[1];
}

static void set_grow(struct index *index)
{
    struct word_set *set = &index->set;
    struct word_set const old = *set;
    set->count = old.count ? old.count * 2 : 1 << 16;
    set->slots = arena_many(&index->arena, struct set_slot, set->count);
    for (size_t i = 0; i < old.count; i++) {
        if (!old.slots[i].used)
            continue;
        size_t slot = hash_word(old.slots[i].word) & (set->count - 1);
        while (set->slots[slot].used)
            slot = (slot + 1) & (set->count - 1);
        set->slots[slot] = old.slots[i];
    }
}

/* Heads are kept once for each inflection, beginnings with `first`. */
static void set_add(struct index *index, struct set_slot const wanted)
{
    struct word_set *set = &index->set;
    if (set->taken * 2 >= set->count)
        set_grow(index);
    size_t slot = hash_word(wanted.word) & (set->count - 1);
    for (; set->slots[slot].used; slot = (slot + 1) & (set->count - 1)) {
        const struct set_slot *at = &set->slots[slot];
        if (at->first == wanted.first && at->never == wanted.never && same_flags(&at->inflection, &wanted.inflection) &&
            str_equal(at->word, wanted.word))
            return;
    }
    set->slots[slot] = wanted;
    set->slots[slot].used = true;
    set->taken++;
}

struct answer {
    bool first, never, head, same;
};

static struct answer set_ask(const struct word_set *set, struct str word, const struct flags *inflection)
{
    struct answer answer = {false, false, false, false};
    for (size_t slot = hash_word(word) & (set->count - 1); set->slots[slot].used;
         slot = (slot + 1) & (set->count - 1)) {
        const struct set_slot *at = &set->slots[slot];
        if (!str_equal(at->word, word))
            continue;
        answer.first |= at->first;
        answer.never |= at->never;
        if (!at->first && !at->never) {
            answer.head = true;
            answer.same |= same_flags(&at->inflection, inflection);
        }
    }
    return answer;
}

static struct str read_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(2);
    }
    size_t cap = 8 << 20;
    char *bytes = arena_alloc(arena, cap);
    size_t const len = fread(bytes, 1, cap, file);
    if (ferror(file) || fclose(file) != 0 || len == cap)
        exit(2);
    return (struct str){bytes, len};
}

/* What of the flags tells how a word is inflected: not how it is joined to others. */
static struct flags inflection_of(struct flags flags)
{
    static const unsigned joining[] = {10, 22, 29, 30, 31, 37, 39, 53, 55, 56, 60, 61, 62, 63, 67, 68, 69, 79, 83};
    for (size_t i = 0; i < sizeof joining / sizeof *joining; i++)
        flags.bits[joining[i] / 64] &= ~(UINT64_C(1) << joining[i] % 64);
    return flags;
}

static void read_dictionary(struct index *index, struct str text)
{
    enum { FLAG_FORBIDDEN = 6, FLAG_LAST = 39 };
    struct str line;
    next_line(&text, &line); /* the number of entries */
    while (next_line(&text, &line)) {
        struct str head = str_part(line, 0, str_find_byte(line, '\t', 0));
        head = str_part(head, 0, str_find_byte(head, ' ', 0));
        size_t const slash = str_find_byte(head, '/', 0);
        struct str const typed = str_part(head, 0, slash);
        struct str const word = latin1_of(&index->arena, typed);
        /* Names make no compounds of the kind meant here. */
        if (word.len == 0 || (typed.at[0] >= 'A' && typed.at[0] <= 'Z') ||
            (typed.at[0] == '\xC3' && typed.at[1] < '\xA0'))
            continue;
        struct entry entry = {word, flags_read(slash == SIZE_MAX ? (struct str){0} : str_from(head, slash + 1)), {{0}}};
        if (flags_has(&entry.flags, FLAG_FORBIDDEN))
            continue;
        entry.inflection = inflection_of(entry.flags);
        vec_push(&index->arena, &index->entries, entry);
        if (flags_has(&entry.flags, FLAG_LAST))
            set_add(index, (struct set_slot){.word = word, .inflection = entry.inflection});
        form_list forms = {0};
        affixes_apply(&index->arena, &index->affixes, word, &entry.flags, &forms);
        for (size_t i = 0; i < forms.len; i++)
            if (forms.at[i].begins)
                set_add(index, (struct set_slot){.word = forms.at[i].word, .first = true});
    }
}

static void add_word(struct index *index, struct str word, unsigned ends)
{
    struct index_word const added = {word, ends};
    vec_push(&index->arena, &index->words, added);
}

/* `begins:` and `never:` followed by words; `#` begins a remark. */
static void read_list(struct index *index, struct str text)
{
    struct str line;
    bool begins = true;
    while (next_line(&text, &line)) {
        while (line.len > 0 && line.at[0] != '#') {
            size_t const space = str_find_byte(line, ' ', 0);
            struct str const word = str_part(line, 0, space);
            line = space == SIZE_MAX ? (struct str){0} : str_trim(str_from(line, space));
            if (str_ends(word, S(":"))) {
                begins = str_equal(word, S("begins:"));
                continue;
            }
            struct str const letters = latin1_of(&index->arena, word);
            set_add(index, (struct set_slot){.word = letters, .first = begins, .never = !begins});
            if (begins)
                add_word(index, letters, EDGE_BEGINS);
        }
    }
}

static bool has_vowel(struct str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (strchr("aeiouy", word.at[i]) || (unsigned char)word.at[i] >= 0xE0)
            return true;
    return false;
}

/* Where the compound's last part begins, or 0 when it is none. Short parts need better evidence than long ones. */
static size_t joint_of(const struct index *index, const struct entry *entry)
{
    size_t best = 0, best_length = 0;
    bool const uninflected = (entry->inflection.bits[0] | entry->inflection.bits[1]) == 0;
    for (size_t at = 2; at + 2 < entry->word.len; at++) {
        struct str const first = str_part(entry->word, 0, at), last = str_from(entry->word, at);
        if (!has_vowel(first) || !has_vowel(last) || entry->word.len < 7)
            continue;
        struct answer const left = set_ask(&index->set, first, &entry->inflection);
        struct answer const right = set_ask(&index->set, last, &entry->inflection);
        size_t const shorter = first.len < last.len ? first.len : last.len;
        if (!left.first || left.never || !right.head || right.never || (first.len == 2 && last.len < 4))
            continue;
        if ((right.same && uninflected && shorter < 4) || (!right.same && shorter < 5))
            continue;
        if (shorter > best_length) {
            best = at;
            best_length = shorter;
        }
    }
    return best;
}

static void take_entry(struct index *index, const struct entry *entry)
{
    if (set_ask(&index->set, entry->word, &entry->inflection).never)
        return;
    size_t const joint = joint_of(index, entry);
    form_list forms = {0};
    affixes_apply(&index->arena, &index->affixes, entry->word, &entry->flags, &forms);
    for (size_t i = 0; i < forms.len; i++) {
        const struct form *form = &forms.at[i];
        if (set_ask(&index->set, form->word, &entry->inflection).never)
            continue;
        if (joint == 0)
            add_word(index, form->word, (form->begins ? EDGE_BEGINS : 0) | (form->ends ? EDGE_ENDS : 0));
        else if (form->begins && form->word.len > joint + 2)
            /* Within a longer compound the last part may take an s it does not take alone: `tilskuds-`. */
            add_word(index, str_from(form->word, joint), EDGE_BEGINS);
    }
}

static int compare_words(const void *a, const void *b)
{
    return str_compare(((const struct index_word *)a)->word, ((const struct index_word *)b)->word);
}

static size_t sort_words(struct index_word *words, size_t count)
{
    qsort(words, count, sizeof *words, compare_words);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && str_equal(words[kept - 1].word, words[i].word))
            words[kept - 1].ends |= words[i].ends;
        else
            words[kept++] = words[i];
    }
    return kept;
}

static bool write_source(const char *path, const struct automaton *automaton)
{
    FILE *out = fopen(path, "wb");
    if (!out)
        return false;
    fprintf(out,
            "#include \"font/compound.h\"\n\nconst uint32_t compound_start = %u;\nconst uint32_t compound_edges[] = {",
            automaton->start);
    for (size_t i = 0; i < automaton->edges.len; i++)
        fprintf(out, "%s%u,", i % 12 == 0 ? "\n" : "", automaton->edges.at[i]);
    fprintf(out, "\n};\n");
    return !ferror(out) && fclose(out) == 0;
}

int main(int count, char **arguments)
{
    if (count != 5)
        return 2;
    struct index *index = must_malloc(sizeof *index);
    memset(index, 0, sizeof *index);
    affixes_read(&index->arena, &index->affixes, read_file(&index->arena, arguments[1]));
    read_list(index, read_file(&index->arena, arguments[3]));
    read_dictionary(index, read_file(&index->arena, arguments[2]));
    for (size_t i = 0; i < index->entries.len; i++)
        take_entry(index, &index->entries.at[i]);
    struct automaton automaton = {0};
    size_t const words = sort_words(index->words.at, index->words.len);
    bool const good =
        automaton_make(&index->arena, &automaton, index->words.at, words) && write_source(arguments[4], &automaton);
    arena_finish(&index->arena);
    free(index);
    return good ? 0 : 2;
}
