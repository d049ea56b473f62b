#include "driver/say.h"

#include "source/escape.h"

#include <string.h>

static const char *const texts[SAY_COUNT][2] = {
#define SAY(name, da, en) [SAY_##name] = {da, en},
#include "driver/say.def"
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
    escape_controls(&line, text);
    buf_add_byte(&line, '\n');
    fwrite(line.at, 1, line.len, stderr);
    buf_finish(&line);
}

void say_fault(enum language language, enum say what, struct str subject, int why)
{
    struct arena arena = {0};
    struct str const text = say(&arena, language, what, subject, (struct str){0});
    if (why == 0) {
        print_line(say(&arena, language, SAY_FAULT, text, (struct str){0}));
    } else {
        /* strerror's texts are the C locale's: no locale is ever set. */
        char reason[128] = "";
        const char *const told = strerror_r(why, reason, sizeof reason);
        print_line(say(&arena, language, SAY_FAULT_WHY, text, str_of(told)));
    }
    arena_finish(&arena);
}

void say_error(enum language language, struct str text)
{
    struct arena arena = {0};
    print_line(say(&arena, language, SAY_FAULT, text, (struct str){0}));
    arena_finish(&arena);
}

void say_note(enum language language, struct str text)
{
    struct arena arena = {0};
    print_line(say(&arena, language, SAY_REMARK, text, (struct str){0}));
    arena_finish(&arena);
}
