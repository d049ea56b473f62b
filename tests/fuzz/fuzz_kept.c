/* Any bytes as what an earlier build kept: the manifest with its header and the seal that its bytes ask for, the list
 * of outputs that an unfinished build announced, and a snapshot. A manifest that is believed is written again the same.
 */
#include "driver/manifest.h"
#include "driver/snapshot.h"
#include "folder.h"

static const char *const files[] = {"out/" MANIFEST_NAME, "out/" MANIFEST_NEW_NAME, "cache/referat/x", NULL};

static void hold_outputs(const output_list *outputs)
{
    for (size_t i = 0; i < outputs->len; i++) {
        struct str const path = outputs->at[i].path;
        must(path.len > 0 && path.at[0] != '/' && !str_starts(path, S("..")), "what may be removed is in the folder");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str const text = {(const char *)data, size};
    folder_enter(files);
    struct buf sealed = {0};
    buf_text(&sealed, MANIFEST_HEADER "\n");
    buf_add(&sealed, text);
    struct str const seal = hash_hex(&arena, hash_bytes(buf_str(&sealed)));
    buf_format(&sealed, "end %.*s\n", STR(seal));
    folder_put(files[0], buf_str(&sealed));
    folder_put(files[1], text);
    buf_finish(&sealed);

    struct manifest manifest;
    manifest_read(&arena, "out", &manifest);
    for (size_t i = 0; i < manifest.products.len; i++)
        hold_outputs(&manifest.products.at[i].outputs);
    for (size_t i = 0; i < manifest.records.len; i++)
        hold_outputs(&manifest.records.at[i].outputs);
    for (size_t i = 0; i < manifest.announced.len; i++)
        must(manifest.announced.at[i].at[0] != '/', "what was announced is in the folder");
    if (manifest.records.len > 0) {
        must(manifest_write(&arena, "out", &manifest, (struct hash){0}), "a manifest can be written");
        struct manifest again;
        manifest_read(&arena, "out", &again);
        must(again.records.len == manifest.records.len, "a manifest that was written can be read");
        folder_put(files[0], S(""));
        file_write(files[1], S(""));
    }

    struct snapshot snapshot = {.path = files[2]};
    struct buf kept = {0};
    buf_text(&kept, "referat-snapshot 2\n");
    buf_add(&kept, text);
    folder_put(files[2], buf_str(&kept));
    must(!snapshot_holds(&snapshot, 1), "no snapshot without its seal is believed");
    buf_finish(&kept);
    snapshot_finish(&snapshot);
    arena_finish(&arena);
    return 0;
}
