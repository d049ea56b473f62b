/* The Atom feed (RFC 4287). */
#include "archive/contents.h"

#include "archive/xml.h"
#include "ast/words.h"
#include "base/hash.h"

static void add_element(xmlTextWriterPtr writer, struct arena *scratch, const char *name, struct str text)
{
    xmlTextWriterWriteElement(writer, BAD_CAST name, BAD_CAST str_cstr(scratch, text));
}

/* An id of what it names, the same for ever: a UUID of version 8 (RFC 9562), that is, one of our own making. */
static void add_id(xmlTextWriterPtr writer, struct arena *scratch, struct str name)
{
    struct hash hash = hash_bytes(name);
    hash.bytes[6] = (unsigned char)(0x80 | (hash.bytes[6] & 0x0F));
    hash.bytes[8] = (unsigned char)(0x80 | (hash.bytes[8] & 0x3F));
    struct str const hex = hash_hex(scratch, hash);
    add_element(writer, scratch, "id",
                str_format(scratch, "urn:uuid:%.*s-%.*s-%.*s-%.*s-%.*s", STR(str_part(hex, 0, 8)),
                           STR(str_part(hex, 8, 12)), STR(str_part(hex, 12, 16)), STR(str_part(hex, 16, 20)),
                           STR(str_part(hex, 20, 32))));
}

static void add_time(xmlTextWriterPtr writer, struct arena *scratch, const char *name, struct date date)
{
    if (!date_is_set(date))
        date = (struct date){1970, 1, 1};
    add_element(writer, scratch, name, str_format(scratch, "%.*sT00:00:00Z", STR(date_iso(scratch, date))));
}

static void add_link(xmlTextWriterPtr writer, struct arena *scratch, const char *relation, const char *media,
                     struct str path)
{
    xmlTextWriterStartElement(writer, BAD_CAST "link");
    xmlTextWriterWriteAttribute(writer, BAD_CAST "rel", BAD_CAST relation);
    xmlTextWriterWriteAttribute(writer, BAD_CAST "type", BAD_CAST media);
    xmlTextWriterWriteAttribute(writer, BAD_CAST "href", BAD_CAST str_cstr(scratch, path));
    xmlTextWriterEndElement(writer);
}

/* The numbered titles of the items, a line each. */
static struct str summary(struct arena *scratch, const struct unit *unit)
{
    struct buf text = {0};
    for (size_t i = 0; i < unit->sections.len; i++)
        for (size_t j = 0; j < unit->sections.at[i].items.len; j++) {
            const struct unit_item *item = &unit->sections.at[i].items.at[j];
            if (text.len)
                buf_add_byte(&text, '\n');
            buf_format(&text, "%.*s %.*s", STR(item->number), STR(item->title));
        }
    struct str const kept = buf_keep(&text, scratch);
    buf_finish(&text);
    return kept;
}

/* A path from out/ as seen from the folder of the feed, which is a body's own or out/ itself. */
static struct str seen_from(struct str forum, struct str path)
{
    if (forum.len && str_starts(path, forum) && str_starts(str_from(path, forum.len), S("/")))
        return str_from(path, forum.len + 1);
    return path;
}

