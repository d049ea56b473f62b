/* Elements, attributes and text as HTML bytes: libxml2 does the escaping, so no caller can produce broken markup. Knows
 * HTML's void elements, nothing of documents. markup.c alone calls it here. */
#ifndef HTML_MARKUP_H
#define HTML_MARKUP_H

#include "base/str.h"

enum void_style {
    VOID_HTML, /* <br> */
    VOID_XML   /* <br />, as CommonMark's examples print it */
};

struct _xmlTextWriter;

struct markup {
    struct _xmlTextWriter *writer;
    struct buf *out;    /* behind by what libxml2 still holds, until markup_end */
    struct buf scratch; /* a piece of text on its way */
    enum void_style voids;
    bool at_line_start;
};

void markup_begin(struct markup *markup, struct buf *out, enum void_style voids);
void markup_end(struct markup *markup);

/* Attributes follow their start tag, before anything else. Characters that HTML does not allow come out as U+FFFD. */
void markup_open(struct markup *markup, const char *element);
void markup_attribute(struct markup *markup, const char *name, struct str value);
void markup_flag(struct markup *markup, const char *name); /* an attribute without a value */
void markup_number(struct markup *markup, const char *name, unsigned long value);
void markup_text(struct markup *markup, struct str text);
void markup_close(struct markup *markup); /* the element opened last */
void markup_void(struct markup *markup);  /* likewise, of a void element: no end tag */

void markup_newline(struct markup *markup);
void markup_fresh_line(struct markup *markup); /* a newline unless one has just been written */

/* Bytes that are markup already: the doctype, the content of a data block. */
void markup_raw(struct markup *markup, struct str bytes);

/* An element with nothing but text in it. */
void markup_element(struct markup *markup, const char *element, struct str text);

#endif
