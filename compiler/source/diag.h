/* Diagnostics: what is wrong, where, and what to do, collected in one sink and printed in one place.
 *
 * diag.def is the only list of rules and of message texts. A message is reported with its place and the words that fill
 * its gaps; language, format and severity are decided when it is printed. Knows nothing of what the rules are about. */
#ifndef SOURCE_DIAG_H
#define SOURCE_DIAG_H

#include "source/source.h"

enum severity { SEVERITY_OFF, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

enum rule {
#define RULE(name, id, severity, title_da, title_en, why_da, why_en, wrong, right) RULE_##name,
#define MESSAGE(name, rule, da, en, help_da, help_en)
#include "source/diag.def"
#undef RULE
#undef MESSAGE
    RULE_COUNT
};

enum message {
#define RULE(name, id, severity, title_da, title_en, why_da, why_en, wrong, right)
#define MESSAGE(name, rule, da, en, help_da, help_en) MSG_##name,
#include "source/diag.def"
#undef RULE
#undef MESSAGE
    MESSAGE_COUNT
};

enum language { LANGUAGE_DANISH, LANGUAGE_ENGLISH };

struct rule_info {
    const char *id; /* "missing-part" */
    enum severity severity;
    const char *title[2], *why[2]; /* by enum language */
    const char *wrong, *right;     /* example sources, or NULL */
};

const struct rule_info *rule_info(enum rule rule);
bool rule_find(struct str id, enum rule *rule); /* false when no rule has the id */

/* A second place that explains the first: `bilag 4 hører til punkt 1.5`. */
struct diag_note {
    enum message message;
    struct span span;
    struct str args[4];
};

struct diag {
    enum message message;
    enum rule rule;
    enum severity severity; /* as it counts: after the body's own settings and --warnings-as-errors */
    struct span span;       /* empty spans mark one column */
    struct str args[6];     /* fill {1} … {6} of the message and of its help */
    struct diag_note *note; /* or NULL */
};

/* Collects; a sink belongs to one job and one thread. */
struct diag_sink {
    struct arena *arena;
    vec_of(struct diag) diags;
    enum severity severities[RULE_COUNT];
    size_t errors, warnings; /* counted as they are reported */

    /* The first file that is there and could not be read, and its errno: a fault of the machine, which is the driver's
     * to tell. */
    struct str unread;
    int why_unread;

    /* Private: a hash table of diags, so that echoes are found without looking at all. */
    uint32_t *slots;
    size_t slot_count; /* a power of two, or 0 */
    bool last_dropped;
};

/* Note such a file; the path is copied. */
void diag_unread(struct diag_sink *sink, struct str path, int why);

/* Empty, every rule as severe as diag.def says; reports live in the arena. */
void diag_sink_init(struct diag_sink *sink, struct arena *arena);

/* Report. Arguments are copied, the first 100 characters of the first, which is mostly what was typed, and 400 of the
 * others. A rule that is off is dropped. A second report of the same message at the same place with the same words is
 * dropped as an echo. */
void diag_add(struct diag_sink *sink, enum message message, struct span span, const struct str *args, size_t count);

/* diag_report(sink, MSG_MISSING_PART, span, number, part) with up to six struct str; without any, diag_report0. */
#define diag_report(sink, message, span, ...)                                                                          \
    diag_add((sink), (message), (span), (struct str[]){__VA_ARGS__},                                                   \
             sizeof((struct str[]){__VA_ARGS__}) / sizeof(struct str))
#define diag_report0(sink, message, span) diag_add((sink), (message), (span), NULL, 0)

/* Report again in one sink what another has, notes and unread file included. */
void diag_repeat(struct diag_sink *sink, const struct diag_sink *other);

/* Attach a secondary place to the diagnostic reported last (nothing happens when that one was dropped). */
void diag_note(struct diag_sink *sink, enum message message, struct span span, const struct str *args, size_t count);

/* Keep only what is chosen, in the order reported. Nothing can be reported as the echo of what went. */
void diag_choose(struct diag_sink *sink, bool (*keep)(void *context, const struct diag *diag), void *context);

/* Sort by place: diagnostics without a place first, then by file and position; stable. */
void diag_sort(struct diag_sink *sink);

/* The message, its gaps filled, control characters escaped as U+XXXX; help may be empty. */
struct str diag_text(struct arena *arena, const struct diag *diag, enum language language);
struct str diag_help(struct arena *arena, const struct diag *diag, enum language language);
struct str diag_note_text(struct arena *arena, const struct diag_note *note, enum language language);

#endif
