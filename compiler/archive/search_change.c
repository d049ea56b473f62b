#include "archive/search_change.h"

#include "archive/search_files.h"
#include "archive/search_keys.h"
#include "archive/terms.h"
#include "base/json.h"

/* A part that is being read back. */
struct part {
    struct arena *arena;
    struct str name;     /* its folder */
    struct str meetings; /* what its index says of meetings, up to the keys */
    search_words words;
    vec_of(struct str) lists; /* postings of words that are not rare, still as text */
    struct hash contents;
};

/* Take a text off the front of another; false when it does not begin with it. */
static bool take_text(struct str *rest, struct str text)
{
    bool const there = str_starts(*rest, text);
    *rest = str_from(*rest, there ? text.len : 0);
    return there;
}

/* What is up to some text, which is taken off too. */
static bool take_until(struct str *rest, struct str mark, struct str *taken)
{
    size_t const at = str_find(*rest, mark, 0);
    if (at == SIZE_MAX)
        return false;
    *taken = str_part(*rest, 0, at);
    *rest = str_from(*rest, at + mark.len);
    return true;
}

/* The data of a file that search_call_file made under that name. */
static bool open_call(struct arena *arena, const struct search_file *file, struct str name, struct str quote,
                      struct str *data)
{
    struct search_file const empty = search_call_file(arena, name, quote, S(""));
    size_t const tail = S(");\n").len + quote.len;
    size_t const head = empty.content.len - tail;
    if (!str_equal(file->path, empty.path) || file->content.len < empty.content.len ||
        !str_starts(file->content, str_part(empty.content, 0, head)) ||
        !str_ends(file->content, str_from(empty.content, head)))
        return false;
    *data = str_part(file->content, head, file->content.len - tail);
    return true;
}

/* Numbers as search_keys.c writes them. */

/* The value of a digit and one, 0 for what is none. */
static const unsigned char digit_values[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
    ['G'] = 17, ['H'] = 18, ['I'] = 19, ['J'] = 20, ['K'] = 21, ['L'] = 22, ['M'] = 23, ['N'] = 24,
    ['O'] = 25, ['P'] = 26, ['Q'] = 27, ['R'] = 28, ['S'] = 29, ['T'] = 30, ['U'] = 31, ['V'] = 32,
    ['W'] = 33, ['X'] = 34, ['Y'] = 35, ['Z'] = 36, ['a'] = 37, ['b'] = 38, ['c'] = 39, ['d'] = 40,
    ['e'] = 41, ['f'] = 42, ['g'] = 43, ['h'] = 44, ['i'] = 45, ['j'] = 46, ['k'] = 47, ['l'] = 48,
    ['m'] = 49, ['n'] = 50, ['o'] = 51, ['p'] = 52, ['q'] = 53, ['r'] = 54, ['s'] = 55, ['t'] = 56,
    ['u'] = 57, ['v'] = 58, ['w'] = 59, ['x'] = 60, ['y'] = 61, ['z'] = 62, ['-'] = 63, ['_'] = 64,
};

static int digit_value(char c)
{
    return digit_values[(unsigned char)c] - 1;
}

/* How many numbers there are: each has one digit that is its last. */
static size_t count_numbers(struct str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += (unsigned)digit_value(text.at[i]) < 32;
    return count;
}

static bool take_number(struct str *rest, uint32_t *number)
{
    *number = 0;
    for (unsigned shift = 0; rest->len && shift < 32; shift += 5) {
        int const value = digit_value(rest->at[0]);
        if (value < 0)
            return false;
        *rest = str_from(*rest, 1);
        *number |= (uint32_t)(value & 31) << shift;
        if (value < 32)
            return true;
    }
    return false;
}

static bool read_postings(struct arena *arena, struct str text, struct search_word *word)
{
    uint32_t last = 0;
    vec_reserve(arena, &word->postings, count_numbers(text));
    while (text.len) {
        uint32_t number;
        if (!take_number(&text, &number))
            return false;
        number += last;
        last = number & ~(uint32_t)3;
        vec_push(arena, &word->postings, number);
    }
    return word->postings.len > 0;
}

/* What belongs to a key, up to the next mark. */
static struct str take_value(struct str *rest)
{
    size_t end = 0;
    while (end < rest->len && digit_value(rest->at[end]) >= 0)
        end++;
    struct str const value = str_part(*rest, 0, end);
    *rest = str_from(*rest, end);
    return value;
}

/* The key at hand: each begins like the one before it. */
struct key {
    char text[TERM_LONGEST];
    size_t len;
};

