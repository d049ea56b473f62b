/* Which files below meetings/ are meetings (referat-format(5), Description). Knows names and folders, not what is in
 * the files. */
#ifndef INPUTS_SOURCES_H
#define INPUTS_SOURCES_H

#include "base/file.h"
#include "base/hash.h"
#include "source/diag.h"

/* A meeting's files: the only one, or moede.md and its items in natural order. Paths are normalized. */
struct source_set {
    struct str head;
    vec_of(struct str) items;
    /* Real path of the folder that was searched, or for a single file of the meetings folder above it. */
    struct str root;
    bool standard_input; /* the head is read from there; its path is only its name */
    bool escapes;        /* the head is a symbolic link out of the folder: path-escape */
};
typedef vec_of(struct source_set) source_sets;

struct sources {
    source_sets sets;            /* in natural order of their heads, each once */
    vec_of(struct str) roots;    /* folders that were searched, and for a single file the meetings folder above it */
    vec_of(struct str) searched; /* only the folders that were searched */
    vec_of(struct str) folders;  /* all whose entries were listed, */
    vec_of(struct hash) found;   /* and of each, what was found in it (sources_folder_hash) */
    bool fault;                  /* something could not be read, and that has been told */
};

/* Find the meetings that the arguments name: folders are searched, files are taken as they are; without arguments
 * meetings/. `-` is standard input under the given name; with NULL it is a file of that name. */
void sources_find(struct arena *arena, const char *const *arguments, size_t count, enum language language,
                  const char *standard_input, struct sources *sources);

/* A hash of what a folder's entries are as far as the search looks at them: folders, links, Markdown. False when it
 * cannot be listed. */
bool sources_folder_hash(struct arena *scratch, const char *folder, struct hash *hash);

/* The files of one meeting, its head first, as they are named: no folder is looked into. `root` is the folder they
 * must stay in; NULL for the one that a single file has. False after telling which cannot be. */
bool sources_take(struct arena *arena, const char *const *files, size_t count, const char *root, enum language language,
                  struct sources *sources);

#endif
