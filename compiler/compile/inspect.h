/* What is in the files that a meeting publishes: whether they are what their names say, whether pictures can be shown,
 * and whether CPR numbers stand in those whose text can be had. */
#ifndef COMPILE_INSPECT_H
#define COMPILE_INSPECT_H

#include "compile/compile.h"

/* Report what is wrong with the content of the file that the node's link leads to, at the link's place. */
void inspect_file(struct compiled *compiled, const struct node *node, const struct link *link, struct str content,
                  enum language language);

enum text_found {
    TEXT_NONE,     /* it has none that can be read */
    TEXT_LINES,    /* whole */
    TEXT_PAGES,    /* a form feed after each page */
    TEXT_NO_READER /* the program that would read it is not installed */
};

/* The text of a plain text file, of a Word document (ISO/IEC 29500: a ZIP archive of XML), or of a PDF. PDFs are read
 * by poppler's pdftotext, a process of its own that is ended when it takes too long, so that neither its crashes nor
 * its licence are ours. */
enum text_found inspect_text(struct arena *arena, struct str path, struct str content, struct str *text);

#endif