static void add_entry(xmlTextWriterPtr writer, struct arena *scratch, const struct unit *unit, struct str body,
                      struct str forum)
{
    xmlTextWriterStartElement(writer, BAD_CAST "entry");
    add_id(writer, scratch,
           str_format(scratch, "referat meeting %.*s %.*s", STR(unit->forum), STR(date_iso(scratch, unit->date))));
    add_element(writer, scratch, "title",
                str_format(scratch, "%.*s: %.*s", STR(word_document(unit->status)), STR(unit->title)));
    add_time(writer, scratch, "published", unit->date);
    add_time(writer, scratch, "updated", unit_day(unit));
    xmlTextWriterStartElement(writer, BAD_CAST "author");
    add_element(writer, scratch, "name", body);
    xmlTextWriterEndElement(writer);
    add_link(writer, scratch, "alternate", "text/html", seen_from(forum, unit->html));
    if (unit->pdf.len)
        add_link(writer, scratch, "enclosure", "application/pdf", seen_from(forum, unit->pdf));
    xmlTextWriterStartElement(writer, BAD_CAST "category");
    xmlTextWriterWriteAttribute(writer, BAD_CAST "term", BAD_CAST str_cstr(scratch, unit->forum));
    xmlTextWriterWriteAttribute(writer, BAD_CAST "label", BAD_CAST str_cstr(scratch, body));
    xmlTextWriterEndElement(writer);
    add_element(writer, scratch, "summary", summary(scratch, unit));
    xmlTextWriterEndElement(writer);
}

/* What tells this feed from others: the secretariat's address on the web, else its name, else the bodies' names. */
static struct str feed_name(struct arena *scratch, const struct contents_body *bodies, size_t count)
{
    struct buf name = {0};
    buf_text(&name, "referat feed");
    for (size_t i = 0; i < count; i++) {
        const struct publisher *publisher = &bodies[i].publisher;
        struct str const own = publisher->web.len ? publisher->web : publisher->secretariat;
        if (own.len) {
            buf_clear(&name);
            buf_format(&name, "referat feed %.*s", STR(own));
            break;
        }
        buf_format(&name, " %.*s", STR(publisher->forum));
    }
    struct str const kept = buf_keep(&name, scratch);
    buf_finish(&name);
    return kept;
}

/* The newest units; of one body when `forum` is not empty. */
static size_t newest_units(const struct archive *archive, struct str forum, const struct unit **units)
{
    size_t count = 0;
    for (size_t i = 0; i < archive->units.len && count < FEED_LENGTH; i++)
        if (forum.len == 0 || str_equal(archive->units.at[i]->forum, forum))
            units[count++] = archive->units.at[i];
    return count;
}

static void write_feed(struct buf *out, const struct archive *archive, const struct contents_body *bodies, size_t count,
                       struct str forum)
{
    struct arena scratch = {0};
    const struct unit *units[FEED_LENGTH];
    size_t const length = newest_units(archive, forum, units);
    struct date newest = {0};
    for (size_t i = 0; i < length; i++)
        if (date_compare(unit_day(units[i]), newest) > 0)
            newest = unit_day(units[i]);
    struct str name = feed_name(&scratch, bodies, count);
    if (forum.len)
        name = str_format(&scratch, "%.*s body %.*s", STR(name), STR(forum));

    struct xml xml = xml_begin("feed", "http://www.w3.org/2005/Atom");
    xmlTextWriterPtr const writer = xml.writer;
    xmlTextWriterWriteAttribute(writer, BAD_CAST "xml:lang", BAD_CAST "da");
    add_id(writer, &scratch, name);
    add_element(writer, &scratch, "title", forum.len ? contents_body_name(bodies, count, forum) : word(WORD_ARCHIVE));
    add_time(writer, &scratch, "updated", newest);
    add_link(writer, &scratch, "self", "application/atom+xml", S("feed.xml"));
    add_link(writer, &scratch, "alternate", "text/html", S("index.html"));
    for (size_t i = 0; i < length; i++) {
        add_entry(writer, &scratch, units[i], contents_body_name(bodies, count, units[i]->forum), forum);
        arena_reset(&scratch);
    }
    xml_end(&xml, out);
    arena_finish(&scratch);
}

void contents_write_feed(struct buf *out, const struct archive *archive, const struct contents_body *bodies,
                         size_t count)
{
    write_feed(out, archive, bodies, count, (struct str){0});
}

void contents_write_body_feed(struct buf *out, const struct archive *archive, const struct contents_body *body)
{
    write_feed(out, archive, body, 1, body->publisher.forum);
}
