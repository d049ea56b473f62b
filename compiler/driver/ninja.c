#include "driver/ninja.h"

bool ninja_has_path(struct str path)
{
    for (size_t i = 0; i < path.len; i++)
        if (path.at[i] == '\n' || path.at[i] == '\r' || path.at[i] == '|')
            return false;
    return true;
}

void ninja_add_path(struct buf *out, struct str path)
{
    for (size_t i = 0; i < path.len; i++) {
        char const c = path.at[i];
        if (c == '$' || c == ' ' || c == ':')
            buf_add_byte(out, '$');
        buf_add_byte(out, c);
    }
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '.' ||
           c == '_' || c == '-' || c == '+' || c == ',' || c == '=' || c == ':' || c == '@' || (unsigned char)c >= 0x80;
}

void ninja_add_word(struct buf *out, struct str word)
{
    bool plain = word.len > 0;
    for (size_t i = 0; i < word.len; i++)
        plain &= is_plain(word.at[i]);
    if (!plain)
        buf_add_byte(out, '\'');
    for (size_t i = 0; i < word.len; i++) {
        if (word.at[i] == '\'')
            buf_text(out, "'\\''");
        else if (word.at[i] == '$')
            buf_text(out, "$$");
        else
            buf_add_byte(out, word.at[i]);
    }
    if (!plain)
        buf_add_byte(out, '\'');
}
