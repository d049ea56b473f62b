/* A document into an HTML page: semantic, self-contained with the archive's own stylesheet, WCAG 2.2 AA, strict
 * Content-Security-Policy, no inline script or style. Markup is written with libxml2. Knows the tree only. */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include "ast/compose.h"
#include "style/forum.h"

/* A link from the page to another page of the archive; empty path = none. Paths are from out/. */
struct html_link {
    struct str path, text;
};

struct html_page {
    const struct document *document;
    const struct forum *forum;       /* or NULL on pages of the whole archive */
    struct str stylesheet;           /* path from out/ */
    struct str script;               /* path from out/ of the html_script, or empty: a page without a search */
    struct html_link home, body;     /* front page, the body's page */
    struct html_link previous, next; /* neighbouring meetings, or years of contents pages */
    struct str feed;                 /* path from out/ of the Atom feed, or empty */
    struct str pdf;                  /* path from out/, or empty */
    size_t pdf_size;                 /* bytes */
    unsigned pdf_pages;
    const struct meeting *meeting; /* for JSON-LD; NULL for contents pages */
};

/* The page's bytes. Relative links are computed from document->html. */
void html_write_page(struct buf *out, const struct html_page *page);

/* CommonMark blocks alone, as the specification's examples print them: for tests. */
void html_write_fragment(struct buf *out, const struct node *root);

/* The stylesheet of a body: the program's own, variables from its style.yaml, then its page.css. */
void html_write_stylesheet(struct buf *out, const struct look *look, struct str page_css);

/* The script of every page, in the arena: search and the choices over contents. Pages hold all they say without it. */
struct html_script {
    struct str bytes;
    struct str path; /* from out/: `styles/referat-0123abcd.js` */
};
struct html_script html_script(struct arena *arena);

/* Path from out/ of a stylesheet with these bytes: `styles/dassos-0123abcd.css`, so that old pages keep their look. */
struct str html_stylesheet_path(struct arena *arena, struct str forum, struct str css);

#endif
