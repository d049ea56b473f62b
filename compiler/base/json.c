#include "base/json.h"

#include "base/utf8.h"

#include <assert.h>

void json_init(struct json *json, struct buf *out, bool indented)
{
    *json = (struct json){.out = out, .indented = indented};
}

static void new_line(struct json *json)
{
    if (!json->indented)
        return;
    buf_add_byte(json->out, '\n');
    for (unsigned i = 0; i < json->depth; i++)
        buf_text(json->out, "  ");
}

/* What stands between the previous thing and a new value or key. */
static void separate(struct json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->after_value)
        buf_add_byte(json->out, ',');
    if (json->depth)
        new_line(json);
}

static void open_group(struct json *json, char bracket)
{
    separate(json);
    buf_add_byte(json->out, bracket);
    assert(json->depth < 64);
    json->arrays = json->arrays << 1 | (bracket == '[');
    json->depth++;
    json->after_value = false;
}

static void close_group(struct json *json, char bracket)
{
    assert(json->depth && !json->after_key && (json->arrays & 1) == (bracket == ']'));
    json->arrays >>= 1;
    json->depth--;
    if (json->after_value)
        new_line(json);
    buf_add_byte(json->out, bracket);
    json->after_value = true;
}

void json_object(struct json *json)
{
    open_group(json, '{');
}

void json_end_object(struct json *json)
{
    close_group(json, '}');
}

void json_array(struct json *json)
{
    open_group(json, '[');
}

void json_end_array(struct json *json)
{
    close_group(json, ']');
}

/* JSON only asks for control characters, quote and backslash to be escaped. The rest keeps a document harmless where it
 * is put: '<' inside a script element, U+2028 in JavaScript, DEL, U+0080 to U+009F and what turns the order of
 * characters about on a terminal. */
static bool must_escape(uint32_t c)
{
    return c < 0x20 || c == '<' || (c >= 0x7F && c <= 0x9F) || c == 0x61C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/* How many of the next bytes are ASCII that needs no escape: most do not. */
static size_t plain_length(struct str value, size_t at)
{
    size_t end = at;
    while (end < value.len && value.at[end] >= ' ' && value.at[end] < 0x7F && value.at[end] != '"' &&
           value.at[end] != '\\' && value.at[end] != '<')
        end++;
    return end - at;
}

static void write_quoted(struct buf *out, struct str value)
{
    buf_add_byte(out, '"');
    for (size_t at = 0; at < value.len;) {
        size_t const plain = plain_length(value, at);
        buf_add(out, str_part(value, at, at + plain));
        at += plain;
        if (at == value.len)
            break;
        uint32_t const c = utf8_next(value, &at);
        if (c == '"')
            buf_text(out, "\\\"");
        else if (c == '\\')
            buf_text(out, "\\\\");
        else if (c == '\n')
            buf_text(out, "\\n");
        else if (c == '\t')
            buf_text(out, "\\t");
        else if (must_escape(c))
            buf_format(out, "\\u%04x", (unsigned)c);
        else
            buf_add_code_point(out, c);
    }
    buf_add_byte(out, '"');
}

void json_key(struct json *json, const char *key)
{
    assert(json->depth && !json->after_key);
    separate(json);
    write_quoted(json->out, str_of(key));
    buf_add_byte(json->out, ':');
    if (json->indented)
        buf_add_byte(json->out, ' ');
    json->after_key = true;
}

void json_string(struct json *json, struct str value)
{
    separate(json);
    write_quoted(json->out, value);
    json->after_value = true;
}

void json_number(struct json *json, long long value)
{
    separate(json);
    buf_format(json->out, "%lld", value);
    json->after_value = true;
}

void json_null(struct json *json)
{
    separate(json);
    buf_text(json->out, "null");
    json->after_value = true;
}
