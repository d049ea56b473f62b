#include "source/diag.h"

#include "base/utf8.h"
#include "source/escape.h"

#include <assert.h>

static const struct rule_info rules[RULE_COUNT] = {
#define RULE(name, id, severity, title_da, title_en, why_da, why_en, wrong, right)                                     \
    [RULE_##name] = {id, severity, {title_da, title_en}, {why_da, why_en}, wrong, right},
#define MESSAGE(name, rule, da, en, help_da, help_en)
#include "source/diag.def"
#undef RULE
#undef MESSAGE
};

struct message_info {
    enum rule rule;
    const char *text[2], *help[2]; /* by enum language */
};

static const struct message_info messages[MESSAGE_COUNT] = {
#define RULE(name, id, severity, title_da, title_en, why_da, why_en, wrong, right)
#define MESSAGE(name, rule, da, en, help_da, help_en) [MSG_##name] = {RULE_##rule, {da, en}, {help_da, help_en}},
#include "source/diag.def"
#undef RULE
#undef MESSAGE
};

const struct rule_info *rule_info(enum rule rule)
{
    assert(rule < RULE_COUNT);
    return &rules[rule];
}

bool rule_find(struct str id, enum rule *rule)
{
    for (int i = 0; i < RULE_COUNT; i++) {
        if (str_equal(id, str_of(rules[i].id))) {
            *rule = (enum rule)i;
            return true;
        }
    }
    return false;
}

void diag_sink_init(struct diag_sink *sink, struct arena *arena)
{
    *sink = (struct diag_sink){.arena = arena};
    for (int i = 0; i < RULE_COUNT; i++)
        sink->severities[i] = rules[i].severity;
}

void diag_unread(struct diag_sink *sink, struct str path, int why)
{
    if (sink->unread.len)
        return;
    sink->unread = str_copy(sink->arena, path);
    sink->why_unread = why;
}

/* What a writer typed may be a megabyte; a message quotes the beginning of it. The words behind the first are mostly
 * the program's own, such as a list of the keys that may stand there. */
static struct str copy_argument(struct arena *arena, struct str arg, size_t index)
{
    int const longest = index == 0 ? 100 : 400;
    size_t end = 0;
    for (int i = 0; i < longest && end < arg.len; i++)
        utf8_next(arg, &end);
    return end < arg.len ? str_concat(arena, str_part(arg, 0, end), S("…")) : str_copy(arena, arg);
}

static bool same_diag(const struct diag *a, const struct diag *b)
{
    if (a->message != b->message || a->span.source != b->span.source || a->span.start != b->span.start ||
        a->span.end != b->span.end)
        return false;
    for (size_t i = 0; i < sizeof a->args / sizeof *a->args; i++)
        if (!str_equal(a->args[i], b->args[i]))
            return false;
    return true;
}

static size_t hash_of(const struct diag *diag)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    uint64_t parts[] = {(uint64_t)diag->message, diag->span.start, diag->span.end, diag->args[0].len};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        hash = (hash ^ parts[i]) * 1099511628211u;
    for (size_t i = 0; i < diag->args[0].len; i++)
        hash = (hash ^ (unsigned char)diag->args[0].at[i]) * 1099511628211u;
    return (size_t)(hash ^ hash >> 32);
}

/* The slot of an equal diagnostic, or the free one where it belongs. Slots hold an index + 1. */
static uint32_t *find_slot(const struct diag_sink *sink, const struct diag *diag)
{
    size_t mask = sink->slot_count - 1;
    for (size_t i = hash_of(diag) & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &sink->slots[i];
        if (*slot == 0 || same_diag(&sink->diags.at[*slot - 1], diag))
            return slot;
    }
}

static void grow_slots(struct diag_sink *sink)
{
    size_t count = 16;
    while (count < 4 * (sink->diags.len + 1))
        count *= 2;
    sink->slot_count = count;
    sink->slots = arena_many(sink->arena, uint32_t, sink->slot_count);
    for (size_t i = 0; i < sink->diags.len; i++)
        *find_slot(sink, &sink->diags.at[i]) = (uint32_t)i + 1;
}

void diag_add(struct diag_sink *sink, enum message message, struct span span, const struct str *args, size_t count)
{
    assert(message < MESSAGE_COUNT);
    struct diag diag = {.message = message, .rule = messages[message].rule, .span = span};
    diag.severity = sink->severities[diag.rule];
    sink->last_dropped = true;
    if (diag.severity == SEVERITY_OFF)
        return;
    assert(count <= sizeof diag.args / sizeof *diag.args);
    for (size_t i = 0; i < count; i++)
        diag.args[i] = copy_argument(sink->arena, args[i], i);

    if (2 * (sink->diags.len + 1) > sink->slot_count)
        grow_slots(sink);
    uint32_t *slot = find_slot(sink, &diag);
    if (*slot)
        return;

    vec_push(sink->arena, &sink->diags, diag);
    *slot = (uint32_t)sink->diags.len;
    sink->last_dropped = false;
    sink->errors += diag.severity == SEVERITY_ERROR;
    sink->warnings += diag.severity == SEVERITY_WARNING;
}

