/* The index that html/script/index.js looks things up in, in files a page can load with a script element, since pages
 * that are opened from a disk may not fetch anything else. Made from units and the texts that were made with them
 * (search_text.h).
 *
 * What readers load must stay small when the archive has ten thousand meetings, so it comes in parts: whole years, as
 * many as together have at least SEARCH_PART_ITEMS items, filled from the oldest year on, so that a new meeting changes
 * the newest part only. The documents of a part are its meetings, newest first, each followed by its items, numbered
 * from 0. A part has these files, each named by a hash of what it holds, so that a reader who has been here before, and
 * whoever copies the archive, needs only those that say something else:
 *
 * <year>-<hash>.js: its meetings; each file of keys and the first key in it, each file of postings and the number of
 * the first list in it.
 *
 * <year>/k<n>-<hash>.js: keys, which are the words, and the ends of words from their third byte on that are at least
 * three bytes long, in byte order. Whoever looks for words that begin with `psykiatri`, or have it inside, finds them
 * side by side.
 *
 * <year>/p<n>-<hash>.js: postings, which say in what documents each word of more than SEARCH_RARE documents stands;
 * those of rarer words stand with their keys.
 *
 * A file of keys holds entries ended by `;`: one digit that says how many of its first letters, all ASCII, are those of
 * the key before it (0 in the first entry), the rest of the key, and then, each where there is such: `!` and the number
 * of the word's own list; `=` and the documents of the word itself when it is rare; `*` and the numbers of the lists of
 * longer words that end like that, ascending, as differences; `+` and the documents of such words that are rare. A file
 * of postings holds lists ended by `;`.
 *
 * Documents are written as differences of 4 × document + weight; weight is 3 when the word stands in the title, else 0,
 * 1 or 2 for a word that stands there once, two or three times, more often. Numbers are written five bits a digit,
 * lowest first, 32 added to each digit that is not the last, with the digits 0-9 A-Z a-z - _ in that order. */
#ifndef ARCHIVE_SEARCH_H
#define ARCHIVE_SEARCH_H

#include "archive/link.h"
#include "archive/search_text.h"

#define SEARCH_PART_ITEMS 4000
#define SEARCH_RARE       4
#define SEARCH_FILE_BYTES 16384 /* a file of keys or postings is ended by the entry that passes this */

typedef vec_of(struct search_file) search_files;

/* One part: the meetings first..end-1 of archive->units. */
struct search_part {
    size_t first, end;
    struct str name; /* that of its index, below search/, once search_write_part has found it */
};
typedef vec_of(struct search_part) search_parts;

/* The parts of an archive, newest first. They can be written in any order and at the same time. */
search_parts search_divide(struct arena *arena, const struct archive *archive);

/* A hash of all that the files of a part are made of: a sum of what its meetings give. */
struct hash search_part_inputs(const struct archive *archive, const struct search_part *part);

/* Where the texts of meetings come from: the content of a unit's file, in that arena; false when there is none. */
struct search_source {
    bool (*read)(void *context, struct arena *arena, const struct unit *unit, struct str *content);
    void *context;
};

/* Append the files of one part and name it; false when the text of one of its meetings is not there or another. Cost:
 * linear in its text, but for sorting its distinct words. */
bool search_write_part(struct arena *arena, const struct archive *archive, struct search_part *part,
                       const struct search_source *source, search_files *files);

/* search/index.js: which parts there are. All must have been written. */
struct search_file search_write_index(struct arena *arena, const search_parts *parts);

#endif
