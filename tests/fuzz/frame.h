/* What the targets that read whole meetings share: a body to hold them to, and what is true of every report and tree.
 */
#ifndef TESTS_FUZZ_FRAME_H
#define TESTS_FUZZ_FRAME_H

#include "base/utf8.h"
#include "check/check.h"
#include "fuzz.h"
#include "parse/parse.h"
#include "source/print.h"

static inline void frame_forum(struct arena *arena, struct forum *forum)
{
    *forum = (struct forum){.id = S("raad"), .name = S("Rådet"), .long_name = S("Rådet for prøver")};
    forum->publisher = (struct publisher){.forum = S("raad"), .name = S("Rådet"), .long_name = S("Rådet for prøver")};
    for (int i = 0; i < RULE_COUNT; i++)
        forum->severities[i] = rule_info((enum rule)i)->severity;
    struct str const member = S("Aarhus Kommune");
    vec_push(arena, &forum->members, member);
    struct agenda_section section = {.title = S("Sager"), .has_slots = true};
    struct slot const presenter = {.kind = SLOT_PRESENTER, .optional = true};
    struct slot const minutes = {.kind = SLOT_PART, .part = PART_MINUTES};
    struct slot const attachments = {.kind = SLOT_PART, .part = PART_ATTACHMENTS, .optional = true};
    vec_push(arena, &section.slots.at, presenter);
    vec_push(arena, &section.slots.at, attachments);
    vec_push(arena, &section.slots.at, minutes);
    vec_push(arena, &forum->sections, section);
}

/* Every report in one of the four formats: nothing in it but text. */
static inline void frame_print(struct diag_sink *sink, size_t choice)
{
    diag_sort(sink);
    const struct diag_sink *sinks[] = {sink};
    enum diag_format const format = (enum diag_format)(choice % (FORMAT_GITHUB + 1));
    struct print_options const options = {format, format == FORMAT_JSON ? LANGUAGE_ENGLISH : LANGUAGE_DANISH, false};
    struct buf out = {0};
    diag_print(&out, &options, sinks, 1);
    for (size_t i = 0; i < out.len; i++)
        must((unsigned char)out.at[i] >= ' ' || out.at[i] == '\n' || out.at[i] == '\t',
             "no control character is printed");
    must(utf8_first_fault(buf_str(&out)) == SIZE_MAX, "what is printed is UTF-8");
    buf_finish(&out);
}

/* The words of what is no text are mended for the tree and then differ from the file. */
static inline bool frame_is_text(const struct diag_sink *sink)
{
    for (size_t i = 0; i < sink->diags.len; i++)
        if (sink->diags.at[i].rule == RULE_ENCODING || sink->diags.at[i].message == MSG_YAML_SEPARATOR)
            return false;
    return true;
}

/* The tree keeps its invariants, and each link says where it leads, unless something was reported. */
static inline void frame_hold(struct arena *arena, struct node *root, const struct diag_sink *sink)
{
    if (!frame_is_text(sink))
        return;
    struct str fault = {0};
    bool const kept = node_check(arena, root, &fault);
    must(kept, str_cstr(arena, fault));
    struct node_walk walk = node_walk_begin(root);
    while (node_walk_next(&walk)) {
        if (!walk.entering || walk.node->kind != NODE_LINK)
            continue;
        const struct link *link = &walk.node->as.link;
        must(link->kind != LINK_ANCHOR || link->target, "a link inside the meeting has its target");
        must(link->kind != LINK_UNRESOLVED || sink->errors > 0, "a link that leads nowhere is reported");
    }
}

/* A meeting of one file made of three texts, parsed, checked and reported. */
static inline struct meeting *frame_meeting(struct arena *arena, struct str before, struct str data, struct str after,
                                            struct diag_sink *sink)
{
    struct parse_options const options = {.edition = EDITION_INTERNAL};
    struct str const text = str_concat(arena, str_concat(arena, before, data), after);
    const struct source *source = source_new(arena, S("meetings/fuzz.md"), text);
    struct meeting *meeting = meeting_parse(arena, source, NULL, 0, &options, sink);
    struct forum forum;
    frame_forum(arena, &forum);
    check_meeting(meeting, &forum, sink);
    frame_print(sink, data.len);
    frame_hold(arena, meeting->root, sink);
    return meeting;
}

#define FRAME_FRONT                                                                                                    \
    "---\nforum: raad\ndato: 2021-02-11\ntid: 10-12\nsted: Rådhuset\n"                                                \
    "deltagere: [Anna Berg, 'Bo Holm (formand), Aarhus Kommune']\ngæster: [Rigmor Frostholm]\n---\n"
#define FRAME_HEAD "# Sager\n\n## Sag {#sag}\n\n### Bilag\n\n- Notat {#notat}\n\n### Referat\n\n"

#endif
