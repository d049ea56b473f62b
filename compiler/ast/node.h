/* The tree every stage works on: minutes, and any other document the program publishes.
 *
 * parse makes a meeting's tree, compose (compose.h) puts cover and contents in front of it, html and layout render it.
 * A tree lives in one arena. Switches over node_kind have no default, so that a new kind does not compile until each
 * back end says what it does with it. */
#ifndef AST_NODE_H
#define AST_NODE_H

#include "ast/date.h"
#include "source/source.h"

enum node_kind {
    /* Structure. The first child of a section, item or part is its heading. Where the writer left out a section or item
     * that has to be there, one was made up: its heading is empty and stands nowhere, and heading-level is reported
     * already. */
    NODE_DOCUMENT, /* cover, contents, sections; or any blocks */
    NODE_SECTION,  /* heading, blocks that introduce it (in a meeting reported already), items */
    NODE_ITEM, /* heading, presenter?, absentees?, blocks? (reported already), parts; when emptied heading, closure */
    NODE_PART, /* heading, blocks */

    /* The cover, made by compose. */
    NODE_COVER,      /* letterhead, heading, paragraphs, facts, tables */
    NODE_LETTERHEAD, /* paragraphs, one a line */
    NODE_FACTS,      /* facts: a list of terms and what they are */
    NODE_FACT,       /* inlines; the term is a string of its own */

    /* A table of contents: heading?, entries. Entries hold inlines (the title), then nested entries. */
    NODE_CONTENTS,
    NODE_CONTENTS_ENTRY,

    /* Blocks with a meaning in minutes. */
    NODE_PRESENTER,       /* inlines, the word `Ved` included */
    NODE_ABSENTEES,       /* inlines of `Deltog ikke: …` */
    NODE_CLOSURE,         /* inlines: the legal basis of a closed item */
    NODE_ATTACHMENT_LIST, /* attachments */
    NODE_ATTACHMENT,      /* inlines (the title), then blocks */

    /* Blocks of CommonMark. */
    NODE_HEADING,   /* inlines */
    NODE_PARAGRAPH, /* inlines */
    NODE_LIST,      /* list items */
    NODE_LIST_ITEM, /* blocks */
    NODE_QUOTE,     /* blocks */
    NODE_CODE_BLOCK,
    NODE_RULE,
    NODE_TABLE, /* rows; the header rows first */
    NODE_ROW,   /* cells, as many as the table has columns */
    NODE_CELL,  /* inlines */

    /* Inlines. */
    NODE_TEXT,
    NODE_CODE,
    NODE_SOFT_BREAK,
    NODE_LINE_BREAK,
    NODE_EMPHASIS,
    NODE_STRONG,
    NODE_LINK,
    NODE_IMAGE, /* inlines: its text alternative */

    NODE_KIND_COUNT
};

enum part_kind { PART_RECOMMENDATION, PART_ACCOUNT, PART_ATTACHMENTS, PART_MINUTES, PART_KIND_COUNT };

enum paragraph_role {
    PARAGRAPH_PLAIN,
    PARAGRAPH_SUBTITLE,
    PARAGRAPH_NOTICE /* a draft, a closed edition, a note of the system */
};

enum list_kind { LIST_BULLET, LIST_ORDERED };

enum alignment { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

enum link_kind {
    LINK_UNRESOLVED, /* reported already; rendered as its words */
    LINK_WEB,        /* url: http, https, mailto, tel */
    LINK_ANCHOR,     /* target: a node of this document */
    LINK_MEETING,    /* another meeting: forum, date and anchor, paths filled in by the archive's link step */
    LINK_FILE        /* a file copied beside the page: path */
};

struct link {
    enum link_kind kind;
    struct str url;       /* as typed, entities and escapes resolved */
    struct str title;     /* as typed, or empty */
    struct node *target;  /* LINK_ANCHOR */
    struct str html, pdf; /* LINK_MEETING, LINK_FILE: paths from out/ with `#anchor`; empty = not there in that form */
    struct str source; /* LINK_FILE: the file's path from the folder above meetings/; LINK_MEETING: the source's path,
                          or a link_meeting_key */
    struct str anchor; /* LINK_MEETING: the anchor asked for, or empty */
    bool automatic;    /* made by the program of `pkt. 2.1`, `[](#id)`, a date */
    bool bare;         /* typed as an address only: <https://…> */
    struct span span;  /* of the destination as typed; of the whole link where it has none of its own */
};

struct node {
    enum node_kind kind;
    struct span span; /* what was typed for it; NOWHERE for what compose made */
    struct node *parent, *previous, *next, *first, *last;

    /* Section, item, part, attachment, heading: the name it has in HTML and PDF, from its number (`pkt-1-1`), and the
     * one the writer gave or its title gives. Empty where it has none. */
    struct str anchor, id;
    struct span id_span; /* of a given one */
    bool id_given;

