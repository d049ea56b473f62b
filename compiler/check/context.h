/* What every check is given. Internal to check/. */
#ifndef CHECK_CONTEXT_H
#define CHECK_CONTEXT_H

#include "check/check.h"

/* The words of one block with inlines, made once for all checks that look for words in running text. */
struct check_text {
    const struct node *block;
    const struct node *item; /* the item it stands in, or NULL */
    struct excerpt words;
};

/* Where the front matter of one of the meeting's files ends. */
struct front_end {
    const struct source *source;
    size_t end;
};

struct check {
    const struct meeting *meeting;
    const struct forum *forum; /* or NULL: the body is not known */
    struct diag_sink *sink;
    struct arena *arena;             /* scratch; lives as long as the run */
    vec_of(struct check_text) texts; /* in document order */
    struct front_end *front_ends;    /* a file each, by address */
    size_t front_end_count;
};

/* The checks, a file a subject; check.c has the table. */
void check_agenda(struct check *check);
void check_recommendations(struct check *check);
void check_people(struct check *check);
void check_names(struct check *check);
void check_dates(struct check *check);
void check_cpr_numbers(struct check *check);
void check_contact_data(struct check *check);
void check_accessibility(struct check *check);
void check_attachments(struct check *check);
void check_files(struct check *check);

/* Part of check_agenda: the parts of one item against its slots; NULL = nothing is said about them. */
void check_parts(struct check *check, const struct node *item, const struct slot_list *slots);

/* Something that has a place in an order: a section, a fixed item, a part. */
struct ordered {
    size_t rank; /* no two the same */
    struct span place;
    struct str title;
};

/* Report what stands out of order: the fewest that must move so that the ranks increase, and of those choices the one
 * that moves what comes last. The messages are told its title, that of the one beside which it belongs, and `where`.
 * O(n log n). */
void order_report(struct check *check, const struct ordered *found, size_t count, enum message before,
                  enum message after, struct str where);

/* The heading of a section, item or part: its whole line; the node itself when it came without one. */
struct span heading_span(const struct node *node);
struct str heading_text(struct arena *arena, const struct node *node);

/* Whether the place is in its file's front matter, that is, whether the thing was written as data. */
bool in_front_matter(const struct check *check, struct span span);

/* The line on which the place begins, and the last one on which something of the node stands; as digits. */
struct str line_of(struct arena *arena, struct span span);
struct str last_line_of(struct arena *arena, const struct node *node);

/* Fill check->front_ends. */
void find_front_ends(struct check *check);

/* Bytes [*start, *end) of the front matter between its two lines `---`; empty when there is none. */
void front_matter_of(const struct source *source, size_t *start, size_t *end);

/* The name of a person or an organisation that was probably meant, or the empty slice; `folded` are the candidates
 * folded. Words that both have do not count, so that `Vejle Kommune` is not near `Skive Kommune`. */
struct str nearest_name(struct arena *scratch, struct str typed, const struct str *candidates, const struct str *folded,
                        size_t count);

#endif
