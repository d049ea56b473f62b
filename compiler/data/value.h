/* YAML as a small tree in which every value knows where it stands.
 *
 * Reads with libyaml. Anchors, aliases, tags and second documents are refused (yaml-syntax), a key given twice is
 * reported (duplicate-key) and the first one counts; U+0085, U+2028 and U+2029 are refused before libyaml sees them.
 * Nothing here knows which keys exist. */
#ifndef DATA_VALUE_H
#define DATA_VALUE_H

#include "source/diag.h"

enum value_kind { VALUE_NULL, VALUE_SCALAR, VALUE_LIST, VALUE_MAP };

struct value {
    enum value_kind kind;
    struct span span;       /* of a scalar: the characters as typed, quotes and block indicator included */
    struct excerpt excerpt; /* scalar: its text and the way back to the file, so that Markdown inside can be placed */
    bool plain;      /* scalar: typed without quotes and in no block, so that ja, 12 and null may mean something */
    bool refused;    /* something was wrong with it and has been reported: say nothing more about it */
    bool incomplete; /* list, map: a syntax error ended it early, so that what is not there may only be unread */
    vec_of(struct value *) items; /* list */
    vec_of(struct entry) entries; /* map, in the order typed */
};

struct entry {
    struct str key;    /* as typed */
    struct str folded; /* for comparison (utf8_fold) */
    struct str meant;  /* of a key that is not known: the one it was taken for (data/expect.h), folded; or empty */
    struct span key_span;
    struct value *value; /* never NULL */
};

/* Parse bytes start..end of the source as one YAML document. Returns NULL when nothing usable was found, after
 * reporting why; an empty document is an empty map. Nesting over 100 deep is refused (too-large). Of a key given twice
 * the first stays in the map (with the next's value when it has none). Bytes that are no text are for
 * source_check_encoding to report; here they are read as '_'. */
struct value *value_parse(struct arena *arena, const struct source *source, size_t start, size_t end,
                          struct diag_sink *sink);

/* The value of a key, compared folded (`gæster` = `Gaester`), or NULL. */
struct value *value_lookup(const struct value *map, struct str key);

struct str value_text(const struct value *value); /* a scalar's text trimmed; empty for others and NULL */

/* A string about an unknown key or word: the candidate nearest by edit distance that is near enough to be meant, or the
 * empty slice. */
struct str nearest_word(struct arena *scratch, struct str typed, const struct str *candidates, size_t count);

#endif