/* What may follow a key. */
static bool is_mark(char byte)
{
    return byte == '!' || byte == '=' || byte == '*' || byte == '+';
}

/* One entry of a file of keys: of interest when the key is a word itself. */
static bool read_entry(struct part *part, struct str entry, struct key *key)
{
    int const shared = entry.len ? digit_value(entry.at[0]) : -1;
    size_t end = 1;
    while (end < entry.len && !is_mark(entry.at[end]))
        end++;
    if (shared < 0 || (size_t)shared > key->len || end >= entry.len || (size_t)shared + end - 1 > sizeof key->text ||
        (size_t)shared + end - 1 == 0)
        return false;
    memcpy(key->text + shared, entry.at + 1, end - 1);
    key->len = (size_t)shared + end - 1;
    char const mark = entry.at[end];
    if (mark == '*' || mark == '+')
        return true;
    struct search_word word = {.text = str_copy(part->arena, (struct str){key->text, key->len})};
    struct str rest = str_from(entry, end + 1);
    struct str value = take_value(&rest);
    if (mark == '!') {
        uint32_t number;
        if (!take_number(&value, &number) || value.len || number >= part->lists.len)
            return false;
        value = part->lists.at[number];
    }
    bool const good = read_postings(part->arena, value, &word);
    vec_push(part->arena, &part->words, word);
    return good;
}

static bool read_keys(struct part *part, struct str text)
{
    struct str entry;
    struct key key = {.len = 0};
    while (text.len)
        if (!take_until(&text, S(";"), &entry) || !read_entry(part, entry, &key))
            return false;
    return true;
}

static bool read_lists(struct part *part, struct str text)
{
    struct str list;
    while (text.len) {
        if (!take_until(&text, S(";"), &list))
            return false;
        vec_push(part->arena, &part->lists, list);
    }
    return true;
}

/* The files of one kind from the place `*next` on, as many as there are. */
static bool open_blocks(struct part *part, const search_files *old, char kind, size_t *next,
                        bool (*read)(struct part *, struct str), bool counts)
{
    for (size_t i = 0; *next + i < old->len; i++) {
        struct str const name = str_format(part->arena, "%.*s/%c%zu", STR(part->name), kind, i);
        struct str text;
        if (!open_call(part->arena, &old->at[*next + i], name, S("\""), &text)) {
            *next += i;
            return true;
        }
        if (counts)
            part->contents = hash_combine(part->contents, hash_bytes(text));
        if (read && !read(part, text))
            return false;
    }
    *next = old->len;
    return true;
}

/* Keys come before the postings that they name: the files are gone through twice. */
static bool read_part(struct part *part, const search_files *old)
{
    struct str path = old->len ? old->at[0].path : S("");
    struct str index;
    if (!take_text(&path, S("search/")) || !take_until(&path, S("/"), &part->name))
        return false;
    struct str const name = str_concat(part->arena, part->name, S("/index"));
    if (!open_call(part->arena, &old->at[0], name, S(""), &index))
        return false;
    part->contents = hash_bytes(index);
    if (!take_until(&index, S(",\"keys\":["), &part->meetings))
        return false;
    size_t keys = 1;
    size_t next = 1;
    if (!open_blocks(part, old, 'k', &next, NULL, true) || !open_blocks(part, old, 'p', &next, read_lists, true) ||
        next != old->len || !open_blocks(part, old, 'k', &keys, read_keys, false))
        return false;
    struct str const year = str_part(part->name, 0, 4);
    return str_equal(part->name, search_part_name(part->arena, year, part->contents));
}

/* The number of the meeting's first document. */
static bool find_documents(const struct part *part, const struct unit *unit, uint32_t *first)
{
    struct buf forum = {0};
    struct json json;
    json_init(&json, &forum, false);
    json_string(&json, unit->forum);
    struct str rest = part->meetings;
    struct str bodies, body, entry;
    bool good = take_text(&rest, S("{\"bodies\":[")) && take_until(&rest, S("],\"meetings\":["), &bodies);
    struct str const wanted = str_concat(part->arena, buf_str(&forum), S(""));
    buf_finish(&forum);
    long long number = -1;
    for (long long i = 0; good && number < 0; i++) {
        bool const more = take_until(&bodies, S(","), &body);
        if (str_equal(more ? body : bodies, wanted))
            number = i;
        good = more || number >= 0;
    }
    struct str const start = str_format(part->arena, "%lld,\"%.*s\",", number, STR(date_iso(part->arena, unit->date)));
    *first = 0;
    while (good && take_text(&rest, S("[")) && take_until(&rest, S("]"), &entry)) {
        take_text(&rest, S(","));
        bool const found = take_text(&entry, start);
        struct str count = entry;
        for (int i = 0; !found && i < 2; i++)
            count = str_from(count, str_find_byte(count, ',', 0) == SIZE_MAX ? 0 : str_find_byte(count, ',', 0) + 1);
        size_t documents = 0;
        for (size_t i = 0; i < count.len && count.at[i] >= '0' && count.at[i] <= '9'; i++)
            documents = documents * 10 + (size_t)(count.at[i] - '0');
        if (found)
            return documents == search_item_count(unit) + 1;
        *first += (uint32_t)documents;
    }
    return false;
}

