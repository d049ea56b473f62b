/* From a meeting to the document that is published: cover, contents, sections. What html and layout render is exactly
 * this tree, so a word that stands in one output stands in all. The archive's table of contents is composed likewise
 * (archive/contents.h) and rendered by the same code.
 *
 * Also the typographic pass: no-break spaces where Danish wants them (`kl. 10`, `11. februar`, `bilag 4`, `pkt. 2.1`,
 * `§ 108`), so that every output gets them. */
#ifndef AST_COMPOSE_H
#define AST_COMPOSE_H

#include "ast/meeting.h"

/* What a document says about the body it comes from; filled from styles/ (style/forum.h). */
struct publisher {
    struct str forum, name, long_name; /* dassos, DASSOS, Den Administrative … */
    struct str secretariat, web;
    const struct str *address; /* lines */
    size_t address_lines;
    struct str accessibility; /* address of the accessibility statement, or empty */
};

struct document {
    struct str title;        /* DASSOS 11. februar 2021 */
    struct str subtitle;     /* Referat */
    struct str running_head; /* for the head of pages from the second on */
    struct str language;     /* da-DK in PDF, its first part in HTML */
    struct str html, pdf;    /* paths from out/ */
    struct date date;        /* of the meeting; year 0 in a consolidated document */
    struct date issued;      /* what the PDF's own dates say; never a clock */
    struct publisher publisher;
    bool draft;        /* marked on every page */
    bool internal;     /* the internal edition: marked on every page */
    struct node *root; /* NODE_DOCUMENT */
};

/* Compose a meeting. The meeting's sections move into the document's tree. */
struct document *document_compose(struct arena *arena, struct meeting *meeting, const struct publisher *publisher);

/* The meeting's title: given, or `<forum's name> <date in words>`. */
struct str meeting_title(struct arena *arena, const struct meeting *meeting, const struct publisher *publisher);

/* Paths from out/: `dassos/2021-02-11/index.html` and `dassos/2021-02-11/dassos-2021-02-11-referat.pdf`. */
struct str meeting_html_path(struct arena *arena, struct str forum, struct date date, enum status status);
struct str meeting_pdf_path(struct arena *arena, struct str forum, struct date date, enum status status);

/* Put no-break spaces into the texts of a tree. */
void typography_apply(struct arena *arena, struct node *root);

#endif
