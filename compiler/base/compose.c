/* Letters that are written with combining marks, as macOS does in names of files, into the letters themselves. */
#include "base/utf8.h"

/* The compositions of Unicode's canonical decompositions (UnicodeData.txt, field 5) for letters of European languages
 * in Latin-1 and Latin Extended-A: by mark, the letters that take it and what comes of them. */
static const struct {
    uint32_t mark;
    const char *letters;  /* ASCII */
    const char *composed; /* UTF-8, in the same order */
} marks[] = {
    {0x300, "AEIOUaeiou", "ÀÈÌÒÙàèìòù"},
    {0x301, "ACEILNORSUYZaceilnorsuyz", "ÁĆÉÍĹŃÓŔŚÚÝŹáćéíĺńóŕśúýź"},
    {0x302, "ACEGHIJOSUWYaceghijosuwy", "ÂĈÊĜĤÎĴÔŜÛŴŶâĉêĝĥîĵôŝûŵŷ"},
    {0x303, "AINOUainou", "ÃĨÑÕŨãĩñõũ"},
    {0x304, "AEIOUaeiou", "ĀĒĪŌŪāēīōū"},
    {0x306, "AEGIOUaegiou", "ĂĔĞĬŎŬăĕğĭŏŭ"},
    {0x307, "CEGIZcegz", "ĊĖĠİŻċėġż"},
    {0x308, "AEIOUYaeiouy", "ÄËÏÖÜŸäëïöüÿ"},
    {0x30A, "AUau", "ÅŮåů"},
    {0x30B, "OUou", "ŐŰőű"},
    {0x30C, "CDELNRSTZcdelnrstz", "ČĎĚĽŇŘŠŤŽčďěľňřšťž"},
    {0x327, "CGKLNRSTcgklnrst", "ÇĢĶĻŅŖŞŢçģķļņŗşţ"},
    {0x328, "AEIUaeiu", "ĄĘĮŲąęįų"},
};

/* 0 when the two make no letter. */
static uint32_t compose(char letter, uint32_t mark)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i].mark != mark)
            continue;
        struct str const composed = str_of(marks[i].composed);
        size_t at = 0;
        for (const char *other = marks[i].letters; *other; other++) {
            uint32_t const found = utf8_next(composed, &at);
            if (*other == letter)
                return found;
        }
    }
    return 0;
}

struct str utf8_compose(struct arena *arena, struct str s)
{
    struct buf whole = {0};
    for (size_t at = 0; at < s.len;) {
        char const letter = s.at[at];
        size_t next = at + 1;
        uint32_t const mark = (unsigned char)letter < 0x80 && next < s.len ? utf8_next(s, &next) : 0;
        uint32_t const composed = mark ? compose(letter, mark) : 0;
        char bytes[4];
        if (composed)
            buf_add(&whole, (struct str){bytes, utf8_encode(composed, bytes)});
        else
            buf_add_byte(&whole, letter);
        at = composed ? next : at + 1;
    }
    struct str const kept = buf_keep(&whole, arena);
    buf_finish(&whole);
    return kept;
}
