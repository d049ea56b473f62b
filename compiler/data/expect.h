/* What every reader of values asks of them: only known keys, text that is text, lists that are lists. Each fault is
 * reported where it stands; a value that was refused before is passed over in silence. Knows no key by itself. */
#ifndef DATA_EXPECT_H
#define DATA_EXPECT_H

#include "data/value.h"

/* A key in a static table of them. */
#define KEY(literal)                                                                                                   \
    {                                                                                                                  \
        literal, sizeof(literal) - 1                                                                                   \
    }

/* Report the keys of a map that are not among `known`. When one of those is near and not there itself, it is suggested,
 * and from then on found under the misspelt key: a slip in a key is then one fault, and its value is read all the same.
 */
void expect_keys(struct arena *arena, const struct value *map, const struct str *known, size_t count,
                 struct diag_sink *sink);

/* Whether the map has at least one of these keys; one that has none is taken for something else altogether. */
bool has_any_key(const struct value *map, const struct str *keys, size_t count);

/* The entry of a key (compared folded) or what was taken for it, or NULL. */
const struct entry *value_entry(const struct value *map, struct str key);

/* The entry of a key that was typed so, or NULL: the same before and after expect_keys. */
const struct entry *value_entry_typed(const struct value *map, struct str key);

/* In all of these the entry may be NULL, which gives false; so does a value that is not as it should be, after a
 * report. The example is what may be typed instead: the whole `key: value` for a text, one member for a list. */
bool expect_line(const struct entry *entry, const char *example, struct diag_sink *sink,
                 struct str *text); /* not empty */
bool expect_list(const struct entry *entry, const char *example, struct diag_sink *sink);
bool expect_map(const struct entry *entry, const char *example, struct diag_sink *sink);
bool expect_yes_or_no(const struct entry *entry, struct diag_sink *sink, bool *yes); /* ja, nej */

/* A list of one-line texts; empty members are reported and left out. */
typedef vec_of(struct str) text_list;
bool expect_texts(struct arena *arena, const struct entry *entry, const char *example, struct diag_sink *sink,
                  text_list *texts);

/* The span to name a value by: its own, or the key's when nothing was typed. */
struct span entry_span(const struct entry *entry);

#endif
