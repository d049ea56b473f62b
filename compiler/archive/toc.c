/* toc.json, as toc.schema.json beside this describes it. */
#include "archive/contents.h"

#include "ast/words.h"

static void add_string(struct json *json, const char *key, struct str value)
{
    json_key(json, key);
    json_string(json, value);
}

static void add_string_or_null(struct json *json, const char *key, struct str value)
{
    json_key(json, key);
    if (value.len)
        json_string(json, value);
    else
        json_null(json);
}

/* Pages count from 1; none is known when no PDF is made. */
static void add_page(struct json *json, const char *key, unsigned page)
{
    json_key(json, key);
    if (page)
        json_number(json, page);
    else
        json_null(json);
}

static void add_item(struct json *json, struct arena *scratch, const struct unit *unit, const struct unit_item *item)
{
    json_object(json);
    add_string(json, "number", item->number);
    add_string(json, "title", item->title);
    add_string_or_null(json, "presenter", item->presenter);
    add_page(json, "page", item->page);
    add_string(json, "href", str_format(scratch, "%.*s#%.*s", STR(unit->html), STR(item->anchor)));
    json_key(json, "attachments");
    json_array(json);
    for (size_t i = 0; i < item->attachments.len; i++) {
        const struct unit_attachment *attachment = &item->attachments.at[i];
        json_object(json);
        json_key(json, "number");
        json_number(json, attachment->number);
        add_string(json, "title", attachment->title);
        add_string_or_null(json, "href", attachment->href);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

static void add_meeting(struct json *json, struct arena *scratch, const struct unit *unit)
{
    json_object(json);
    add_string(json, "forum", unit->forum);
    add_string(json, "date", date_iso(scratch, unit->date));
    add_string(json, "title", unit->title);
    add_string(json, "status", word_status(unit->status));
    add_string(json, "html", unit->html);
    add_string_or_null(json, "pdf", unit->pdf);
    add_page(json, "pages", unit->pages);
    json_key(json, "sections");
    json_array(json);
    for (size_t i = 0; i < unit->sections.len; i++) {
        const struct unit_section *section = &unit->sections.at[i];
        json_object(json);
        add_string(json, "number", section->number);
        add_string(json, "title", section->title);
        add_page(json, "page", section->page);
        json_key(json, "items");
        json_array(json);
        for (size_t j = 0; j < section->items.len; j++)
            add_item(json, scratch, unit, &section->items.at[j]);
        json_end_array(json);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

struct contents_json contents_json_begin(const struct archive *archive, struct buf *out)
{
    struct contents_json contents = {.archive = archive};
    struct json *json = &contents.json;
    json_init(json, out, true);
    json_object(json);
    json_key(json, "version");
    json_number(json, 1);
    json_key(json, "meetings");
    json_array(json);
    return contents;
}

bool contents_json_next(struct contents_json *contents)
{
    struct json *json = &contents->json;
    size_t const index = contents->next++;
    if (index > contents->archive->units.len)
        return false;
    if (index < contents->archive->units.len) {
        struct arena scratch = {0};
        add_meeting(json, &scratch, contents->archive->units.at[index]);
        arena_finish(&scratch);
        return true;
    }
    json_end_array(json);
    json_end_object(json);
    buf_add_byte(json->out, '\n');
    return true;
}
