/* A meeting as parse leaves it: values normalised, so that no later stage parses a string, and every value with its
 * place. */
#ifndef AST_MEETING_H
#define AST_MEETING_H

#include "ast/node.h"

enum status { STATUS_AGENDA, STATUS_DRAFT, STATUS_MINUTES, STATUS_APPROVED };

enum edition { EDITION_PUBLIC, EDITION_INTERNAL };

struct person {
    struct str name, note, organisation, addition; /* Name (note), Organisation, addition; addition is also the role */
    struct str substitutes;                        /* whom this person stands in for, or empty */
    struct span span, name_span, organisation_span;
};

struct person_list {
    vec_of(struct person) at;
};

struct contact {
    struct str name, telephone, email;
};

struct next_meeting {
    struct date date; /* year 0 = none announced */
    struct time_range time;
    struct str place;
};

/* One id that references can name. */
struct anchor {
    struct str id; /* folded */
    struct node *node;
    bool withheld; /* inside a closed item that the public edition emptied, which is `node`; to be written nowhere */
};

struct meeting {
    struct arena *arena;
    const struct source *source; /* its first or only file */
    struct str root_folder; /* real path of what its files must stay in if no folder above is `meetings`; or empty */
    struct span opening;    /* the opening `---`: where a missing key is reported */

    struct str forum; /* folded, as the folder of styles/ */
    struct date date;
    struct time_range time;
    struct str place;
    enum status status;
    struct date issued;        /* `udsendt`; year 0 = not given */
    struct date agenda_issued; /* `dagsorden udsendt`: the agenda stays beside the minutes; year 0 = not given */
    bool agenda_kept;          /* an earlier build published an agenda at its address, so it stays */
    struct str minutes_html, minutes_pdf; /* of an agenda that has minutes: their paths from out/; or empty */
    struct str title;                     /* given, or empty: then compose makes it */
    struct contact contact;
    struct person_list attendees, apologies, guests;
    bool outline_incomplete; /* body and front matter could not be told apart (reported): sections may only be unread */
    bool front_incomplete;   /* the front matter could be read only in part (reported) */
    bool items_incomplete;   /* for that reason items written as data may be missing, and with them numbers and ids */
    bool people_incomplete;  /* not all of them could be read (reported), so that nobody can be said to be missing */
    struct next_meeting next;
    struct span forum_span, date_span, status_span; /* values' places; the key's when empty */
    struct span attendees_span;                     /* the key `deltagere`; NOWHERE when it is not there */
    struct span contact_span; /* the value of `kontakt`, or NOWHERE: what stands there is meant to be public */

    enum edition edition;
    struct node *root;                                  /* NODE_DOCUMENT: sections */
    vec_of(struct node *) sections, items, attachments; /* in document order */
    vec_of(struct anchor) anchors;                      /* sorted by id */
    vec_of(const struct source *) sources;              /* every file it was read from, in order */
    bool usable;                                        /* forum and date are known, so that outputs have a place */
};

/* Look up an id (compared folded; given ids, ids from titles and computed anchors), or NULL. */
struct node *meeting_find(const struct meeting *meeting, struct arena *scratch, struct str id);

struct node *meeting_item(const struct meeting *meeting, unsigned section, unsigned number); /* or NULL */
struct node *meeting_attachment(const struct meeting *meeting, unsigned number);             /* or NULL */
struct node *node_item_of(const struct node *node);                   /* the item it stands in, or NULL */
struct str item_number(struct arena *arena, const struct node *item); /* `1.2` */

#endif
