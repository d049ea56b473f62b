#include "parse/cursor.h"

#include "parse/scan.h"

struct span cursor_span(const struct cursor *cursor, size_t from, size_t to)
{
    return excerpt_span(cursor->content, from, to);
}

void cursor_skip(struct cursor *cursor, size_t count)
{
    size_t left = cursor->content->text.len - cursor->at;
    cursor->begins_line = false;
    if (count > left)
        cursor->lost = true;
    else if (!cursor->lost)
        cursor->at += count;
}

static struct span here(const struct cursor *cursor)
{
    return cursor_span(cursor, cursor->at, cursor->at);
}

static void append_piece(struct cursor *cursor, struct node *parent, struct str words, size_t from, size_t to)
{
    node_append(parent, node_text(cursor->arena, words, cursor_span(cursor, from, to)));
}

/* Append bytes from..to of the content, one node for each stretch that stands together in the source. */
static void append_stretches(struct cursor *cursor, struct node *parent, size_t from, size_t to)
{
    const struct excerpt *content = cursor->content;
    while (from < to) {
        while (cursor->piece + 1 < content->pieces.len && content->pieces.at[cursor->piece + 1].at <= from)
            cursor->piece++;
        const struct excerpt_piece *piece = &content->pieces.at[cursor->piece];
        size_t parallel = piece->at + piece->length;
        size_t next = cursor->piece + 1 < content->pieces.len ? piece[1].at : content->text.len;
        size_t end = from < parallel ? parallel : next;
        if (end > to)
            end = to;
        append_piece(cursor, parent, str_part(content->text, from, end), from, end);
        from = end;
    }
}

/* Offset past `&name;` or `&#123;` at the place, or SIZE_MAX. */
static size_t scan_entity(struct str text, size_t at)
{
    size_t start = ++at;
    while (at < text.len && at - start < 40 &&
           (text.at[at] == '#' || (text.at[at] >= '0' && text.at[at] <= '9') ||
            (text.at[at] >= 'A' && text.at[at] <= 'Z') || (text.at[at] >= 'a' && text.at[at] <= 'z')))
        at++;
    return at > start && at < text.len && text.at[at] == ';' ? at + 1 : SIZE_MAX;
}

/* What may be typed in another form than it is read. */
static bool may_be_disguise(char byte)
{
    return byte == '\\' || byte == '&' || byte == '\0';
}

/* What is typed at the place in another form than it is read: an escape, an entity, a NUL. Gives the offset past it and
 * what it means, or SIZE_MAX when the bytes mean themselves. */
