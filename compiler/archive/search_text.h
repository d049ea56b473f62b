/* The text of one meeting for the search, search/tekst/<forum>-<date>-<referat|dagsorden>.js: titles, addresses and
 * what the items say, for showing what was found. It is an output of the meeting, made when the meeting is compiled;
 * the link step reads it back to make the index, so that no unit has to hold what a meeting says. */
#ifndef ARCHIVE_SEARCH_TEXT_H
#define ARCHIVE_SEARCH_TEXT_H

#include "archive/unit.h"

struct search_file {
    struct str path, content; /* path from out/ */
};

/* The plain texts of a meeting's items, in the order of its unit's: what follows the heading, block by block; empty for
 * a closed item of the public edition. To be taken before the meeting is composed. */
struct str *search_texts(struct arena *arena, const struct meeting *meeting);

/* Make the file from such texts, and note its hash in the unit. */
struct search_file search_write_text(struct arena *arena, struct unit *unit, const struct str *texts);
struct str search_text_path(struct arena *arena, const struct unit *unit);

/* Get the texts back, one for each item of the unit; false when the content is not what was made of that unit. */
bool search_read_text(struct arena *arena, const struct unit *unit, struct str content, struct str **texts);

/* How many items the unit has. */
size_t search_item_count(const struct unit *unit);

/* A file that hands its data to the page: `referatSearch("name",data);`. The data is JSON, or what goes between the
 * quotes of a string. */
struct search_file search_call_file(struct arena *arena, struct str name, struct str quote, struct str data);

#endif
