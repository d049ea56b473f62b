#include "driver/explain.h"

#include "data/value.h"
#include "program/say.h"
#include "source/explain.h"

static int explain_rule(struct arena *arena, enum language language, struct str id, struct buf *out)
{
    enum rule rule;
    if (!rule_find(id, &rule)) {
        struct str ids[RULE_COUNT];
        for (size_t i = 0; i < RULE_COUNT; i++)
            ids[i] = str_of(rule_info((enum rule)i)->id);
        struct str const near = nearest_word(arena, id, ids, RULE_COUNT);
        say_error(language, say(arena, language, near.len ? SAY_UNKNOWN_RULE_NEAR : SAY_UNKNOWN_RULE, id, near));
        return 2;
    }
    diag_explain(out, rule, language);
    return 0;
}

int explain_command(const struct options *options)
{
    struct arena arena = {0};
    struct buf out = {0};
    int status = 0;
    if (options->argument_count == 0)
        diag_explain_all(&out, RULES_TEXT, options->language);
    else
        status = explain_rule(&arena, options->language, str_of(options->arguments[0]), &out);
    if (out.len > 0 && (fwrite(out.at, 1, out.len, stdout) != out.len || fflush(stdout) != 0))
        status = 2;
    buf_finish(&out);
    arena_finish(&arena);
    return status;
}
