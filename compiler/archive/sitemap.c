#include "archive/sitemap.h"

#include "archive/contents_parts.h"
#include "archive/xml.h"

static void add_address(xmlTextWriterPtr writer, struct arena *scratch, struct str base, struct str path,
                        struct date day)
{
    while (str_ends(base, S("/")))
        base = str_part(base, 0, base.len - 1);
    /* The page of a folder is known by the folder's address. */
    if (str_ends(path, S("index.html")))
        path = str_part(path, 0, path.len - S("index.html").len);
    struct str const address = str_format(scratch, "%.*s/%.*s", STR(base), STR(path));
    xmlTextWriterStartElement(writer, BAD_CAST "url");
    xmlTextWriterWriteElement(writer, BAD_CAST "loc", BAD_CAST str_cstr(scratch, address));
    if (date_is_set(day))
        xmlTextWriterWriteElement(writer, BAD_CAST "lastmod", BAD_CAST str_cstr(scratch, date_iso(scratch, day)));
    xmlTextWriterEndElement(writer);
}

static struct date later(struct date a, struct date b)
{
    return date_compare(a, b) < 0 ? b : a;
}

void sitemap_write(struct buf *out, const struct archive *archive, const struct contents_body *bodies, size_t count,
                   struct str base)
{
    struct arena scratch = {0};
    struct xml xml = xml_begin("urlset", "http://www.sitemaps.org/schemas/sitemap/0.9");
    xmlTextWriterPtr const writer = xml.writer;
    struct date newest = {0};
    for (size_t i = 0; i < archive->units.len; i++)
        newest = later(newest, unit_day(archive->units.at[i]));
    add_address(writer, &scratch, base, S("index.html"), newest);
    bool const years = contents_extent(archive, (struct str){0}) != CONTENTS_ALL;
    size_t written = 1;
    for (size_t first = 0, end; first < archive->by_body.len; first = end, written++) {
        struct str const forum = archive->by_body.at[first]->forum;
        struct date day = {0};
        for (end = first; end < archive->by_body.len && str_equal(archive->by_body.at[end]->forum, forum); end++)
            day = later(day, unit_day(archive->by_body.at[end]));
        add_address(writer, &scratch, base, contents_body_page(&scratch, forum), day);
    }
    for (size_t i = 0; i < count && written < SITEMAP_LONGEST; i++) {
        if (!bodies[i].has_page || contents_has_meetings(archive, bodies[i].publisher.forum))
            continue;
        add_address(writer, &scratch, base, contents_body_page(&scratch, bodies[i].publisher.forum), (struct date){0});
        written++;
    }
    for (size_t i = archive->by_body.len; years && i-- > 0 && written < SITEMAP_LONGEST;) {
        const struct unit *unit = archive->by_body.at[i];
        const struct unit *after = i + 1 < archive->by_body.len ? archive->by_body.at[i + 1] : NULL;
        if (after && str_equal(after->forum, unit->forum) && after->date.year == unit->date.year)
            continue;
        arena_reset(&scratch);
        add_address(writer, &scratch, base, contents_year_page(&scratch, unit->forum, unit->date.year),
                    (struct date){0});
        written++;
    }
    for (size_t i = 0; i < archive->units.len && written < SITEMAP_LONGEST; i++, written++) {
        const struct unit *unit = archive->units.at[i];
        arena_reset(&scratch);
        add_address(writer, &scratch, base, unit->html, unit_day(unit));
    }
    xml_end(&xml, out);
    arena_finish(&scratch);
}
