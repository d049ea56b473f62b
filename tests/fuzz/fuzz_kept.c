/* Any bytes as what an earlier build kept: the manifest with its header and the seal that its bytes ask for, a chapter
 * of it, the list of outputs that an unfinished build announced, and a snapshot. Records that are believed are written
 * again. */
#include "base/line.h"
#include "folder.h"
#include "kept/manifest_text.h"
#include "kept/snapshot_file.h"

static const char *const files[] = {"out/" MANIFEST_NAME, "out/" MANIFEST_NEW_NAME, "cache/referat/x", NULL};

static void hold_outputs(const output_list *outputs)
{
    for (size_t i = 0; i < outputs->len; i++) {
        struct str const path = outputs->at[i].path;
        must(path.len > 0 && path.at[0] != '/' && !str_starts(path, S("..")), "what may be removed is in the folder");
    }
}

/* The text as the manifest of an archive, with its header, a chapter and its seal. */
static void put_sealed(struct arena *arena, struct str text, const struct chapter *chapter)
{
    struct buf sealed = {0};
    buf_text(&sealed, MANIFEST_HEADER "\n");
    buf_add(&sealed, text);
    manifest_add_chapter(&sealed, arena, chapter);
    buf_add_keyed_line(&sealed, "end", hash_hex(arena, seal_of(buf_str(&sealed))));
    folder_put(files[0], buf_str(&sealed));
    buf_finish(&sealed);
}

static bool write_manifest(struct arena *arena, struct manifest *manifest)
{
    struct manifest_draft draft;
    manifest_write(arena, "out", manifest, (struct hash){0}, &draft);
    return manifest_replace(arena, "out", manifest, &draft, true);
}

/* Records that were believed are written and read again. */
static void hold_records(struct arena *arena, const record_list *records)
{
    struct manifest manifest = {0};
    struct manifest again;
    for (size_t i = 0; i < records->len; i++) {
        hold_outputs(&records->at[i].outputs);
        vec_push(arena, &manifest.records, records->at[i]);
    }
    manifest.records.at[0].as_read = false;
    must(manifest_write_chapters(arena, "out", &manifest, &(struct manifest){0}) && write_manifest(arena, &manifest),
         "a manifest can be written");
    manifest_open(arena, "out", &again);
    manifest_load("out", 1, &again);
    must(again.records.len == records->len, "a manifest that was written can be read");
    manifest_finish(&again);
    must(write_manifest(arena, &(struct manifest){0}), "an empty one has no chapters");
}

/* Entries that were believed are written and read again. */
static void hold_entries(struct snapshot *snapshot, struct str text)
{
    snapshot_entries entries = {0};
    if (!snapshot_read_entries(&snapshot->arena, text, &entries))
        return;
    must(snapshot_write(snapshot, &entries), "a snapshot can be written");
    snapshot->entries = (snapshot_entries){0};
    must(snapshot_read(snapshot) && snapshot->entries.len == entries.len, "a snapshot that was written can be read");
    for (size_t i = 0; i < entries.len; i = snapshot_end(&entries, i))
        must(snapshot_end(&entries, i) <= entries.len, "what belongs together ends");
    folder_put(files[2], S(""));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str const text = {(const char *)data, size};
    folder_enter(files);
    struct chapter const chapter = {.name = S("raad/2020"), .hash = hash_bytes(S("chapter"))};
    put_sealed(&arena, text, &chapter);
    folder_put(files[1], text);
    struct manifest manifest;
    manifest_open(&arena, "out", &manifest);
    for (size_t i = 0; i < manifest.products.len; i++)
        hold_outputs(&manifest.products.at[i].outputs);
    for (size_t i = 0; i < manifest.announced.len; i++)
        must(manifest.announced.at[i].at[0] != '/', "what was announced is in the folder");

    record_list records = {0};
    if (manifest_read_records(&arena, text, chapter.name, &records))
        hold_records(&arena, &records);
    folder_put(files[0], S(""));
    file_write(files[1], S(""));

    struct snapshot snapshot = {.path = files[2]};
    struct buf kept = {0};
    buf_text(&kept, SNAPSHOT_HEADER);
    buf_add(&kept, text);
    folder_put(files[2], buf_str(&kept));
    must(snapshot_compare(&snapshot, 1) == SNAPSHOT_OTHER, "no snapshot without its seal is believed");
    hold_entries(&snapshot, text);
    buf_finish(&kept);
    snapshot_finish(&snapshot);
    arena_finish(&arena);
    return 0;
}
