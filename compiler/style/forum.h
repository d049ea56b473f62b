/* styles/<forum>/agenda.yaml: who a body is and what its meetings must contain. */
#ifndef STYLE_FORUM_H
#define STYLE_FORUM_H

#include "ast/compose.h"
#include "base/hash.h"
#include "style/files.h"

/* A slot of an item: the presenter line or a part. */
enum slot_kind { SLOT_PRESENTER, SLOT_PART };
struct slot {
    enum slot_kind kind;
    enum part_kind part; /* SLOT_PART */
    bool optional;       /* `bilag?` */
};
struct slot_list {
    vec_of(struct slot) at; /* in the order they must come */
};

struct fixed_item {
    struct str title;
    struct slot_list slots;
};

struct agenda_section {
    struct str title;
    bool optional;                   /* valgfri: an empty one may be left out */
    struct slot_list slots;          /* of its free items */
    bool has_slots;                  /* false: only the fixed items are allowed */
    vec_of(struct fixed_item) items; /* in the order they must come */
};

struct forum {
    struct str id; /* the folder's name, folded */
    struct str name, long_name;
    bool named; /* its own file says `navn`, or may in what cannot be read: no mere base that others inherit from */
    struct publisher publisher;
    vec_of(struct str) members;      /* each is to appear in attendees or apologies */
    vec_of(struct str) participants; /* permanent participants besides members */
    vec_of(struct agenda_section) sections;
    enum severity severities[RULE_COUNT]; /* after `regler` */
    struct str about;                     /* `om`: Markdown, or empty */
    const struct excerpt *about_excerpt;  /* the same with its place, or NULL */
    struct str parent;                    /* `hører under`: the body above, or empty */
    struct str css;                       /* page.css, or empty */
    const struct source *source;          /* its own agenda.yaml */
    const struct look *look;
    bool broken; /* agenda.yaml had errors: its meetings are not checked against it */
};

/* What the styles folder holds, read once. Bodies in byte order of id. */
struct forum_list {
    vec_of(struct forum *) at;
};

/* Read one body with what it inherits (`arver`, circles refused); its purpose (`om`) and the body above it are not
 * inherited. NULL with nothing reported when there is no such folder or no agenda.yaml in it. */
struct forum *forum_read(struct style_files *files, struct str id, struct diag_sink *sink);

/* A hash of all that was read of a body, what it inherits included: bodies with the same are the same. Reads the
 * picture of its look. */
struct hash forum_hash(struct style_files *files, const struct forum *forum);

/* The folders that a body's agenda and look are read from, its own and those it inherits from, each perhaps twice. */
typedef vec_of(struct str) folder_list;
void forum_folders(struct style_files *files, struct str id, folder_list *folders);

/* The names of all bodies, folders whose name `forum:` can say, for unknown-forum's suggestion and the front page. */
bool forum_names(struct arena *arena, const char *styles, struct str **names, size_t *count);

#endif
