/* Pages into a PDF 1.7 file that conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once. Writes through
 * libharu's objects. Knows layout only; makes no decision about what stands where. */
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include "layout/layout.h"

/* What is made once and is the same in many documents, whichever writer writes them. Thread-safe. */
struct pdf_stock;
struct pdf_stock *pdf_stock_create(void);
void pdf_stock_destroy(struct pdf_stock *stock);

/* Make what most documents that are set in the font have of it, for a thread that has nothing else to do: else it is
 * made when the first is written. */
void pdf_stock_prepare(struct pdf_stock *stock, const struct font *font);

/* What is used for many documents, one after another; with its own stock unless it gets one, which is to outlive it. */
struct pdf_writer;
struct pdf_writer *pdf_writer_create(struct pdf_stock *stock);
void pdf_writer_destroy(struct pdf_writer *writer);

/* Write the layout into `out`. The same layout gives the same bytes. False with a reason in *why (a picture that cannot
 * be read, libharu's refusal): nothing is to be published then. A writer belongs to one thread. */
bool pdf_write(struct pdf_writer *writer, const struct layout *layout, struct arena *scratch, struct buf *out,
               struct str *why);

#endif
