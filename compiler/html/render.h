/* The tree into markup: one walk, a function a node kind on the way in and one on the way out. Only for html.
 *
 *   render.c          the walk; sections, items, parts, attachments
 *   render_cover.c    what stands before everything else
 *   render_contents.c tables of contents, of a meeting or of an archive
 *   render_blocks.c   CommonMark's blocks and inlines, printed as its specification prints them
 *   render_words.c    where their words may be divided
 *
 * What stands on a page but not in the tree (links to the PDF, permalinks, folding) has the class "ui", so that whoever
 * wants the document's words alone, a test or a printer, can leave it out. */
#ifndef HTML_RENDER_H
#define HTML_RENDER_H

#include "html/html.h"
#include "html/markup.h"

struct render {
    struct markup markup;
    struct arena scratch;         /* for what is needed while one tree is written */
    const struct html_page *page; /* NULL: a fragment, CommonMark alone */
    struct str path;              /* of the page, from out/ */
    const struct node *link;      /* whose words stand inside <a>, or NULL; links don't nest */
    unsigned tables;              /* begun so far */
    unsigned row, column;         /* in the table */
    bool offered_pdf;
};

void render_begin(struct render *render, struct buf *out, const struct html_page *page);
void render_end(struct render *render);
void render_tree(struct render *render, struct node *root);

void render_class(struct render *render, const char *class);
void render_number(struct render *render, struct str number); /* before a title; nothing when empty */

/* <a href="…"> around the words of `node`, unless the link leads nowhere or stands inside another; and its end. */
void render_open_link(struct render *render, const struct node *node, const struct link *link);
void render_close_link(struct render *render, const struct node *node);

/* render_cover.c */
void render_open_cover(struct render *render);
void render_close_cover(struct render *render);
void render_open_fact(struct render *render, const struct node *fact);
void render_close_fact(struct render *render);
void render_close_facts(struct render *render);
bool render_is_folded(const struct node *table);

/* render_contents.c */
void render_open_contents(struct render *render, const struct node *contents);
void render_close_contents(struct render *render);
void render_open_entry(struct render *render, const struct node *entry);
void render_close_entry(struct render *render, const struct node *entry);
void render_places(struct render *render,
                   const struct node *root); /* sections and years of a page that has no contents of its own */

/* render_words.c */
void render_words(struct render *render, struct str text); /* of the tree, in the element that is open */

/* render_blocks.c */
void render_open_heading(struct render *render, const struct node *heading);
void render_close_heading(struct render *render, const struct node *heading);
void render_open_paragraph(struct render *render, const struct node *paragraph);
void render_close_paragraph(struct render *render, const struct node *paragraph);
void render_open_list(struct render *render, const struct node *list);
void render_close_list(struct render *render);
void render_code_block(struct render *render, const struct node *block);
void render_open_table(struct render *render, const struct node *table);
void render_close_table(struct render *render, const struct node *table);
void render_open_row(struct render *render, const struct node *row);
void render_close_row(struct render *render, const struct node *row);
void render_open_cell(struct render *render, const struct node *cell);
void render_image(struct render *render, const struct node *image);

#endif
