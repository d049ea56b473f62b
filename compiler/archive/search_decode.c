#include "archive/search_decode.h"

#include "archive/terms.h"

struct decoder {
    struct arena *arena;
    struct search_decoded *part;
    vec_of(struct str) lists; /* of the words that are not rare */
};

/* The data of a file that search_call_file made, and its name. */
static bool open_call(struct arena *arena, const struct search_file *file, struct str quote, struct str *name,
                      struct str *data)
{
    struct str const folder = S("search/");
    struct str const ending = S(".js");
    if (!str_starts(file->path, folder) || !str_ends(file->path, ending) || file->path.len < folder.len + ending.len)
        return false;
    *name = str_part(file->path, folder.len, file->path.len - ending.len);
    struct search_file const empty = search_call_file(arena, *name, quote, S(""));
    size_t const tail = S(");\n").len + quote.len;
    size_t const head = empty.content.len - tail;
    if (file->content.len < empty.content.len || !str_starts(file->content, str_part(empty.content, 0, head)) ||
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

static bool decode_postings(struct arena *arena, struct str text, struct search_word *word)
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

bool search_decode_list(struct arena *arena, struct search_word *word)
{
    bool const good = decode_postings(arena, word->written, word);
    word->written = (struct str){0};
    return good;
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

/* Take one entry off a file of keys; of interest when the key is a word itself. */
static bool take_entry(struct decoder *decoder, struct str *rest, struct key *key)
{
    int const shared = digit_value(rest->at[0]);
    size_t end = 1;
    while (end < rest->len && rest->at[end] != ';' && !is_mark(rest->at[end]))
        end++;
    if (shared < 0 || (size_t)shared > key->len || end >= rest->len || rest->at[end] == ';' ||
        (size_t)shared + end - 1 > sizeof key->text || (size_t)shared + end - 1 == 0)
        return false;
    memcpy(key->text + shared, rest->at + 1, end - 1);
    key->len = (size_t)shared + end - 1;
    char const mark = rest->at[end];
    *rest = str_from(*rest, end + 1);
    bool good = true;
    if (mark == '!' || mark == '=') {
        struct search_word word = {.text = str_copy(decoder->arena, (struct str){key->text, key->len})};
        struct str value = take_value(rest);
        uint32_t number;
        if (mark == '=')
            good = decode_postings(decoder->arena, value, &word);
        else if ((good = take_number(&value, &number) && !value.len && number < decoder->lists.len))
            word.written = decoder->lists.at[number];
        vec_push(decoder->arena, &decoder->part->words, word);
    }
    size_t const stop = str_find_byte(*rest, ';', 0);
    *rest = str_from(*rest, stop == SIZE_MAX ? rest->len : stop + 1);
    return good && stop != SIZE_MAX;
}

static bool read_keys(struct decoder *decoder, struct search_block *block)
{
    struct key key = {.len = 0};
    struct str rest = block->text;
    while (rest.len) {
        bool const first = rest.len == block->text.len;
        if (!take_entry(decoder, &rest, &key))
            return false;
        if (first)
            block->first_key = str_copy(decoder->arena, (struct str){key.text, key.len});
    }
    return block->text.len > 0;
}

static bool read_lists(struct decoder *decoder, struct search_block *block)
{
    block->first_number = (uint32_t)decoder->lists.len;
    struct str rest = block->text;
    while (rest.len) {
        size_t const end = str_find_byte(rest, ';', 0);
        if (end == SIZE_MAX)
            return false;
        vec_push(decoder->arena, &decoder->lists, str_part(rest, 0, end));
        rest = str_from(rest, end + 1);
    }
    return block->text.len > 0;
}

/* The files of one kind from the place `*next` on, as many as there are. */
static void open_blocks(struct decoder *decoder, const search_files *files, char kind, size_t *next,
                        search_blocks *blocks)
{
    struct search_block block = {0};
    while (*next < files->len && open_call(decoder->arena, &files->at[*next], S("\""), &block.name, &block.text)) {
        struct str const wanted =
            search_block_name(decoder->arena, decoder->part->head.year, kind, blocks->len, block.text);
        if (!str_equal(block.name, wanted))
            return;
        vec_push(decoder->arena, blocks, block);
        ++*next;
    }
}

bool search_decode(struct arena *arena, const search_files *files, struct search_decoded *part)
{
    struct decoder decoder = {.arena = arena, .part = part};
    struct str name, index;
    *part = (struct search_decoded){.head = {S(""), S("")}};
    if (!files->len || !open_call(arena, &files->at[0], S(""), &name, &index))
        return false;
    size_t const meetings = str_find(index, S(",\"keys\":["), 0);
    if (name.len < 4 || meetings == SIZE_MAX)
        return false;
    part->head = (struct search_head){str_part(name, 0, 4), str_part(index, 0, meetings)};
    size_t next = 1;
    open_blocks(&decoder, files, 'k', &next, &part->keys);
    open_blocks(&decoder, files, 'p', &next, &part->postings);
    bool good = next == files->len;
    for (size_t i = 0; good && i < part->postings.len; i++)
        good = read_lists(&decoder, &part->postings.at[i]);
    for (size_t i = 0; good && i < part->keys.len; i++)
        good = read_keys(&decoder, &part->keys.at[i]);
    return good && str_equal(name, search_part_name(arena, part->head.year, index)) &&
           str_equal(index, search_part_index(arena, &part->head, &part->keys, &part->postings));
}
