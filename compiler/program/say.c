#include "program/say.h"

#include "source/escape.h"

#include <errno.h>
#include <string.h>

static const char *const texts[SAY_COUNT][2] = {
#define SAY(name, da, en) [SAY_##name] = {da, en},
#include "program/say.def"
#undef SAY
};

struct str say(struct arena *arena, enum language language, enum say what, struct str first, struct str second)
{
    struct str const text = str_of(texts[what][language == LANGUAGE_ENGLISH]);
    struct buf filled = {0};
    for (size_t i = 0; i < text.len; i++) {
        struct str const rest = str_from(text, i);
        bool const one = str_starts(rest, S("{1}"));
        if (!one && !str_starts(rest, S("{2}"))) {
            buf_add_byte(&filled, text.at[i]);
            continue;
        }
        buf_add(&filled, one ? first : second);
        i += 2;
    }
    struct str const kept = buf_keep(&filled, arena);
    buf_finish(&filled);
    return kept;
}

static void print_line(struct str text)
{
    struct buf line = {0};
    escape_unseen(&line, text);
    buf_add_byte(&line, '\n');
    fwrite(line.at, 1, line.len, stderr);
    buf_finish(&line);
}

/* What errno says, in Danish; in English the system's own words. */
static const struct {
    int why;
    enum say text;
} reasons[] = {
    {EACCES, SAY_WHY_EACCES},
    {EDQUOT, SAY_WHY_EDQUOT},
    {EEXIST, SAY_WHY_EEXIST},
    {EFBIG, SAY_WHY_EFBIG},
    {EINVAL, SAY_WHY_EINVAL},
    {EIO, SAY_WHY_EIO},
    {EISDIR, SAY_WHY_EISDIR},
    {ELOOP, SAY_WHY_ELOOP},
    {EMFILE, SAY_WHY_EMFILE},
    {ENFILE, SAY_WHY_EMFILE},
    {ENAMETOOLONG, SAY_WHY_ENAMETOOLONG},
    {ENOENT, SAY_WHY_ENOENT},
    {ENOSPC, SAY_WHY_ENOSPC},
    {ENOTDIR, SAY_WHY_ENOTDIR},
    {ENOTEMPTY, SAY_WHY_ENOTEMPTY},
    {EPERM, SAY_WHY_EACCES},
    {EROFS, SAY_WHY_EROFS},
    {ETXTBSY, SAY_WHY_ETXTBSY},
};

static struct str reason_of(struct arena *arena, enum language language, int why)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].why == why)
            return say(arena, language, reasons[i].text, (struct str){0}, (struct str){0});
    /* strerror's texts are the C locale's: no locale is ever set. */
    char reason[128] = "";
    return str_copy(arena, str_of(strerror_r(why, reason, sizeof reason)));
}

void say_fault2(enum language language, enum say what, struct str first, struct str second, int why)
{
    struct arena arena = {0};
    struct str const text = say(&arena, language, what, first, second);
    if (why == 0)
        print_line(say(&arena, language, SAY_FAULT, text, (struct str){0}));
    else
        print_line(say(&arena, language, SAY_FAULT_WHY, text, reason_of(&arena, language, why)));
    arena_finish(&arena);
}

void say_fault(enum language language, enum say what, struct str subject, int why)
{
    say_fault2(language, what, subject, (struct str){0}, why);
}

void say_error(enum language language, struct str text)
{
    struct arena arena = {0};
    print_line(say(&arena, language, SAY_FAULT, text, (struct str){0}));
    arena_finish(&arena);
}

void say_note(enum language language, struct str text)
{
    struct buf note = {0};
    say_note_later(&note, language, text);
    fwrite(note.at, 1, note.len, stderr);
    buf_finish(&note);
}

void say_note_later(struct buf *notes, enum language language, struct str text)
{
    struct arena arena = {0};
    escape_unseen(notes, say(&arena, language, SAY_REMARK, text, (struct str){0}));
    buf_add_byte(notes, '\n');
    arena_finish(&arena);
}