void diag_note(struct diag_sink *sink, enum message message, struct span span, const struct str *args, size_t count)
{
    if (sink->last_dropped || sink->diags.len == 0)
        return;
    struct diag_note *note = arena_new(sink->arena, struct diag_note);
    note->message = message;
    note->span = span;
    assert(count <= sizeof note->args / sizeof *note->args);
    for (size_t i = 0; i < count; i++)
        note->args[i] = copy_argument(sink->arena, args[i], i);
    sink->diags.at[sink->diags.len - 1].note = note;
}

void diag_repeat(struct diag_sink *sink, const struct diag_sink *other)
{
    for (size_t i = 0; i < other->diags.len; i++) {
        const struct diag *diag = &other->diags.at[i];
        const struct diag_note *note = diag->note;
        diag_add(sink, diag->message, diag->span, diag->args, sizeof diag->args / sizeof *diag->args);
        if (note)
            diag_note(sink, note->message, note->span, note->args, sizeof note->args / sizeof *note->args);
    }
    if (other->unread.len)
        diag_unread(sink, other->unread, other->why_unread);
}

void diag_choose(struct diag_sink *sink, bool (*keep)(void *context, const struct diag *diag), void *context)
{
    size_t kept = 0;
    for (size_t i = 0; i < sink->diags.len; i++) {
        const struct diag diag = sink->diags.at[i];
        if (keep(context, &diag)) {
            sink->diags.at[kept++] = diag;
            continue;
        }
        sink->errors -= diag.severity == SEVERITY_ERROR;
        sink->warnings -= diag.severity == SEVERITY_WARNING;
    }
    sink->diags.len = kept;
    sink->slot_count = 0; /* the slots named the old places */
    sink->last_dropped = true;
}

static void merge(struct diag *from, struct diag *to, size_t start, size_t middle, size_t end)
{
    size_t left = start, right = middle;
    for (size_t i = start; i < end; i++) {
        bool take_left = right == end || (left < middle && span_compare(from[left].span, from[right].span) <= 0);
        to[i] = take_left ? from[left++] : from[right++];
    }
}

/* Bottom-up merge sort: stable, which qsort is not. */
void diag_sort(struct diag_sink *sink)
{
    size_t count = sink->diags.len;
    if (count < 2)
        return;
    struct diag *from = sink->diags.at, *to = arena_many(sink->arena, struct diag, count);
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t middle = start + width < count ? start + width : count;
            size_t end = middle + width < count ? middle + width : count;
            merge(from, to, start, middle, end);
        }
        struct diag *swap = from;
        from = to;
        to = swap;
    }
    if (from != sink->diags.at)
        memcpy(sink->diags.at, from, count * sizeof *from);
    sink->slot_count = 0; /* the slots named the old order */
    sink->last_dropped = true;
}

/* `{1}` … `{6}` replaced by the arguments. */
static struct str fill(struct arena *arena, const char *pattern, const struct str *args, size_t count)
{
    struct buf out = {0};
    struct str text = str_of(pattern);
    for (size_t i = 0; i < text.len; i++) {
        bool gap = text.at[i] == '{' && i + 2 < text.len && text.at[i + 1] >= '1' && text.at[i + 1] <= '6' &&
                   text.at[i + 2] == '}';
        if (!gap) {
            buf_add_byte(&out, text.at[i]);
            continue;
        }
        size_t index = (size_t)(text.at[i + 1] - '1');
        assert(index < count);
        if (index < count)
            escape_unseen(&out, args[index]);
        i += 2;
    }
    struct str filled = buf_keep(&out, arena);
    buf_finish(&out);
    return filled;
}

struct str diag_text(struct arena *arena, const struct diag *diag, enum language language)
{
    return fill(arena, messages[diag->message].text[language], diag->args, sizeof diag->args / sizeof *diag->args);
}

struct str diag_help(struct arena *arena, const struct diag *diag, enum language language)
{
    return fill(arena, messages[diag->message].help[language], diag->args, sizeof diag->args / sizeof *diag->args);
}

struct str diag_note_text(struct arena *arena, const struct diag_note *note, enum language language)
{
    return fill(arena, messages[note->message].text[language], note->args, sizeof note->args / sizeof *note->args);
}
