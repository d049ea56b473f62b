/* A compiled meeting into its outputs, and the documents of the whole archive. Knows what is written where; the formats
 * are html's, layout's and pdf's business. */
#ifndef COMPILE_RENDER_H
#define COMPILE_RENDER_H

#include "archive/contents.h"
#include "compile/compile.h"
#include "font/font.h"
#include "html/html.h"
#include "layout/layout.h"
#include "pdf/pdf.h"

/* What one thread uses to set documents. */
struct renderer {
    const struct options *options;
    const char *out;
    struct bodies *bodies;
    struct font_book *book;
    struct shaper *shaper;
    struct pdf_stock *stock; /* of all renderers; or NULL */
    struct pdf_writer *writer;
    struct arena arena;   /* of the document at hand */
    struct arena scratch; /* for layout */
    struct buf bytes;
    struct buf notes; /* on what a meeting's fonts and pages could not do, not told yet */
    struct arena kept;
    bool is_step;       /* of separate compilation: what all pages share is not its own, and nothing is announced */
    output_list assets; /* stylesheets and the script, as far as they have been written */
};

/* Of the thread that starts the others. */
void renderer_init(struct renderer *renderer, const struct options *options, struct bodies *bodies,
                   struct font_book *book);
void renderer_finish(struct renderer *renderer);

/* Write a meeting's text for the search and note it in its unit, of which all is known then but the pages. First of
 * all, while the meeting is not composed. List what was written, with paths kept in `arena`. False after telling what
 * went wrong. */
bool render_text(struct renderer *renderer, const struct compiled *compiled, struct unit *unit, struct arena *arena,
                 output_list *outputs);

/* Set it, and fill in the pages of its unit. The layout lives until the renderer's next document. NULL after telling
 * what went wrong. */
struct layout *render_pages(struct renderer *renderer, struct compiled *compiled, struct unit *unit);

/* Write its files, PDF and page. False after telling what went wrong. */
bool render_documents(struct renderer *renderer, const struct compiled *compiled, const struct layout *layout,
                      const struct unit *unit, const struct archive *archive, struct arena *arena,
                      output_list *outputs);

/* Tell the notes of what was rendered. */
void render_tell(struct renderer *renderer);

/* Write the page of a meeting that was rendered anew, since its neighbours are others: nothing else shows them. */
bool render_page(struct renderer *renderer, struct compiled *compiled, const struct unit *unit,
                 const struct archive *archive, output_list *outputs);

/* The PDF of the agenda that came before the meeting's minutes (agenda.h), from a compilation of its own. */
bool render_agenda(struct renderer *renderer, struct compiled *compiled, const struct unit *minutes,
                   struct arena *arena, output_list *outputs);

/* Set a meeting without writing: for --emit. NULL after telling why not. */
struct layout *render_layout(struct renderer *renderer, struct compiled *compiled, struct unit *unit);

/* What stands around a page of the archive itself. */
struct contents_around {
    struct html_link previous, next; /* years; empty path = none */
    bool has_feed;
};

/* A page of the archive itself and its PDF, which may say more than the page: `printed`, NULL when it has none. */
bool render_contents(struct renderer *renderer, const struct document *document, const struct document *printed,
                     const struct body *look, const struct forum *forum, const struct contents_around *around,
                     struct arena *arena, output_list *outputs);

/* Write one file below out/ and list it. False after telling why not. */
bool render_file(struct renderer *renderer, struct str path, struct str content, struct arena *arena,
                 output_list *outputs);

/* The same of a file that is made piece by piece: `next` appends the next to the renderer's buffer, false at the end.
 */
bool render_pieces(struct renderer *renderer, struct str path, bool (*next)(void *context), void *context,
                   struct arena *arena, output_list *outputs);

#endif
