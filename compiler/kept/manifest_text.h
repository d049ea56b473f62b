/* The manifest's texts: what is written of products and records, and read back. Only for manifest.c. */
#ifndef KEPT_MANIFEST_TEXT_H
#define KEPT_MANIFEST_TEXT_H

#include "kept/manifest.h"

/* The hash of a text that is written piece by piece: that of its blocks, each but the last of SEAL_BLOCK bytes. */
enum { SEAL_BLOCK = 64 * 1024 };
struct seal {
    struct hash hash;
    bool begun;
};
void seal_add(struct seal *seal, struct str block);
struct hash seal_of(struct str text);

/* Append what manifest_read_text and manifest_read_records read back. */
void manifest_add_product(struct buf *out, struct arena *scratch, const struct product *product);
void manifest_add_chapter(struct buf *out, struct arena *scratch, const struct chapter *chapter);
void manifest_add_record(struct buf *out, struct arena *scratch, const struct record *record);

/* Read the manifest's own file: its header, what it says of the archive, and the seal that ends it. False when it is
 * not one of this version. */
bool manifest_read_text(struct arena *arena, struct str text, struct manifest *manifest);

/* Read the records of the chapter of that name. False when the text is not what is written. The text must live as long
 * as they do. */
typedef vec_of(struct record) record_list;
bool manifest_read_records(struct arena *arena, struct str text, struct str chapter, record_list *records);

/* Whether a meeting's record stands in the chapter of that name. */
bool manifest_is_of_chapter(const struct unit *unit, struct str chapter);

/* What is removed one day, or read: a path that leads out of the folder is not believed. */
bool manifest_is_safe(struct arena *arena, struct str path);

#endif
