/* The Atom feed (RFC 4287). */
#include "archive/contents.h"

#include "ast/words.h"
#include "base/hash.h"

#include <libxml/xmlwriter.h>

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

static struct date day_of(const struct unit *unit)
{
    return date_is_set(unit->issued) ? unit->issued : unit->date;
}

static struct str name_of(const struct contents_body *bodies, size_t count, struct str forum)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(bodies[i].publisher.forum, forum))
            return bodies[i].publisher.name;
    return forum;
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

static void add_entry(xmlTextWriterPtr writer, struct arena *scratch, const struct unit *unit, struct str body)
{
    xmlTextWriterStartElement(writer, BAD_CAST "entry");
    add_id(writer, scratch,
           str_format(scratch, "referat meeting %.*s %.*s", STR(unit->forum), STR(date_iso(scratch, unit->date))));
    add_element(writer, scratch, "title",
                str_format(scratch, "%.*s: %.*s", STR(word_document(unit->status)), STR(unit->title)));
    add_time(writer, scratch, "published", unit->date);
    add_time(writer, scratch, "updated", day_of(unit));
    xmlTextWriterStartElement(writer, BAD_CAST "author");
    add_element(writer, scratch, "name", body);
    xmlTextWriterEndElement(writer);
    add_link(writer, scratch, "alternate", "text/html", unit->html);
    if (unit->pdf.len)
        add_link(writer, scratch, "enclosure", "application/pdf", unit->pdf);
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

void contents_write_feed(struct buf *out, const struct archive *archive, const struct contents_body *bodies,
                         size_t count)
{
    struct arena scratch = {0};
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlTextWriterPtr writer = buffer ? xmlNewTextWriterMemory(buffer, 0) : NULL;
    if (!writer) {
        fputs("referat: fejl: der er ikke mere hukommelse (out of memory)\n", stderr);
        _Exit(2);
    }
    size_t const length = archive->units.len < FEED_LENGTH ? archive->units.len : FEED_LENGTH;
    struct date newest = {0};
    for (size_t i = 0; i < length; i++)
        if (date_compare(day_of(archive->units.at[i]), newest) > 0)
            newest = day_of(archive->units.at[i]);

    xmlTextWriterStartDocument(writer, "1.0", "UTF-8", NULL);
    xmlTextWriterSetIndent(writer, 1);
    xmlTextWriterStartElement(writer, BAD_CAST "feed");
    xmlTextWriterWriteAttribute(writer, BAD_CAST "xmlns", BAD_CAST "http://www.w3.org/2005/Atom");
    xmlTextWriterWriteAttribute(writer, BAD_CAST "xml:lang", BAD_CAST "da");
    add_id(writer, &scratch, feed_name(&scratch, bodies, count));
    add_element(writer, &scratch, "title", word(WORD_ARCHIVE));
    add_time(writer, &scratch, "updated", newest);
    add_link(writer, &scratch, "self", "application/atom+xml", S("feed.xml"));
    add_link(writer, &scratch, "alternate", "text/html", S("index.html"));
    for (size_t i = 0; i < length; i++) {
        const struct unit *unit = archive->units.at[i];
        add_entry(writer, &scratch, unit, name_of(bodies, count, unit->forum));
        arena_reset(&scratch);
    }
    xmlTextWriterEndDocument(writer);
    xmlFreeTextWriter(writer);
    buf_add(out, str_of((const char *)xmlBufferContent(buffer)));
    xmlBufferFree(buffer);
    arena_finish(&scratch);
}
