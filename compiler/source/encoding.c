#include "source/encoding.h"

#include "base/utf8.h"

/* What the byte most often meant in the character sets used before UTF-8 (ISO 8859-1, Windows-1252), or the empty
 * slice. */
static struct str old_meaning(struct arena *arena, unsigned char byte)
{
    switch (byte) {
    case 0x80:
        return S("€");
    case 0x85:
        return S("…");
    case 0x91:
        return S("‘");
    case 0x92:
        return S("’");
    case 0x93:
        return S("“");
    case 0x94:
        return S("”");
    case 0x96:
        return S("–");
    case 0x97:
        return S("—");
    default:
        break;
    }
    if (byte < 0xA7)
        return (struct str){"", 0};
    char utf8[4];
    size_t length = utf8_encode(byte, utf8);
    return str_copy(arena, (struct str){utf8, length});
}

/* The byte begins a well-formed sequence: its length; else 0. utf8_next gives U+FFFD for both a fault and a typed
 * U+FFFD. */
static size_t sequence_length(struct str text, size_t at)
{
    size_t next = at;
    uint32_t code_point = utf8_next(text, &next);
    return code_point == 0xFFFD && next - at == 1 ? 0 : next - at;
}

static bool is_refused(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) || utf8_is_noncharacter(c);
}

static void report_byte(const struct source *source, size_t at, struct diag_sink *sink)
{
    unsigned char byte = (unsigned char)source->text.at[at];
    struct span span = {source, (uint32_t)at, (uint32_t)at + 1};
    struct str hex = str_format(sink->arena, "%02X", (unsigned)byte);
    struct str meaning = old_meaning(sink->arena, byte);
    if (meaning.len)
        diag_report(sink, MSG_NOT_UTF8, span, hex, meaning);
    else
        diag_report(sink, MSG_NOT_UTF8_AT_ALL, span, hex);
}

bool source_check_encoding(const struct source *source, struct diag_sink *sink)
{
    struct str text = source->text;
    if (str_starts(text, S("\xFF\xFE")) || str_starts(text, S("\xFE\xFF"))) {
        diag_report0(sink, MSG_UTF16, ((struct span){source, 0, 2}));
        return false;
    }

    bool clean = true, line_reported = false;
    for (size_t i = 0; i < text.len;) {
        unsigned char byte = (unsigned char)text.at[i];
        if (byte >= 0x20 && byte < 0x7F) {
            i++;
            continue;
        }
        if (byte == '\n' || byte == '\r')
            line_reported = false;
        size_t length = sequence_length(text, i), next = i;
        uint32_t code_point = utf8_next(text, &next);
        if (length == 0 || is_refused(code_point)) {
            clean = false;
            if (!line_reported && length == 0)
                report_byte(source, i, sink);
            else if (!line_reported)
                diag_report(sink, utf8_is_noncharacter(code_point) ? MSG_NONCHARACTER : MSG_CONTROL_CHARACTER,
                            ((struct span){source, (uint32_t)i, (uint32_t)next}),
                            str_format(sink->arena, "U+%04X", (unsigned)code_point));
            line_reported = true;
        }
        i = next;
    }
    return clean;
}

bool text_is_readable(struct str text)
{
    for (size_t i = 0; i < text.len;) {
        size_t next = i;
        uint32_t const code_point = utf8_next(text, &next);
        if (is_refused(code_point) || sequence_length(text, i) == 0)
            return false;
        i = next;
    }
    return true;
}
