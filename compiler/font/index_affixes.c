#include "font/index_affixes.h"

#include <string.h>

enum {
    FLAG_ONLY_LAST = 39,
    FLAG_BEGINS = 32,
    FLAG_MIDDLE = 33,
    FLAG_ENDS = 34,
    FLAG_PERMITS = 35,
    FLAG_ONLY_IN_COMPOUND = 36
};

bool flags_has(const struct flags *flags, unsigned flag)
{
    return flags->bits[flag / 64] >> flag % 64 & 1;
}

static void flags_set(struct flags *flags, unsigned flag)
{
    flags->bits[flag / 64] |= UINT64_C(1) << flag % 64;
}

struct flags flags_read(struct str text)
{
    struct flags flags = {{0}};
    unsigned number = 0;
    bool digits = false;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.at[i] >= '0' && text.at[i] <= '9') {
            number = number * 10 + (unsigned)(text.at[i] - '0');
            digits = true;
            continue;
        }
        if (digits && number < INDEX_FLAGS)
            flags_set(&flags, number);
        number = 0;
        digits = false;
        if (i < text.len && text.at[i] != ',')
            break;
    }
    return flags;
}

bool next_line(struct str *rest, struct str *line)
{
    if (rest->len == 0)
        return false;
    size_t const end = str_find_byte(*rest, '\n', 0);
    *line = str_trim(str_part(*rest, 0, end));
    *rest = end == SIZE_MAX ? (struct str){0} : str_from(*rest, end + 1);
    return true;
}

static bool is_letter(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 0xDF && byte != 0xF7);
}

/* One character of UTF-8 as Latin 1, or 0. */
static unsigned char latin1_next(struct str text, size_t *at)
{
    unsigned char const byte = (unsigned char)text.at[(*at)++];
    if (byte < 0x80)
        return byte;
    if ((byte != 0xC2 && byte != 0xC3) || *at == text.len)
        return 0;
    return (unsigned char)(byte << 6 | ((unsigned char)text.at[(*at)++] & 0x3F));
}

static struct str latin1_copy(struct arena *arena, struct str text)
{
    char *copy = arena_alloc(arena, text.len + 1);
    size_t len = 0;
    for (size_t at = 0; at < text.len;)
        copy[len++] = (char)latin1_next(text, &at);
    return (struct str){copy, len};
}

struct str latin1_of(struct arena *arena, struct str word)
{
    struct str const copy = latin1_copy(arena, word);
    char *letters = (char *)copy.at;
    for (size_t i = 0; i < copy.len; i++) {
        unsigned char byte = (unsigned char)letters[i];
        bool const capital = (byte >= 'A' && byte <= 'Z') || (byte >= 0xC0 && byte <= 0xDE && byte != 0xD7);
        if (capital && i > 0)
            return (struct str){0};
        byte = capital ? (unsigned char)(byte + 0x20) : byte;
        if (!is_letter(byte))
            return (struct str){0};
        letters[i] = (char)byte;
    }
    return copy.len <= INDEX_LONGEST ? copy : (struct str){0};
}

static struct str field(struct str *line)
{
    size_t start = 0, end;
    while (start < line->len && (line->at[start] == ' ' || line->at[start] == '\t'))
        start++;
    for (end = start; end < line->len && line->at[end] != ' ' && line->at[end] != '\t';)
        end++;
    struct str const word = str_part(*line, start, end);
    *line = str_from(*line, end);
    return word;
}

static struct str zero_is_empty(struct str text)
{
    return str_equal(text, S("0")) ? (struct str){0} : text;
}

void affixes_read(struct arena *arena, struct affixes *affixes, struct str text)
{
    struct str line;
    while (next_line(&text, &line)) {
        if (!str_equal(field(&line), S("SFX")))
            continue;
        struct str const name = field(&line);
        struct str const strip = field(&line), added = field(&line), condition = field(&line);
        unsigned number = 0;
        for (size_t i = 0; i < name.len && number < INDEX_FLAGS; i++)
            number = number * 10 + (unsigned)(name.at[i] - '0');
        /* The head of a group, `SFX 2 Y 4`, has no condition. */
        if (number >= INDEX_FLAGS || condition.len == 0)
            continue;
        size_t const slash = str_find_byte(added, '/', 0);
        struct suffix const suffix = {
            .strip = latin1_copy(arena, zero_is_empty(strip)),
            .add = latin1_copy(arena, zero_is_empty(str_part(added, 0, slash))),
            .condition = latin1_copy(arena, condition),
            .next = flags_read(slash == SIZE_MAX ? (struct str){0} : str_from(added, slash + 1)),
        };
        vec_push(arena, &affixes->suffixes[number], suffix);
    }
}

/* Whether the word ends in what the condition says: letters, `.`, `[abc]`, `[^abc]`; read from its end. */
static bool meets(struct str word, struct str condition)
{
    size_t left = word.len;
    for (size_t end = condition.len; end > 0;) {
        size_t start = end - 1;
        if (condition.at[start] == ']')
            while (start > 0 && condition.at[start] != '[')
                start--;
        struct str const one = str_part(condition, start, end);
        end = start;
        if (one.at[0] == '.' && condition.len == 1)
            return true;
        if (left == 0)
            return false;
        char const letter = word.at[--left];
        if (one.at[0] == '.')
            continue;
        if (one.at[0] != '[') {
            if (letter != one.at[0])
                return false;
            continue;
        }
        bool const negative = one.len > 1 && one.at[1] == '^';
        struct str const set = str_part(one, negative ? 2 : 1, one.len - 1);
        if ((str_find_byte(set, letter, 0) != SIZE_MAX) == negative)
            return false;
    }
    return true;
}

static void apply(struct arena *arena, const struct affixes *affixes, struct str word, const struct flags *flags,
                  unsigned depth, form_list *forms)
{
    for (unsigned flag = 0; flag < INDEX_FLAGS; flag++) {
        if (!flags_has(flags, flag) || flag == FLAG_BEGINS || flag == FLAG_MIDDLE || flag == FLAG_ENDS ||
            flag == FLAG_PERMITS || flag == FLAG_ONLY_IN_COMPOUND)
            continue;
        for (size_t i = 0; i < affixes->suffixes[flag].len; i++) {
            const struct suffix *suffix = &affixes->suffixes[flag].at[i];
            if (!str_ends(word, suffix->strip) || !meets(word, suffix->condition))
                continue;
            struct str const stem = str_part(word, 0, word.len - suffix->strip.len);
            struct form const form = {
                .word = str_concat(arena, stem, suffix->add),
                .begins = flags_has(&suffix->next, FLAG_BEGINS) || flags_has(&suffix->next, FLAG_MIDDLE),
                .ends = flags_has(&suffix->next, FLAG_ENDS),
            };
            bool letters = true;
            for (size_t at = 0; at < form.word.len; at++)
                letters = letters && is_letter((unsigned char)form.word.at[at]);
            if (!letters)
                continue;
            if ((form.begins || form.ends) && form.word.len <= INDEX_LONGEST)
                vec_push(arena, forms, form);
            if (depth > 0)
                apply(arena, affixes, form.word, &suffix->next, depth - 1, forms);
        }
    }
}

void affixes_apply(struct arena *arena, const struct affixes *affixes, struct str word, const struct flags *flags,
                   form_list *forms)
{
    if (flags_has(flags, FLAG_ONLY_LAST)) {
        struct form const itself = {word, false, true};
        vec_push(arena, forms, itself);
    }
    apply(arena, affixes, word, flags, 1, forms);
}
