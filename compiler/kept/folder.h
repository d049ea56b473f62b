/* The output folder: which edition it holds, who is at work in it, and what in it is referat's to remove. */
#ifndef KEPT_FOLDER_H
#define KEPT_FOLDER_H

#include "kept/manifest.h"
#include "program/options.h"

/* Make it ready and lock it: one that holds the other edition, or lies in one that does, is refused. -1 after telling
 * why not, else a lock for file_unlock. */
int folder_open(struct arena *arena, const struct options *options);

/* What every output depends on: this very program and the options. */
struct hash folder_settings(const struct options *options);

/* What the documents of the whole archive depend on besides, all below `styles`. False after telling what can't be
 * read. */
bool folder_styles(const struct options *options, const char *styles, struct hash *hash);

/* All outputs that a manifest speaks of, in byte order. */
typedef vec_of(struct str) output_paths;
output_paths folder_outputs(struct arena *arena, const struct manifest *manifest);

/* Remove what the old manifest speaks of and the new one doesn't, and folders that become empty. False after telling
 * what can't be removed. */
bool folder_remove_stale(const struct options *options, const struct manifest *old, const struct manifest *new);

/* Remove one output, and folders that become empty. False after telling that it can't be removed. */
bool folder_remove_output(const struct options *options, struct str path);

/* Remove what the manifest doesn't speak of, after an earlier one was lost: pages of meetings that are gone, files of
 * items that have been closed, words of theirs in the search. Only files at places and of names that referat gives are
 * looked at, whatever else lies in the folder. False after telling what can't be removed. */
bool folder_remove_orphans(const struct options *options, const struct manifest *new);

/* Remove temporary files that a killed build left: in all folders when it is known that one was, else only in the one
 * where every build writes. Those of builds at work, which may wait for the lock, stay. */
void folder_sweep(const char *out, bool unfinished);

#endif