/* What these documents say, from first to end, is taken out of the words. */
static void take_out(struct part *part, uint32_t first, uint32_t end)
{
    for (size_t i = 0; i < part->words.len; i++) {
        struct search_word *word = &part->words.at[i];
        size_t from = 0;
        while (from < word->postings.len && word->postings.at[from] / 4 < first)
            from++;
        size_t to = from;
        while (to < word->postings.len && word->postings.at[to] / 4 < end)
            to++;
        size_t const after = word->postings.len - to;
        if (to > from && after)
            memmove(word->postings.at + from, word->postings.at + to, after * sizeof *word->postings.at);
        word->postings.len -= to - from;
    }
}

/* The postings of a word in the part, none when `old` is NULL, with those in a meeting whose first document is this. */
static void put_in(struct arena *arena, const struct search_word *old, const struct search_word *now, uint32_t first,
                   struct search_word *word)
{
    size_t i = 0;
    *word = (struct search_word){.text = now->text};
    vec_reserve(arena, &word->postings, (old ? old->postings.len : 0) + now->postings.len);
    for (; old && i < old->postings.len && old->postings.at[i] / 4 < first; i++)
        vec_push(arena, &word->postings, old->postings.at[i]);
    for (size_t j = 0; j < now->postings.len; j++)
        vec_push(arena, &word->postings, now->postings.at[j] + 4 * first);
    for (; old && i < old->postings.len; i++)
        vec_push(arena, &word->postings, old->postings.at[i]);
}

static void merge(struct part *part, const search_words *new, uint32_t first)
{
    search_words const old = part->words;
    search_words words = {0};
    vec_reserve(part->arena, &words, old.len + new->len);
    size_t i = 0;
    for (size_t j = 0; j < new->len; j++) {
        int order = -1;
        while (i < old.len && (order = str_compare(old.at[i].text, new->at[j].text)) < 0)
            vec_push(part->arena, &words, old.at[i++]);
        struct search_word word;
        put_in(part->arena, order == 0 ? &old.at[i] : NULL, &new->at[j], first, &word);
        i += order == 0;
        vec_push(part->arena, &words, word);
    }
    for (; i < old.len; i++)
        vec_push(part->arena, &words, old.at[i]);
    part->words = words;
}

/* Words that no meeting says any more go. */
static void leave_out_unsaid(search_words *words)
{
    size_t kept = 0;
    for (size_t i = 0; i < words->len; i++)
        if (words->at[i].postings.len)
            words->at[kept++] = words->at[i];
    words->len = kept;
}

struct search_change {
    struct part part;
    uint32_t *first; /* the number of the first document of each meeting */
    size_t count;
};

struct search_change *search_change_begin(struct arena *arena, const search_files *old, const struct unit *const *units,
                                          size_t count)
{
    struct search_change *change = arena_new(arena, struct search_change);
    *change = (struct search_change){{.arena = arena}, arena_many(arena, uint32_t, count + 1), count};
    bool good = read_part(&change->part, old);
    for (size_t i = 0; good && i < count; i++) {
        good = find_documents(&change->part, units[i], &change->first[i]);
        if (good)
            take_out(&change->part, change->first[i], change->first[i] + (uint32_t)search_item_count(units[i]) + 1);
    }
    return good ? change : NULL;
}

bool search_change_end(struct search_change *change, struct arena *arena, struct unit *const *units,
                       const struct search_source *source, struct str *name, search_files *files)
{
    struct part *part = &change->part;
    for (size_t i = 0; i < change->count; i++) {
        search_words new;
        if (!search_collect(part->arena, &units[i], 1, source, &new))
            return false;
        merge(part, &new, change->first[i]);
    }
    leave_out_unsaid(&part->words);
    search_add_files(arena, part->meetings, str_part(part->name, 0, 4), &part->words, name, files);
    return true;
}
