/* From sources to a meeting. Reports what is wrong with the form (front matter, YAML, keys, values, levels, ids,
 * encoding); whether the content fits the body's agenda is check's business. Never fails: whatever could be read is
 * returned, and the sink says what could not.
 *
 *   split  the file into front matter and body           front  the YAML tree into the typed meeting
 *   body   Markdown into nodes; the only user of cmark    table  pipe tables from a paragraph's lines
 *   sections  headings into sections, items, parts        bind   numbers, anchors, ids, attachments
 *   people  persons and presenters from text              references  `[](#id)`, `pkt. 2.1`, `bilag 4` into links
 */
#ifndef PARSE_PARSE_H
#define PARSE_PARSE_H

#include "ast/meeting.h"
#include "source/diag.h"

/* How the parser gets at files beside the first: item files of a folder. NULL functions are allowed (nothing there). */
struct parse_options {
    enum edition edition; /* in the public edition closed items are emptied before anything else sees them */
};

/* Parse a meeting of one file, or, when `items` are given, of a folder: `head` is its moede.md and items its other
 * files in natural order. Sources, and what the meeting borrows from them, must outlive the meeting. */
struct meeting *meeting_parse(struct arena *arena, const struct source *head, const struct source *const *items,
                              size_t item_count, const struct parse_options *options, struct diag_sink *sink);

/* Markdown by itself: agenda.yaml's `om:`, tests, fuzzing. A NODE_DOCUMENT of CommonMark blocks. Headings keep the
 * level typed. Raw HTML is reported and left out. */
struct node *markdown_parse(struct arena *arena, const struct excerpt *text, struct diag_sink *sink);

/* `Name (note), Organisation, addition` with the places of its words; false (and bad-value) when there is no name. */
bool person_parse(struct arena *arena, const struct excerpt *text, struct person *person, struct diag_sink *sink);

#endif
