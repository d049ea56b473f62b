/* Code points and their encoding. Knows nothing of words or languages. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

/* As utf8_next, for what is not ASCII. */
uint32_t utf8_next_sequence(struct str s, size_t *at);

/* Decode the code point at s[*at] and step over it. A wrong sequence gives U+FFFD and steps over one byte
 * (Unicode 15, section 3.9). *at must be below s.len. Most characters of a text are ASCII: they cost no call. */
static inline uint32_t utf8_next(struct str s, size_t *at)
{
    unsigned char const byte = (unsigned char)s.at[*at];
    if (byte >= 0x80)
        return utf8_next_sequence(s, at);
    (*at)++;
    return byte;
}

/* Encode into out (at least 4 bytes) and return the length. Surrogates and values past U+10FFFF become U+FFFD. */
size_t utf8_encode(uint32_t code_point, char *out);

/* Byte offset of the first sequence that is not well-formed UTF-8, or SIZE_MAX. */
size_t utf8_first_fault(struct str s);

/* Number of code points; wrong bytes count one each. */
size_t utf8_count(struct str s);

/* Columns a terminal gives the code point: 0 for combining marks and other zero-width ones, 2 for wide, else 1
 * (UAX #11, ranges abridged). Control characters count 1, since they are printed escaped. */
int utf8_columns(uint32_t code_point);

/* As utf8_lower, utf8_is_letter and utf8_is_space, for what is not ASCII. */
uint32_t utf8_lower_other(uint32_t code_point);
bool utf8_is_other_letter(uint32_t code_point);
bool utf8_is_other_space(uint32_t code_point);

/* Simple lower case of Latin, Greek and Cyrillic letters; others are returned as they are. */
static inline uint32_t utf8_lower(uint32_t code_point)
{
    if (code_point >= 0x80)
        return utf8_lower_other(code_point);
    return code_point >= 'A' && code_point <= 'Z' ? code_point + 32 : code_point;
}

/* A letter or a combining mark. */
static inline bool utf8_is_letter(uint32_t code_point)
{
    if (code_point >= 0xC0 && code_point < 0x250) /* Latin, all of it but two signs */
        return code_point != 0xD7 && code_point != 0xF7;
    if (code_point >= 0x80)
        return utf8_is_other_letter(code_point);
    return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
}

/* One of the 66 code points that never are characters (Unicode 15, section 23.7): XML and HTML refuse them, and
 * libraries use them as marks of their own. */
static inline bool utf8_is_noncharacter(uint32_t code_point)
{
    return (code_point & 0xFFFE) == 0xFFFE || (code_point >= 0xFDD0 && code_point <= 0xFDEF);
}

/* 0-9 only */
static inline bool utf8_is_digit(uint32_t code_point)
{
    return code_point >= '0' && code_point <= '9';
}

/* Unicode white space, no-break spaces included */
static inline bool utf8_is_space(uint32_t code_point)
{
    if (code_point >= 0x80)
        return utf8_is_other_space(code_point);
    return code_point == ' ' || (code_point >= 0x09 && code_point <= 0x0D);
}

/* Fold for comparison of names, ids and keywords: lower case, accents off, `æ ø å` to `ae oe aa`, dashes of all kinds
 * to '-', runs of white space to one space, trimmed. `Århus Kommune` and `Aarhus kommune` fold to the same. */
struct str utf8_fold(struct arena *arena, struct str s);

/* Letters of European languages that are written as a letter and a combining mark become one code point (NFC for those
 * letters); all else stays. */
struct str utf8_compose(struct arena *arena, struct str s);

/* Danish alphabetical order (29 letters, æ ø å last, aa as å, ü as y, ä as æ, ö as ø, other accents ignored). Less
 * than, equal to or greater than 0 as strcmp; strings that only differ in case or accent are ordered by bytes, so that
 * only equal bytes give 0. */
int danish_compare(struct str a, struct str b);

/* Edit distance of two folded strings in code points, insertion, deletion, substitution and transposition of neighbours
 * each costing 1 (optimal string alignment); returns `limit + 1` as soon as it is known to exceed `limit`. */
size_t edit_distance(struct arena *scratch, struct str a, struct str b, size_t limit);

#endif
