/* Any bytes as the file that has a meeting's text for the search, with the hash that they ask for: refused, or they say
 * something of each item that can be written and read again. The first byte says how many items the meeting has; the
 * same bytes are also what one of them says. */
#include "archive/search_text.h"
#include "base/utf8.h"
#include "fuzz.h"

static struct unit *meeting_of(struct arena *arena, size_t items)
{
    struct unit *unit = arena_new(arena, struct unit);
    *unit = (struct unit){.forum = S("a"), .title = S("Vej"), .date = {2021, 2, 11}, .status = STATUS_MINUTES};
    struct unit_section section = {.number = S("1"), .title = S("Sager")};
    for (size_t i = 0; i < items; i++) {
        struct unit_item const item = {.number = S("1.1"), .title = S("\"Skole\", \\ [1]"), .anchor = S("pkt-1")};
        vec_push(arena, &section.items, item);
    }
    vec_push(arena, &unit->sections, section);
    return unit;
}

/* What is written can be read; text comes back as it was. */
static void write_and_read(struct arena *arena, struct unit *unit, size_t items, const struct str *texts)
{
    struct str *read;
    struct search_file const file = search_write_text(arena, unit, texts);
    must(utf8_first_fault(file.content) == SIZE_MAX, "what is written is UTF-8");
    must(str_find_byte(file.content, '<', 0) == SIZE_MAX, "no text ends a script element");
    must(search_read_text(arena, unit, file.content, &read), "what was written can be read");
    for (size_t i = 0; i < items; i++)
        must(utf8_first_fault(texts[i]) != SIZE_MAX || str_equal(texts[i], read[i]),
             "a text is read as it was written");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    size_t const items = size ? data[0] % 4 : 0;
    struct str const content = str_from((struct str){(const char *)data, size}, 1);
    struct unit *unit = meeting_of(&arena, items);
    struct str *texts;
    must(!search_read_text(&arena, unit, content, &texts), "nothing is believed that the unit does not know");
    unit->text = hash_bytes(content);
    if (search_read_text(&arena, unit, content, &texts)) {
        size_t length = 0;
        for (size_t i = 0; i < items; i++)
            length += texts[i].len;
        must(length <= content.len, "texts are no longer than the file they are in");
        write_and_read(&arena, unit, items, texts);
    }
    write_and_read(&arena, meeting_of(&arena, 1), 1, &content);
    arena_finish(&arena);
    return 0;
}
