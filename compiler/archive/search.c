#include "archive/search.h"

#include "archive/search_change.h"
#include "archive/search_files.h"
#include "archive/search_keys.h"
#include "base/json.h"

search_parts search_divide(struct arena *arena, const struct archive *archive)
{
    search_parts oldest_first = {0};
    size_t end = archive->units.len;
    size_t items = 0;
    for (size_t i = archive->units.len; i-- > 0;) {
        items += search_item_count(archive->units.at[i]);
        bool const year_ends = i == 0 || archive->units.at[i - 1]->date.year != archive->units.at[i]->date.year;
        if (i == 0 || (year_ends && items >= SEARCH_PART_ITEMS)) {
            struct search_part const part = {.first = i, .end = end};
            vec_push(arena, &oldest_first, part);
            end = i;
            items = 0;
        }
    }
    search_parts parts = {0};
    for (size_t i = oldest_first.len; i-- > 0;)
        vec_push(arena, &parts, oldest_first.at[i]);
    return parts;
}

typedef vec_of(struct str) str_list;

/* The index of a body in a list that grows; there are few of them. */
static size_t body_index(struct arena *arena, str_list *bodies, struct str forum)
{
    for (size_t i = 0; i < bodies->len; i++)
        if (str_equal(bodies->at[i], forum))
            return i;
    vec_push(arena, bodies, forum);
    return bodies->len - 1;
}

static void write_meetings(struct json *json, struct arena *arena, const struct archive *archive,
                           const struct search_part *part)
{
    str_list bodies = {0};
    for (size_t i = part->first; i < part->end; i++)
        body_index(arena, &bodies, archive->units.at[i]->forum);
    json_key(json, "bodies");
    json_array(json);
    for (size_t i = 0; i < bodies.len; i++)
        json_string(json, bodies.at[i]);
    json_end_array(json);

    /* Body, date, how many documents, and 1 when it is an agenda. */
    json_key(json, "meetings");
    json_array(json);
    for (size_t i = part->first; i < part->end; i++) {
        const struct unit *unit = archive->units.at[i];
        json_array(json);
        json_number(json, (long long)body_index(arena, &bodies, unit->forum));
        json_string(json, date_iso(arena, unit->date));
        json_number(json, (long long)search_item_count(unit) + 1);
        if (unit->status == STATUS_AGENDA)
            json_number(json, 1);
        json_end_array(json);
    }
    json_end_array(json);
}

/* The index of a part up to its keys. */
static struct str meetings_text(struct arena *arena, const struct archive *archive, const struct search_part *part)
{
    struct buf out = {0};
    struct json json;
    json_init(&json, &out, false);
    json_object(&json);
    write_meetings(&json, arena, archive, part);
    struct str const kept = buf_keep(&out, arena);
    buf_finish(&out);
    return kept;
}

bool search_write_part(struct arena *arena, const struct archive *archive, struct search_part *part,
                       const struct search_source *source, search_files *files)
{
    struct arena scratch = {0};
    search_words words;
    bool const good =
        search_collect(&scratch, archive->units.at + part->first, part->end - part->first, source, &words);
    if (good) {
        struct search_head const head = {
            .year = str_format(&scratch, "%04d", archive->units.at[part->end - 1]->date.year),
            .meetings = meetings_text(&scratch, archive, part),
        };
        search_blocks keys = search_encode_keys(&scratch, &words);
        search_blocks postings = search_encode_postings(&scratch, &words);
        search_add_files(arena, &head, &keys, &postings, &part->name, files);
    }
    arena_finish(&scratch);
    return good;
}

/* What a part shows of a meeting. The order of meetings follows from that too, so the parts' hashes are sums. */
static struct hash inputs_of(const struct unit *unit)
{
    return hash_combine(unit->hashes.facts, unit->text);
}

struct hash search_part_inputs(const struct archive *archive, const struct search_part *part)
{
    struct hash all = {0};
    for (size_t i = part->first; i < part->end; i++)
        all = hash_add(all, inputs_of(archive->units.at[i]));
    return all;
}

struct hash search_part_exchange(struct hash inputs, const struct unit *before, const struct unit *now)
{
    return hash_add(hash_subtract(inputs, inputs_of(before)), inputs_of(now));
}

struct search_file search_write_index(struct arena *arena, const search_parts *parts)
{
    struct buf out = {0};
    struct json json;
    json_init(&json, &out, false);
    json_object(&json);
    json_key(&json, "version");
    json_number(&json, 1);
    json_key(&json, "parts");
    json_array(&json);
    for (size_t i = 0; i < parts->len; i++)
        json_string(&json, parts->at[i].name);
    json_end_array(&json);
    json_end_object(&json);
    struct search_file const file = search_call_file(arena, S("index"), S(""), buf_str(&out));
    buf_finish(&out);
    return file;
}
