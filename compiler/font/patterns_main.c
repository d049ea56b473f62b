/* patterns DIC OUTPUT: the Danish hyphenation patterns as C source, as the automaton that libhyphen makes of them: it
 * finds other places than the patterns say where two of them overlap, and lines have been broken at those. Runs while
 * the program is built and is no part of it. */
#include "font/patterns.h"

#include <hyphen.h>
#include <stdio.h>
#include <string.h>

static void write_states(FILE *out, const HyphenDict *patterns)
{
    int edges = 0;
    size_t digits = 1; /* the first are none */
    fprintf(out, "const struct pattern_state pattern_states[] = {\n");
    for (int i = 0; i < patterns->num_states; i++) {
        const HyphenState *state = &patterns->states[i];
        fprintf(out, "{%d,%d,%d,%zu},\n", edges, state->num_trans, state->fallback_state, state->match ? digits : 0);
        edges += state->num_trans;
        digits += state->match ? strlen(state->match) + 1 : 0;
    }
    fprintf(out, "};\nconst struct pattern_edge pattern_edges[] = {\n");
    for (int i = 0; i < patterns->num_states; i++)
        for (int k = 0; k < patterns->states[i].num_trans; k++)
            fprintf(out, "{%d,%d},\n", (unsigned char)patterns->states[i].trans[k].ch,
                    patterns->states[i].trans[k].new_state);
    fprintf(out, "};\nconst char pattern_digits[] = \"\"\n");
    for (int i = 0; i < patterns->num_states; i++)
        if (patterns->states[i].match)
            fprintf(out, "\"\\0\" \"%s\"\n", patterns->states[i].match);
    fprintf(out, ";\n");
}

/* Only what is read here: letters of one byte, and no words that are spelt otherwise when they are divided. */
static int is_plain(const HyphenDict *patterns)
{
    for (int i = 0; i < patterns->num_states; i++)
        if (patterns->states[i].repl || patterns->states[i].fallback_state > INT16_MAX)
            return 0;
    return !patterns->utf8 && !patterns->nextlevel && patterns->num_states <= INT16_MAX;
}

int main(int count, char **arguments)
{
    HyphenDict *patterns = count == 3 ? hnj_hyphen_load(arguments[1]) : NULL;
    FILE *out = patterns ? fopen(arguments[2], "w") : NULL;
    if (!out)
        return 2;
    /* The first level divides at hyphens and apostrophes, the second is the patterns'. */
    const HyphenDict *level = patterns->nextlevel ? patterns->nextlevel : patterns;
    if (!is_plain(level))
        return 2;
    fprintf(out, "#include \"font/patterns.h\"\n");
    write_states(out, level);
    hnj_hyphen_free(patterns);
    return fclose(out) == 0 ? 0 : 2;
}
