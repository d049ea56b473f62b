/* The archive's own documents: the consolidated table of contents as a tree like any other, as data, and the feed. */
#ifndef ARCHIVE_CONTENTS_H
#define ARCHIVE_CONTENTS_H

#include "archive/link.h"
#include "ast/compose.h"
#include "base/json.h"

/* What the archive says about a body, filled by the driver from styles/. Bodies may come in any order. Of those without
 * meetings that have no page either only the name is told, where the organisation is shown. A tree of `about` moves
 * into the document of its body; that of the whole archive must be made before. */
struct contents_body {
    struct publisher publisher;
    struct node *about; /* parsed `om:`, or NULL */
    struct str parent;  /* id of the body above, or empty */
    bool has_page;      /* though it has no meetings yet; one with meetings always has a page */
};

/* What a body is called; its id when that is not told. */
struct str contents_body_name(const struct contents_body *bodies, size_t count, struct str forum);

/* A page stays quick: one that would take more than about CONTENTS_LONGEST bytes for its meetings lists the newest of
 * each body, at most CONTENTS_NEWEST and as many as fit, and leads to a page a year for all of them. */
#define CONTENTS_LONGEST 800000
#define CONTENTS_NEWEST  12

/* As many meetings to come are listed, the next ones; calendars have them all. */
#define CONTENTS_COMING 20
enum contents_extent { CONTENTS_ALL, CONTENTS_NEW };

/* What the page of one body, or of all when `forum` is empty, lists. */
enum contents_extent contents_extent(const struct archive *archive, struct str forum);

/* What indhold.pdf lists. Paper can be longer than a page of the web, but pages are made in memory: past twice that it
 * is divided into a PDF a year of each body, too. */
enum contents_extent contents_printed_extent(const struct archive *archive);

/* out/index.html and out/indhold.pdf: every body, meeting, section, item. With one body given, out/<forum>/index.html,
 * to the extent that suits a page. */
struct document *contents_document(struct arena *arena, const struct archive *archive,
                                   const struct contents_body *bodies, size_t count, enum contents_extent extent,
                                   enum edition edition);
struct document *contents_body_document(struct arena *arena, const struct archive *archive,
                                        const struct contents_body *bodies, size_t count,
                                        const struct contents_body *body, enum edition edition);

/* out/<forum>/<year>/index.html and indhold.pdf beside it, for the years that a shortened page leads to; the years,
 * newest first. */
typedef vec_of(int) contents_year_list;
struct str contents_year_page(struct arena *arena, struct str forum, int year); /* path from out/ */
contents_year_list contents_years(struct arena *arena, const struct archive *archive, struct str forum);
struct document *contents_year_document(struct arena *arena, const struct archive *archive,
                                        const struct contents_body *body, int year, enum edition edition);

/* toc.json (toc.schema.json), a meeting at a time, since it is as long as the archive. Begin, and take pieces
 * until there are no more; each is appended to the buffer, which must stay the same and may be emptied in between. */
struct contents_json {
    const struct archive *archive;
    struct json json;
    size_t next;
};
struct contents_json contents_json_begin(const struct archive *archive, struct buf *out);
bool contents_json_next(struct contents_json *contents);

/* An Atom feed (RFC 4287) of the newest meetings, at most FEED_LENGTH. Its ids are made of what is told and its dates
 * are those of the meetings and their documents, so it needs neither an address on the web nor a clock. */
#define FEED_LENGTH 100
void contents_write_feed(struct buf *out, const struct archive *archive, const struct contents_body *bodies,
                         size_t count);

/* The same of one body, for out/<forum>/feed.xml. */
void contents_write_body_feed(struct buf *out, const struct archive *archive, const struct contents_body *body);

#endif
