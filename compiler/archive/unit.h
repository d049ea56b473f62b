/* A unit: what other meetings and the archive may know of a meeting. Like an object file it is what the link step
 * reads, with the text for the search (search_text.h), of which it only has the hash; it is written as text
 * (`--emit=unit`) and read back, and what is not in it cannot leak from a closed item. */
#ifndef ARCHIVE_UNIT_H
#define ARCHIVE_UNIT_H

#include "ast/meeting.h"
#include "base/hash.h"
#include "source/diag.h"

struct unit_attachment {
    unsigned number;
    struct str title, href; /* href: path from out/, or empty */
};
struct unit_item {
    struct str number, title, presenter; /* presenter without `Ved`; or empty */
    struct str anchor;
    unsigned page; /* of the PDF, from 1 */
    bool closed;
    vec_of(struct unit_attachment) attachments;
};
struct unit_section {
    struct str number, title, anchor;
    unsigned page;
    vec_of(struct unit_item) items;
};
/* An id that links may name, and the anchor it stands for in the page and the PDF. */
struct unit_anchor {
    struct str id, anchor;
};
/* What outputs of the archive are made of, as hashes, so that each is made again only when it would be another. */
struct unit_hashes {
    struct hash facts;   /* when and where, what it is called and is published as */
    struct hash listing; /* the facts, sections, items and attachments, and the pages they are on */
    struct hash links;   /* what other meetings' links to it lead to, and how they are worded */
};
/* A link to another source, typed or (automatic) found. */
struct unit_target {
    struct str source, anchor;
    bool automatic;
};
struct unit {
    struct str source;          /* path of its first file */
    vec_of(struct str) sources; /* of all its files, that one first; the others are keys when they were read back */
    struct str forum, title;
    struct date date, issued;
    enum status status;
    struct time_range time;
    struct str place;
    struct next_meeting next;
    struct str html, pdf; /* paths from out/; pdf is empty when none is made */
    unsigned pages;
    struct hash text; /* of the text for the search; all zero when there is none */
    vec_of(struct unit_section) sections;
    vec_of(struct unit_anchor) anchors; /* every id that may be linked to, in byte order */
    vec_of(struct str) imports; /* sources it links to, in byte order, each once; keys when they were read back */
    bool withholds;             /* closed items were emptied, and ids were in them */
    vec_of(struct unit_anchor) hidden;  /* not written: those ids, and the items they stand for, in byte order */
    vec_of(struct unit_target) targets; /* not written: its links to other sources, closed items counted in */
    vec_of(struct str) hidden_imports;  /* not written: sources it links to when its closed items are counted in */
    bool established; /* not written: it was published there before, so of two sources of one meeting it stays */
    bool withheld;    /* not written: its source has errors and nothing of it is published */
    struct unit_hashes hashes; /* not written: made by unit_seal */
};

/* Make a unit of a meeting before it is composed, sealed. Pages are filled in after layout, the text's hash when it is
 * written, and then its pages are to be sealed. Strings are copied. */
struct unit *unit_new(struct arena *arena, const struct meeting *meeting, struct str title);
void unit_seal(struct unit *unit);
/* Seal what pages change, and no other hash: threads that make other meetings read those meanwhile. */
void unit_seal_pages(struct unit *unit);
/* The day its document carries: when it was issued, else that of the meeting. */
struct date unit_day(const struct unit *unit);

/* Append as text, for unit_read. */
void unit_write(struct buf *out, const struct unit *unit);

/* What stands for the path of a source where names of closed items' files must not be seen: `//` and the hash of the
 * path in hexadecimal. Of a key it is the key itself, and of a link_meeting_key. */
struct str unit_source_key(struct arena *arena, struct str source);

/* The anchor that an id of the meeting stands for, compared folded; of an id in a closed item the item's. Empty when it
 * has no such id. */
struct str unit_anchor(const struct unit *unit, struct arena *scratch, struct str id);

/* Sealed; NULL when the text is not a unit of this version. The text must live as long as the unit. */
struct unit *unit_read(struct arena *arena, struct str text);

#endif
