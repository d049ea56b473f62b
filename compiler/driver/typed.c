#include "driver/typed.h"

#include "base/utf8.h"
#include "parse/people.h"

#include <string.h>

static bool is_null(struct str text)
{
    return str_equal(text, S("~")) || str_equal_ignoring_case(text, S("null"));
}

static bool is_trimmed(struct str text)
{
    return text.len > 0 && str_trim(text).len == text.len;
}

static bool has_control(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] < ' ')
            return true;
    return false;
}

/* Whether it says no more than its words as what begins like this. */
static bool begins_plainly(struct str text)
{
    return is_trimmed(text) && !is_null(text) && !strchr("-?:,[]{}#&*!|>'\"%@`", text.at[0]) && !has_control(text);
}

static void add_quoted(struct buf *out, struct str text)
{
    buf_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\')
            buf_add_byte(out, '\\');
        buf_add_byte(out, (unsigned char)text.at[i] < ' ' ? ' ' : text.at[i]);
    }
    buf_add_byte(out, '"');
}

void typed_scalar(struct buf *out, struct str text)
{
    bool plain = begins_plainly(text);
    for (size_t i = 0; plain && i < text.len; i++)
        plain = !strchr(":#{}[],\"'\\", text.at[i]);
    if (plain)
        buf_add(out, text);
    else
        add_quoted(out, text);
}

/* The same for a member of a list that has a line of its own. */
static void add_line(struct buf *out, struct str text)
{
    bool const plain = begins_plainly(text) && str_find(text, S(": "), 0) == SIZE_MAX &&
                       str_find(text, S(" #"), 0) == SIZE_MAX && !str_ends(text, S(":"));
    if (plain)
        buf_add(out, text);
    else
        add_quoted(out, text);
}

static void add_key(struct buf *out, const char *key, struct str text)
{
    if (text.len == 0)
        return;
    buf_add(out, str_of(key));
    typed_scalar(out, text);
}

/* A comma or a parenthesis in a name would part it in the short form. */
static bool says_the_same(struct arena *scratch, struct str line, const struct person *person, struct str note)
{
    struct excerpt_builder builder;
    struct person read;
    bool closed;
    excerpt_begin(&builder, scratch, NULL);
    excerpt_add_made_up(&builder, line, 0);
    struct excerpt const excerpt = excerpt_end(&builder);
    return person_read(scratch, &excerpt, &read, &closed) && str_equal(read.name, person->name) &&
           str_equal(read.note, note) && str_equal(read.organisation, person->organisation) &&
           str_equal(read.addition, person->addition);
}

void typed_person(struct buf *out, const struct person *person)
{
    struct arena scratch = {0};
    struct str const note = str_equal_ignoring_case(person->note, S("formand")) ? person->note : S("");
    struct buf line = {0};
    buf_add(&line, person->name);
    if (note.len)
        buf_format(&line, " (%.*s)", STR(note));
    if (person->organisation.len)
        buf_format(&line, ", %.*s", STR(person->organisation));
    if (person->addition.len)
        buf_format(&line, ", %.*s", STR(person->addition));
    if (says_the_same(&scratch, buf_str(&line), person, note)) {
        add_line(out, buf_str(&line));
    } else {
        add_key(out, "{navn: ", person->name);
        add_key(out, ", rolle: ", note);
        add_key(out, ", organisation: ", person->organisation);
        add_key(out, note.len ? ", tilføjelse: " : ", rolle: ", person->addition);
        buf_add_byte(out, '}');
    }
    buf_finish(&line);
    arena_finish(&scratch);
}

static bool is_word(struct str text, size_t at)
{
    unsigned char const byte = at < text.len ? (unsigned char)text.at[at] : ' ';
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte >= 0x80;
}

/* Whether Markdown, or what referat reads in a heading, would take the byte for more than itself. */
static bool is_mark(struct str text, size_t at)
{
    switch (text.at[at]) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '{':
    case '}':
        return true;
    case '_': /* inside a word it is a letter like others */
        return at == 0 || !is_word(text, at - 1) || !is_word(text, at + 1);
    case '&':
        return is_word(text, at + 1) || (at + 1 < text.len && text.at[at + 1] == '#');
    case '#': /* closes a heading where only such follow */
        return at == 0 || text.at[at - 1] == ' ';
    default:
        return false;
    }
}

void typed_title(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (is_mark(text, i))
            buf_add_byte(out, '\\');
        buf_add_byte(out, text.at[i]);
    }
}
