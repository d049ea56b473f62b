/* The files of a part of the search, from its words. Only for search.c and search_change.c. */
#ifndef ARCHIVE_SEARCH_FILES_H
#define ARCHIVE_SEARCH_FILES_H

#include "archive/search.h"
#include "archive/search_words.h"

/* `meetings` is the beginning of index.js, up to its keys; `year` four digits. Appends the files and names the part. */
void search_add_files(struct arena *arena, struct str meetings, struct str year, const search_words *words,
                      struct str *name, search_files *files);

/* The name of a part of that year with such contents. */
struct str search_part_name(struct arena *arena, struct str year, struct hash contents);

#endif