    union {
        struct {
            unsigned number; /* from 1 */
        } section;
        struct {
            unsigned section, number;                   /* 1.2 */
            struct person_list *presenters, *absentees; /* NULL = none */
            bool closed;
            struct str legal_basis, public_title; /* of a closed item */
            struct span legal_span;
            /* What the public edition took out of a closed item, so that numbers stay the same and references from open
             * text can be told from wrong ones. Never written to any output. */
            unsigned withheld_attachments;
            const struct str *withheld_ids;
            size_t withheld_id_count;
            size_t withheld_given; /* so many come first that were given; the others come from titles */
        } item;
        struct {
            enum part_kind kind;
        } part;
        struct {
            unsigned level;    /* 1 the document's title, 2 section, 3 item, 4 part, 5 and 6 free ones */
            struct str number; /* as shown: `1.`, `1.1`; or empty */
        } heading;
        struct {
            enum paragraph_role role;
        } paragraph;
        struct {
            struct str term; /* Tidspunkt */
        } fact;
        struct {
            unsigned level;    /* 1.. */
            struct str number; /* `1.1`, `Bilag 4`; or empty */
            struct link link;  /* where it leads */
            unsigned page; /* of the PDF it leads to, from 1; 0 = this document, layout finds out; UINT_MAX = none */
        } entry;
        struct {
            unsigned number;  /* from 1 through the meeting */
            struct link link; /* its file, or LINK_UNRESOLVED without url when it has none */
            struct str media; /* `PDF`, `Word`; or empty */
            size_t size;      /* bytes; 0 = unknown */
        } attachment;
        struct {
            enum list_kind kind;
            bool tight;
            int start;
            char delimiter; /* '.' or ')' */
        } list;
        struct {
            struct str text, info;
        } code_block;
        struct {
            unsigned columns;
            unsigned header_rows;
            enum alignment *alignments; /* columns of them */
            struct str caption;         /* or empty: stands above the table and is its name for a screen reader */
        } table;
        struct {
            bool header; /* a header cell: of its column in a header row, else of its row */
        } cell;
        struct {
            struct str text; /* the bytes of the span, unless the piece came of an escape or entity and stands alone */
        } text;              /* NODE_TEXT, NODE_CODE */
        struct link link;    /* NODE_LINK */
        struct {
            struct link link;       /* the picture's file */
            unsigned width, height; /* pixels; 0 = not known */
        } image;
    } as;
};

/* What LINK_MEETING has for a source when a meeting is named by its body and day: `//dassos/2020-01-22`, which no
 * normalized path looks like. One that no meeting answers to is no fault. */
struct str link_meeting_key(struct arena *arena, struct str forum, struct date date);

/* What such a key is made of; false for other sources. The body is part of the key. */
bool link_meeting_of(struct str key, struct str *forum, struct date *date);

/* The link of what is typed as one: a link, an attachment, an image. NULL for other nodes. */
struct link *node_link(struct node *node);

/* All of these are loose, in the arena, and hold nothing but what is given here. */
struct node *node_new(struct arena *arena, enum node_kind kind, struct span span);
struct node *node_text(struct arena *arena, struct str text, struct span span); /* a NODE_TEXT; the text is borrowed */
void node_append(struct node *parent, struct node *child);                      /* child must be loose */
void node_insert_before(struct node *place, struct node *child);
void node_insert_after(struct node *place, struct node *child);
void node_detach(struct node *node);
struct node *node_child(const struct node *parent, enum node_kind kind); /* the first of that kind, or NULL */
size_t node_count(const struct node *parent, enum node_kind kind);       /* how many children of that kind it has */
const char *node_kind_name(enum node_kind kind);                         /* as dumps show it: "list-item" */
bool node_is_inline(enum node_kind kind);
bool node_holds_inlines(enum node_kind kind);
bool node_is_leaf(enum node_kind kind); /* never has children */

/* Visit a tree without recursion: node_walk_next gives each node once entering and, when it has or may have children,
 * once leaving. */
struct node_walk {
    struct node *root, *node;
    bool entering;
};
struct node_walk node_walk_begin(struct node *root);
bool node_walk_next(struct node_walk *walk);
void node_walk_skip(struct node_walk *walk); /* after entering: do not go into the children */

/* The words of a subtree as a reader gets them: inlines run together, blocks and cells parted by one '\n', no markup,
 * no generated numbers or labels. Soft breaks are spaces. Images give their text alternative. */
struct str node_plain_text(struct arena *arena, const struct node *node);

/* The same where it names something in many places, as the links to it do: of more than so many bytes the beginning,
 * with `…`. Otherwise one long title would be written as often as a short link to it, or as a line of it. */
enum { WORDS_OF_A_NAME = 1000 };
struct str node_beginning(struct arena *arena, const struct node *node);
struct str words_beginning(struct arena *arena, struct str words);

/* The words of a block's inlines with the way back to the source, for rules that look for words in running text. Soft
 * and hard breaks are one space. */
struct excerpt node_running_text(struct arena *arena, const struct node *block);

/* Whether the tree keeps the invariants written beside enum node_kind; false and the first fault as text otherwise. For
 * tests and asserts. */
bool node_check(struct arena *arena, const struct node *root, struct str *fault);

#endif
