#include "font/patterns.h"

#include <string.h>

/* The state after one more letter; 0 when no pattern has it. */
static int next_state(int state, unsigned char letter)
{
    for (; state >= 0; state = pattern_states[state].fallback) {
        const struct pattern_state *from = &pattern_states[state];
        for (unsigned i = 0; i < from->count; i++)
            if (pattern_edges[from->first + i].letter == letter)
                return pattern_edges[from->first + i].state;
    }
    return -1;
}

void patterns_mark(const char *letters, size_t count, bool *marks)
{
    char text[PATTERNS_LONGEST + 2], values[PATTERNS_LONGEST + 3];
    memset(marks, 0, count * sizeof *marks);
    if (count < 4 || count > PATTERNS_LONGEST)
        return;
    text[0] = text[count + 1] = '.';
    memcpy(text + 1, letters, count);
    memset(values, '0', sizeof values);
    int state = 0;
    for (size_t i = 0; i < count + 2; i++) {
        state = next_state(state, (unsigned char)text[i]);
        if (state < 0) {
            state = 0;
            continue;
        }
        const char *digits = pattern_digits + pattern_states[state].digits;
        size_t const length = pattern_states[state].digits > 0 ? strlen(digits) : 0;
        if (length > i + 1)
            continue;
        for (size_t k = 0; k < length; k++) /* values[j] is that of the place before text[j] */
            if (values[i + 1 - length + k] < digits[k])
                values[i + 1 - length + k] = digits[k];
    }
    for (size_t i = 1; i + 2 < count; i++)
        marks[i] = values[i + 1] & 1;
}
