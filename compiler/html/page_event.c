#include "html/page_parts.h"

#include "base/json.h"
#include "html/url.h"

static void add_string(struct json *json, const char *key, struct str value)
{
    if (value.len == 0)
        return;
    json_key(json, key);
    json_string(json, value);
}

static void begin_thing(struct json *json, const char *key, const char *type)
{
    if (key)
        json_key(json, key);
    json_object(json);
    add_string(json, "@type", str_of(type));
}

/* Local time without an offset, as ISO 8601 allows: minutes count from the day's beginning and may reach 24:00. */
static void add_moment(struct json *json, struct arena *scratch, const char *key, struct date date, int minutes)
{
    struct str day = date_iso(scratch, date);
    if (minutes >= 0)
        day = str_format(scratch, "%.*sT%02d:%02d", STR(day), minutes / 60, minutes % 60);
    add_string(json, key, day);
}

static void add_items(struct json *json, struct arena *scratch, const struct node *root)
{
    json_key(json, "subEvent");
    json_array(json);
    for (const struct node *section = root->first; section; section = section->next) {
        if (section->kind != NODE_SECTION)
            continue;
        for (const struct node *item = section->first; item; item = item->next) {
            const struct node *heading = item->kind == NODE_ITEM ? node_child(item, NODE_HEADING) : NULL;
            if (!heading)
                continue;
            struct str title = node_plain_text(scratch, heading);
            begin_thing(json, NULL, "Event");
            add_string(json, "name", str_format(scratch, "%.*s %.*s", STR(heading->as.heading.number), STR(title)));
            if (url_anchor(item).len > 0)
                add_string(json, "url", str_concat(scratch, S("#"), url_anchor(item)));
            json_end_object(json);
        }
    }
    json_end_array(json);
}

void page_write_event(struct buf *out, struct arena *scratch, const struct html_page *page)
{
    const struct document *document = page->document;
    const struct meeting *meeting = page->meeting;
    const struct publisher *publisher = &document->publisher;
    struct json json;
    json_init(&json, out, false);
    json_object(&json);
    add_string(&json, "@context", S("https://schema.org"));
    add_string(&json, "@type", S("Event"));
    add_string(&json, "name", document->title);
    add_moment(&json, scratch, "startDate", meeting->date, meeting->time.from);
    if (meeting->time.from >= 0 && meeting->time.to >= 0)
        add_moment(&json, scratch, "endDate", meeting->date, meeting->time.to);
    add_string(&json, "eventStatus", S("https://schema.org/EventScheduled"));
    add_string(&json, "inLanguage", S("da"));
    if (meeting->place.len > 0) {
        begin_thing(&json, "location", "Place");
        add_string(&json, "name", meeting->place);
        json_end_object(&json);
    }
    begin_thing(&json, "organizer", "Organization");
    add_string(&json, "name", publisher->name);
    add_string(&json, "legalName", publisher->long_name);
    if (url_is_external(publisher->web))
        add_string(&json, "url", publisher->web);
    json_end_object(&json);
    if (page->pdf.len > 0) {
        begin_thing(&json, "workFeatured", "DigitalDocument");
        add_string(&json, "name", document->subtitle);
        add_string(&json, "encodingFormat", S("application/pdf"));
        add_string(&json, "url", url_between(scratch, document->html, page->pdf, false));
        json_end_object(&json);
    }
    add_items(&json, scratch, document->root);
    json_end_object(&json);
}