static size_t scan_disguise(struct cursor *cursor, size_t at, bool escapes, struct str *meaning)
{
    struct str text = cursor->content->text;
    char byte = text.at[at];
    if (byte == '\\' && escapes && at + 1 < text.len && scan_is_punctuation(text.at[at + 1])) {
        *meaning = str_part(text, at + 1, at + 2);
        return at + 2;
    }
    if (byte == '&') {
        size_t end = scan_entity(text, at);
        struct str typed = str_part(text, at, end);
        if (end == SIZE_MAX)
            return SIZE_MAX;
        *meaning = cursor->entity(cursor->context, typed);
        return str_equal(*meaning, typed) ? SIZE_MAX : end;
    }
    if (byte == '\0') {
        *meaning = S("\xEF\xBF\xBD");
        return at + 1;
    }
    return SIZE_MAX;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static size_t leading_blanks(struct str text)
{
    size_t count = 0;
    while (count < text.len && is_blank(text.at[count]))
        count++;
    return count;
}

/* How many blanks at the line's beginning are words: those an entity stands for (`&#9;`), and what follows it. */
static size_t typed_blanks(struct cursor *cursor, bool escapes)
{
    struct str const text = cursor->content->text;
    size_t count = 0;
    for (size_t at = cursor->at; at < text.len;) {
        struct str meaning;
        size_t const end = scan_disguise(cursor, at, escapes, &meaning);
        if (end == SIZE_MAX && !is_blank(text.at[at]))
            return count;
        size_t const blanks = end == SIZE_MAX ? 1 : leading_blanks(meaning);
        count += blanks;
        if (end != SIZE_MAX && blanks < meaning.len)
            return count;
        at = end == SIZE_MAX ? at + 1 : end;
    }
    return count;
}

void cursor_text(struct cursor *cursor, struct node *parent, struct str words, bool escapes)
{
    struct str text = cursor->content->text;
    size_t done = 0;
    if (cursor->begins_line) {
        cursor->at += leading_blanks(str_from(text, cursor->at));
        size_t const blanks = leading_blanks(words);
        size_t const typed = blanks > 0 ? typed_blanks(cursor, escapes) : 0;
        done = blanks > typed ? blanks - typed : 0;
        cursor->begins_line = done == words.len;
    }
    size_t from = cursor->at;
    while (!cursor->lost && done < words.len) {
        /* Most bytes mean themselves. */
        while (done < words.len && cursor->at < text.len && text.at[cursor->at] == words.at[done] &&
               !may_be_disguise(words.at[done])) {
            cursor->at++;
            done++;
        }
        if (done == words.len)
            break;
        struct str meaning;
        size_t end = cursor->at < text.len ? scan_disguise(cursor, cursor->at, escapes, &meaning) : SIZE_MAX;
        if (end != SIZE_MAX && str_starts(str_from(words, done), meaning)) {
            append_stretches(cursor, parent, from, cursor->at);
            if (meaning.len > 0)
                append_piece(cursor, parent, meaning, cursor->at, end);
            done += meaning.len;
            from = cursor->at = end;
        } else if (end == SIZE_MAX && cursor->at < text.len && text.at[cursor->at] == words.at[done]) {
            cursor->at++;
            done++;
        } else {
            cursor->lost = true;
        }
    }
    append_stretches(cursor, parent, from, cursor->at);
    if (done < words.len)
        node_append(parent, node_text(cursor->arena, str_copy(cursor->arena, str_from(words, done)), here(cursor)));
}

struct span cursor_code(struct cursor *cursor)
{
    struct str text = cursor->content->text;
    size_t from = cursor->at, at = from;
    while (at < text.len && text.at[at] == '`')
        at++;
    size_t marks = at - from, run = 0;
    while (marks > 0 && at < text.len) {
        run = text.at[at] == '`' ? run + 1 : 0;
        at++;
        if (run == marks && (at >= text.len || text.at[at] != '`'))
            break;
    }
    if (cursor->lost || marks == 0 || run != marks) {
        cursor->lost = true;
        return here(cursor);
    }
    cursor->at = at;
    cursor->begins_line = false;
    return cursor_span(cursor, from, at);
}

struct span cursor_break(struct cursor *cursor)
{
    struct str text = cursor->content->text;
    size_t from = cursor->at, at = from;
    if (at + 1 < text.len && text.at[at] == '\\' && text.at[at + 1] == '\n')
        at++;
    while (at < text.len && text.at[at] != '\n' && scan_is_space(text.at[at]))
        at++;
    if (cursor->lost || at >= text.len || text.at[at] != '\n') {
        cursor->lost = true;
        return here(cursor);
    }
    at++;
    while (at < text.len && (text.at[at] == ' ' || text.at[at] == '\t'))
        at++;
    cursor->at = at;
    cursor->begins_line = true;
    return cursor_span(cursor, from, at);
}

struct span cursor_raw(struct cursor *cursor, struct str words)
{
    struct str text = cursor->content->text;
    size_t from = cursor->at;
    cursor->begins_line = false;
    for (size_t done = 0; !cursor->lost && done < words.len; cursor->at++) {
        struct str rest = str_from(words, done);
        bool nul = cursor->at < text.len && text.at[cursor->at] == '\0' && str_starts(rest, S("\xEF\xBF\xBD"));
        if (!nul && (cursor->at >= text.len || text.at[cursor->at] != rest.at[0]))
            cursor->lost = true;
        done += nul ? 3 : 1;
    }
    return cursor_span(cursor, from, cursor->at);
}

bool cursor_at_automatic_link(const struct cursor *cursor)
{
    return cursor->at < cursor->content->text.len && cursor->content->text.at[cursor->at] == '<';
}

struct span cursor_link_tail(struct cursor *cursor)
{
    struct str text = cursor->content->text;
    if (cursor->lost || cursor->at >= text.len || text.at[cursor->at] != ']') {
        cursor->lost = true;
        return here(cursor);
    }
    cursor->at++;
    size_t from = cursor->at, to = cursor->at;
    size_t end = scan_link_tail(text, cursor->at, &from, &to);
    if (end != SIZE_MAX) {
        cursor->at = end;
        return cursor_span(cursor, from, to);
    }
    end = scan_label(text, cursor->at);
    if (end != SIZE_MAX)
        cursor->at = end;
    return here(cursor);
}
