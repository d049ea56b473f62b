/* Any bytes as what the steps of separate compilation hand to each other, with the header and the seal that its bytes
 * ask for: refused, or written again as the same objects. */
#include "base/hash.h"
#include "driver/object.h"
#include "fuzz.h"
#include "program/program.h"

static struct str sealed(struct arena *arena, struct str text)
{
    struct buf out = {0};
    buf_format(&out, "referat-objects 1\nprogram %.*s\n", STR(hash_hex(arena, program_hash())));
    buf_add(&out, text);
    if (text.len > 0 && text.at[text.len - 1] != '\n')
        buf_add_byte(&out, '\n');
    buf_format(&out, "end %.*s\n", STR(hash_hex(arena, hash_bytes(buf_str(&out)))));
    struct str const kept = buf_keep(&out, arena);
    buf_finish(&out);
    return kept;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str const text = {(const char *)data, size};
    object_list objects = {0}, again = {0};
    must(!objects_read(&arena, text, &objects), "nothing without its seal is believed");
    objects = (object_list){0};
    if (objects_read(&arena, sealed(&arena, text), &objects)) {
        struct buf first = {0}, second = {0};
        objects_write(&first, &objects);
        must(objects_read(&arena, buf_str(&first), &again) && again.len == objects.len,
             "objects that were written can be read");
        objects_write(&second, &again);
        must(str_equal(buf_str(&first), buf_str(&second)), "objects that were read are written the same");
        buf_finish(&first);
        buf_finish(&second);
    }
    arena_finish(&arena);
    return 0;
}
