/* A document as pages of marks: plain data that pdf writes and tests read. Lengths are integers in thousandths of a
 * point, so a layout is equal on every machine. x grows to the right and y grows downwards from the page's upper left
 * corner.
 *
 * The tag tree is made here, while the marks are made, so that a mark cannot be forgotten: a run or picture without a
 * tag is page furniture, that is, an artifact. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "ast/compose.h"
#include "font/font.h"
#include "style/look.h"

/* Standard structure types of ISO 32000-1, 14.8.4. */
enum tag_role {
    TAG_DOCUMENT,
    TAG_SECT,
    TAG_DIV,
    TAG_P,
    TAG_H1,
    TAG_H2,
    TAG_H3,
    TAG_H4,
    TAG_H5,
    TAG_H6,
    TAG_L,
    TAG_LI,
    TAG_LBL,
    TAG_LBODY,
    TAG_BLOCK_QUOTE,
    TAG_CODE,
    TAG_SPAN,
    TAG_LINK,
    TAG_TABLE,
    TAG_THEAD,
    TAG_TBODY,
    TAG_TR,
    TAG_TH,
    TAG_TD,
    TAG_CAPTION,
    TAG_TOC,
    TAG_TOCI,
    TAG_REFERENCE,
    TAG_FIGURE,
    TAG_ROLE_COUNT
};

/* The name of the standard structure type: `BlockQuote`. */
const char *tag_role_name(enum tag_role role);

enum tag_scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW, SCOPE_BOTH };

enum list_numbering { NUMBERING_NONE, NUMBERING_DISC, NUMBERING_DECIMAL };

struct tag {
    enum tag_role role;
    struct tag *parent, *next, *first, *last;
    const struct node *node;        /* what it comes from, or NULL */
    struct str alternative;         /* Alt of a figure; empty = none */
    struct str actual;              /* ActualText; empty = none */
    struct str language;            /* when it differs from its parent's; else empty */
    struct str title;               /* T of sections, or empty */
    enum tag_scope scope;           /* TH */
    enum list_numbering numbering;  /* L */
    unsigned column_span, row_span; /* 0 and 1 both mean one */
    mp bbox[4];                     /* figures: left, top, right, bottom on its page */
    unsigned id; /* order of creation from 0: its place in reading order within its parent is the list's */
};

/* A stretch of text of one font, size, colour and tag, on one line. A line that is broken at a space keeps the space as
 * its last glyph, though `width` does not count it: who reads the tags has only that to keep two words apart (ISO
 * 32000-1, 14.8.2.5). */
struct run {
    mp x, baseline;
    const struct font *font;
    mp size;
    uint32_t colour; /* 0xRRGGBB */
    struct str text; /* UTF-8 that it shows; a hyphen made at a line's end is not in it */
    const struct glyph *glyphs;
    const struct offset *offsets; /* as many; NULL: all stand at the pen */
    size_t count;
    mp space_extra; /* added after each glyph marked `space` */
    mp width;       /* all of it, extra included */
    bool hyphen;    /* the last glyph is a hyphen made at the line's end: ActualText of it is a soft hyphen */
    bool underlined;
    struct tag *tag; /* NULL = artifact */
};

enum artifact { ARTIFACT_LAYOUT, ARTIFACT_HEADER, ARTIFACT_FOOTER, ARTIFACT_WATERMARK, ARTIFACT_BACKGROUND };

/* A filled rectangle: rules, table borders, quote bars, backgrounds. Always an artifact. */
struct box {
    mp x, y, width, height;
    uint32_t colour;
    enum artifact kind;
};

struct picture {
    mp x, y, width, height;
    struct str file;
    struct tag *tag; /* TAG_FIGURE, or NULL: decoration */
    size_t before;   /* it stands before this run of its page in reading order: how many were made when it was */
};

/* A place that can be clicked. One link over a line break gives one area a line, all with the same tag. */
struct link_area {
    mp x, y, width, height;
    const struct link *link;
    struct str contents; /* what it leads to, for Contents; never empty */
    struct tag *tag;     /* TAG_LINK */
};

struct page {
    vec_of(struct box) boxes; /* painted first */
    vec_of(struct picture) pictures;
    vec_of(struct run) runs;         /* in reading order; furniture last */
    vec_of(enum artifact) furniture; /* kinds of the runs without a tag, in their order */
    vec_of(struct link_area) links;
    struct str label; /* page label: 1, 2, … */
};

/* A named place: the same names as the ids in HTML. */
struct destination {
    struct str name;
    const struct node *node;
    unsigned page; /* from 0 */
    mp y;
};

struct outline_entry {
    struct str title;     /* `1.1 Oplæg …` */
    unsigned level;       /* from 1 */
    unsigned destination; /* index */
    bool open;
};

struct missing {
    uint32_t character;
    const struct node *node; /* the block it is in first, or NULL: the layout's own words */
};

struct layout {
    const struct document *document;
    const struct look *look;
    vec_of(struct page) pages;
    struct tag *root; /* TAG_DOCUMENT */
    unsigned tag_count;
    vec_of(struct destination) destinations; /* in order of name bytes */
    vec_of(struct outline_entry) outline;
    vec_of(struct missing) missing;      /* characters no installed font has, each once, in order */
    vec_of(const struct node *) crammed; /* tables of so many columns that hardly anybody can read their type */
    vec_of(struct str) fonts;            /* families that are not installed, each once */
};

/* Set the document. All of the result is in the arena; scratch is reset freely. What cannot be set as asked (a
 * family not installed, a character no font has) is set as well as can be and listed; NULL when there is no font at
 * all. */
struct layout *layout_document(struct arena *arena, struct arena *scratch, const struct document *document,
                               const struct look *look, struct font_book *book, struct shaper *shaper);

/* The page, from 1, on which the node begins; 0 when it has no mark. */
unsigned layout_page_of(const struct layout *layout, const struct node *node);

/* `--emit=layout` and `--emit=tags`: lines of text with places in points; the tag tree, a tag a line. */
void layout_dump(struct buf *out, const struct layout *layout);
void layout_dump_tags(struct buf *out, const struct layout *layout);

#endif
