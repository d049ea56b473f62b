#include "font/font.h"

#include "base/utf8.h"

#include <linebreak.h>

/* Nearly all texts are of Latin letters and their punctuation. For these the classes of UAX #14 are in a small table
 * and its rules one look-up a pair of characters, as in its section 7.3 (version 26). Other texts go to libunibreak,
 * which says the same of these. */
enum break_class { AL, NU, PR, EX, IS, SY, HY, BA, QU, OP, CP, CL, GL, BB, B2, IN, CLASSES, SP, LF, OTHER };

#define LATIN_END       0x180
#define PUNCTUATION     0x2010
#define PUNCTUATION_END 0x2028

/* AL where nothing is said. PO is as PR: they differ before and after letters of other scripts only. */
static const unsigned char latin_classes[LATIN_END] = {
    [' '] = SP,  ['!'] = EX,  ['?'] = EX,  ['"'] = QU,  ['\''] = QU, ['$'] = PR,  ['%'] = PR,  ['+'] = PR,  ['\\'] = PR,
    ['('] = OP,  ['['] = OP,  ['{'] = OP,  [')'] = CP,  [']'] = CP,  ['}'] = CL,  [','] = IS,  ['.'] = IS,  [':'] = IS,
    [';'] = IS,  ['-'] = HY,  ['/'] = SY,  ['|'] = BA,  ['0'] = NU,  ['1'] = NU,  ['2'] = NU,  ['3'] = NU,  ['4'] = NU,
    ['5'] = NU,  ['6'] = NU,  ['7'] = NU,  ['8'] = NU,  ['9'] = NU,  [0xA0] = GL, [0xA1] = OP, [0xA2] = PR, [0xA3] = PR,
    [0xA4] = PR, [0xA5] = PR, [0xAB] = QU, [0xAD] = BA, [0xB0] = PR, [0xB1] = PR, [0xB4] = BB, [0xBB] = QU, [0xBF] = OP,
};
static const unsigned char punctuation_classes[PUNCTUATION_END - PUNCTUATION] = {
    [0x00] = BA, [0x01] = GL, [0x02] = BA, [0x03] = BA, [0x04] = B2, [0x08] = QU, [0x09] = QU, [0x0A] = OP, [0x0B] = QU,
    [0x0C] = QU, [0x0D] = QU, [0x0E] = OP, [0x0F] = QU, [0x14] = IN, [0x15] = IN, [0x16] = IN, [0x17] = BA,
};

/* Between the class of a row and that of a column: x never a break, _ only with spaces between, / always. */
static const char pairs[CLASSES][CLASSES + 1] = {
    [AL] = "__/xxx____xx_//_", [NU] = "___xxx____xx_//_", [PR] = "__/xxx____xx_///", [EX] = "///xxx___/xx_///",
    [IS] = "__/xxx___/xx_///", [SY] = "/_/xxx___/xx_///", [HY] = "/_/xxx___/xx////", [BA] = "///xxx___/xx////",
    [QU] = "___xxx___xxx____", [OP] = "xxxxxxxxxxxxxxxx", [CP] = "___xxx___/xx_///", [CL] = "//_xxx___/xx_///",
    [GL] = "___xxx____xx____", [BB] = "___xxx____xx____", [B2] = "///xxx___/xx_/x/", [IN] = "///xxx___/xx_//_",
};

static enum break_class class_of(uint32_t c)
{
    if (c >= PUNCTUATION && c < PUNCTUATION_END)
        return punctuation_classes[c - PUNCTUATION];
    if (c == '\n')
        return LF;
    if (c < ' ' || (c >= 0x7F && c < 0xA0) || c >= LATIN_END)
        return OTHER;
    return latin_classes[c];
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* False when a character is met that the tables don't know. */
static bool latin_breaks(struct str text, unsigned char *out)
{
    enum break_class before = OTHER; /* of the last character that is no space */
    bool spaces = false;
    memset(out, BREAK_NONE, text.len);
    for (size_t at = 0; at < text.len;) {
        if (before == AL && !spaces && is_letter(text.at[at])) {
            at++;
            continue;
        }
        size_t const start = at;
        enum break_class const here = class_of(utf8_next(text, &at));
        if (here == OTHER)
            return false;
        if (here == SP) {
            spaces = before != OTHER;
            /* A space that begins the text holds on to what follows, one that begins a line does not. */
            if (before == OTHER || before == LF)
                before = before == OTHER ? GL : AL;
            continue;
        }
        if (here < CLASSES && before < CLASSES) {
            char const pair = pairs[before][here];
            out[start - 1] = pair == '/' || (pair == '_' && spaces) ? BREAK_ALLOWED : BREAK_NONE;
        }
        if (here == LF)
            out[start] = BREAK_MANDATORY;
        before = here;
        spaces = false;
    }
    out[text.len - 1] = BREAK_MANDATORY;
    return true;
}

void line_breaks(struct str text, unsigned char *out)
{
    if (text.len == 0 || latin_breaks(text, out))
        return;
    set_linebreaks_utf8((const utf8_t *)text.at, text.len, "da", (char *)out);
    for (size_t i = 0; i < text.len; i++)
        out[i] = out[i] == LINEBREAK_MUSTBREAK    ? BREAK_MANDATORY
                 : out[i] == LINEBREAK_ALLOWBREAK ? BREAK_ALLOWED
                                                  : BREAK_NONE;
}
