/* From sources to a meeting. Reports what is wrong with the form (front matter, YAML, keys, values, levels, ids,
 * encoding); whether the content fits the body's agenda is check's business. Never fails: whatever could be read is
 * returned, and the sink says what could not.
 *
 *   split       the file into front matter and body
 *   front       the YAML tree into the typed meeting; front_item, data_item: items written as data
 *   body        Markdown into blocks; inlines: their words, with cursor and lines where they stand
 *   table       pipe tables from a paragraph's lines
 *   sections    headings into sections, items, parts; attachments, people: what stands in them
 *   closed      closed items emptied
 *   bind        numbers, anchors, ids
 *   references  links, `[](#id)`; mentions: `pkt. 2.1`, `bilag 4`, another meeting's day
 */
#ifndef PARSE_PARSE_H
#define PARSE_PARSE_H

#include "ast/meeting.h"
#include "source/diag.h"

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

#endif
